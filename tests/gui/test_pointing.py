"""What the lists speak of is pointed out in the panes."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from core.model import Removed, Span
from gui.looking import Passage
from gui.main_window import MainWindow
from tests.gui.conftest import Story, article


def shown(window: MainWindow, place: int) -> list[str]:
    return [selection.cursor.selectedText() for selection in window.view.columns[place].text.extraSelections()]


def test_what_is_found_is_pointed_out_and_brought_into_sight(reading: MainWindow, story: Story):
    claims = [story.claims[name] for name in ("dead a", "dead b", "built a")]
    passages = [Passage(claim.article, claim.span) for claim in claims]
    reading.session.find(passages, 2)
    assert shown(reading, 0) == [claims[0].text, claims[2].text]
    assert shown(reading, 1) == [claims[1].text]
    text = reading.view.columns[0].text
    y = text.y_of(claims[2].start) - text.verticalScrollBar().value()
    assert 0 < y < text.viewport().height()
    reading.session.find(())
    assert shown(reading, 0) == shown(reading, 1) == []


def test_a_hidden_article_gets_its_pane_back(reading: MainWindow, story: Story):
    claim = story.claims["bought c"]
    reading.session.hide(claim.article, True)
    reading.session.find([Passage(claim.article, claim.span)], 0)
    assert reading.session.hidden == set()
    assert shown(reading, 2) == [claim.text]


def test_words_are_lit_only_while_asked_for(reading: MainWindow, story: Story):
    claim = story.claims["dead a"]
    reading.session.light([Passage(claim.article, claim.span)])
    assert shown(reading, 0) == [claim.text]
    reading.session.light(())
    assert shown(reading, 0) == []


def test_what_was_set_aside_is_unfolded_when_something_is_found_in_it(window: MainWindow, qtbot: QtBot):
    menu = "\n\n".join(f"Menu entry {number} | Sport | Weather" for number in range(6))
    of = article("Wire", "Ferry lost", "2026-03-03", f"{menu}\n\nThe ferry sank.")
    start = of.text.index(menu)
    cut = Removed(start, start + len(menu), "navigation")
    window.session.set_articles([replace(of, removed=(*of.removed, cut))])
    qtbot.wait(20)
    text = window.view.columns[0].text
    assert text.folds
    assert text.folded
    place = of.text.index("entry 4")
    window.session.find([Passage(of.id, Span(place, place + 7))], 0)
    assert not text.folded
