from __future__ import annotations

import os
from pathlib import Path

import pytest

from core import cleaning
from core.errors import Cancelled
from core.importers import importer_for, read_files, read_text
from core.progress import Progress

STORY = "The harbour was closed on Monday, the office said in a statement.\n"


def test_good_files_are_read_and_bad_ones_named(tmp_path: Path) -> None:
    good, empty, binary = tmp_path / "good.txt", tmp_path / "empty.txt", tmp_path / "picture.txt"
    good.write_text(STORY, encoding="utf-8")
    empty.write_bytes(b"")
    binary.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    reading = read_files([good, tmp_path / "missing.txt", tmp_path, empty, binary])
    assert [article.source_file for article in reading.articles] == ["good.txt"]
    assert [problem.file for problem in reading.problems] == ["missing.txt", tmp_path.name, "empty.txt", "picture.txt"]
    assert [problem.what for problem in reading.problems] == [
        "missing.txt does not exist.",
        f"{tmp_path.name} is a folder.",
        "empty.txt is empty.",
        "picture.txt is an image, not text.",
    ]
    assert all(problem.hint for problem in reading.problems)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may read every file")
def test_a_file_that_may_not_be_read_is_a_problem(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(STORY, encoding="utf-8")
    secret.chmod(0)
    assert [problem.what for problem in read_files([secret]).problems] == ["secret.txt may not be read."]


def test_a_denied_file_is_a_problem_for_every_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(_path: Path) -> bytes:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "read_bytes", denied)
    (tmp_path / "secret.txt").write_text(STORY, encoding="utf-8")
    assert [problem.what for problem in read_files([tmp_path / "secret.txt"]).problems] == [
        "secret.txt may not be read."
    ]


def test_a_file_beyond_the_limit_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(cleaning.limits().file_bytes + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda _path: pytest.fail("it was opened"))
    (problem,) = read_files([huge]).problems
    assert "too large" in problem.what
    assert "20 MB" in problem.what


def test_a_name_that_no_file_can_have_is_a_problem() -> None:
    (problem,) = read_files([Path("a\x00b.txt")]).problems
    assert problem.hint


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.txt", b"words", "text"),
        ("a.HTM", b"words", "html"),
        ("a.md", b"words", "markdown"),
        ("a.txt", b"\n<!DOCTYPE html><html>", "html"),
        ("page", b"<html lang='en'>", "html"),
        ("note", b"---\ntitle: x\n---\n", "markdown"),
        ("a.xyz", b"words", "text"),
    ],
)
def test_the_format_is_told_by_suffix_then_by_content(name: str, head: bytes, kind: str) -> None:
    assert importer_for(name, head).name == kind


def test_a_pasted_text_is_an_article() -> None:
    article = read_text("\ufeff" + STORY.replace("\n", "\r\n"))
    assert (article.text, article.source_file) == (STORY, "pasted text")


def test_reading_reports_and_can_be_cancelled(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(STORY, encoding="utf-8")
    steps: list[tuple[str, int, int]] = []
    read_files([path, path], Progress(lambda *step: steps.append(step)))
    assert steps == [("reading", 0, 2), ("reading", 1, 2), ("reading", 2, 2)]
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        read_files([path], stopped)


def test_a_huge_line_is_read(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_text("word " * 200_000, encoding="utf-8")
    (article,) = read_files([path]).articles
    assert len(article.text) == 1_000_000
    assert article.removed == ()


@pytest.mark.parametrize(
    ("text", "size"), [("a. " * 400_000, "1,200,000 characters"), ("a\n" * 10_001, "10,001 lines")]
)
def test_what_is_longer_than_any_article_is_a_problem(tmp_path: Path, text: str, size: str) -> None:
    path = tmp_path / "long.txt"
    path.write_text(text, encoding="utf-8")
    (problem,) = read_files([path]).problems
    assert problem.what.startswith(f"long.txt is too long for an article: {size}")


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(STORY, encoding="utf-8")
        (tmp_path / folder / "empty.txt").touch()
    (tmp_path / "b.txt").write_text(STORY, encoding="utf-8")
    names = ("x/a.txt", "y/a.txt", "b.txt", "x/empty.txt", "y/empty.txt")
    reading = read_files([tmp_path / name for name in names])
    assert [article.source_file for article in reading.articles] == ["x/a.txt", "y/a.txt", "b.txt"]
    assert [problem.file for problem in reading.problems] == ["x/empty.txt", "y/empty.txt"]
    assert reading.problems[1].what == "y/empty.txt is empty."


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(STORY, encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(path)
    reading = read_files([path, tmp_path / "." / "a.txt", tmp_path / "link.txt"])
    assert (len(reading.articles), reading.problems) == (1, ())
    assert [remark.file for remark in reading.remarks] == ["a.txt", "link.txt"]


def test_a_text_saved_in_a_wrong_encoding_is_read_and_remarked_on(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("It wasn\u2019t closed, she said.".encode().decode("cp1252"), encoding="utf-8")
    reading = read_files([path])
    assert len(reading.articles) == 1
    assert "wrong encoding" in reading.remarks[0].what


def test_a_link_that_leads_nowhere_is_a_problem(tmp_path: Path) -> None:
    for one, other in (("a.txt", "b.txt"), ("b.txt", "a.txt"), ("c.txt", "gone.txt")):
        (tmp_path / one).symlink_to(other)
    problems = read_files([tmp_path / "a.txt", tmp_path / "c.txt"]).problems
    assert [problem.what for problem in problems] == [
        f"{name} is a link that leads nowhere." for name in ("a.txt", "c.txt")
    ]


def test_the_two_real_articles(shared: Path) -> None:
    reading = read_files(sorted((shared / "articles").glob("*.txt")))
    bbc, tass = sorted(reading.articles, key=lambda article: article.published or "", reverse=True)
    assert (bbc.title, bbc.published) == ("The US has been pushing Seoul to arm Ukraine", "2023-04-11")
    assert bbc.headline is not None
    assert bbc.headline.of(bbc.text) == bbc.title
    assert [(cut.reason, cut.span.of(bbc.text).strip()) for cut in bbc.removed] == [("metadata", "date 2023-04-11")]
    assert (tass.outlet, tass.published, tass.metadata_from["outlet"]) == ("TASS", None, "dateline")
    assert tass.dateline is not None
    assert (tass.dateline.place, tass.dateline.month, tass.dateline.day) == ("Seoul", 10, 22)
    assert [cut.reason for cut in tass.removed] == ["navigation", "caption", "caption", "credit", "dateline"]
