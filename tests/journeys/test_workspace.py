from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from core.model import Relation
from core.workspace import edits, open_workspace
from core.workspace.judgements import Judgement, Note, Ruling, anchor_at
from tests.conftest import REPOSITORY

SAMPLES = sorted((REPOSITORY / "resources" / "samples").glob("*.txt"))


@pytest.fixture
def samples(tmp_path: Path) -> list[Path]:
    """The coverage that comes with the program, in a folder of its own."""
    folder = tmp_path / "coverage"
    folder.mkdir()
    return [Path(shutil.copy(sample, folder)) for sample in SAMPLES]


def judge_first(path: Path, found: dict, ruling: Ruling) -> str:
    """Judge the first agreement of an exported comparison in a workspace; returns the link's id."""
    link = next(link for link in found["links"] if link["relation"] == "agrees")
    claims = {claim["id"]: claim for claim in found["claims"]}
    with open_workspace(path) as work:
        anchors = []
        for end in (link["a"], link["b"]):
            article, claim = work.workspace.articles[claims[end]["article"]], claims[end]
            anchors.append(anchor_at(article, type(article.removed[0].span)(claim["start"], claim["end"])))
        said = Judgement(tuple(anchors), ruling, marked=Relation.AGREES, note="Checked twice.", author="Ana")
        assert said.id == link["id"]
        work.apply(edits.judge(said))
        work.apply(edits.write_note(Note("n1", "Ask the *harbour office*.", author="Ana")))
    return link["id"]


def test_from_articles_to_a_note_that_is_verified(call, samples, tmp_path):
    first = call("compare", *samples, "--workspace", "w.parallax", "-o", "first.json")
    assert (first.returncode, first.stdout, first.stderr) == (0, b"", b"")
    found = json.loads((tmp_path / "first.json").read_bytes())
    assert len(found["articles"]) == 3
    judge_first(tmp_path / "w.parallax", found, Ruling.ACCEPT)
    assert call("export", "w.parallax", "-o", "note.md").returncode == 0
    note = (tmp_path / "note.md").read_text(encoding="utf-8")
    assert "Checked twice." in note
    verified = call("verify", "note.md", "--workspace", "w.parallax")
    assert verified.returncode == 0, verified.stdout
    quoted = next(line for line in note.splitlines() if line.count('"') >= 2 and "[A " in line)
    (tmp_path / "note.md").write_text(note.replace(quoted, quoted.replace("e", "3")), encoding="utf-8")
    assert call("verify", "note.md", "--workspace", "w.parallax").returncode == 1


def test_comparing_with_a_workspace_is_comparing_the_same_articles(call, samples, tmp_path):
    plain = json.loads(call("compare", *samples).stdout)
    with_workspace = json.loads(call("compare", *samples, "--workspace", "w.parallax").stdout)
    for part in ("articles", "claims", "links", "clusters", "only_in"):
        assert with_workspace[part] == plain[part]
    again = json.loads(call("compare", samples[0], "--workspace", "w.parallax").stdout)
    assert again["links"] == plain["links"], "the workspace has the other articles already"


def test_a_rejected_link_stays_away_in_later_calls(call, samples, tmp_path):
    found = json.loads(call("compare", *samples, "--workspace", "w.parallax").stdout)
    rejected = judge_first(tmp_path / "w.parallax", found, Ruling.REJECT)
    later = json.loads(call("compare", *samples, "--workspace", "w.parallax").stdout)
    assert rejected in {link["id"] for link in found["links"]}
    assert rejected not in {link["id"] for link in later["links"]}


def test_json_out_and_in_and_out_again_is_the_same(call, samples, tmp_path):
    found = json.loads(call("compare", *samples, "--workspace", "w.parallax").stdout)
    judge_first(tmp_path / "w.parallax", found, Ruling.ACCEPT)
    assert call("export", "w.parallax", "-o", "note.json").returncode == 0
    read = call("import", "note.json", "--workspace", "w2.parallax")
    assert (read.returncode, read.stdout) == (0, b"note.json: 3 articles, 1 judgement.\n")
    assert call("export", "w2.parallax", "-o", "note2.json").returncode == 0
    assert (tmp_path / "note.json").read_bytes() == (tmp_path / "note2.json").read_bytes()
    with open_workspace(tmp_path / "w.parallax") as one, open_workspace(tmp_path / "w2.parallax") as other:
        assert other.workspace.judgements == one.workspace.judgements
        assert other.workspace.notes == one.workspace.notes
    call("import", samples[0], "--workspace", "w3.parallax")
    merged = call("import", "note.json", "--workspace", "w3.parallax")
    assert merged.returncode == 0
    with open_workspace(tmp_path / "w3.parallax") as work:
        assert len(work.workspace.articles) == 3
        assert len(work.workspace.judgements) == 1


def test_options_are_kept_by_the_workspace(call, samples, tmp_path):
    (tmp_path / "names.yaml").write_text("names: []\n", encoding="utf-8")
    (tmp_path / "o.yaml").write_text("show_related: false\nnames_file: names.yaml\n", encoding="utf-8")
    chosen = json.loads(call("compare", *samples, "--options", "o.yaml", "--workspace", "w.parallax").stdout)
    plain = json.loads(call("compare", *samples, "--options", "o.yaml").stdout)
    assert chosen["engine"] == plain["engine"]
    for file in ("o.yaml", "names.yaml"):
        (tmp_path / file).unlink()
    call("export", "w.parallax", "-o", "note.json")
    assert json.loads((tmp_path / "note.json").read_bytes())["links"] == chosen["links"]


def test_importing_says_what_came_of_it(call, samples, tmp_path):
    first = call("import", *samples[:2], "--workspace", "w.parallax")
    assert (first.returncode, first.stdout.count(b"Added ")) == (0, 2)
    again = call("import", *samples, tmp_path / "none.txt", "--workspace", "w.parallax")
    assert again.returncode == 1
    assert (again.stdout.count(b"Added "), b"2 articles there already." in again.stdout) == (1, True)
    assert b"none.txt does not exist" in again.stderr
    nothing = call("import", tmp_path / "none.txt", "--workspace", "other.parallax")
    assert nothing.returncode == 3
    assert not (tmp_path / "other.parallax").exists()


def test_another_version_of_an_article_takes_what_was_said_along(call, samples, tmp_path):
    found = json.loads(call("compare", *samples, "--workspace", "w.parallax").stdout)
    judge_first(tmp_path / "w.parallax", found, Ruling.ACCEPT)
    with open_workspace(tmp_path / "w.parallax") as work:
        (said,) = work.workspace.judgements.values()
        judged = work.workspace.articles[said.anchors[0].article]
    file = next(sample for sample in samples if sample.name == judged.source_file)
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text.rstrip()}\n\nThis story was updated later.\n", encoding="utf-8")
    done = call("import", file, "--workspace", "w.parallax")
    assert done.returncode == 0
    assert b"another version" in done.stderr
    assert b"1 kept, 0 moved, 0 reworded, 0 lost" in done.stderr
    file.write_text(f"{text[: len(text) // 2]}\n\nThe rest was withdrawn.\n".replace(said.anchors[0].quote, "Gone."))
    done = call("import", file, "--workspace", "w.parallax")
    assert b"1 lost" in done.stderr
    with open_workspace(tmp_path / "w.parallax") as work:
        assert len(work.workspace.judgements) == 1
        assert len(work.workspace.articles) == 3


def test_what_cannot_be_opened_ends_with_status_3(call, samples, tmp_path):
    for arguments, said in (
        (("export", "none.parallax"), b"There is no workspace"),
        (("export", samples[0]), b"is no workspace of Parallax"),
        (("import", samples[0], "--workspace", samples[1]), b"is no workspace of Parallax"),
        (("import", samples[0], "--workspace", "none/w.parallax"), b"There is no folder"),
        (("verify", "none.md", "--workspace", "none.parallax"), b"There is no workspace"),
    ):
        done = call(*arguments)
        assert (done.returncode, done.stdout) == (3, b""), arguments
        assert said in done.stderr
        assert len(done.stderr.splitlines()) == 2


def test_wrong_words_end_with_status_2(call, samples, tmp_path):
    call("import", samples[0], "--workspace", "w.parallax")
    for arguments in (("import", samples[0]), ("verify", samples[0]), ("export", "w.parallax", "-o", "w.parallax")):
        assert call(*arguments).returncode == 2, arguments


def test_a_workspace_that_is_open_elsewhere_is_not_written_to(call, samples, tmp_path):
    call("import", samples[0], "--workspace", "w.parallax")
    with open_workspace(tmp_path / "w.parallax"):
        done = call("import", samples[1], "--workspace", "w.parallax")
        assert (done.returncode, b"open in another window or program" in done.stderr) == (3, True)
        assert call("export", "w.parallax", "-o", "note.md").returncode == 0


def test_a_damaged_workspace_is_exported_as_far_as_it_can_be_read(call, samples, tmp_path):
    call("import", *samples, "--workspace", "w.parallax")
    file = tmp_path / "w.parallax"
    data = file.read_bytes()
    words = b"Danube"
    file.write_bytes(data.replace(words, b"Danzig", 1))
    done = call("export", "w.parallax", "-o", "note.json")
    assert done.returncode == 1
    assert b"damaged" in done.stderr
    assert b"backup" in done.stderr
    assert json.loads((tmp_path / "note.json").read_bytes())["articles"]


def test_a_full_disk_is_said_in_a_sentence(call, samples, tmp_path):
    if not Path("/dev/full").exists():
        pytest.skip("this system has no device that is always full")
    call("import", *samples, "--workspace", "w.parallax")
    done = call("export", "w.parallax", "-o", "/dev/full", "--format", "md")
    assert (done.returncode, b"cannot be written" in done.stderr) == (3, True)


def test_what_a_note_holds_is_chosen_and_comes_up_again(call, samples, tmp_path):
    call("import", *samples, "--workspace", "w.parallax")
    before = (tmp_path / "w.parallax").read_bytes()
    wanted = ("--sections", "conflicts,bottom-line", "--detail", "brief", "--full-texts", "--unjudged", "list")
    assert call("export", "w.parallax", "-o", "once.md", *wanted).returncode == 0
    assert (tmp_path / "w.parallax").read_bytes() == before, "a choice is kept only if asked for"
    assert call("export", "w.parallax", "-o", "one.md", *wanted, "--remember").returncode == 0
    assert call("export", "w.parallax", "-o", "again.md").returncode == 0
    note = (tmp_path / "once.md").read_text(encoding="utf-8")
    assert note == (tmp_path / "one.md").read_text(encoding="utf-8")
    assert note == (tmp_path / "again.md").read_text(encoding="utf-8")
    headings = [line for line in note.splitlines() if line.startswith("## ")]
    assert headings == ["## Conflicts", "## Bottom line", "## Stored texts", "## Annex: full texts"]
    assert "Why:" not in note
    assert call("verify", "again.md", "--workspace", "w.parallax").returncode == 0
    other = call("export", "w.parallax", "--detail", "standard", "--no-full-texts", "--timestamp", "on Friday").stdout
    assert b"Why:" in other
    assert b"Annex: full texts" not in other
    assert b"Made: on Friday" in other


def test_own_forms_are_used_from_a_folder(call, samples, tmp_path):
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "title.txt.j2").write_text("{{ note.title }}\n", encoding="utf-8")
    done = call("compare", *samples, "--templates", "forms", "--format", "title")
    assert (done.returncode, done.stdout) == (0, b"Coverage compared: 3 articles\n")
    unknown = call("compare", *samples, "--templates", "forms", "--format", "tale")
    assert (unknown.returncode, b"there are title (.txt), json" in unknown.stderr) == (2, True)


def test_choices_that_do_not_exist_are_told_with_those_that_do(call, samples):
    for arguments, there in (
        (("--sections", "agreed,summary", "--format", "md"), b"bottom-line, sources, agreed"),
        (("--detail", "short", "--format", "md"), b"'brief', 'standard', 'full'"),
        (("--unjudged", "hide", "--format", "md"), b"'list', 'omit', 'auto'"),
        (("--templates", "none", "--format", "md"), b"does not exist"),
        (("--sections", "agreed", "--format", "xlsx"), b"always holds everything"),
    ):
        done = call("compare", *samples, *arguments)
        assert (done.returncode, done.stdout) == (2, b""), arguments
        assert there in done.stderr, done.stderr
