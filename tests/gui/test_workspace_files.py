"""The workspace file behind what is open: begun, opened, copied, and where it cannot be written."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from core.errors import UnsavedError, WorkspaceError
from core.importers import read_text
from core.pipeline import analyse
from core.workspace import open_workspace, storage
from core.workspace.edits import add_articles, describe, judge
from core.workspace.judgements import Judgement, Ruling, anchor_at
from core.workspace.storage import Store
from gui import drafts
from gui.dialogs.paste import Pasted
from gui.jobs import JobRunner
from gui.main_window import MainWindow
from gui.operations import Operations
from tests.conftest import REPOSITORY
from tests.gui.conftest import Answers

TEXTS = (
    "Ferry burns\nThe Courier | 3 March 2026\n\nTwelve people were killed when a ferry burned on Monday.\n",
    "Fire on a ferry\nThe Harbour Post | 3 March 2026\n\nA ferry burned on Monday and 21 people were killed.\n",
)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Two reports, and their first link rejected."""
    path = tmp_path / "ferry.parallax"
    articles = [read_text(text, f"{number}.txt") for number, text in enumerate(TEXTS)]
    found = analyse(articles)
    claims = {claim.id: claim for claim in found.claims}
    link = found.links[0]
    opened = open_workspace(path, create=True)
    opened.apply(add_articles(opened.workspace, articles, ["0.txt", "1.txt"]))
    one, other = (anchor_at(found.article(claims[end].article), claims[end].span) for end in (link.a, link.b))
    opened.apply(judge(Judgement((one, other), Ruling.REJECT)))
    opened.close()
    return path


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, ...]:
    paths = tuple(tmp_path / f"{number}.txt" for number in range(len(TEXTS)))
    for path, text in zip(paths, TEXTS, strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def full(monkeypatch: pytest.MonkeyPatch, trouble: list[bool]) -> None:
    """Have the disk be full for as long as ``trouble`` holds anything."""

    def write(store, steps, real=Store.write):
        if trouble:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorname = "SQLITE_FULL"
            raise UnsavedError(storage._trouble(store.path, error), storage.ELSEWHERE)
        real(store, steps)

    monkeypatch.setattr(Store, "write", write)


def test_a_workspace_opens_under_its_judgements(window: MainWindow, workspace: Path):
    rejected = analyse([read_text(text, f"{number}.txt") for number, text in enumerate(TEXTS)]).links[0].id
    window.operations.open_files([workspace], new=True)
    assert len(window.session.articles) == len(TEXTS)
    assert window.session.complete
    assert rejected not in {link.id for link in window.session.comparison.links}
    assert "2 articles, 1 mark judged" in window.status._said.text()


def test_what_is_undone_in_a_workspace_is_undone_in_its_file(window: MainWindow, workspace: Path, qtbot: QtBot):
    window.operations.open_files([workspace], new=True)
    assert window.actions_["undo"].text() == "&Undo: rejected a pair"
    qtbot.keyClick(window.view.columns[0].text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.actions_["redo"].text() == "&Redo: rejected a pair"
    assert not window.session.workspace.judgements
    window.operations.close()
    with open_workspace(workspace) as again:
        assert not again.workspace.judgements
        assert again.can_redo() == "Rejected a pair"


def test_importing_articles_is_undone_and_done_again(window: MainWindow, files, qtbot: QtBot):
    window.operations.open_files(files[:1])
    window.operations.open_files(files[1:])
    assert window.session.complete
    window.session.undo()
    assert len(window.session.articles) == 1
    assert window.session.comparison is None
    window.session.undo()
    assert window.pages.currentWidget() is window.welcome
    window.session.redo()
    window.session.redo()
    assert len(window.view.columns) == 2
    assert window.session.complete


def test_options_are_kept_with_the_workspace(window: MainWindow, workspace: Path):
    window.operations.open_files([workspace], new=True)
    window.session.switch_rule("number.differs", on=False)
    window.operations.close()
    with open_workspace(workspace) as again:
        assert again.workspace.options.rules_off == ("number.differs",)
    window.operations.open_files([workspace], new=True)
    assert window.session.options.rules_off == ("number.differs",)
    window.session.undo()
    assert window.session.options.rules_off == ()


def test_files_get_a_draft_of_their_own_that_goes_if_nothing_was_said(window: MainWindow, files):
    window.operations.open_files(files)
    draft = window.session.opened.path
    assert draft.parent == drafts.folder()
    assert draft.name.startswith("The Courier, The Harbour Post 2")
    assert window.session.preferences.recent == ((str(draft),),)
    window.operations.close()
    assert not list(drafts.folder().iterdir())
    assert window.session.preferences.recent == (tuple(map(str, files)),)


def test_a_draft_that_was_overtaken_while_it_was_made_goes(
    window: MainWindow, answers: Answers, files, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
):
    jobs = JobRunner(window)
    operations = Operations(window.session, jobs, window.messages, answers, window)
    made, go_on, begun = threading.Event(), threading.Event(), drafts.begun

    def slowly(*arguments: Any) -> object:
        draft = begun(*arguments)
        made.set()
        go_on.wait(5)
        return draft

    monkeypatch.setattr(drafts, "begun", slowly)
    operations.open_files(files[:1], new=True)
    qtbot.waitUntil(made.is_set)
    operations.open_files(files, new=True)
    go_on.set()
    qtbot.waitUntil(lambda: window.session.opened is not None and len(list(drafts.folder().glob("*.parallax"))) == 1)
    assert len(window.session.articles) == len(files)
    assert [window.session.opened.path] == list(drafts.folder().glob("*.parallax"))
    jobs.shut_down()


def test_a_draft_in_which_something_was_said_stays(window: MainWindow, files):
    window.operations.open_files(files)
    draft = window.session.opened.path
    assert window.session.edit(describe(question="Who died?"))
    window.close()
    assert window.session.preferences.recent == ((str(draft),),)
    with open_workspace(draft) as again:
        assert again.workspace.question == "Who died?"


def test_a_pasted_text_is_kept(window: MainWindow, answers: Answers):
    answers.text = Pasted(TEXTS[0])
    window.actions_["paste"].trigger()
    draft = window.session.opened.path
    window.operations.close()
    assert draft.is_file()


def test_a_copy_of_a_draft_is_what_one_goes_on_with(window: MainWindow, answers: Answers, files, tmp_path: Path):
    window.operations.open_files(files)
    answers.target = tmp_path / "mine"
    window.actions_["save_copy"].trigger()
    assert window.session.opened.path == tmp_path / "mine.parallax"
    assert window.session.edit(describe(question="Who died?"))
    assert not list(drafts.folder().iterdir())
    window.operations.close()
    with open_workspace(tmp_path / "mine.parallax") as again:
        assert again.workspace.question == "Who died?"


def test_a_copy_without_texts_leaves_the_workspace_as_it_is(window: MainWindow, answers: Answers, workspace, tmp_path):
    window.operations.open_files([workspace], new=True)
    answers.target = tmp_path / "public.parallax"
    window.actions_["save_without_texts"].trigger()
    assert window.session.opened.path == workspace
    assert b"when a ferry burned" not in answers.target.read_bytes()
    window.actions_["compact"].trigger()
    assert "Compacted ferry.parallax" in window.status._said.text()


def test_a_workspace_that_another_program_holds_is_opened_for_reading(window: MainWindow, workspace: Path):
    with open_workspace(workspace):
        window.operations.open_files([workspace], new=True)
        assert "open in another window or program" in window.notice.text.text()
        assert not window.session.edit(describe(question="Who died?"))
        assert "Save a copy" in window.notice.text.text()
        assert not window.actions_["undo"].isEnabled()
        window.operations.close()


def test_a_damaged_workspace_is_opened_as_far_as_it_can_be_read(window: MainWindow, workspace: Path):
    data = workspace.read_bytes()
    at = data.index(b'"ruling":"reject"')
    workspace.write_bytes(data[:at] + b'"ruling":"re?ect"' + data[at + 17 :])
    window.operations.open_files([workspace], new=True)
    assert len(window.session.articles) == 2
    assert "is damaged; it is shown as far as it can be read" in window.notice.text.text()
    assert "newest backup is" in window.notice.text.text()


def test_what_cannot_be_written_is_in_memory_and_work_goes_on_elsewhere(
    window: MainWindow, answers: Answers, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    window.operations.open_files([workspace], new=True)
    trouble = [True]
    full(monkeypatch, trouble)
    assert window.session.edit(describe(question="Who died?"))
    assert "the disk is full" in window.notice.text.text()
    assert window.session.workspace.question == "Who died?"
    window.close()
    assert answers.asked == ["loss"]
    assert window.isVisible()
    answers.target = tmp_path / "elsewhere.parallax"
    window.notice.offer.click()
    assert window.session.opened.path == answers.target
    assert not window.session.opened.unsaved
    assert not window.notice.isVisible()
    trouble.clear()
    window.operations.close()
    with open_workspace(answers.target) as again:
        assert again.workspace.question == "Who died?"


def test_what_could_not_be_written_is_written_when_there_is_room_again(
    window: MainWindow, workspace: Path, monkeypatch: pytest.MonkeyPatch
):
    window.operations.open_files([workspace], new=True)
    trouble = [True]
    full(monkeypatch, trouble)
    window.session.edit(describe(question="Who died?"))
    trouble.clear()
    window.session.edit(describe(title="Ferry"))
    assert "on the disk again" in window.status._said.text()
    assert not window.notice.isVisible()


def test_a_folder_that_was_removed_is_told(window: MainWindow, workspace: Path):
    window.operations.open_files([workspace], new=True)
    workspace.rename(workspace.with_name("gone.parallax"))
    assert window.session.edit(describe(question="Who died?"))
    assert "no longer where it was" in window.notice.text.text()
    assert window.session.workspace.question == "Who died?"


def test_without_room_for_a_draft_the_articles_show_all_the_same(
    window: MainWindow, files, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_others):
        raise WorkspaceError("The disk is full.", "Make room.")

    monkeypatch.setattr(drafts, "_made", refuse)
    window.operations.open_files(files)
    assert window.session.complete
    assert "The disk is full." in window.notice.text.text()
    assert not window.session.edit(describe(question="Who died?"))


def test_a_draft_lies_elsewhere_where_the_data_folder_may_not_be_written(files, monkeypatch, tmp_path: Path):
    (tmp_path / "no-folder").write_text("a file", encoding="utf-8")
    monkeypatch.setattr(drafts, "folder", lambda: tmp_path / "no-folder")
    opened = drafts.begin([read_text(TEXTS[0])], ["0.txt"], datetime(2026, 3, 3, 14, 20))
    assert opened.path.name == "The Courier 2026-03-03 14.20.parallax"
    assert drafts.is_draft(opened.path)
    drafts.discard(opened)
    assert not opened.path.parent.exists()


def test_another_version_of_a_file_takes_its_place_and_is_told(window: MainWindow, files):
    window.operations.open_files(files)
    files[0].write_text(TEXTS[0].replace("on Monday", "on a Monday"), encoding="utf-8")
    window.operations.open_files(files[:1])
    assert len(window.session.articles) == 2
    assert "Another version has taken" in window.notice.text.text()
    window.session.undo()
    assert "on Monday" in window.session.articles[0].text


def test_a_draft_that_another_window_has_open_is_left_alone(
    window: MainWindow, answers: Answers, files, tmp_path: Path
):
    draft = drafts.begin([read_text(TEXTS[0], str(files[0]))], [str(files[0])], datetime(2026, 3, 3, 14, 20))
    window.operations.open_files([draft.path], new=True)
    assert window.session.opened.read_only
    answers.target = tmp_path / "mine.parallax"
    window.actions_["save_copy"].trigger()
    assert window.session.opened.path == answers.target
    assert draft.path.is_file()
    window.operations.open_files([draft.path], new=True)
    window.operations.close()
    assert draft.path.is_file()
    draft.close()


def test_a_comparison_that_an_undo_has_overtaken_is_dropped(window: MainWindow, files):
    window.operations.open_files(files[:1])
    window.operations.open_files(files[1:])
    late = window.session._ready
    window.session.undo()
    window.operations.comparing._take(late, complete=True)
    assert window.session.comparison is None
    assert len(window.session.articles) == 1


def links(window: MainWindow) -> list[str]:
    window.welcome.show_recent()
    shown = (window.welcome._recent.itemAt(at).widget() for at in range(window.welcome._recent.count()))
    return [button.text() for button in shown if isinstance(button, QToolButton)]


def test_drafts_that_no_list_names_are_found_all_the_same(window: MainWindow, answers: Answers, files):
    made = []
    for minute in range(8):
        draft = drafts.begin([read_text(TEXTS[0])], [""], datetime(2026, 3, 3, 14, minute))
        draft.close()
        os.utime(draft.path, (minute, minute))
        made.append(draft.path)
    assert links(window) == [*(path.stem for path in made[:1:-1]), "All drafts…"]
    answers.files = (made[0],)
    window.actions_["drafts"].trigger()
    assert window.session.opened.path == made[0]
    window.operations.close()
    assert links(window)[0] == made[0].stem


KILLED = """
import os, signal, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from core.options import AnalysisOptions
from gui.app import build
application = QApplication([])
window = build(application)
window.show()
window.jobs._serial = True
window.operations.open_files([Path(name) for name in sys.argv[1:]], new=True)
window.session.set_options(AnalysisOptions(semantics="off"))
window.judging.next()
window.judging.accept()
window.form.note.setPlainText("Ask the owner.")
window.form.keep()
print(len(window.session.workspace.judgements), window.session.opened.path, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_what_was_confirmed_on_screen_outlives_the_program(window: MainWindow, files):
    call = [sys.executable, "-c", KILLED, *map(str, files)]
    done = subprocess.run(call, capture_output=True, text=True, cwd=REPOSITORY, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    judged, path = done.stdout.split(" ", 1)
    assert links(window) == [Path(path.strip()).stem]
    window.operations.open_files([Path(path.strip())], new=True)
    assert len(window.session.workspace.judgements) == int(judged) >= 1
    assert "Ask the owner." in {said.note for said in window.session.workspace.judgements.values()}
    assert not window.session.opened.read_only
    assert not window.session.opened.damage
