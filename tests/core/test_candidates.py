from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calibration import calibration
from core.candidates import Limits, TermIndex, nearest_by_meaning
from core.terms import Term, Terms
from tests.core.statements import side

NO_LIMITS = replace(
    calibration().limits, per_article=1000, per_claim=1000, least_shared=0.0, longest_posting=1000, least_meaning=-1.0
)


def terms(forms: str) -> Terms:
    return Terms(tuple(Term(form, place, place + 1) for place, form in enumerate(forms.split())))


def pairs(owners: str, claims: Sequence[str], limits: Limits = NO_LIMITS) -> set[tuple[int, int]]:
    return {(c.first, c.second) for c in TermIndex([terms(c) for c in claims]).pairs(owners.split(), limits)}


def test_claims_that_share_a_term_across_articles_are_candidates() -> None:
    assert pairs("a a b b", ["tug sank", "choir won", "tug left", "rain fell"]) == {(0, 2)}


def test_claims_of_one_article_are_never_candidates() -> None:
    assert pairs("a a", ["tug sank", "tug sank"]) == set()


def test_without_terms_or_claims_there_are_no_candidates() -> None:
    assert pairs("", []) == set()
    assert pairs("a b", ["", ""]) == set()


def test_a_rare_term_weighs_more_than_a_common_one() -> None:
    index = TermIndex([terms("tug sank"), terms("tug left"), terms("tug burned")])
    assert index.weights["sank"] > index.weights["tug"]
    assert index.weight({"tug", "sank"}) == pytest.approx(index.weights["tug"] + index.weights["sank"])
    assert index.weight(frozenset()) == 0


def test_a_term_that_everybody_uses_brings_nobody_together() -> None:
    claims = ["port sank", "port won", "port left", "port sank"]
    assert pairs("a b c d", claims, replace(NO_LIMITS, longest_posting=3)) == {(0, 3)}


def test_a_claim_asks_for_its_nearest_few_in_each_other_article() -> None:
    claims = ["tug sank dawn", "tug sank dawn", "tug sank", "tug left port", "tug dawn"]
    assert pairs("a b b b c", claims, replace(NO_LIMITS, per_article=1)) >= {(0, 1), (0, 4)}
    assert (0, 2) in pairs("a b b b c", claims, replace(NO_LIMITS, per_article=1))  # claim 2 asks for claim 0
    assert pairs("a b b b c", claims, replace(NO_LIMITS, per_claim=1)) <= pairs("a b b b c", claims)


def test_variants_in_two_texts_meet_as_they_stand() -> None:
    one, other = side("Envoys of the South Korean mayor left."), side("Seoul said nothing.")
    index = TermIndex([one.terms, other.terms])
    assert [(c.first, c.second) for c in index.pairs(["a", "b"], calibration().limits)] == [(0, 1)]


def slow_pairs(owners: Sequence[str], claims: Sequence[Terms], limits: Limits) -> dict[tuple[int, int], float]:
    """All candidate pairs by looking at every pair: what the index must come to without doing so."""
    holders = {form: sum(form in c.forms for c in claims) for c in claims for form in c.forms}
    weights = {form: math.log(1 + len(claims) / count) for form, count in holders.items()}
    chosen = {}
    for mine, claim in enumerate(claims):
        rivals = []
        for other, theirs in enumerate(claims):
            shared = [f for f in sorted(claim.forms & theirs.forms) if holders[f] <= limits.longest_posting]
            if owners[other] == owners[mine] or not shared:
                continue
            whole = math.fsum(weights[f] for f in claim.forms) + math.fsum(weights[f] for f in theirs.forms)
            dice = 2 * _one_by_one(weights[f] for f in shared) / whole
            if dice >= limits.least_shared:
                rivals.append((-dice, other))
        taken: list[int] = []
        for dice, other in sorted(rivals):
            if sum(owners[t] == owners[other] for t in taken) < limits.per_article and len(taken) < limits.per_claim:
                taken.append(other)
                chosen[min(mine, other), max(mine, other)] = -dice
    return chosen


def _one_by_one(numbers: object) -> float:
    """Add numbers in their order, as the index meets them, so that ties are ties here too."""
    total = 0.0
    for number in numbers:  # type: ignore[attr-defined]
        total += number
    return total


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"), st.lists(st.sampled_from(["tug", "sank", "port", "fire", "12", "kyiv"]), max_size=5)
        ),
        max_size=14,
    ),
    st.integers(1, 3),
    st.integers(1, 6),
    st.sampled_from([0.0, 0.08, 0.3]),
    st.sampled_from([2, 4, 100]),
)
def test_the_index_finds_what_looking_at_all_pairs_finds(
    rows: list[tuple[str, list[str]]], per_article: int, per_claim: int, least: float, longest: int
) -> None:
    limits = replace(
        NO_LIMITS, per_article=per_article, per_claim=per_claim, least_shared=least, longest_posting=longest
    )
    owners, claims = [owner for owner, _ in rows], [terms(" ".join(forms)) for _, forms in rows]
    found = list(TermIndex(claims).pairs(owners, limits))
    expected = slow_pairs(owners, claims, limits)
    assert [(c.first, c.second) for c in found] == sorted(expected)
    for candidate in found:
        assert candidate.first < candidate.second
        assert candidate.shared == pytest.approx(expected[candidate.first, candidate.second])
        assert 0 < candidate.shared <= 1 + 1e-9


def slow_nearest(vectors: np.ndarray, owners: Sequence[str], limits: Limits) -> set[tuple[int, int]]:
    chosen = set()
    for mine in range(len(owners)):
        rivals = sorted(
            (-float(vectors[mine] @ vectors[other]), other)
            for other in range(len(owners))
            if owners[other] != owners[mine]
        )
        by_article: list[tuple[float, int]] = []
        for away, other in rivals:
            if sum(owners[t] == owners[other] for _, t in by_article) < limits.per_article:
                by_article.append((away, other))
        for away, other in by_article[: limits.per_claim]:
            if -away >= limits.least_meaning:
                chosen.add((min(mine, other), max(mine, other)))
    return chosen


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=4), st.integers(1, 3), st.integers(1, 5), st.integers(0, 2**16))
def test_nearest_by_meaning_finds_what_looking_at_all_pairs_finds(
    sizes: list[int], per_article: int, per_claim: int, seed: int
) -> None:
    owners = [f"article {place}" for place, size in enumerate(sizes) for _ in range(size)]
    vectors = np.random.default_rng(seed).normal(size=(len(owners), 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    limits = replace(NO_LIMITS, per_article=per_article, per_claim=per_claim, least_meaning=0.1)
    assert nearest_by_meaning(vectors, owners, limits) == sorted(slow_nearest(vectors, owners, limits))
