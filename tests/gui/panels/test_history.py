"""The history: who did what and when, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.workspace.edits import describe
from gui.main_window import MainWindow

TEXTS = ("Ferry burns\nThe Courier\n\nTwelve people died.\n", "Fire\nThe Post\n\nFifteen people died.\n")


@pytest.fixture
def worked(window: MainWindow, tmp_path: Path) -> MainWindow:
    """The window with two reports, and three edits made to their workspace."""
    for number, text in enumerate(TEXTS):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    window.operations.open_files(sorted(tmp_path.glob("*.txt")), new=True)
    window.session.edit(describe(analyst="Ana"))
    for title in ("One", "Two"):
        window.session.edit(describe(title=title))
    window.actions_["show_history"].trigger()
    return window


def rows(window: MainWindow) -> list[tuple[str, str]]:
    items = [window.history.list.topLevelItem(at) for at in range(window.history.list.topLevelItemCount())]
    return [(item.text(1), item.text(2)) for item in items if item]


def test_everything_that_was_done_is_listed_the_latest_first(worked: MainWindow):
    assert rows(worked) == [
        ("Ana", "Changed the title"),
        ("Ana", "Changed the title"),
        ("–", "Changed the analyst"),
        ("–", "Added 2 articles"),
    ]
    assert worked.history.list.topLevelItem(0).text(0)


def test_going_back_takes_all_after_it_back_and_redo_does_it_again(worked: MainWindow, qtbot: QtBot):
    history = worked.history
    history.list.setCurrentItem(history.list.topLevelItem(2))
    assert "2 edits" in history.told.text()
    history.list.setFocus()
    qtbot.keyClick(history.list, Qt.Key.Key_Return)
    assert (worked.session.workspace.title, worked.session.workspace.analyst) == ("", "Ana")
    assert rows(worked)[0] == ("Ana", "Undid: Changed the title")
    assert [what for _, what in rows(worked)].count("Changed the title (taken back)") == 2
    assert not history.back.isEnabled()
    worked.session.redo()
    worked.session.redo()
    assert worked.session.workspace.title == "Two"


def test_nothing_can_be_taken_back_after_the_latest(worked: MainWindow):
    worked.history.list.setCurrentItem(worked.history.list.topLevelItem(0))
    assert not worked.history.back.isEnabled()
    before = worked.session.workspace
    worked.history.go_back()
    assert worked.session.workspace is before
