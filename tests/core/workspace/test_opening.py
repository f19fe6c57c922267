from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from core.errors import UnsavedError, WorkspaceError
from core.model import Span
from core.workspace import edits, layout, open_workspace, opening, storage
from core.workspace.history import Move
from core.workspace.judgements import Judgement, Ruling, Workspace
from core.workspace.locking import acquire
from core.workspace.withholding import SIGN, withheld_text
from tests.conftest import REPOSITORY
from tests.core.workspace.works import TEXTS, articles, passage, random_edit


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workspace file with two dozen edits of all kinds, closed."""
    path = tmp_path / "story.parallax"
    rng = random.Random(3)
    with open_workspace(path, create=True) as work:
        work.apply(edits.describe(title="Ferry", analyst="Ana"))
        for _ in range(25):
            work.apply(random_edit(rng, work.workspace))
        work.apply(edits.add_articles(work.workspace, articles(), list(TEXTS)))
    return path


def state_of(path: Path) -> Workspace:
    with open_workspace(path) as work:
        assert work.damage == ()
        return work.workspace


def test_a_closed_workspace_is_one_file_with_a_backup(path):
    assert sorted(file.name for file in path.parent.iterdir()) == ["story.parallax", "story.parallax-backups"]
    (kept,) = storage.backups(path)
    assert state_of(kept) == state_of(path)


def test_the_file_is_marked_as_what_it_is(path):
    header = path.read_bytes()[:100]
    assert header[68:72] == b"PXLW"
    assert int.from_bytes(header[60:64], "big") == layout.VERSION


def test_every_edit_is_on_the_disk_when_it_returns(path):
    with open_workspace(path) as work:
        work.apply(edits.describe(question="How many?"))
        with open_workspace(path) as reader:
            assert reader.workspace.question == "How many?"


def test_history_tells_who_when_and_what(path):
    with open_workspace(path, clock=lambda: "2026-03-04T10:00:00Z") as work:
        work.apply(edits.describe(question="Who?"))
        work.apply(edits.describe(question="How many?"), author="Ben")
        work.undo()
        made, last, undone = work.history()[-3:]
        assert (made.author, made.time, made.what, made.move) == (
            "Ana", "2026-03-04T10:00:00Z", "Changed the question", Move.EDIT,
        )  # fmt: skip
        assert (last.author, undone.move, undone.of) == ("Ben", Move.UNDO, last.number)
        assert made.number in work.standing()
        assert last.number not in work.standing()
        assert (work.can_undo(), work.can_redo()) == ("Changed the question", "Changed the question")


def test_a_new_edit_ends_what_could_be_redone_but_keeps_it_in_the_history(path):
    with open_workspace(path) as work:
        work.apply(edits.describe(question="Who?"))
        work.undo()
        work.apply(edits.describe(question="Where?"))
        assert work.redo() is None
    with open_workspace(path) as work:
        assert (work.can_redo(), work.redo()) == (None, None)
        assert [entry.what for entry in work.history()].count("Changed the question") == 2


def test_a_second_program_reads_and_says_so(path):
    with open_workspace(path) as first:
        with open_workspace(path) as second:
            assert second.read_only
            assert "open in another" in second.why_read_only
            assert second.workspace == first.workspace
            for act in (lambda: second.apply(edits.describe(title="x")), second.undo, second.compact):
                with pytest.raises(WorkspaceError, match="open in another"):
                    act()
        first.apply(edits.describe(title="still mine"))
    with open_workspace(path) as third:
        assert not third.read_only


def test_a_lock_does_not_outlive_its_program(path):
    code = (
        "import os, sys; from core.workspace import open_workspace;"
        "work = open_workspace(sys.argv[1]); print(work.read_only, flush=True); os.kill(os.getpid(), 9)"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, cwd=REPOSITORY, check=False)
    assert (killed.returncode, killed.stdout.strip()) == (-9, b"False")
    assert path.with_name("story.parallax-lock").exists()
    with open_workspace(path) as work:
        assert not work.read_only


@pytest.mark.parametrize("left", [False, True])
def test_a_folder_that_may_not_be_written_is_read_all_the_same(path, monkeypatch, left):
    state = state_of(path)
    if left:  # the log of a program that was killed, from which the file has not taken everything yet
        with open_workspace(path) as work:
            state = work.apply(edits.describe(title="in the log"))
            for file in list(path.parent.glob("story.parallax*")):
                if file.is_file():
                    shutil.copy(file, file.with_name(file.name.replace("story", "copy")))
        path = path.with_name("copy.parallax")
    before = sorted(path.parent.iterdir())
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda file, mode: allowed(file, mode) and mode != os.W_OK)
    with open_workspace(path) as work:
        assert (work.workspace, work.damage) == (state, ())
        assert "may not be written" in work.why_read_only
        assert sorted(path.parent.iterdir()) == before
        with pytest.raises(WorkspaceError, match="may not be written"):
            work.apply(edits.describe(title="x"))


@pytest.mark.parametrize("version", [layout.VERSION + 1, 2000])
def test_a_newer_minor_version_is_only_read_and_a_newer_major_refused(path, version):
    state = state_of(path)
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    if version // layout.MAJOR > layout.VERSION // layout.MAJOR:
        with pytest.raises(WorkspaceError, match="made by a newer version of Parallax"):
            open_workspace(path)
    else:
        with open_workspace(path) as work:
            assert work.workspace == state
            assert "newer version" in work.why_read_only
            with pytest.raises(WorkspaceError, match="newer version"):
                work.apply(edits.describe(title="x"))
    assert not path.with_name("story.parallax-lock").exists()


def test_an_older_version_is_brought_up_to_date_on_a_copy(path, monkeypatch):
    state = state_of(path)
    kept, was = path.read_bytes(), layout.VERSION
    monkeypatch.setattr(layout, "VERSION", 2000)
    step = ("CREATE TABLE pictures (id TEXT PRIMARY KEY)",)
    monkeypatch.setattr(layout, "MIGRATIONS", MappingProxyType({was: step}))
    with open_workspace(path) as work:
        assert (work.workspace, work.read_only) == (state, False)
        work.apply(edits.describe(title="newer"))
    assert int.from_bytes(path.read_bytes()[60:64], "big") == 2000
    old = next(file for file in storage.backups(path) if f"version-{was}" in file.name)
    monkeypatch.setattr(layout, "VERSION", was)
    assert state_of(old) == state
    assert len(kept) > 0


def test_a_file_of_the_first_version_gets_a_place_for_bounds(path):
    state = replace(state_of(path), bounds={})
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE bounds")
        connection.execute("PRAGMA user_version = 1000")
    connection.close()
    article = next(iter(state.articles))
    held = acquire(path)
    with open_workspace(path) as reader:
        assert (reader.workspace, reader.damage, reader.read_only) == (state, (), True)
    held.release()
    with open_workspace(path) as work:
        assert (work.workspace, work.damage) == (state, ())
        work.apply(edits.set_bounds(work.workspace, article, Span(3, 40)))
    assert state_of(path).bounds[article].spans == (Span(3, 40),)


def test_a_migration_that_fails_leaves_the_file_as_it_was(path, monkeypatch):
    kept, was = path.read_bytes(), layout.VERSION
    monkeypatch.setattr(layout, "VERSION", 2000)
    monkeypatch.setattr(layout, "MIGRATIONS", MappingProxyType({was: ("CREATE TABLE notes (id TEXT)",)}))
    with pytest.raises(WorkspaceError, match="could not be brought up to date"):
        open_workspace(path)
    assert path.read_bytes() == kept


def test_what_is_no_workspace_is_refused(tmp_path):
    other = tmp_path / "other.parallax"
    with pytest.raises(WorkspaceError, match="There is no workspace"):
        open_workspace(other)
    with pytest.raises(WorkspaceError, match="There is no folder"):
        open_workspace(tmp_path / "none" / "w.parallax", create=True)
    with pytest.raises(WorkspaceError, match="is no file"):
        open_workspace(tmp_path)
    for content in (b"", b"A note.", layout.MAGIC + bytes(200)):
        other.write_bytes(content)
        with pytest.raises(WorkspaceError, match="is no workspace"):
            open_workspace(other, create=True)
        assert other.read_bytes() == content


@pytest.mark.parametrize("hurt", [slice(0, 16), slice(16, 24), slice(28, 72), slice(0, 24)])
def test_a_damaged_beginning_is_put_right_in_a_copy(path, tmp_path, hurt):
    state = state_of(path)
    data = bytearray(path.read_bytes())
    data[hurt] = b"\xa5" * (hurt.stop - hurt.start)
    path.write_bytes(data)
    with open_workspace(path) as work:
        assert work.workspace == state
        assert "beginning is damaged" in work.damage[0]
        with pytest.raises(WorkspaceError, match="damaged"):
            work.apply(edits.describe(title="x"))
        work.save_copy(tmp_path / "copy.parallax")
    assert path.read_bytes() == data
    assert state_of(tmp_path / "copy.parallax") == state


@pytest.mark.parametrize(
    "part",
    [
        "CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM judgements; END",
        "CREATE VIEW v AS SELECT * FROM notes",
        "CREATE VIRTUAL TABLE v USING fts5(x)",
    ],
)
def test_a_file_with_parts_that_act_by_themselves_is_refused(path, part):
    with sqlite3.connect(path) as connection:
        connection.execute(part)
    connection.close()
    with pytest.raises(WorkspaceError, match="act by themselves"):
        open_workspace(path)


def test_backups_are_rotated(path):
    with open_workspace(path) as work:
        for second in range(opening.BACKUPS + 3):
            work.apply(edits.describe(title=str(second)))
            storage.back_up(work._store, opening.BACKUPS)
            newest = storage.backups(path)[0]
            newest.rename(newest.with_name(f"{second}.parallax"))
    assert len(storage.backups(path)) == opening.BACKUPS
    assert state_of(storage.backups(path)[-1]).title >= "2"


def test_a_copy_has_everything_and_the_history(path, tmp_path):
    with open_workspace(path) as work:
        work.save_copy(tmp_path / "copy.parallax")
        with pytest.raises(WorkspaceError, match="is the workspace itself"):
            work.save_copy(path)
        with pytest.raises(WorkspaceError, match="cannot be written"):
            work.save_copy(tmp_path / "none" / "copy.parallax")
        state, history = work.workspace, work.history()
    with open_workspace(tmp_path / "copy.parallax") as copy:
        assert (copy.workspace, copy.history()) == (state, history)
        assert copy.undo() is not None


def test_a_copy_without_texts_shows_only_what_was_quoted(tmp_path):
    path, copy = tmp_path / "w.parallax", tmp_path / "copy.parallax"
    with open_workspace(path, create=True) as work:
        work.apply(edits.add_articles(work.workspace, articles(), list(TEXTS)))
        places = (
            passage(work.workspace, "courier.txt", "The ferry carried 140 passengers"),
            passage(work.workspace, "herald.txt", "The ferry carried 140 passengers"),
        )
        work.apply(edits.judge(Judgement(places, Ruling.ACCEPT)))
        work.apply(edits.remove_article(work.workspace, places[1].article))
        whole = work.workspace
        work.save_copy(copy, texts=False)
    stored = copy.read_bytes()
    for hidden in ("captain had reported", "was cancelled", "according to the statement"):
        assert hidden.encode() not in stored
    with open_workspace(copy) as work:
        assert work.damage == ()
        for article in work.workspace.articles.values():
            assert withheld_text(article)
            assert len(article.text) == len(whole.articles[article.id].text)
        courier = work.workspace.articles[places[0].article]
        assert places[0].span.of(courier.text) == places[0].quote
        assert courier.text.endswith(f"{SIGN}.\n") or SIGN in courier.text[-20:]
        work.apply(edits.add_articles(work.workspace, articles()[:1], list(TEXTS)[:1]))
        assert work.workspace.articles[places[0].article] == whole.articles[places[0].article]
    assert state_of(copy).articles[places[0].article] == whole.articles[places[0].article]


def test_compacting_gives_back_room(path):
    with open_workspace(path) as work:
        state = work.workspace
        work._store._connection.execute("DELETE FROM edits")
        assert work.compact() >= 0
        work.apply(edits.describe(title="on it goes"))
    assert state_of(path).judgements == state.judgements


def test_a_file_that_vanishes_leaves_the_work_in_memory(path, tmp_path):
    elsewhere = tmp_path / "elsewhere.parallax"
    with open_workspace(path) as work:
        path.rename(tmp_path / "gone")
        with pytest.raises(UnsavedError, match="no longer where it was"):
            work.apply(edits.describe(title="kept"))
        assert (work.workspace.title, work.unsaved) == ("kept", 1)
        work.move_to(elsewhere)
        assert (work.unsaved, work.path) == (0, elsewhere)
        work.apply(edits.describe(question="and on"))
    state = state_of(elsewhere)
    assert (state.title, state.question) == ("kept", "and on")


def test_a_file_that_vanishes_for_good_is_made_anew_from_memory(path, tmp_path):
    elsewhere = tmp_path / "elsewhere.parallax"
    with open_workspace(path) as work:
        made, title = len(work.history()), work.workspace.title
        path.unlink()
        with pytest.raises(UnsavedError):
            work.apply(edits.describe(title="kept"))
        work._store.close()
        state = work.workspace
        work.move_to(elsewhere)
        assert work.workspace == state
        assert [entry.move for entry in work.history()][-2:] == [Move.PAST, Move.EDIT]
        assert len(work.history()) == made + 1
        assert work.undo() is not None
        assert work.undo() is None
    assert state_of(elsewhere).title == title


def test_a_full_disk_leaves_the_work_in_memory_until_there_is_room(path):
    code = """
import resource, sys
from core.errors import UnsavedError, WorkspaceError
from core.workspace import edits, open_workspace
work = open_workspace(sys.argv[1])
usual = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, usual[1]))
for title in ("first", "second"):
    try:
        work.apply(edits.describe(title=title, bottom_line="x" * 20_000))
    except UnsavedError as error:
        print(error, work.unsaved, work.workspace.title)
try:
    work.save_copy(sys.argv[1] + ".copy")
except WorkspaceError as error:
    print(error)
try:
    work.undo()
except UnsavedError as error:
    print(work.unsaved, work.workspace.title)
resource.setrlimit(resource.RLIMIT_FSIZE, usual)
work.redo()
print(work.unsaved)
work.close()
"""
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, cwd=REPOSITORY, check=False)
    assert done.stderr == b""
    first, second, copy, undone, saved = done.stdout.decode().splitlines()
    assert "cannot be written: the disk" in first
    assert first.endswith("1 first")
    assert second.endswith("2 second")
    assert "cannot be written" in copy
    assert (undone, saved) == ("3 first", "0")
    state = state_of(path)
    assert (state.title, len(state.bottom_line)) == ("second", 20_000)
    with open_workspace(path) as work:
        assert [entry.move for entry in work.history()][-4:] == [Move.EDIT, Move.EDIT, Move.UNDO, Move.REDO]


def test_what_could_not_be_written_is_caught_up_with(path, tmp_path):
    with open_workspace(path, create=True) as work:
        path.rename(tmp_path / "away")
        with pytest.raises(UnsavedError):
            work.apply(edits.describe(title="kept"))
        assert not work.catch_up()
        (tmp_path / "away").rename(path)
        assert work.catch_up()
        assert work.unsaved == 0
    assert state_of(path).title == "kept"


def test_what_cannot_be_stored_changes_nothing(path):
    with open_workspace(path) as work:
        state, history = work.workspace, work.history()
        with pytest.raises(TypeError):
            work.apply(edits.describe(title=b"bytes"))
        assert (work.workspace, work.history(), work.unsaved) == (state, history, 0)
        work.apply(edits.describe(title="fine"))
    assert state_of(path).title == "fine"


def test_damage_that_sqlite_cannot_tell_of_in_text_is_told_in_a_sentence(tmp_path):
    path = tmp_path / "w.parallax"
    open_workspace(path, create=True).close()
    data = path.read_bytes()
    for words in (b"CREATE TABLE notes", b"CREATE TABLE about", b"CREATE TABLE history"):
        path.write_bytes(data.replace(words, b"CREATE T\xff\xfe" + words[10:]))
        with pytest.raises(WorkspaceError) as refused, open_workspace(path) as opened:
            raise WorkspaceError(*(opened.damage[:1] or ("not noticed",)), "")
        assert "damaged" in refused.value.message


def test_undoing_to_an_entry_leaves_it_and_can_be_made_again(tmp_path):
    with open_workspace(tmp_path / "w.parallax", create=True) as work:
        for title in ("one", "two", "three", "four"):
            work.apply(edits.describe(title=title))
        work.undo()
        assert work.undo_to(1) == 2
        assert work.workspace.title == "one"
        assert work.undo_to(1) == 0
        for title in ("two", "three"):
            work.redo()
            assert work.workspace.title == title
    with open_workspace(tmp_path / "w.parallax") as again:
        assert again.workspace.title == "three"
