"""Which outlets agree and which conflict."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.model import Relation
from gui.filtering import ALL
from gui.main_window import MainWindow
from tests.gui.conftest import Story


def test_pairs_are_counted_and_filter(reading: MainWindow, story: Story, qtbot: QtBot):
    reading.actions_["show_outlets"].trigger()
    outlets = reading.outlets
    assert outlets.table.hasFocus()
    assert outlets.model.counts(outlets.model.index(0, 1)) == {
        Relation.CONFLICTS: 1,
        Relation.CHANGED: 1,
        Relation.AGREES: 1,
    }
    outlets.grab()
    a, b, _ = (article.id for article in story.articles)
    outlets.table.setCurrentIndex(outlets.model.index(1, 0))
    qtbot.keyClick(outlets.table, Qt.Key.Key_Return)
    assert reading.session.filter.articles == {a, b}
    assert [chip.text() for chip in reading.active_filters.chips] == ["Between A and B"]
    assert outlets.model.counts(outlets.model.index(0, 2)) == {Relation.AGREES: 1, Relation.RELATED: 1}
    outlets.grab()
    qtbot.keyClick(outlets.table, Qt.Key.Key_Return)
    assert reading.session.filter == ALL


def test_it_follows_the_other_filters_and_can_be_read_aloud(reading: MainWindow):
    reading.actions_["show_outlets"].trigger()
    reading.session.show_only(replace(ALL, relations=frozenset({Relation.CONFLICTS})))
    model = reading.outlets.model
    assert model.counts(model.index(0, 1)) == {Relation.CONFLICTS: 1}
    spoken = model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Coast Wire and Morning Ledger: 1 conflict"
    assert model.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole).endswith("nothing marked")
    assert not model.flags(model.index(1, 1))
