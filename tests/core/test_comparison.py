from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from core.comparison import Index, in_reading_order, label_of, link_id, word_count
from core.model import Relation, Removed
from tests.comparisons import ferry
from tests.core.statements import article


@pytest.fixture
def index() -> Index:
    return Index(ferry())


def test_a_link_has_one_id_from_either_side() -> None:
    assert link_id("a", "b") == link_id("b", "a") != link_id("a", "c")


@pytest.mark.parametrize(
    ("place", "label"), [(0, "A"), (1, "B"), (25, "Z"), (26, "AA"), (27, "AB"), (51, "AZ"), (52, "BA"), (702, "AAA")]
)
def test_articles_are_lettered(place: int, label: str) -> None:
    assert label_of(place) == label


def test_articles_stand_in_the_order_of_their_time_then_outlet_then_title() -> None:
    undated = article("0.", "Aalborg Post")
    first = article("1.", "Post", published="2026-03-03")
    noon = article("2.", "Post", published="2026-03-03T12:00")
    other = article("3.", "Times", published="2026-03-04", title="A")
    titled = article("4.", "Times", published="2026-03-04", title="B")
    for given in permutations([undated, first, noon, other, titled]):
        assert in_reading_order(given) == (first, noon, other, titled, undated)


def test_articles_with_the_very_same_text_get_ids_of_their_own() -> None:
    texts = [article("The tug sank.", outlet) for outlet in ("Times", "Post", "Coast")]
    ordered = in_reading_order(texts)
    assert len({a.id for a in ordered}) == 3
    assert ordered[0].id == texts[0].id
    assert in_reading_order(reversed(texts)) == ordered  # type: ignore[arg-type]


def test_articles_that_differ_in_one_field_only_have_one_order() -> None:
    one = article("The tug sank.", byline="Ilves")
    other = replace(one, byline="Petrova")
    assert in_reading_order([one, other]) == in_reading_order([other, one])


def test_everything_is_found_by_its_id(index: Index) -> None:
    for article_ in index.comparison.articles:
        assert index.article(article_.id) is article_
    for claim in index.comparison.claims:
        assert index.claim(claim.id) is claim
        assert claim in index.claims_of(claim.article)
    for link in index.comparison.links:
        assert index.link(link.id) is link
        assert link in index.links_of(link.a)
        assert link in index.links_of(link.b)
    for cluster in index.comparison.clusters:
        assert {index.cluster_of(claim) for claim in cluster.claims} == {cluster}
    for only in index.comparison.only_in:
        assert index.only_in(only.claim) is only


def test_what_is_not_there_is_empty_or_a_key_error(index: Index) -> None:
    assert index.claims_of("gone") == ()
    assert index.links_of("gone") == ()
    assert index.cluster_of("gone") is None
    assert index.only_in("gone") is None
    for lookup in (index.article, index.claim, index.link, index.label):
        with pytest.raises(KeyError):
            lookup("gone")


def test_a_citation_tells_article_paragraph_sentence_and_offsets(index: Index) -> None:
    second = index.comparison.articles[1]
    claim = index.claims_of(second.id)[1]
    assert index.label(second.id) == "B"
    assert index.citation(claim.id) == f"B ¶1 s2, {claim.start}–{claim.end}"


def test_a_headline_is_cited_without_a_paragraph() -> None:
    comparison = ferry()
    headline = replace(comparison.claims[0], paragraph=0, sentence=1)
    index = Index(replace(comparison, claims=(headline, *comparison.claims[1:])))
    assert index.citation(headline.id) == f"A headline, {headline.start}–{headline.end}"


def test_links_are_counted_by_relation_in_all_and_for_each_article(index: Index) -> None:
    whole = index.counts()
    assert sum(whole.values()) == len(index.comparison.links)
    assert set(whole) == set(Relation)
    by_article = [index.counts(a.id) for a in index.comparison.articles]
    for relation in Relation:  # a link counts for both of its articles
        assert sum(counts[relation] for counts in by_article) == 2 * whole[relation]


def test_what_cleaning_set_aside_does_not_count_as_words() -> None:
    menu = article("Menu | Home\n\nTwelve people died.")
    assert word_count(menu) == 5
    assert word_count(replace(menu, removed=(Removed(0, 11, "navigation"),))) == 3
