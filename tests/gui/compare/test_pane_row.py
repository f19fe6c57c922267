"""Panes dragged by their headers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QSplitter
from pytestqt.qtbot import QtBot

from core.model import Article
from gui.compare.column import Column
from gui.compare.gutter import Gutter
from gui.compare.pane_row import PaneRow
from gui.theme import Theme
from tests.gui.conftest import Story


@pytest.fixture
def row(qtbot: QtBot, theme: Theme, story: Story) -> PaneRow:
    def gutter(splitter: QSplitter) -> Gutter:
        return Gutter(splitter, theme, str)

    def column(of: Article) -> Column:
        made = Column(theme)
        made.show_article(of, theme.prose_font(0))
        made.header.show_article("A", of, {})
        made.header.dragged.connect(lambda at: row.drag(made, at))
        made.header.dropped.connect(lambda at: row.drop(made, at))
        return made

    row = PaneRow(gutter)
    qtbot.addWidget(row)
    row.resize(1200, 500)
    row.set_row([column(each) for each in story.articles])
    row.show()
    qtbot.waitExposed(row)
    return row


def take(row: PaneRow, qtbot: QtBot, place: int, to_x: int) -> Column:
    """Press on a pane's header and drag it to an x of the row, without letting go."""
    pane = row._row[place]
    assert isinstance(pane, Column)
    qtbot.mousePress(pane.header, Qt.MouseButton.LeftButton, pos=QPoint(60, 20))
    for x in (100, to_x):
        qtbot.mouseMove(pane.header, pane.header.mapFrom(row, QPoint(x, 20)))
    return pane


def test_a_dragged_pane_shows_where_it_would_go_and_goes_there(row: PaneRow, qtbot: QtBot):
    pane = take(row, qtbot, 0, 1150)
    assert row._drop.isVisible()
    assert row._drop.x() > row._row[2].x()
    with qtbot.waitSignal(row.moved) as moved:
        qtbot.mouseRelease(pane.header, Qt.MouseButton.LeftButton, pos=pane.header.mapFrom(row, QPoint(1150, 20)))
    assert moved.args == [pane, 2]
    assert row._drop.isHidden()


def test_a_pane_dropped_where_it_was_stays(row: PaneRow, qtbot: QtBot):
    pane = take(row, qtbot, 0, 200)
    assert row._drop.isHidden()
    with qtbot.assertNotEmitted(row.moved):
        qtbot.mouseRelease(pane.header, Qt.MouseButton.LeftButton, pos=QPoint(200, 20))


def test_escape_ends_dragging(row: PaneRow, qtbot: QtBot):
    pane = take(row, qtbot, 0, 1150)
    with qtbot.assertNotEmitted(row.moved):
        qtbot.keyClick(pane.header, Qt.Key.Key_Escape)
        qtbot.mouseRelease(pane.header, Qt.MouseButton.LeftButton, pos=pane.header.mapFrom(row, QPoint(1150, 20)))
    assert row._drop.isHidden()


def test_a_click_on_a_header_moves_nothing(row: PaneRow, qtbot: QtBot):
    header = row._row[0].header
    with qtbot.assertNotEmitted(header.dropped):
        qtbot.mouseClick(header, Qt.MouseButton.LeftButton, pos=QPoint(60, 20))
