"""The panes by keyboard alone, in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from tests.gui.conftest import Story

ALT, CONTROL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    column = window.view.active
    assert column is not None
    qtbot.keyClick(column.text, key, modifier)


def letters(window: MainWindow) -> str:
    return "".join(window.session.label(column.article_id) for column in window.view.columns)


def test_the_active_pane_is_moved_and_keeps_the_keyboard(reading: MainWindow, qtbot: QtBot):
    press(qtbot, reading, Qt.Key.Key_Right, ALT | SHIFT)
    assert letters(reading) == "BAC"
    press(qtbot, reading, Qt.Key.Key_Right, ALT | SHIFT)
    assert letters(reading) == "BCA"
    press(qtbot, reading, Qt.Key.Key_Left, ALT | SHIFT)
    assert letters(reading) == "BAC"
    assert QApplication.focusWidget() is reading.view.columns[1].text


def test_the_reference_is_pinned_and_let_go_by_the_same_key(reading: MainWindow, qtbot: QtBot):
    press(qtbot, reading, Qt.Key.Key_Right, ALT)
    press(qtbot, reading, Qt.Key.Key_Home, ALT)
    assert letters(reading) == "BAC"
    assert reading.actions_["pin_pane"].isChecked()
    press(qtbot, reading, Qt.Key.Key_Right, ALT)
    assert not reading.actions_["pin_pane"].isChecked()
    press(qtbot, reading, Qt.Key.Key_Left, ALT)
    press(qtbot, reading, Qt.Key.Key_Home, ALT)
    assert letters(reading) == "ABC"


def test_a_pane_is_let_alone_and_hidden_by_key(reading: MainWindow, qtbot: QtBot):
    press(qtbot, reading, Qt.Key.Key_L, CONTROL | SHIFT)
    assert reading.actions_["pane_alone"].isChecked()
    assert reading.view.columns[0].header.switches["alone"].isChecked()
    press(qtbot, reading, Qt.Key.Key_H, CONTROL | SHIFT)
    assert letters(reading) == "BC"


@pytest.mark.parametrize(("key", "layer"), [(Qt.Key.Key_2, "quotations"), (Qt.Key.Key_3, "hedging")])
def test_layers_and_numbers_go_on_and_off_and_are_remembered(reading: MainWindow, qtbot: QtBot, key, layer):
    press(qtbot, reading, key, ALT)
    press(qtbot, reading, Qt.Key.Key_1, ALT)
    assert reading.session.preferences.layers == (layer,)
    assert reading.session.preferences.numbers
    assert reading.actions_[layer].isChecked()
    press(qtbot, reading, key, ALT)
    press(qtbot, reading, Qt.Key.Key_1, ALT)
    assert reading.session.preferences.layers == ()
    assert not reading.session.preferences.numbers


def test_the_nearest_passage_is_reached_by_key(reading: MainWindow, qtbot: QtBot, story: Story):
    said: list[str] = []
    reading.messages.status_changed.connect(said.append)
    press(qtbot, reading, Qt.Key.Key_J, CONTROL)
    assert "Select a mark first" in said[-1]
    reading.session.select_link(story.links["vessel"].id)
    press(qtbot, reading, Qt.Key.Key_J, CONTROL)
    assert reading.view.columns[1].text.extraSelections()


def test_it_is_said_when_nothing_is_folded(reading: MainWindow, qtbot: QtBot):
    said: list[str] = []
    reading.messages.status_changed.connect(said.append)
    press(qtbot, reading, Qt.Key.Key_U, Qt.KeyboardModifier.NoModifier)
    assert said == ["Nothing is folded away in this article."]


def test_a_header_has_the_menu_of_its_pane(reading: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    shown: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _at: shown.append(menu))
    reading.view.columns[2].header.menu_asked.emit(QPoint(600, 100))
    assert reading.session.active == reading.view.columns[2].article_id
    reading.actions_["hide_pane"].trigger()
    assert letters(reading) == "AB"
    assert reading.actions_["pin_pane"] in shown[0].actions()
