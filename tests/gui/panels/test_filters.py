"""The chips: legend, counts and filter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.model import Relation
from gui.panels.filters import FilterBar
from gui.session import Session
from gui.theme import Theme


def test_chips_count_and_filter(qtbot: QtBot, full: Session, theme: Theme):
    bar = FilterBar(full, theme)
    qtbot.addWidget(bar)
    bar.grab()
    assert bar.chips[Relation.AGREES].accessibleName() == "Show agreements, 3"
    qtbot.mouseClick(bar.chips[Relation.AGREES], Qt.MouseButton.LeftButton)
    assert Relation.AGREES not in full.shown
    assert bar.chips[Relation.AGREES].accessibleName() == "Show agreements, 3"
    full.show_relations({Relation.CONFLICTS})
    assert full.shown == {Relation.CONFLICTS}
    full.show_relations(Relation)
    assert bar.chips[Relation.AGREES].isChecked()


def test_the_keyboard_reaches_them(qtbot: QtBot, full: Session, theme: Theme):
    bar = FilterBar(full, theme)
    qtbot.addWidget(bar)
    qtbot.keyClick(bar.chips[Relation.RELATED], Qt.Key.Key_Space)
    assert Relation.RELATED not in full.shown
