"""Both passages and why they are marked."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from core.model import Quantity, Span
from gui.main_window import MainWindow
from gui.panels.inspector import InspectorPanel
from gui.panels.quotation import context, marked_up
from gui.session import Session
from gui.theme import Theme
from tests.gui.conftest import Story


def test_both_passages_their_places_and_reasons(qtbot: QtBot, full: Session, theme: Theme, story: Story):
    panel = InspectorPanel(full, theme)
    qtbot.addWidget(panel)
    assert panel.currentIndex() == 0
    full.select_link(story.links["dead"].id)
    assert panel.currentIndex() == 1
    claim = story.claims["dead a"]
    assert f"¶1 s1, {claim.start}–{claim.end}" in panel.a.source.text()
    assert "Coast Wire" in panel.a.which.currentText()
    assert "3 Mar 2026, 14:20" in panel.b.source.text()
    assert ">twelve</b>" in panel.a.words.text()
    assert "attributed to police" in panel.a.standing.text()
    assert panel.a.standing.text().endswith("reported")
    assert [row.reason.rule for row in panel.why.rows] == ["number.test"]
    assert "Change over time" in panel.why.title.text()


def test_marks_are_asked_for_only_where_there_are_some(qtbot: QtBot, session: Session, theme: Theme, story: Story):
    panel = InspectorPanel(session, theme)
    qtbot.addWidget(panel)
    assert "Click a mark" not in panel.empty.text()
    session.set_articles(story.articles)
    session.set_comparison(story.comparison, complete=True)
    assert "Click a mark" in panel.empty.text()


def test_scores_are_folded_away(qtbot: QtBot, full: Session, theme: Theme, story: Story):
    panel = InspectorPanel(full, theme)
    qtbot.addWidget(panel)
    full.select_link(story.links["captain"].id)
    assert panel.why.scores.isHidden()
    panel.why.unfold.click()
    assert not panel.why.scores.isHidden()
    assert "similarity 0.81" in panel.why.scores.text()


def test_the_pairs_of_a_matter_are_leafed_through(qtbot: QtBot, full: Session, theme: Theme, story: Story):
    panel = InspectorPanel(full, theme)
    qtbot.addWidget(panel)
    full.select_link(story.links["sank ab"].id)
    assert panel.why.pair.text().strip() == "Pair 1 of 3"
    panel.why.following.click()
    assert full.selection.link == story.links["sank ac"]
    assert panel.why.previous.isEnabled()


def test_text_of_articles_is_never_taken_for_markup():
    shown = marked_up("<b>&amp;</b> 12", (Span(0, 3),), (Span(13, 15),), "#ffffff", "#000000")
    assert "&lt;b&gt;" in shown
    assert "&amp;amp;" in shown
    assert "<b style='background-color:#ffffff'>12</b>" in shown


def test_any_two_passages_of_the_matter_are_compared(qtbot: QtBot, full: Session, theme: Theme, story: Story):
    panel = InspectorPanel(full, theme)
    qtbot.addWidget(panel)
    full.select_link(story.links["sank ab"].id)
    assert panel.b.which.count() == 3
    panel.b.which.setCurrentIndex(2)
    panel.b.which.activated.emit(2)
    assert full.selection.link == story.links["sank ac"]
    panel.a.which.activated.emit(1)
    assert full.selection.link == story.links["sank bc"]
    assert "Off Varda" in panel.b.words.text()


def test_passages_that_no_link_joins_are_compared_too(qtbot: QtBot, full: Session, theme: Theme, story: Story):
    links = tuple(link for name, link in story.links.items() if name != "sank bc")
    full.set_comparison(replace(story.comparison, links=links), complete=True)
    panel = InspectorPanel(full, theme)
    qtbot.addWidget(panel)
    full.select_link(story.links["sank ab"].id)
    panel.compare(story.claims["sank b"].id, story.claims["sank c"].id)
    assert "Not marked as a pair" in panel.why.title.text()
    assert panel.why.rows == []
    assert "daybreak" in panel.a.words.text()
    assert "first light" in panel.b.words.text()
    assert full.selection.link == story.links["sank ab"]
    full.select_link(story.links["dead"].id)
    assert "twelve" in panel.a.words.text()


def test_a_reason_lights_its_words_and_can_be_switched_off(reading: MainWindow, story: Story, qtbot: QtBot):
    reading.session.select_link(story.links["dead"].id)
    row = reading.inspector.why.rows[0]
    qtbot.waitUntil(row.isVisible)
    row.setFocus()
    texts = {article.id: article.text for article in story.articles}
    assert [passage.span.of(texts[passage.article]) for passage in reading.session.lit] == ["twelve", "twenty-one"]
    assert "twelve" in [s.cursor.selectedText() for s in reading.view.columns[0].text.extraSelections()]
    row.clearFocus()
    assert reading.session.lit == ()
    row.off.click()
    assert reading.session.options.rules_off == ("number.test",)


def test_words_that_mean_the_same_are_shown_as_such(qtbot: QtBot, full: Session, theme: Theme, story: Story):
    a, b = story.claims["dead a"], story.claims["dead b"]
    start_a, start_b = a.start + a.text.index("twelve"), b.start + b.text.index("twenty-one")
    equal = {
        a.id: replace(a, quantities=(Quantity(12, 12, 12, None, None, start_a, start_a + 6),)),
        b.id: replace(b, quantities=(Quantity(12, 12, 12, None, None, start_b, start_b + 10),)),
    }
    claims = tuple(equal.get(claim.id, claim) for claim in story.comparison.claims)
    full.set_comparison(replace(story.comparison, claims=claims), complete=True)
    panel = InspectorPanel(full, theme)
    qtbot.addWidget(panel)
    full.select_link(story.links["dead"].id)
    assert panel.why.same.text() == "The same in other words: “twelve” = “twenty-one”"
    assert "<sup>=</sup>" in panel.a.words.text()


def test_the_sentence_around_a_passage_shows_paler(story: Story):
    claim = story.claims["dead a"]
    text = story.articles[0].text
    part = replace(claim, start=claim.start + 9, context=(claim.span,))
    assert context(part, text) == ("At least ", "")
    assert context(claim, text) == ("", "")
