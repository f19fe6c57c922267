from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.clustering import cluster
from core.comparison import link_id
from core.model import Claim, Cluster, Decision, Link, Reason, Relation, Verdict

ARTICLES = ("a", "b", "c", "d")
CLAIMS = tuple(
    Claim(f"{article}{place}", article, place * 10, place * 10 + 9, "The tug.", 1, place + 1)
    for article in ARTICLES
    for place in range(3)
)


def link(a: str, b: str, confidence: float = 0.8, relation: Relation = Relation.AGREES) -> Link:
    return Link(link_id(a, b), a, b, relation, confidence, confidence, (Reason("wording", "Alike.", "wording.shared"),))


def same(a: str, b: str) -> Decision:
    return Decision(a, b, Verdict.SAME)


def different(a: str, b: str) -> Decision:
    return Decision(a, b, Verdict.DIFFERENT)


def clusters(links: Iterable[Link], *decisions: Decision) -> tuple[Cluster, ...]:
    return cluster(tuple(links), CLAIMS, ARTICLES, decisions)


def members(links: Iterable[Link], *decisions: Decision) -> list[tuple[str, ...]]:
    return [found.claims for found in clusters(links, *decisions)]


def test_linked_claims_of_any_number_of_articles_are_one_cluster() -> None:
    (found,) = clusters([link("a0", "b1"), link("b1", "c2")])
    assert found.claims == ("a0", "b1", "c2")
    assert found.articles == ("a", "b", "c")
    assert found.missing_from == ("d",)


def test_clusters_stand_in_text_order_whatever_the_order_of_links() -> None:
    links = [link("b2", "c2", 0.9), link("a1", "b1", 0.5), link("a0", "b0", 0.7)]
    assert members(links) == members(reversed(links)) == [("a0", "b0"), ("a1", "b1"), ("b2", "c2")]


def test_without_links_or_decisions_there_is_no_cluster() -> None:
    assert clusters([]) == ()


@pytest.mark.parametrize(
    ("relations", "telling"),
    [
        ([Relation.AGREES, Relation.CONFLICTS], Relation.CONFLICTS),
        ([Relation.AGREES, Relation.CHANGED], Relation.CHANGED),
        ([Relation.CHANGED, Relation.CONFLICTS], Relation.CONFLICTS),
        ([Relation.AGREES, Relation.AGREES], Relation.AGREES),
    ],
)
def test_a_cluster_is_called_by_the_most_telling_of_its_links(relations: list[Relation], telling: Relation) -> None:
    (found,) = clusters([link("a0", "b0", relation=relations[0]), link("b0", "c0", relation=relations[1])])
    assert found.relation is telling


def test_related_claims_cluster_only_where_nothing_stronger_holds_them() -> None:
    weak = link("b0", "c0", 0.9, Relation.RELATED)
    assert members([weak]) == [("b0", "c0")]
    assert members([link("a0", "b0", 0.5), weak]) == [("a0", "b0")]


def test_one_article_does_not_fill_a_cluster_by_chains_of_links() -> None:
    chain = [link("a0", "b0"), link("b0", "a1"), link("a1", "b1"), link("b1", "a2"), link("a2", "b2")]
    for found in members(chain):
        assert max(sum(c.startswith(article) for c in found) for article in ARTICLES) <= 2


def test_a_cluster_keeps_its_id_when_another_changes() -> None:
    (one,) = clusters([link("a0", "b0")])
    again = clusters([link("a0", "b0"), link("a1", "b1")])
    assert one.id == again[0].id != again[1].id


def test_the_analysts_word_counts_more_than_the_scores() -> None:
    assert members([link("a0", "b0", 1.0)], different("a0", "b0")) == []
    assert members([], same("a0", "b0")) == [("a0", "b0")]
    assert members([link("a0", "b0")], same("b0", "c0")) == [("a0", "b0", "c0")]


def test_claims_judged_different_do_not_meet_by_way_of_a_third() -> None:
    links = [link("a0", "b0", 0.9), link("b0", "c0", 0.8)]
    assert members(links, different("a0", "c0")) == [("a0", "b0")]


def test_decisions_on_claims_that_are_gone_are_passed_over() -> None:
    assert members([link("a0", "b0")], same("a0", "gone"), different("gone", "b0")) == [("a0", "b0")]


_IDS = st.sampled_from([c.id for c in CLAIMS])
_LINKS = st.lists(
    st.tuples(_IDS, _IDS, st.sampled_from([0.3, 0.5, 0.9]), st.sampled_from(Relation)).filter(
        lambda r: r[0][0] < r[1][0]
    ),
    max_size=20,
    unique_by=lambda row: row[:2],
)


@settings(deadline=None)
@given(_LINKS, st.lists(st.tuples(_IDS, _IDS), max_size=4), st.lists(st.tuples(_IDS, _IDS), max_size=8), st.randoms())
def test_same_is_always_together_and_different_never(
    rows: list[tuple[str, str, float, Relation]],
    joined: list[tuple[str, str]],
    parted: list[tuple[str, str]],
    chance: st.DataObject,
) -> None:
    links = [link(*row) for row in rows]
    forced = [set(found) for found in members([], *(same(a, b) for a, b in joined))]
    consistent = [(a, b) for a, b in parted if a != b and not any({a, b} <= group for group in forced)]
    decisions = [*(same(a, b) for a, b in joined), *(different(a, b) for a, b in consistent)]
    found = members(links, *decisions)
    for a, b in joined:
        assert a == b or any({a, b} <= set(group) for group in found)
    for a, b in consistent:
        assert not any({a, b} <= set(group) for group in found)
    for one, other in combinations(found, 2):
        assert not set(one) & set(other)
    chance.shuffle(links)
    chance.shuffle(decisions)
    assert members(links, *decisions) == found
