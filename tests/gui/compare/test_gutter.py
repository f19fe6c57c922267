"""The strip between two panes, as it is painted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter
from pytestqt.qtbot import QtBot

from core.model import Relation
from gui.compare.gutter import WIDTH, Gutter
from gui.compare.ribbons import Band, Extent, Shapes
from gui.theme import Theme


@pytest.fixture
def splitter(qtbot: QtBot) -> QSplitter:
    splitter = QSplitter(Qt.Orientation.Horizontal)
    qtbot.addWidget(splitter)
    return splitter


@pytest.fixture
def gutter(splitter: QSplitter, theme: Theme) -> Gutter:
    gutter = Gutter(splitter, theme, str)
    gutter.setFixedSize(WIDTH, 500 + gutter.head)
    return gutter


def colours(gutter: Gutter, top: int, bottom: int) -> set[str]:
    """The colours down the middle between two heights."""
    picture = gutter.grab().toImage()
    return {picture.pixelColor(WIDTH // 2, gutter.head + y).name() for y in range(top, bottom)}


def test_a_tall_ribbon_has_no_seams_and_ends_at_its_edges(gutter: Gutter, theme: Theme):
    band = Band(("x",), Relation.CONFLICTS, Extent(20, 420), Extent(20, 420))
    gutter.follow(lambda _height: Shapes((band,)))
    assert len(colours(gutter, 23, 417)) == 1
    assert colours(gutter, 23, 417).isdisjoint(colours(gutter, 424, 500))
    assert colours(gutter, 424, 500) == colours(gutter, 0, 17) == {theme.scheme.window.lower()}


def test_a_ribbon_that_reaches_beyond_the_gutter_stops_at_the_headers(gutter: Gutter, theme: Theme):
    gutter.follow(lambda _height: Shapes((Band(("x",), Relation.AGREES, Extent(-300, 900), Extent(-300, 900)),)))
    assert colours(gutter, -gutter.head + 1, -1) == {theme.scheme.window.lower()}
    assert len(colours(gutter, 1, 499)) == 1


def test_related_passages_are_quiet_until_they_are_looked_at(gutter: Gutter, theme: Theme):
    gutter.follow(lambda _height: Shapes((Band(("x",), Relation.RELATED, Extent(20, 220), Extent(20, 220)),)))
    assert colours(gutter, 24, 216) == {theme.scheme.window.lower()}
    gutter.light(frozenset({"x"}), frozenset())
    assert colours(gutter, 24, 216) != {theme.scheme.window.lower()}
