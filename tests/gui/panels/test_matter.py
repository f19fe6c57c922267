"""What every outlet says on the selected matter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.looking import Passage
from gui.main_window import MainWindow
from tests.gui.conftest import Story


def open_matter(window: MainWindow, story: Story, qtbot: QtBot, link: str) -> None:
    window.session.select_link(story.links[link].id)
    qtbot.keyClick(window.view.columns[0].text, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)


def test_each_outlet_has_a_row_and_who_lacks_it_is_named(reading: MainWindow, story: Story, qtbot: QtBot):
    open_matter(reading, story, qtbot, "dead")
    model = reading.matter.model
    cells = [[model.index(row, column).data() for column in range(5)] for row in range(model.rowCount())]
    assert cells[0][:4] == [
        "A  Coast Wire\n3 Mar 2026, 08:10",
        "At least twelve people were killed, police said.",
        "attributed to police (“said”)",
        "reported",
    ]
    claim = story.claims["dead a"]
    assert cells[0][4] == f"¶1 s1, {claim.start}–{claim.end}"
    assert cells[2] == ["C  Varda Post\n4 Mar 2026", "Not found in this article.", "", "", ""]
    reading.matter.grab()


def test_walking_lights_and_enter_compares(reading: MainWindow, story: Story, qtbot: QtBot):
    open_matter(reading, story, qtbot, "sank ab")
    table = reading.matter.table
    table.setCurrentIndex(reading.matter.model.index(2, 0))
    claim = story.claims["sank c"]
    assert reading.session.lit == (Passage(claim.article, claim.span),)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert reading.leaves.name == "show_pair"
    assert reading.session.selection.link == story.links["sank ac"]


def test_nothing_selected_is_said(reading: MainWindow, qtbot: QtBot):
    reading.actions_["show_matter"].trigger()
    assert reading.matter.empty.isVisible()
    assert not reading.matter.table.isVisible()
