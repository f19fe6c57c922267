"""The table of all claims."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from gui.filtering import ALL
from gui.main_window import MainWindow
from tests.gui.conftest import Story


def shown(window: MainWindow, column: int = 5) -> list[str]:
    model = window.claims_table.model
    return [model.index(at, column).data() for at in range(model.rowCount())]


def open_table(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window.view.columns[0].text, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)


def test_it_tells_everything_of_a_matter(reading: MainWindow, qtbot: QtBot):
    open_table(reading, qtbot)
    model = reading.claims_table.model
    assert [model.index(0, column).data() for column in range(7)] == [
        "≠  Conflict",
        "Negation",
        "A B",
        "C",
        "0.92",
        "–",
        "The captain was not on the bridge.",
    ]
    assert model.index(0, 3).data(Qt.ItemDataRole.AccessibleTextRole) == "Missing from: C"
    reading.claims_table.grab()


def test_it_is_walked_by_keys_in_step_with_the_panes(reading: MainWindow, story: Story, qtbot: QtBot):
    open_table(reading, qtbot)
    table = reading.claims_table.table
    assert table.hasFocus()
    assert reading.session.selection.link == story.links["captain"]
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert reading.session.selection.link == story.links["dead"]
    assert reading.leaves.name == "show_table"
    reading.session.select_link(story.links["vessel"].id)
    assert table.currentIndex().row() == 3


def test_a_heading_sorts_and_words_narrow(reading: MainWindow, qtbot: QtBot):
    open_table(reading, qtbot)
    header = reading.claims_table.table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(5) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert shown(reading) == sorted(shown(reading))
    reading.claims_table.query.setText("ferry")
    assert len(shown(reading)) == 2
    assert reading.claims_table.said.text() == "2 of 4 claims"
    reading.claims_table.query.setText("zeppelin")
    assert reading.claims_table.said.text() == "None of 4 claims holds these words."


def test_groups_stand_under_titles_that_keys_pass_over(reading: MainWindow, story: Story, qtbot: QtBot):
    open_table(reading, qtbot)
    reading.claims_table.grouping.setCurrentIndex(3)
    assert shown(reading, 0)[0] == "Missing from Morning Ledger (1)"
    table = reading.claims_table.table
    table.setCurrentIndex(reading.claims_table.model.index(1, 0))
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert reading.session.selection.row is not None
    assert reading.session.selection.row.id == "captain"
    reading.claims_table.grab()


def test_it_follows_the_filters_and_says_why_it_is_empty(reading: MainWindow, qtbot: QtBot):
    open_table(reading, qtbot)
    reading.session.show_only(replace(ALL, kinds=frozenset({"number"})))
    assert len(shown(reading)) == 1
    reading.session.show_only(replace(ALL, least=0.99))
    assert reading.claims_table.said.text() == "The filters hide all claims."


def test_it_is_filled_only_when_it_shows(reading: MainWindow, qtbot: QtBot):
    assert reading.claims_table.model.rowCount() == 0
    open_table(reading, qtbot)
    assert reading.claims_table.model.rowCount() == 4
