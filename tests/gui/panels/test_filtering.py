"""The row of filters and the chips of those in use."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.model import Relation
from gui.filtering import ALL, Filter
from gui.main_window import MainWindow
from gui.panels.active_filters import ActiveFilters
from gui.panels.filtering import FilterRow
from gui.session import Session
from gui.theme import Theme
from tests.gui.conftest import Story


def test_the_slider_hides_what_is_less_sure(qtbot: QtBot, full: Session, theme: Theme, host: QWidget):
    row = FilterRow(full, theme, host)
    row.resize(900, 44)
    row.grab()
    for _ in range(2):
        qtbot.keyClick(row.confidence, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: full.filter.least == 0.2)
    assert len(full.survey.links) == 6
    end = QPoint(row.confidence.width() - 2, 20)
    qtbot.mouseClick(row.confidence, Qt.MouseButton.LeftButton, pos=end)
    qtbot.waitUntil(lambda: full.filter.least == 1.0)
    assert not full.survey.links
    assert sum(full.survey.histogram) == 6
    full.show_only(replace(ALL, least=0.123))
    assert row.confidence.value() == 12
    qtbot.wait(20)
    assert full.filter.least == 0.123
    full.show_only(ALL)
    assert row.confidence.value() == 0


def test_kinds_and_articles_are_ticked(qtbot: QtBot, full: Session, theme: Theme, story: Story):
    row = FilterRow(full, theme)
    qtbot.addWidget(row)
    row.kinds.menu().aboutToShow.emit()
    texts = [action.text() for action in row.kinds.menu().actions()]
    assert texts == ["Meaning  (3)", "Negation  (1)", "Number  (1)", "Wording  (1)"]
    row.kinds.menu().actions()[1].trigger()
    assert list(full.survey.links) == [story.links["captain"].id]
    assert row.kinds.text() == "Kinds: 1"
    row.articles.menu().aboutToShow.emit()
    row.articles.menu().actions()[2].trigger()
    assert not full.survey.links
    row.articles.menu().actions()[2].trigger()
    assert full.survey.links


def test_every_filter_in_use_has_a_chip_that_drops_it(full: Session, theme: Theme, host: QWidget, story: Story):
    bar = ActiveFilters(full, theme, host)
    assert bar.isHidden()
    a, b, _ = (article.id for article in story.articles)
    relations = frozenset({Relation.CONFLICTS, Relation.CHANGED})
    full.show_only(Filter(relations, frozenset({"number", "negation"}), 0.5, frozenset({a, b})))
    full.switch_rule("number.differs", on=False)
    assert not bar.isHidden()
    assert [chip.text() for chip in bar.chips] == [
        "Without: Agrees, Related",
        "Only: Negation, Number",
        "Confidence at least 0.50",
        "Between A and B",
        "Switched off: figures that differ",
    ]
    assert bar.said.text() == "2 of 6 marked pairs show."
    while bar.chips:
        bar.chips[0].click()
    assert bar.isHidden()
    assert full.filter == ALL
    assert full.options.rules_off == ()


def test_an_empty_view_says_why_and_offers_the_way_out(reading: MainWindow, qtbot: QtBot):
    reading.session.show_only(replace(ALL, least=0.99))
    assert reading.active_filters.said.text() == "These filters hide all 6 marked pairs."
    assert "6 in all" in reading.claims.plain_word.text()
    assert reading.claims.way_out.isVisible()
    qtbot.mouseClick(reading.claims.way_out, Qt.MouseButton.LeftButton)
    assert len(reading.session.survey.rows) == 4
    assert not reading.active_filters.isVisible()
    assert not reading.claims.way_out.isVisible()


def test_filters_come_and_go_by_key_and_are_remembered(reading: MainWindow, qtbot: QtBot):
    text = reading.view.columns[0].text
    qtbot.keyClick(text, Qt.Key.Key_F8)
    assert reading.filter_row.isVisible()
    reading.session.show_only(Filter(least=0.3))
    qtbot.keyClick(text, Qt.Key.Key_F8)
    assert not reading.filter_row.isVisible()
    assert reading.active_filters.isVisible()
    reading.close()
    assert Session(reading._store.load()).filter == Filter(least=0.3)
    reading.actions_["show_all"].trigger()
    assert reading.session.filter == ALL
