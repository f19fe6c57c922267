"""Pairs are scored alone, then among their rivals."""

from __future__ import annotations

from core.alignment import Aligned, align, nearest
from core.calibration import calibration
from core.candidates import TermIndex
from core.matching import Side
from core.progress import Progress
from tests.core.statements import side

FERRY = (
    "A ferry with 47 passengers caught fire off Port Maren on Monday.",
    "The mayor of Port Maren opened a new school.",
    "Wheat prices fell in Chicago after a dry spring.",
)
TUG = (
    "Forty-seven passengers were on the ferry that caught fire off Port Maren.",
    "A new school was opened by the mayor of Port Maren.",
    "Divers searched the harbour for a lost anchor.",
)


def sides() -> list[Side]:
    return [side(text, outlet="A") for text in FERRY] + [side(text, outlet="B") for text in TUG]


def owned(found: list[Side]) -> list[Side]:
    """Give all statements of one outlet one owner, as the claims of one article have."""
    from dataclasses import replace

    owner = {"A": "a", "B": "b"}
    return [Side(replace(s.claim, article=owner[s.article.outlet or ""]), s.terms, s.article) for s in found]


def aligned() -> tuple[list[Side], list[Aligned]]:
    found = owned(sides())
    index = TermIndex([s.terms for s in found])
    return found, align(found, index, calibration(), Progress())


def test_the_partner_scores_best_of_all_rivals() -> None:
    found, pairs = aligned()
    best = max((p for p in pairs if p.first == 0), key=lambda p: p.odds)
    assert found[best.second].claim.text == TUG[0]
    assert best.evidence["lead"] > 0


def test_a_pair_without_rivals_leads_fully() -> None:
    _, pairs = aligned()
    alone = [p for p in pairs if sum(q.first == p.first or q.second == p.second for q in pairs) == 1]
    assert all(p.evidence["lead"] == 1 for p in alone)


def test_only_the_best_of_both_claims_are_kept_unless_they_are_sure() -> None:
    found, pairs = aligned()
    kept = nearest(found, pairs, rank=1, least=0.0, sure=1.0)
    firsts, seconds = [p.first for p in kept], [p.second for p in kept]
    assert len(set(firsts)) == len(firsts)
    assert len(set(seconds)) == len(seconds)


def test_similarity_is_the_probability_of_the_odds() -> None:
    assert Aligned(0, 1, {}, 0.0).similarity == 0.5
    assert Aligned(0, 1, {}, 3.0).similarity > 0.9
