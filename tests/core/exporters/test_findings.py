from __future__ import annotations

from dataclasses import replace

from core.exporters.findings import by_kind, findings, removals, telling
from core.model import Link, Reason, Relation, Removed
from tests import comparisons


def test_removals_are_counted_by_reason():
    article = comparisons.article(
        "abcdef", "Post", removed=(Removed(0, 1, "x"), Removed(2, 3, "x"), Removed(4, 5, "b"))
    )
    assert removals(article) == "b (1), x (2)"
    assert removals(replace(article, removed=())) == "nothing"


def test_a_conflict_is_filed_under_its_first_telling_reason():
    assert [kind for kind, _ in by_kind(findings(comparisons.ferry()).conflicts)] == ["denial"]


def test_agreements_join_through_shared_claims_and_the_widest_comes_first():
    comparison = comparisons.ferry()
    ids = [claim.id for claim in comparison.claims]
    toll, crew, _, exact, safe, nobody, _ = ids
    reason = comparison.links[0].reasons
    links = tuple(
        Link(f"l{number}", a, b, Relation.AGREES, 1.0, 1.0, reason)
        for number, (a, b) in enumerate([(crew, safe), (toll, exact), (exact, nobody)])
    )
    agreed = findings(replace(comparison, links=links)).agreed
    assert [agreement.claims for agreement in agreed] == [(toll, exact, nobody), (crew, safe)]
    assert agreed[1].missing_from == (comparison.articles[2].id,)


def test_an_agreement_never_misses_an_article_that_it_names():
    comparison = comparisons.ferry()
    first, _, last = comparison.articles
    toll = comparison.claims[0]
    far = next(claim for claim in comparison.claims if claim.article == last.id)
    links = (Link("far", toll.id, far.id, Relation.AGREES, 1.0, 1.0, comparison.links[0].reasons),)
    clusters = (replace(comparison.clusters[0], claims=(toll.id,), missing_from=(last.id,)),)
    (agreement,) = findings(replace(comparison, links=links, clusters=clusters)).agreed
    assert (first.id, agreement.missing_from) == (toll.article, ())


def test_claims_that_stand_alone_are_filed_by_article():
    found = findings(comparisons.ferry())
    assert [(article.outlet, len(lone)) for article, lone in found.only_in] == [("Harbour *Times*", 1), ("Post", 1)]
    assert [article.outlet for article, _ in found.missing_from] == ["Post"]


def test_sharing_words_is_a_reason_only_where_there_is_no_other():
    shared, figure = (
        Reason("wording", "Shared words.", "wording.shared"),
        Reason("number", "12 ≠ 21.", "number.differs"),
    )
    assert telling((shared, figure)) == (figure,)
    assert telling((shared, shared)) == (shared,)
