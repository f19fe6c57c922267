"""Title, question, name and bottom line: kept as they are typed, and at the head of the note."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.workspace.edits import describe
from core.workspace.judgements import Level
from gui.main_window import MainWindow

TEXTS = ("Ferry burns\nThe Courier\n\nTwelve people died.\n", "Fire\nThe Post\n\nFifteen people died.\n")


@pytest.fixture
def page(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """The window with two reports, and the keyboard in the bottom line."""
    for number, text in enumerate(TEXTS):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    window.operations.open_files(sorted(tmp_path.glob("*.txt")), new=True)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
    assert window.summary.bottom_line.hasFocus()
    return window


def test_what_is_typed_is_kept_after_a_pause_and_when_the_keyboard_leaves(page: MainWindow, qtbot: QtBot):
    summary = page.summary
    qtbot.keyClicks(summary.bottom_line, "Both agree.")
    qtbot.waitUntil(lambda: page.session.workspace.bottom_line == "Both agree.")
    summary.title.setFocus()
    qtbot.keyClicks(summary.title, "Two ferries")
    summary.question.setFocus()
    assert page.session.workspace.title == "Two ferries"
    qtbot.keyClicks(summary.question, "How many?")
    summary.confidence.setCurrentIndex(summary.confidence.findData(Level.HIGH))
    summary.confidence.activated.emit(summary.confidence.currentIndex())
    assert page.session.workspace.question == "How many?"
    assert page.session.workspace.confidence is Level.HIGH
    dialog = page.exporting.export()
    assert dialog is not None
    qtbot.waitUntil(lambda: "Two ferries" in dialog.preview.page.toPlainText())
    shown = dialog.preview.page.toPlainText()
    assert "Question: How many?" in shown
    assert shown.index("Both agree.") < shown.index("Sources")


def test_undo_shows_and_an_edit_elsewhere_does_not_disturb_typing(page: MainWindow, qtbot: QtBot):
    summary = page.summary
    qtbot.keyClicks(summary.bottom_line, "One.")
    summary.keep()
    page.session.undo()
    assert summary.bottom_line.toPlainText() == ""
    qtbot.keyClicks(summary.bottom_line, "Being typed")
    page.session.edit(describe(title="From elsewhere"))
    assert summary.bottom_line.toPlainText() == "Being typed"
    summary.keep()
    assert page.session.workspace.bottom_line == "Being typed"


def test_nothing_typed_goes_into_another_workspace(page: MainWindow, tmp_path: Path, qtbot: QtBot):
    qtbot.keyClicks(page.summary.bottom_line, "Of the first.")
    page.operations.open_files([tmp_path / "0.txt"], new=True)
    assert page.session.workspace.bottom_line == ""
    assert page.summary.bottom_line.toPlainText() == ""
