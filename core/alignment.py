"""Which claims are about the same matter: candidate pairs, scored alone and then among their rivals.

What counts is the rank within two articles as much as the score: of all the claims of one article that could be a
claim's partner, the true one mostly scores best by a clear lead.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from core.calibration import Calibration
from core.candidates import TermIndex, nearest_by_meaning
from core.matching import Evidence, Meanings, Side, evidence_of, lead_over, similarity_of
from core.progress import Progress

_BOTH = 2  # claims of a pair


@dataclass(frozen=True, slots=True)
class Aligned:
    """A candidate pair with the evidence of its alignment; claims by their places, first < second."""

    first: int
    second: int
    evidence: Evidence
    odds: float

    @property
    def similarity(self) -> float:
        """The probability that the two claims are about the same matter."""
        return similarity_of(self.odds)


def align(
    sides: Sequence[Side],
    index: TermIndex,
    weights: Calibration,
    progress: Progress,
    meanings: Meanings | None = None,
) -> list[Aligned]:
    """Return all candidate pairs with their similarity; ``meanings`` add sentence vectors to the evidence."""
    return _among_rivals(sides, _each_alone(sides, index, weights, progress, meanings), weights, meanings is not None)


def nearest(sides: Sequence[Side], scored: Sequence[Aligned], rank: int, least: float, sure: float) -> list[Aligned]:
    """Keep the pairs that are among the best few of one of their claims within the two articles.

    A pair that is not sure by its similarity must be the best of both its claims.
    """
    by_claim: dict[tuple[int, str], list[tuple[float, int, int]]] = defaultdict(list)
    known: dict[tuple[int, int], tuple[Aligned, float]] = {}
    for one in scored:
        similarity = one.similarity
        if similarity >= least:
            ranked = (-similarity, one.first, one.second)
            known[one.first, one.second] = one, similarity
            by_claim[one.first, sides[one.second].claim.article].append(ranked)
            by_claim[one.second, sides[one.first].claim.article].append(ranked)
    votes: dict[tuple[int, int], int] = {}
    for rivals in by_claim.values():
        for place, (_, first, second) in enumerate(sorted(rivals)[:rank]):
            votes[first, second] = votes.get((first, second), 0) + (place == 0)
    chosen = ((known[key], count) for key, count in sorted(votes.items()))
    return [one for (one, similarity), count in chosen if count == _BOTH or similarity >= sure]


def _each_alone(
    sides: Sequence[Side],
    index: TermIndex,
    weights: Calibration,
    progress: Progress,
    meanings: Meanings | None,
) -> list[Aligned]:
    """Score all candidate pairs, each on its own."""
    owners = [s.claim.article for s in sides]
    limits = weights.limits.among(len(set(owners)))
    pairs = {(c.first, c.second) for c in index.pairs(owners, limits, progress)}
    if meanings is not None:
        pairs.update(nearest_by_meaning(meanings.in_context, owners, limits, progress))
    alone = weights.alignment(meanings is not None).alone
    scored = []
    for done, (first, second) in enumerate(sorted(pairs)):
        if done % 200 == 0:
            progress.report("Matching claims", done, len(pairs))
        cosines = None if meanings is None else meanings.cosines(first, second)
        evidence = evidence_of(sides[first], sides[second], index, cosines)
        scored.append(Aligned(first, second, evidence, alone.odds(evidence)))
    return scored


def _among_rivals(
    sides: Sequence[Side], scored: Sequence[Aligned], weights: Calibration, with_meaning: bool
) -> list[Aligned]:
    """Score the pairs again, each against its rivals: the other pairs of its claims in the same two articles."""
    among = weights.alignment(with_meaning).among
    best: dict[tuple[int, str], tuple[float, float]] = defaultdict(lambda: (-math.inf, -math.inf))  # and second best
    for one in scored:
        for group in _groups(one, sides):
            top, follower = best[group]
            best[group] = (one.odds, top) if one.odds > top else (top, max(follower, one.odds))
    result = []
    for one in scored:
        rivals = (best[group] for group in _groups(one, sides))
        leads = sorted(lead_over(one.odds, [follower if one.odds == top else top]) for top, follower in rivals)
        evidence = {**one.evidence, "lead": leads[0], "lead_other": leads[1]}
        result.append(Aligned(one.first, one.second, evidence, among.odds(evidence)))
    return result


def _groups(one: Aligned, sides: Sequence[Side]) -> tuple[tuple[int, str], tuple[int, str]]:
    """Return within what a pair has rivals: each of its claims with the article of the other."""
    return (one.first, sides[one.second].claim.article), (one.second, sides[one.first].claim.article)
