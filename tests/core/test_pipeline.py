from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.comparison import Index
from core.errors import Cancelled, OptionsError
from core.memory import Memory
from core.model import Article, Comparison, Decision, Link, Relation, Verdict
from core.options import AnalysisOptions
from core.pipeline import analyse
from core.progress import Progress
from core.segmenting import segment
from core.semantics.encoder import Encoder
from core.semantics.pair_model import LABELS, PairInput, PairModel
from core.statements import StatementPair, judge_statements
from tests.core.statements import article

OFF = AnalysisOptions(semantics="off")
TUESDAY, WEDNESDAY = "2026-03-03", "2026-03-04"

TIMES = """At least 12 people were killed when the ferry Aurelia caught fire off Port Maren.

Divers searched the wreck of the ferry until dusk on Monday. The harbour office closed the quay to fishing boats."""

POST = """A fire on the ferry Aurelia off Port Maren killed 21 people.

The harbour office did not close the quay to fishing boats. A choir from Leeds won the trophy."""

COAST = """Nine people were killed when the ferry Aurelia caught fire off Port Maren.

Divers searched the wreck of the ferry until dusk on Monday. The owner bought the ferry in 1998."""


@pytest.fixture
def articles() -> list[Article]:
    return [
        article(TIMES, "Harbour Times", published="2026-03-03T09:00"),
        article(POST, "Coast Post", published="2026-03-03T10:00"),
        article(COAST, "Maren Mail", published="2026-03-03T11:00"),
    ]


def between(comparison: Comparison, words: str, others: str) -> Link | None:
    """Return the link between the claims that hold the given words, if there is one."""
    holding = {c.id: c.text for c in comparison.claims}
    for link in comparison.links:
        texts = holding[link.a], holding[link.b]
        if any(words in one and others in other for one, other in (texts, texts[::-1])):
            return link
    return None


def of_words(comparison: Comparison, words: str) -> str:
    (claim,) = [c.id for c in comparison.claims if words in c.text]
    return claim


def test_coverage_of_one_event_is_linked_with_its_reasons(articles: list[Article]) -> None:
    found = analyse(articles, OFF)
    bounds = between(found, "At least 12", "killed 21")
    assert bounds is None or bounds.relation in (Relation.AGREES, Relation.RELATED)
    toll = between(found, "Nine people", "killed 21")
    assert toll is not None
    assert toll.relation is Relation.CONFLICTS
    quay = between(found, "closed the quay", "not close the quay")
    assert quay is not None
    assert quay.relation is Relation.CONFLICTS
    assert "negation" in {reason.kind for reason in quay.reasons}
    divers = between(found, "Divers searched", "Divers searched")
    assert divers is not None
    assert divers.relation is Relation.AGREES


def test_what_stands_in_one_article_only_is_named_with_the_nearest_passage(articles: list[Article]) -> None:
    found = analyse(articles, OFF)
    index = Index(found)
    assert index.only_in(of_words(found, "choir")) is not None
    assert index.only_in(of_words(found, "Nine people")) is None
    for only in found.only_in:
        if only.nearest is not None:
            assert index.claim(only.nearest.claim).article != index.claim(only.claim).article


def test_the_result_holds_together(articles: list[Article]) -> None:
    found = analyse(articles, OFF)
    index = Index(found)
    places = {a.id: place for place, a in enumerate(found.articles)}
    assert len({k.id for k in found.links}) == len(found.links)
    for link in found.links:
        assert places[index.claim(link.a).article] < places[index.claim(link.b).article]
        assert link.reasons
        assert 0 <= link.similarity <= 1
        assert 0 <= link.confidence <= 1
    for cluster in found.clusters:
        assert set(cluster.articles) == {index.claim(c).article for c in cluster.claims}
        assert {*cluster.articles, *cluster.missing_from} == set(places)
        assert len(cluster.claims) > 1
    clustered = {claim for cluster in found.clusters for claim in cluster.claims}
    assert {c.id for c in found.claims} == clustered | {only.claim for only in found.only_in}


@pytest.mark.parametrize("texts", [(), ("",), ("", ""), ("The tug sank.",), ("The tug sank.", "")])
def test_little_or_nothing_gives_a_comparison_without_links(texts: Sequence[str]) -> None:
    found = analyse([article(text) for text in texts], OFF)
    assert len(found.articles) == len(texts)
    assert found.links == found.clusters == ()
    assert {only.claim for only in found.only_in} == {claim.id for claim in found.claims}


def test_the_same_text_of_two_outlets_agrees_claim_by_claim() -> None:
    found = analyse([article(TIMES, "Times"), article(TIMES, "Post")], OFF)
    assert len({a.id for a in found.articles}) == 2
    assert {link.relation for link in found.links} == {Relation.AGREES}
    assert len(found.clusters) == len(found.claims) / 2
    assert found.only_in == ()


def test_a_later_toll_has_changed_and_does_not_conflict() -> None:
    early = article("12 people were killed in the ferry fire off Port Maren.", "Times", published=TUESDAY)
    late = article("21 people were killed in the ferry fire off Port Maren.", "Post", published=WEDNESDAY)
    assert [k.relation for k in analyse([early, late], OFF).links] == [Relation.CHANGED]
    same_day = replace(late, published=TUESDAY)
    assert [k.relation for k in analyse([early, same_day], OFF).links] == [Relation.CONFLICTS]


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        ({"min_similarity": 0.9}, lambda link: link.similarity >= 0.9),
        ({"min_confidence": 0.9}, lambda link: link.confidence >= 0.9),
        ({"show_related": False}, lambda link: link.relation is not Relation.RELATED),
        ({"min_similarity": 1.0, "min_confidence": 1.0}, lambda link: link.similarity == link.confidence == 1),
    ],
)
def test_options_hide_links_and_change_none(articles: list[Article], options: dict[str, object], kept: object) -> None:
    whole, part = analyse(articles, OFF), analyse(articles, replace(OFF, **options))
    assert part.links == tuple(link for link in whole.links if kept(link))  # type: ignore[operator]
    assert part.claims == whole.claims
    assert part.engine.options != whole.engine.options


def test_a_rule_that_is_switched_off_gives_no_reason(articles: list[Article]) -> None:
    rules = {r.rule for link in analyse(articles, OFF).links for r in link.reasons}
    assert {"number.differs", "negation.differs"} <= rules
    without = analyse(articles, replace(OFF, rules_off=("number.differs", "negation.differs")))
    left = {r.rule for link in without.links for r in link.reasons}
    assert not left & {"number.differs", "negation.differs"}


def test_memory_changes_nothing_but_the_work(articles: list[Article]) -> None:
    memory = Memory()
    assert analyse(articles[:2], OFF, memory=memory) == analyse(articles[:2], OFF)
    known = dict(memory.sides)
    assert analyse(articles, OFF, memory=memory) == analyse(articles, OFF)
    assert len(memory.sides) == len(articles)
    assert all(memory.sides[key] is sides for key, sides in known.items())


class Counted:
    """Both models at once: answers anything and keeps what it was asked."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.pairs: list[PairInput] = []

    def vectors(self, texts: Sequence[str], _look: Callable[[], None]) -> np.ndarray:
        self.texts += texts
        return np.array([np.random.default_rng(len(text)).normal(size=8) for text in texts], np.float32)

    def judge(self, pairs: Sequence[PairInput], _look: Callable[[], None]) -> np.ndarray:
        self.pairs += pairs
        return np.full((len(pairs), len(LABELS)), 1 / len(LABELS), np.float32)


def test_a_sixth_article_does_not_redo_five(monkeypatch: pytest.MonkeyPatch) -> None:
    counted, read, memory = Counted(), [], Memory()
    monkeypatch.setattr(Encoder, "load", lambda: counted)
    monkeypatch.setattr(PairModel, "load", lambda: counted)
    monkeypatch.setattr("core.pipeline.segment", lambda one, *rest: read.append(one) or segment(one, *rest))
    outlets = [article(f"{TIMES}\n\nThe {n} crews met in town {n}.", f"Post {n}", published=TUESDAY) for n in range(6)]
    analyse(outlets[:5], memory=memory)
    texts, pairs = set(counted.texts), set(counted.pairs)
    assert len(read) == 5
    assert texts
    assert pairs
    counted.texts.clear()
    counted.pairs.clear()
    analyse(outlets, memory=memory)
    assert read[5:] == outlets[5:]
    assert len(counted.texts) <= 2  # what only the sixth says, and nothing twice
    assert not texts & set(counted.texts)
    assert not pairs & set(counted.pairs)


def test_first_marks_come_while_the_rest_is_read(articles: list[Article]) -> None:
    early: list[Comparison] = []
    whole = analyse(articles, OFF, partial=early.append)
    assert early
    assert len(early[0].articles) == 2
    assert set(early[0].articles) < set(whole.articles)
    assert early[0].links
    assert analyse(articles, OFF) == whole


def test_two_articles_need_no_early_look(articles: list[Article]) -> None:
    early: list[Comparison] = []
    analyse(articles[:2], OFF, partial=early.append)
    assert early == []


def test_progress_is_told_stage_by_stage(articles: list[Article]) -> None:
    told: list[tuple[str, int, int]] = []
    analyse(articles, OFF, progress=Progress(lambda *report: told.append(report)))
    assert told
    assert all(0 <= done <= total for _, done, total in told)
    assert all(stage for stage, _, _ in told)


def test_work_that_was_stopped_unwinds(articles: list[Article]) -> None:
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        analyse(articles, OFF, progress=stopped)


@pytest.mark.parametrize("wanted", ["Reading claims", "Matching claims", "Judging pairs", "Gathering claims"])
def test_work_can_be_stopped_at_any_stage(articles: list[Article], wanted: str) -> None:
    seen: list[str] = []

    def stop(stage: str, _done: int, _total: int) -> None:
        seen.append(stage)
        if stage == wanted:
            progress.cancel()

    progress = Progress(stop)
    with suppress(Cancelled):  # a stage that reports once has nothing left to stop
        analyse(articles, OFF, progress=progress)
    assert seen[-1] == wanted


def decide(found: Comparison, a: str, b: str, verdict: Verdict) -> Decision:
    return Decision(of_words(found, a), of_words(found, b), verdict)


def test_a_pair_judged_different_is_neither_linked_nor_clustered(articles: list[Article]) -> None:
    found = analyse(articles, OFF)
    decision = decide(found, "Nine people", "killed 21", Verdict.DIFFERENT)
    again = analyse(articles, OFF, [decision])
    assert between(again, "Nine people", "killed 21") is None
    assert not any({decision.a, decision.b} <= set(cluster.claims) for cluster in again.clusters)


@pytest.mark.parametrize("swapped", [False, True])
def test_a_pair_judged_the_same_is_linked_and_clustered(articles: list[Article], swapped: bool) -> None:
    found = analyse(articles, OFF)
    words = ("choir", "bought the ferry")[:: -1 if swapped else 1]
    assert between(found, *words) is None
    again = analyse(articles, OFF, [decide(found, *words, Verdict.SAME)])
    link = between(again, *words)
    assert link is not None
    assert link.relation is Relation.AGREES
    assert link.reasons[0].a
    assert link.reasons[0].b
    assert any({link.a, link.b} <= set(cluster.claims) for cluster in again.clusters)
    assert Index(again).only_in(link.a) is None


def test_a_pair_judged_the_same_keeps_the_link_that_the_engine_found(articles: list[Article]) -> None:
    found = analyse(articles, OFF)
    again = analyse(articles, OFF, [decide(found, "Nine people", "killed 21", Verdict.SAME)])
    assert again.links == found.links


def test_decisions_outlive_the_claims_they_are_about(articles: list[Article]) -> None:
    gone = [Decision("gone:0-1", "gone:2-3", verdict) for verdict in Verdict]
    assert analyse(articles, OFF, gone) == analyse(articles, OFF)


def test_decisions_hold_when_an_article_is_added(articles: list[Article]) -> None:
    decision = decide(analyse(articles[1:], OFF), "choir", "bought the ferry", Verdict.SAME)
    link = between(analyse(articles, OFF, [decision]), "choir", "bought the ferry")
    assert link is not None


def test_a_link_never_joins_claims_of_one_article(articles: list[Article]) -> None:
    found = analyse(articles, OFF)
    again = analyse(articles, OFF, [decide(found, "choir", "not close the quay", Verdict.SAME)])
    index = Index(again)
    assert all(index.claim(k.a).article != index.claim(k.b).article for k in again.links)


def test_a_decision_said_twice_adds_one_link(articles: list[Article]) -> None:
    found = analyse(articles, OFF)
    one = decide(found, "choir", "bought the ferry", Verdict.SAME)
    again = analyse(articles, OFF, [one, Decision(one.b, one.a, Verdict.SAME)])
    assert len({k.id for k in again.links}) == len(again.links)


NAMES = "names: [{id: maren, kind: city, names: [Port Maren, Marenhaven]}]"


def test_an_own_names_file_makes_variants_meet(tmp_path: Path) -> None:
    file = tmp_path / "names.yaml"
    file.write_text(NAMES, encoding="utf-8")
    texts = [article("Divers left Port Maren at dawn."), article("Divers left Marenhaven at dawn.", "Post")]
    (link,) = analyse(texts, replace(OFF, names_file=str(file))).links
    assert "name.variant" in {reason.rule for reason in link.reasons}
    assert "name.variant" not in {reason.rule for k in analyse(texts, OFF).links for reason in k.reasons}


def test_an_edited_names_file_is_read_again(tmp_path: Path) -> None:
    file, memory = tmp_path / "names.yaml", Memory()
    file.write_text("names: []", encoding="utf-8")
    options = replace(OFF, names_file=str(file))
    texts = [article("Divers left Port Maren at dawn."), article("Divers left Marenhaven at dawn.", "Post")]
    analyse(texts, options, memory=memory)
    file.write_text(NAMES, encoding="utf-8")
    assert analyse(texts, options, memory=memory) == analyse(texts, options)


@pytest.mark.parametrize("content", [None, "names: 3", "names: [{id: x}", "- a list"])
def test_a_names_file_that_cannot_be_used_is_an_options_error(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "names.yaml"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(OptionsError) as caught:
        analyse([article(TIMES)], replace(OFF, names_file=str(file)))
    assert "names.yaml" in caught.value.message
    assert caught.value.problems


def test_models_are_named_where_they_were_used(articles: list[Article]) -> None:
    meant = analyse(articles, AnalysisOptions(semantics="auto"))
    assert meant.engine.models
    assert analyse(articles, OFF).engine.models == ()
    assert meant.claims == analyse(articles, OFF).claims
    assert {link.relation for link in meant.links} >= {Relation.CONFLICTS, Relation.AGREES}


TOLL = "people were killed in the ferry fire."
STATEMENTS = [
    (f"12 {TOLL}", f"21 {TOLL}", None, None, "conflicts"),
    (f"12 {TOLL}", f"21 {TOLL}", TUESDAY, TUESDAY, "conflicts"),
    (f"12 {TOLL}", f"21 {TOLL}", TUESDAY, WEDNESDAY, "changed"),
    (f"At least 12 {TOLL}", f"21 {TOLL}", None, None, "agrees"),
    ("1,187 homes were lost in the storm.", "About 1,200 homes were lost in the storm.", None, None, "agrees"),
    ("The camp lies 5 km from the border town.", "The camp lies 3.1 miles from the border town.", None, None, "agrees"),
    ("The court acquitted the harbour master.", "The court convicted the harbour master.", None, None, "conflicts"),
    ("The mayor resigned over the port.", "The mayor did not resign over the port.", None, None, "conflicts"),
    ("The firm knew of a fault in the tug.", "The firm denied that it knew of a fault.", None, None, "conflicts"),
    ("Troops left Kiev at dawn.", "Troops left Kyiv at dawn.", None, None, "agrees"),
    ("The blaze was put out by the coast guard.", "A choir from Leeds won the trophy.", None, None, "unrelated"),
]


@pytest.mark.parametrize(("a", "b", "a_date", "b_date", "relation"), STATEMENTS)
def test_two_statements_are_judged_alike_from_either_side(
    a: str, b: str, a_date: str | None, b_date: str | None, relation: str
) -> None:
    pairs = [StatementPair(a, b, a_date, b_date), StatementPair(b, a, b_date, a_date)]
    one, other = judge_statements(pairs, OFF)
    assert (one.relation or "unrelated") == relation
    assert (one.relation, one.similarity, one.confidence) == (other.relation, other.similarity, other.confidence)
    assert bool(one.reasons) == (relation != "unrelated")


@pytest.mark.parametrize(("a", "b"), [("", "A."), ("", ""), ("?", "12"), (" ", "“”")])
def test_hardly_any_statement_is_unrelated_and_no_failure(a: str, b: str) -> None:
    assert judge_statements([StatementPair(a, b)], OFF)[0].relation is None
