"""Commands by a few letters of their names."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.actions import SPECS
from gui.dialogs.palette import Palette, commands, ranked
from gui.main_window import MainWindow
from tests.gui.conftest import Story


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("zoom in", "zoom_in"),
        ("dark", "theme_dark"),
        ("next conf", "next_conflict"),
        ("exprot", "export"),
        ("Ctrl+E", "export"),
        ("clipboard", "paste"),
    ],
)
def test_what_was_meant_comes_first(typed: str, meant: str):
    assert ranked(typed, commands())[0].id == meant


def test_all_commands_are_there_and_gibberish_finds_none():
    assert sorted(command.id for command in ranked(" ", commands())) == sorted(spec.id for spec in SPECS)
    assert ranked("qqqqzzzz", commands()) == ()


def test_a_command_is_done_by_keys_alone(reading: MainWindow, qtbot: QtBot):
    qtbot.keyClick(reading.view.columns[0].text, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = reading.findChild(Palette)
    assert palette is not None
    qtbot.keyClicks(palette.query, "zoom")
    names = [palette.list.topLevelItem(at).text(0) for at in range(2)]  # type: ignore[union-attr]
    assert names == ["Zoom in", "Zoom out"]
    qtbot.keyClick(palette.query, Qt.Key.Key_Down)
    qtbot.keyClick(palette.query, Qt.Key.Key_Up)
    assert "Ctrl++" in palette.query.accessibleDescription()
    qtbot.keyClick(palette.query, Qt.Key.Key_Return)
    assert reading.session.preferences.zoom == 1
    qtbot.waitUntil(lambda: reading.findChild(Palette) is None)


def test_what_cannot_be_done_now_is_not_done(window: MainWindow, qtbot: QtBot):
    palette = Palette(window.actions_, window)
    palette.query.setText("export")
    item = palette.list.topLevelItem(0)
    assert item is not None
    assert item.isDisabled()
    palette._do(item)
    palette.query.setText("qqqqzzzz")
    assert not palette.nothing.isHidden()


def test_escape_closes_it_and_the_keyboard_is_back_where_it_was(reading: MainWindow, story: Story, qtbot: QtBot):
    reading.view.activate(0)
    reading.session.select_link(story.links["dead"].id)
    reading.actions_["palette"].trigger()
    palette = reading.findChild(Palette)
    assert palette is not None
    assert palette.query.hasFocus()
    qtbot.keyClick(palette.query, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert reading.view.columns[0].text.hasFocus()
    assert reading.session.selection.link == story.links["dead"]
