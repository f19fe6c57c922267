"""Both passages and why they are marked."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from core.model import Span
from gui.panels.inspector import InspectorPanel, marked_up
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
    assert "Coast Wire" in panel.a.source.text()
    assert "3 Mar 2026, 14:20" in panel.b.source.text()
    assert ">twelve</b>" in panel.a.words.text()
    assert "attributed to police" in panel.a.standing.text()
    assert panel.a.standing.text().endswith("reported")
    assert "number.test" in panel.why.reasons.text()
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
