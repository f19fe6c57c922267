"""The only mutable state of the window."""

from __future__ import annotations

import dataclasses

from pytestqt.qtbot import QtBot

from core.model import Relation
from gui.filtering import ALL
from gui.ready import make_ready
from gui.session import MOST_PANES, Session
from tests.gui.conftest import Story, article


def test_articles_stand_in_the_order_of_time_and_have_letters(full: Session, story: Story):
    assert full.articles == story.articles
    assert [full.label(each.id) for each in full.articles] == ["A", "B", "C"]


def test_more_articles_than_can_be_read_start_hidden(session: Session):
    session.set_articles(article(f"Outlet {n}", f"Title {n}", f"2026-03-{n + 1:02}", "Text.") for n in range(10))
    assert (len(session.visible), len(session.hidden)) == (MOST_PANES, 2)


def test_stepping_goes_through_the_marks_of_the_active_article(full: Session, story: Story):
    seen = []
    while full.step(1):
        seen.append(full.selection.link.id)  # type: ignore[union-attr]
    assert seen == [story.links[name].id for name in ("sank ab", "dead", "captain", "vessel")]
    assert full.step(-1)
    assert full.selection.link == story.links["captain"]


def test_stepping_starts_where_one_reads(full: Session, story: Story):
    assert full.step(1, story.claims["dead a"].start + 1)
    assert full.selection.link == story.links["captain"]
    full.select_link(None)
    assert full.step(-1, story.claims["captain a"].start)
    assert full.selection.link == story.links["dead"]
    full.select_link(None)
    assert not full.step(1, len(story.articles[0].text))


def test_the_next_conflict_comes_round(full: Session, story: Story):
    assert full.next_conflict()
    assert full.selection.link == story.links["captain"]
    assert full.next_conflict()
    full.show_relations({Relation.AGREES})
    assert not full.next_conflict()


def test_a_claim_brings_its_most_telling_link_and_the_whole_matter(full: Session, story: Story):
    full.select_claim(story.claims["sank c"].id)
    assert full.selection.row is not None
    assert full.selection.row.id == "sank"
    assert full.selection.link in story.links.values()


def test_a_selection_that_the_filter_hides_is_let_go(full: Session, story: Story, qtbot: QtBot):
    full.select_link(story.links["captain"].id)
    with qtbot.waitSignal(full.selection_changed):
        full.show_relations({Relation.AGREES})
    assert full.selection.link is None


def test_a_selection_survives_a_new_comparison(full: Session, story: Story):
    full.select_link(story.links["dead"].id)
    full.set_comparison(dataclasses.replace(story.comparison, only_in=()), complete=True)
    assert full.selection.link == story.links["dead"]


def test_a_pair_that_a_new_comparison_parts_leaves_the_closest_one(full: Session, story: Story, qtbot: QtBot):
    full.select_link(story.links["sank ab"].id)
    links = tuple(link for name, link in story.links.items() if name != "sank ab")
    with qtbot.assertNotEmitted(full.selection_changed):
        full.set_comparison(dataclasses.replace(story.comparison, links=links), complete=True)
    assert full.selection.link in (story.links["sank ac"], story.links["sank bc"])
    assert full.selection.row is not None
    full.set_comparison(dataclasses.replace(story.comparison, links=(story.links["dead"],)), complete=True)
    assert full.selection.link is None


def test_the_leading_pair_of_a_matter_is_one_that_has_panes(full: Session, story: Story):
    full.select_row("sank")
    assert full.selection.link == story.links["sank ab"]
    full.select_link(None)
    full.hide(story.articles[1].id, True)
    full.select_row("sank")
    assert full.selection.link == story.links["sank ac"]


def test_an_early_comparison_takes_no_article_away(session: Session, story: Story):
    session.set_articles(story.articles)
    early = dataclasses.replace(story.comparison, articles=story.articles[:2], links=(story.links["dead"],))
    session.set_comparison(early, complete=False)
    assert session.articles == story.articles
    assert not session.complete
    assert session.survey.totals == {Relation.CHANGED: 1}


def test_what_was_prepared_under_another_filter_is_sorted_anew(session: Session, story: Story):
    session.set_articles(story.articles)
    ready = make_ready(story.comparison, ALL)
    session.show_relations({Relation.CONFLICTS})
    session.take(ready, complete=True)
    assert [row.id for row in session.survey.rows] == ["captain"]


def test_hiding_the_active_pane_makes_another_one_active(full: Session, story: Story):
    full.hide(story.articles[0].id, True)
    assert full.active == story.articles[1].id
    full.hide(story.articles[0].id, False)
    assert full.visible == story.articles
