"""Which claims are about the same matter: candidate pairs, scored alone and then among their rivals.

What counts is the rank within two articles as much as the score: of all the claims of one article that could be a
claim's partner, the true one mostly scores best by a clear lead.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.calibration import Calibration, Weights
from core.candidates import TermIndex, nearest_by_meaning
from core.matching import Evidence, Meanings, Side, evidence_of, lead_over, meant, similarity_of
from core.progress import Progress

_BOTH = 2  # claims of a pair
_STAGE = "Matching claims"
_Places = tuple[int, int]


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


class Aligner:
    """Finds and scores the candidate pairs of some claims: by words, then by meaning too; words are compared once."""

    def __init__(self, sides: Sequence[Side], index: TermIndex, weights: Calibration, progress: Progress) -> None:
        self._sides, self._index, self._weights, self._progress = sides, index, weights, progress
        self._owners = [side.claim.article for side in sides]
        self._limits = weights.limits.among(len(set(self._owners)))
        self._places: list[_Places] | None = None
        self._worded: dict[_Places, Evidence] = {}
        self._by_meaning: list[Aligned] | None = None

    def by_words(self) -> list[Aligned]:
        """Return the pairs that shared words suggest, with their similarity."""
        alone = self._weights.lexical.alone
        pairs = self._suggested()
        self._compare_words(pairs)
        scored = [Aligned(*pair, self._worded[pair], alone.odds(self._worded[pair])) for pair in pairs]
        return _among_rivals(self._owners, scored, self._weights.lexical.among, self._progress)

    def by_meaning(self, meanings: Callable[[], Meanings]) -> list[Aligned]:
        """Return these pairs and those of near meaning, with their similarity; computed once.

        ``meanings`` are asked for after words are compared, for they may be computed meanwhile.
        """
        if self._by_meaning is None:
            self._by_meaning = self._with_meaning(meanings)
        return self._by_meaning

    def _with_meaning(self, meanings: Callable[[], Meanings]) -> list[Aligned]:
        alone = self._weights.meaning.alone
        suggested = self._suggested()
        self._compare_words(suggested)
        found = meanings()
        near = nearest_by_meaning(found.in_context, self._owners, self._limits, self._progress)
        pairs = sorted({*suggested, *near})
        self._compare_words(pairs)
        scored = []
        for pair in self._progress.over(_STAGE, pairs):
            evidence = {**self._worded.pop(pair), **meant(found.cosines(*pair))}  # of 50 articles it is 100 MB
            scored.append(Aligned(*pair, evidence, alone.odds(evidence)))
        return _among_rivals(self._owners, scored, self._weights.meaning.among, self._progress)

    def _suggested(self) -> list[_Places]:
        """Return the pairs that shared words suggest; they are looked for once."""
        if self._places is None:
            found = self._index.pairs(self._owners, self._limits, self._progress)
            self._places = [(candidate.first, candidate.second) for candidate in found]
        return self._places

    def _compare_words(self, pairs: Sequence[_Places]) -> None:
        for first, second in self._progress.over(_STAGE, pairs):
            if (first, second) not in self._worded:
                self._worded[first, second] = evidence_of(self._sides[first], self._sides[second], self._index)


def align(
    sides: Sequence[Side],
    index: TermIndex,
    weights: Calibration,
    progress: Progress,
    meanings: Meanings | None = None,
) -> list[Aligned]:
    """Return all candidate pairs with their similarity; ``meanings`` add sentence vectors to the evidence."""
    aligner = Aligner(sides, index, weights, progress)
    return aligner.by_words() if meanings is None else aligner.by_meaning(lambda: meanings)


def nearest(
    sides: Sequence[Side],
    scored: Sequence[Aligned],
    rank: int,
    least: float,
    sure: float,
    progress: Progress | None = None,
) -> list[Aligned]:
    """Keep the pairs that are among the best few of one of their claims within the two articles, in their order.

    A pair that is not sure by its similarity must be the best of both its claims.
    """
    progress = progress or Progress()
    by_claim: dict[tuple[int, str], list[tuple[float, int, int]]] = defaultdict(list)
    likely: list[tuple[Aligned, float]] = []
    for one in progress.over(_STAGE, scored):
        similarity = one.similarity
        if similarity >= least:
            ranked = (-similarity, one.first, one.second)
            likely.append((one, similarity))
            by_claim[one.first, sides[one.second].claim.article].append(ranked)
            by_claim[one.second, sides[one.first].claim.article].append(ranked)
    votes: dict[_Places, int] = {}  # of how many of its claims a chosen pair is the best
    for rivals in progress.over(_STAGE, by_claim.values()):
        for place, (_, first, second) in enumerate(sorted(rivals)[:rank]):
            votes[first, second] = votes.get((first, second), 0) + (place == 0)
    chosen = ((one, similarity, votes.get((one.first, one.second))) for one, similarity in likely)
    return [one for one, similarity, n in chosen if n == _BOTH or (n is not None and similarity >= sure)]


def _among_rivals(owners: Sequence[str], scored: list[Aligned], among: Weights, progress: Progress) -> list[Aligned]:
    """Score the pairs again, each against its rivals: the other pairs of its claims in the same two articles.

    The list itself is changed and returned: two of them at once are what takes most memory.
    """
    best: dict[tuple[int, str], tuple[float, float]] = {}  # and second best of each claim's pairs in an article
    for one in progress.over(_STAGE, scored):
        for group in ((one.first, owners[one.second]), (one.second, owners[one.first])):
            top, follower = best.get(group, (-math.inf, -math.inf))
            best[group] = (one.odds, top) if one.odds > top else (top, max(follower, one.odds))
    for place, one in enumerate(progress.over(_STAGE, scored)):
        rivals = best[one.first, owners[one.second]], best[one.second, owners[one.first]]
        leads = sorted(lead_over(one.odds, [follower if one.odds == top else top]) for top, follower in rivals)
        evidence = {**one.evidence, "lead": leads[0], "lead_other": leads[1]}
        scored[place] = Aligned(one.first, one.second, evidence, among.odds(evidence))
    return scored
