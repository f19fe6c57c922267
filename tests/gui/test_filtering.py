"""Which links show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import Relation
from gui.filtering import ALL, BINS, Filter, bin_of, kinds_of, recalled
from gui.marks import Basis, survey
from tests.gui.conftest import Story

filters = st.builds(
    Filter,
    relations=st.frozensets(st.sampled_from(list(Relation))),
    kinds=st.frozensets(st.sampled_from(["number", "negation", "place"])),
    least=st.floats(0, 1),
)


def test_all_hides_nothing(story: Story):
    assert not ALL.active
    assert set(survey(story.comparison).links) == {link.id for link in story.comparison.links}


def test_a_kind_lets_its_links_through(story: Story):
    shown = survey(story.comparison, Filter(kinds=frozenset({"negation"})))
    assert list(shown.links) == [story.links["captain"].id]
    assert shown.kinds == {"negation": 1, "number": 1, "meaning": 3, "wording": 1}


def test_one_article_asks_for_what_touches_it_two_for_what_joins_them(story: Story):
    a, b, c = (article.id for article in story.articles)
    assert len(survey(story.comparison, Filter(articles=frozenset({c}))).links) == 3
    between = survey(story.comparison, Filter(articles=frozenset({a, b})))
    assert set(between.links) == {story.links[name].id for name in ("captain", "dead", "sank ab")}
    assert between.pairs[frozenset({a, c})] == {Relation.AGREES: 1, Relation.RELATED: 1}


def test_the_histogram_counts_what_the_threshold_hides_too(story: Story):
    shown = survey(story.comparison, Filter(least=0.95))
    assert not shown.links
    assert shown.histogram[bin_of(0.92)] == 6
    assert (bin_of(0.0), bin_of(1.0)) == (0, BINS - 1)


@given(filters)
def test_a_filter_is_remembered_whole(chosen: Filter):
    assert recalled(chosen.remembered()) == chosen


@pytest.mark.parametrize("nonsense", [None, "x", (1, 2), (("least", 7.0), ("kinds", 3), ("relations", ("often",)))])
def test_nonsense_is_not_recalled(nonsense: object):
    assert recalled(nonsense).least == 0.0
    assert recalled(nonsense).kinds == frozenset()


def test_default_is_not_written():
    assert ALL.remembered() == ()


def test_typed_reasons_come_before_those_of_the_alignment(story: Story):
    assert kinds_of(story.links["captain"]) == ("negation",)
    assert kinds_of(story.links["sank ac"]) == ("wording",)


def test_a_basis_gives_the_same_as_the_comparison(story: Story):
    chosen = Filter(frozenset({Relation.AGREES}))
    assert survey(Basis(story.comparison), chosen) == survey(story.comparison, chosen)
