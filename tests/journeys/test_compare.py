from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import schemas
from tests.conftest import REPOSITORY
from tests.journeys.conftest import environment


def test_articles_become_a_comparison(call, articles):
    done = call("compare", *articles)
    assert (done.returncode, done.stderr) == (0, b"")
    found = json.loads(done.stdout)
    schemas.validate(found, "comparison")
    assert [article["outlet"] for article in found["articles"]] == ["The Danube Courier", "The Galati Herald", "Post"]
    relations = {link["relation"] for link in found["links"]}
    assert {"agrees", "conflicts"} <= relations


def test_claims_links_and_clusters_hold_together(call, articles):
    found = json.loads(call("compare", *articles).stdout)
    texts = {article["id"]: article["text"] for article in found["articles"]}
    claims = {claim["id"]: claim for claim in found["claims"]}
    for claim in claims.values():
        assert texts[claim["article"]][claim["start"] : claim["end"]] == claim["text"]
    for link in found["links"]:
        a, b = claims[link["a"]], claims[link["b"]]
        assert a["article"] != b["article"]
        for reason in link["reasons"]:
            for side, claim in (("a", a), ("b", b)):
                for start, end in reason[side]:
                    assert 0 <= start < end <= len(texts[claim["article"]])
    for cluster in found["clusters"]:
        homes = {claims[claim]["article"] for claim in cluster["claims"]}
        assert homes == set(cluster["articles"])
        assert homes | set(cluster["missing_from"]) == set(texts)
    for only in found["only_in"]:
        if only["nearest"]:
            assert claims[only["nearest"]["claim"]]["article"] != claims[only["claim"]]["article"]


@pytest.mark.parametrize("form", ["json", "markdown"])
def test_the_order_of_the_files_changes_no_byte(call, articles, form):
    forward, backward, again = (
        call("compare", *files, "--format", form, PYTHONHASHSEED=seed)
        for files, seed in ((articles, "0"), (reversed(articles), "0"), (articles, "7"))
    )
    assert [done.stderr for done in (forward, backward, again)] == [b"", b"", b""]
    assert forward.stdout == backward.stdout == again.stdout
    assert b"\r" not in forward.stdout


def test_the_place_of_the_files_changes_no_byte(call, articles, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(articles[0].parent, elsewhere)
    moved = [elsewhere / path.name for path in articles]
    here = call("compare", *articles).stdout
    assert here == call("compare", *moved).stdout
    assert str(tmp_path).encode() not in here


def test_the_ending_of_the_output_says_the_format(call, articles, tmp_path):
    assert call("compare", *articles, "-o", tmp_path / "note.md").returncode == 0
    assert (tmp_path / "note.md").read_text(encoding="utf-8").startswith("# Coverage compared: 3 articles")
    assert call("compare", *articles, "-o", tmp_path / "plain").stdout == b""
    schemas.validate(json.loads((tmp_path / "plain").read_text(encoding="utf-8")), "comparison")
    assert call("compare", *articles, "--format", "md", "-o", tmp_path / "plain").returncode == 0
    assert (tmp_path / "plain").read_bytes() == (tmp_path / "note.md").read_bytes()


def test_a_note_quotes_both_sides_of_a_conflict(call, articles):
    note = call("compare", *articles, "--format", "markdown").stdout.decode()
    conflicts = note.split("## Conflicts")[1].split("\n## ")[0]
    assert "At least 12 people were killed" in note
    assert "had been inspected in January" in conflicts


def test_a_file_that_cannot_be_read_is_named_and_the_rest_compared(call, articles, tmp_path):
    done = call("compare", *articles, tmp_path / "gone.txt", articles[0].parent)
    assert done.returncode == 1
    assert len(json.loads(done.stdout)["articles"]) == 3
    lines = done.stderr.decode().splitlines()
    assert "gone.txt" in lines[0]
    assert "coverage" in lines[2]
    assert len(lines) == 4


@pytest.mark.parametrize("content", [None, b"", b" \n\n", b"\x00\x01\x02\xff" * 100])
def test_nothing_readable_ends_with_status_3(call, tmp_path, content):
    if content is not None:
        (tmp_path / "a.txt").write_bytes(content)
    done = call("compare", tmp_path / "a.txt")
    assert (done.returncode, done.stdout) == (3, b"")
    assert len(done.stderr.decode().splitlines()) == 2
    assert b"a.txt" in done.stderr


def test_one_article_alone_is_a_comparison_without_links(call, articles):
    done = call("compare", articles[0])
    assert done.returncode == 0
    found = json.loads(done.stdout)
    schemas.validate(found, "comparison")
    assert found["links"] == []


def test_the_same_text_in_two_files_is_two_articles(call, articles):
    copy = articles[0].with_name("copy.txt")
    copy.write_bytes(articles[0].read_bytes())
    found = json.loads(call("compare", articles[0], copy).stdout)
    schemas.validate(found, "comparison")
    assert len({article["id"] for article in found["articles"]}) == 2


def test_options_change_the_result(call, articles, tmp_path):
    options = tmp_path / "options.yaml"
    options.write_text("min_similarity: 1.0\nshow_related: false\n")
    plain, strict = (json.loads(call("compare", *articles, *more).stdout) for more in ([], ["--options", options]))
    assert len(strict["links"]) < len(plain["links"])
    assert strict["engine"]["options"] != plain["engine"]["options"]


def test_wrong_options_end_with_status_3_and_every_mistake(call, articles, tmp_path):
    options = tmp_path / "options.yaml"
    options.write_text("min_similarty: 1.0\nsemantics: perhaps\n")
    done = call("compare", *articles, "--options", options)
    assert (done.returncode, done.stdout) == (3, b"")
    for said in (b"line 1", b"did you mean min_similarity?", b"line 2", b"one of off, auto"):
        assert said in done.stderr


def test_an_output_that_cannot_be_written_is_said_before_the_work(call, articles, tmp_path):
    for out in (tmp_path / "none" / "out.json", tmp_path / "coverage"):
        done = call("compare", *articles, "-o", out)
        assert (done.returncode, done.stdout) == (3, b"")
        assert len(done.stderr.decode().splitlines()) == 2


def test_progress_is_reported_only_when_asked_for(call, articles):
    assert call("compare", *articles).stderr == b""
    done = call("compare", *articles, "--progress")
    assert "reading …" in done.stderr.decode()
    assert done.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
def test_a_reader_that_leaves_early_is_no_error(articles):
    command = [sys.executable, str(REPOSITORY / "main.py"), "compare", *map(str, articles)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()) as program:
        program.stdout.close()
        assert program.stderr.read() == b""
        assert program.wait(60) == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /dev/full")
def test_a_full_disk_is_said(call, articles):
    command = [sys.executable, str(REPOSITORY / "main.py"), "compare", *map(str, articles)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE, env=environment())
    assert done.returncode == 3
    assert b"No space left on device" in done.stderr
    assert b"Traceback" not in done.stderr


def test_the_sample_coverage_is_compared(call):
    done = call("compare", *sorted((REPOSITORY / "resources" / "samples").glob("*.txt")))
    assert (done.returncode, done.stderr) == (0, b"")
    found = json.loads(done.stdout)
    schemas.validate(found, "comparison")
    assert {link["relation"] for link in found["links"]} >= {"agrees", "conflicts"}


def test_real_articles_are_compared(call, shared):
    done = call("compare", *sorted((shared / "articles").glob("*.txt")))
    assert (done.returncode, done.stderr) == (0, b"")
    schemas.validate(json.loads(done.stdout), "comparison")


def test_a_single_article_has_nothing_to_be_compared_with(call, articles):
    done = call("compare", articles[0], articles[0])
    assert done.returncode == 0
    said = done.stderr.decode()
    assert "courier.txt is named more than once.\nIt was read once.\n" in said
    assert "courier.txt is the only article; there is nothing to compare it with." in said
    assert call("compare", articles[0], "gone.txt").returncode == 1
