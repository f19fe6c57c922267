"""Two analysts' workspaces put together from the command line."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from core.model import Relation
from core.workspace import edits, open_workspace
from core.workspace.judgements import Judgement, Note, Ruling, anchor_at


@pytest.fixture
def two(call, articles, tmp_path: Path) -> tuple[Path, Path]:
    """The workspaces of Ana and Ben on the same articles: they agree on one mark and differ on another."""
    options = tmp_path / "o.yaml"
    options.write_text("semantics: off\n")
    found = json.loads(call("compare", *articles, "--workspace", "ana.parallax", "--options", options).stdout)
    shutil.copy(tmp_path / "ana.parallax", tmp_path / "ben.parallax")
    claims = {claim["id"]: claim for claim in found["claims"]}
    for name, second in (("ana", Ruling.ACCEPT), ("ben", Ruling.REJECT)):
        with open_workspace(tmp_path / f"{name}.parallax") as work:
            work.apply(edits.describe(analyst=name.capitalize()))
            work.apply(edits.write_note(Note(f"note-{name}", f"A thought of {name}.")))
            for link, ruling in zip(found["links"], (Ruling.ACCEPT, second), strict=False):
                ends = (claims[link[end]] for end in "ab")
                span = work.workspace.articles[found["articles"][0]["id"]].removed
                assert span is not None
                anchors = tuple(_anchor(work.workspace.articles[end["article"]], end) for end in ends)
                said = Judgement(anchors, ruling, marked=Relation(link["relation"]), author=name.capitalize())
                work.apply(edits.judge(replace(said, note=f"{name} looked.")))
    return tmp_path / "ana.parallax", tmp_path / "ben.parallax"


def _anchor(article, end):
    from core.model import Span

    return anchor_at(article, Span(end["start"], end["end"]))


def test_two_workspaces_become_one_and_nothing_is_lost(call, two, tmp_path: Path):
    before = [file.read_bytes() for file in two]
    done = call("merge", *two, "-o", "both.parallax")
    assert done.returncode == 1, "something is left to settle"
    out = done.stdout.decode()
    assert "Ana and Ben have both judged 2 marks." in out
    assert "They agree on 1 of 2 (50%); Cohen's kappa 0.33." in out
    assert "To settle:\n  Ana: " in out
    assert "; Ben: rejected; of “" in out
    assert b"Ana's word stands" in done.stderr
    assert [file.read_bytes() for file in two] == before
    with open_workspace(tmp_path / "both.parallax") as both:
        assert {note.text for note in both.workspace.notes.values()} == {"A thought of ana.", "A thought of ben."}
        notes = [judgement.note for judgement in both.workspace.judgements.values()]
        assert sorted(notes) == ["ana looked.\n\nBen: rejected. ben looked.", "ana looked.\n\nben looked."]
        assert both.can_undo() == "Merged the work of Ben"


def test_theirs_can_be_taken_instead(call, two, tmp_path: Path):
    call("merge", *two, "-o", "both.parallax", "--take", "theirs")
    with open_workspace(tmp_path / "both.parallax") as both:
        assert Ruling.REJECT in {judgement.ruling for judgement in both.workspace.judgements.values()}


def test_merging_does_not_write_over_a_file(call, two):
    for target in two:
        assert call("merge", *two, "-o", target).returncode == 2
    assert call("merge", two[0], "none.parallax", "-o", "both.parallax").returncode == 3


def test_equal_work_leaves_nothing_to_settle(call, two, tmp_path: Path):
    done = call("merge", two[0], two[0], "-o", "both.parallax")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"They agree on 2 of 2 (100%)" in done.stdout
