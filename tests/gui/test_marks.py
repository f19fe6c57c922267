"""What a comparison shows under a filter."""

from __future__ import annotations

import dataclasses

from core.model import Relation
from gui.filtering import Filter
from gui.marks import plainly, survey
from tests.gui.conftest import Story


def test_marks_are_in_reading_order_and_take_the_most_telling_relation(story: Story):
    a, b, _ = story.articles
    marks = survey(story.comparison).marks_of(a.id)
    assert [mark.claim for mark in marks] == [
        story.claims[f"{name} a"] for name in ("sank", "dead", "captain", "built")
    ]
    assert [mark.relation.value for mark in marks] == ["agrees", "changed", "conflicts", "related"]
    assert survey(story.comparison).marks_of(b.id)[0].links == (story.links["captain"],)


def test_rows_are_clusters_with_the_most_telling_first(story: Story):
    rows = survey(story.comparison).rows
    assert [row.id for row in rows] == ["captain", "dead", "sank", "vessel"]
    assert [link.id for link in rows[2].links] == [story.links[name].id for name in ("sank ab", "sank ac", "sank bc")]
    assert rows[0].kind == "negation"


def test_a_link_outside_all_clusters_is_a_row_of_its_own(story: Story):
    loose = dataclasses.replace(story.comparison, clusters=())
    assert len(survey(loose).rows) == len(story.links)


def test_the_filter_hides_marks_but_not_totals(story: Story):
    shown = survey(story.comparison, Filter(frozenset({Relation.CONFLICTS})))
    assert [row.id for row in shown.rows] == ["captain"]
    assert shown.totals[Relation.AGREES] == 3
    assert shown.marks_of(story.articles[2].id) == ()


def test_counts_are_by_article(story: Story):
    counts = survey(story.comparison).counts[story.articles[1].id]
    assert (counts[Relation.CONFLICTS], counts[Relation.AGREES]) == (1, 2)


def test_it_is_said_plainly_when_no_conflict_is_found(story: Story):
    links = tuple(link for name, link in story.links.items() if name not in ("captain", "dead"))
    calm = survey(dataclasses.replace(story.comparison, links=links))
    assert plainly(calm, 3, False).startswith(
        "No conflicts found between these articles. 3 agreements and 1 related passage are listed"
    )
    assert plainly(survey(story.comparison), 3, False) == ""


def test_it_is_said_plainly_when_nothing_can_be_shown(story: Story):
    nothing = survey(dataclasses.replace(story.comparison, links=(), clusters=()))
    assert "Nothing in these articles matches" in plainly(nothing, 2, False)
    assert "One article alone" in plainly(nothing, 1, False)
    assert "filter" in plainly(survey(story.comparison, Filter(frozenset())), 3, True)
