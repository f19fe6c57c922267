"""What holds for the engine whatever the articles say."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.comparison import Index
from core.exporters import EXPORTERS
from core.memory import Memory
from core.model import Article, Comparison, Decision, Relation, Span, Verdict
from core.options import AnalysisOptions
from core.pipeline import analyse
from core.segmenting import segment
from core.statements import StatementPair, judge_statements
from tests.core.statements import article

OFF = AnalysisOptions(semantics="off")
SUBJECTS = (
    "The ferry Aurelia",
    "Officials",
    "Mayor Marta Ilves",
    "“We",
    "The harbour office",
    "Seoul",
    "Nobody",
    "Kiev",
)
VERBS = ("said that", "did not close", "reported", "denied that", "killed", "rescued", "inspected", "rose,", "fell and")
OBJECTS = (
    *("12 people", "at least 21 people", "the quay", "about 1,200 homes", "5 km of road", "3.1 miles of road", "$3bn"),
    *(
        "the tug on Monday",
        "the dam on October 14",
        "the dam at 4:20 a.m.",
        "Republic of Korea”",
        "it was closed",
        "😀",
    ),
)
SENTENCES = st.tuples(*(st.sampled_from(words) for words in (SUBJECTS, VERBS, OBJECTS))).map(" ".join)
TEXTS = st.lists(
    st.tuples(SENTENCES, st.sampled_from((". ", ".\n\n", "; ", ", and ", "? ", " "))).map("".join), max_size=6
).map("".join)
DATES = st.sampled_from((None, "2026-03-03", "2026-03-03T08:00", "2026-03-04T20:15"))
ARTICLES = st.builds(
    lambda text, published, outlet: article(text, outlet, published=published),
    TEXTS,
    DATES,
    st.sampled_from(("Times", "Post")),
)
COVERAGE = st.lists(ARTICLES, max_size=4, unique_by=lambda a: (a.text, a.published, a.outlet))
quick = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])


def bytes_of(comparison: Comparison) -> list[bytes]:
    return [exporter.render(comparison) for exporter in EXPORTERS]


@quick
@given(COVERAGE, st.randoms())
def test_the_order_in_which_articles_were_added_changes_nothing(given: list[Article], chance: st.DataObject) -> None:
    whole = analyse(given, OFF)
    chance.shuffle(given)
    again = analyse(given, OFF)
    assert again == whole
    assert bytes_of(again) == bytes_of(whole)


@quick
@given(COVERAGE)
def test_the_same_articles_give_the_same_bytes_with_and_without_memory(given: list[Article]) -> None:
    memory = Memory()
    analyse(given[:1], OFF, memory=memory)
    assert bytes_of(analyse(given, OFF, memory=memory)) == bytes_of(analyse(given, OFF))


@quick
@given(COVERAGE)
def test_claims_are_stretches_of_their_article_in_text_order(given: list[Article]) -> None:
    found = analyse(given, OFF)
    for owner in found.articles:
        claims = Index(found).claims_of(owner.id)
        assert [c.start for c in claims] == sorted(c.start for c in claims)
        sentences = [s.span for s in segment(owner)]
        for claim in claims:
            assert claim.text == owner.text[claim.start : claim.end]
            assert claim.text.strip()
            assert any(s.contains(claim.span) for s in sentences)
            for fact in (*claim.quantities, *claim.dates, *claim.names):
                assert claim.span.contains(fact.span)
        for one, other in combinations(claims, 2):
            assert not one.span.overlaps(other.span)
    assert len({c.id for c in found.claims}) == len(found.claims)


@quick
@given(COVERAGE)
def test_every_link_explains_itself_in_the_texts_of_two_articles(given: list[Article]) -> None:
    found = analyse(given, OFF)
    index = Index(found)
    for link in found.links:
        a, b = index.claim(link.a), index.claim(link.b)
        assert a.article != b.article
        assert link.reasons
        for reason in link.reasons:
            assert reason.text.strip()
            assert reason.rule
            for spans, owner in ((reason.a, a.article), (reason.b, b.article)):
                text = Span(0, len(index.article(owner).text))
                assert all(text.contains(span) and len(span) for span in spans)
        if link.relation in (Relation.CONFLICTS, Relation.CHANGED):
            assert any(r.kind != "wording" and r.a and r.b for r in link.reasons)


@quick
@given(COVERAGE, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=3), st.sampled_from(Verdict))
def test_the_analysts_word_holds_through_the_whole_run(
    given: list[Article], pairs: list[tuple[int, int]], verdict: Verdict
) -> None:
    plain = analyse(given, OFF)
    ids = [c.id for c in plain.claims]
    decisions = [
        Decision(ids[a], ids[b], verdict)
        for a, b in pairs
        if max(a, b) < len(ids) and plain.claims[a].article != plain.claims[b].article
    ]
    found = analyse(given, OFF, decisions)
    assert found.claims == plain.claims
    clusters = [set(cluster.claims) for cluster in found.clusters]
    linked = [{k.a, k.b} for k in found.links]
    for decision in decisions:
        pair = {decision.a, decision.b}
        assert any(pair <= cluster for cluster in clusters) == (verdict is Verdict.SAME)
        assert (pair in linked) == (verdict is Verdict.SAME)
    assert analyse(given, OFF, reversed(decisions)) == found


@quick
@given(COVERAGE)
def test_a_claim_is_clustered_or_stands_alone_with_its_nearest(given: list[Article]) -> None:
    found = analyse(given, OFF)
    told = {k.a for k in found.links if k.relation is not Relation.RELATED}
    told |= {k.b for k in found.links if k.relation is not Relation.RELATED}
    assert {only.claim for only in found.only_in} == {c.id for c in found.claims} - told
    for one, other in combinations(found.clusters, 2):
        assert not set(one.claims) & set(other.claims)


@quick
@given(SENTENCES, SENTENCES, DATES, DATES)
def test_two_statements_are_the_same_to_one_another_from_either_side(
    a: str, b: str, a_date: str | None, b_date: str | None
) -> None:
    pairs = [StatementPair(a, b, a_date, b_date), StatementPair(b, a, b_date, a_date)]
    one, other = judge_statements(pairs, OFF)
    assert (one.relation, one.agrees, one.conflicts, one.similarity) == (
        *(other.relation, other.agrees, other.conflicts),
        other.similarity,
    )


@quick
@example("The yard covers 120 ² in all.", "")
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_can_be_compared(a: str, b: str) -> None:
    found = analyse([article(a), replace(article(b), outlet="Post")], OFF)
    for claim in found.claims:
        assert claim.text == next(o.text for o in found.articles if o.id == claim.article)[claim.start : claim.end]
    assert all(bytes_of(found))
