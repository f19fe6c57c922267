"""A colleague's workspace taken in through the window, settled by keys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.workspace import Workspace, open_workspace
from core.workspace.edits import describe, judge, write_note
from core.workspace.judgements import Judgement, Note, Ruling
from gui.dialogs.merge import MergeDialog
from gui.main_window import MainWindow
from tests.core.workspace.works import filled, passage
from tests.gui.conftest import Answers

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

WORDS = ("Ferry", "killed", "carried")


def work(path: Path, analyst: str, *rulings: Ruling) -> Path:
    """A workspace in which an analyst has ruled on the same pairs one after the other."""
    state = filled()
    with open_workspace(path, create=True) as opened:
        from core.workspace.document import take_over

        opened.apply(take_over(Workspace(), state, "the story"))
        opened.apply(describe(analyst=analyst))
        for word, ruling in zip(WORDS, rulings, strict=False):
            pair = passage(state, "courier.txt", word), passage(state, "post.txt", "ferry")
            opened.apply(judge(Judgement(pair, ruling, note=f"{analyst} on {word}.", author=analyst)))
        opened.apply(write_note(Note(f"of-{analyst}", f"{analyst} wrote this.")))
    return path


@pytest.fixture
def asked(window: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot) -> MergeDialog:
    """The window on Ana's work, and Ben's about to be merged."""
    mine = work(tmp_path / "ana.parallax", "Ana", Ruling.ACCEPT, Ruling.ACCEPT, Ruling.REJECT)
    theirs = work(tmp_path / "ben.parallax", "Ben", Ruling.ACCEPT, Ruling.REJECT, Ruling.ACCEPT)
    window.operations.open_files([mine], new=True)
    answers.files = (theirs,)
    window.actions_["merge"].trigger()
    dialog = window.merging.dialog
    assert dialog is not None
    dialog.activateWindow()
    qtbot.waitUntil(dialog.list.hasFocus)
    return dialog


def test_what_both_said_stands_side_by_side_with_kappa(asked: MergeDialog):
    assert "Ana and Ben have both judged 3 marks. They agree on 1 of 3 (33%); Cohen's kappa -0.50." in asked.said.text()
    assert "New from Ben: 1 note." in asked.said.text()
    assert asked.list.topLevelItemCount() == 2
    assert asked.table.isVisible()


def test_one_key_takes_mine_or_theirs_and_nothing_is_lost(window: MainWindow, asked: MergeDialog, qtbot: QtBot):
    before = window.session.workspace
    qtbot.keyClick(asked.list, Qt.Key.Key_T)
    qtbot.keyClick(asked.list, Qt.Key.Key_T)
    qtbot.keyClick(asked.list, Qt.Key.Key_M)
    assert len(asked.settled) == 1
    (kind, key), *_ = asked.settled
    assert kind == "judgements"
    qtbot.keyClick(asked.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not asked.isVisible())
    judged = window.session.workspace.judgements
    assert judged[key].author == "Ben"
    assert all("Ana on " in one.note and "Ben on " in one.note for one in judged.values())
    assert {note.text for note in window.session.workspace.notes.values()} == {"Ana wrote this.", "Ben wrote this."}
    assert "Merged the work of Ben" in window.status._said.text()
    window.session.undo()
    assert window.session.workspace == before


def test_nothing_happens_where_it_is_cancelled(window: MainWindow, asked: MergeDialog, qtbot: QtBot):
    before = window.session.workspace
    qtbot.keyClick(asked.list, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not asked.isVisible())
    assert window.session.workspace is before


def test_all_of_it_has_a_name_to_be_read_aloud(asked: MergeDialog):
    for widget in asked.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
            assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name), type(widget).__name__


def test_equal_work_leaves_nothing_to_settle(window: MainWindow, answers: Answers, tmp_path: Path):
    mine = work(tmp_path / "ana.parallax", "Ana", Ruling.ACCEPT)
    window.operations.open_files([mine], new=True)
    window.actions_["merge"].trigger()
    assert window.merging.dialog is None, "no file was named"
    answers.files = (mine,)
    window.actions_["merge"].trigger()
    assert "is the workspace that is open" in window.status._said.text()
    with open_workspace(tmp_path / "copy.parallax", create=True):
        pass
    answers.files = (tmp_path / "copy.parallax",)
    window.actions_["merge"].trigger()
    assert window.merging.dialog is not None
    assert not window.merging.dialog.list.isVisible()
    window.merging.dialog.accept()
    assert "nothing that is not here" in window.status._said.text()


def test_a_file_that_is_no_workspace_is_said_in_a_sentence(window: MainWindow, answers: Answers, tmp_path: Path):
    window.operations.open_files([work(tmp_path / "ana.parallax", "Ana")], new=True)
    answers.files = (tmp_path / "no.parallax",)
    answers.files[0].write_bytes(b"nothing of the kind" * 20)
    window.actions_["merge"].trigger()
    assert window.notice.isVisible()
    assert replace(window.session.workspace) == window.session.workspace
