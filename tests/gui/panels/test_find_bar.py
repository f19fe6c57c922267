"""Looking for words in all texts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from gui.looking import Passage
from gui.main_window import MainWindow
from tests.gui.conftest import Story


def look(window: MainWindow, qtbot: QtBot, words: str) -> None:
    qtbot.keyClick(window.view.columns[0].text, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    window.find_bar.query.setText(words)
    window.find_bar.look()


def counts(window: MainWindow) -> list[str]:
    row = window.find_bar._counts_row
    return [row.itemAt(at).widget().text() for at in range(row.count())]  # type: ignore[union-attr, attr-defined]


def current(window: MainWindow) -> str:
    passage = window.session.finding.current
    assert passage is not None
    return next(a.outlet or "" for a in window.session.articles if a.id == passage.article)


def test_words_are_counted_in_each_article_and_walked(reading: MainWindow, qtbot: QtBot):
    look(reading, qtbot, "captain")
    assert reading.find_bar.isVisible()
    assert counts(reading) == ["A 1", "B 2", "C 0"]
    assert reading.find_bar.said.text() == "1 of 3"
    assert current(reading) == "Coast Wire"
    qtbot.keyClick(reading.find_bar.query, Qt.Key.Key_Return)
    assert reading.find_bar.said.text() == "2 of 3"
    assert current(reading) == "Morning Ledger"
    qtbot.keyClick(reading.find_bar.query, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(reading.find_bar.query, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert reading.find_bar.said.text() == "3 of 3"
    assert reading.view.columns[1].text.extraSelections()


def test_typing_looks_by_itself_and_nothing_found_is_said(reading: MainWindow, qtbot: QtBot):
    look(reading, qtbot, "")
    qtbot.keyClicks(reading.find_bar.query, "zeppelin")
    qtbot.waitUntil(lambda: reading.find_bar.said.text() == "Not found")
    assert counts(reading) == ["A 0", "B 0", "C 0"]


def test_escape_closes_and_takes_the_highlights_away(reading: MainWindow, story: Story, qtbot: QtBot):
    reading.session.select_link(story.links["dead"].id)
    look(reading, qtbot, "ferry")
    qtbot.keyClick(reading.find_bar.query, Qt.Key.Key_Escape)
    assert not reading.find_bar.isVisible()
    assert not reading.session.finding.passages
    assert reading.session.selection.link == story.links["dead"]
    assert QApplication.focusWidget() is reading.view.columns[0].text


def test_a_count_leads_to_its_article_and_switches_narrow(reading: MainWindow, qtbot: QtBot):
    look(reading, qtbot, "the")
    button = reading.find_bar._counts_row.itemAt(2).widget()
    assert isinstance(button, QToolButton)
    button.click()
    assert current(reading) == "Varda Post"
    before = len(reading.session.finding.passages)
    reading.find_bar.whole.click()
    reading.find_bar.case.click()
    assert len(reading.session.finding.passages) < before


def test_hidden_articles_are_counted_and_shown_only_when_gone_to(reading: MainWindow, story: Story, qtbot: QtBot):
    reading.session.hide(story.articles[2].id, True)
    look(reading, qtbot, "first light")
    assert reading.find_bar.said.text() == "1 in hidden articles"
    assert reading.session.hidden
    qtbot.keyClick(reading.find_bar.query, Qt.Key.Key_Return)
    assert not reading.session.hidden
    assert reading.find_bar.said.text() == "1 of 1"


def test_the_selected_words_are_looked_for(reading: MainWindow, story: Story, qtbot: QtBot):
    text = reading.view.columns[0].text
    text.setTextCursor(text._cursor(story.claims["captain a"].span))
    qtbot.keyClick(text, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert reading.find_bar.query.text() == story.claims["captain a"].text
    assert reading.find_bar.said.text() == "1 of 1"


def test_another_search_takes_its_place(reading: MainWindow, story: Story, qtbot: QtBot):
    look(reading, qtbot, "ferry")
    claim = story.claims["dead b"]
    reading.session.find([Passage(claim.article, claim.span)], 0)
    assert not reading.find_bar.isVisible()
    assert len(reading.session.finding.passages) == 1


def test_an_article_that_is_added_is_searched_too(reading: MainWindow, story: Story, qtbot: QtBot):
    reading.session.set_articles(story.articles[:2])
    look(reading, qtbot, "first light")
    assert reading.find_bar.said.text() == "Not found"
    reading.session.set_articles(story.articles)
    assert reading.find_bar.said.text() == "1 of 1"
