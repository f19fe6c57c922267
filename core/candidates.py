"""Which pairs of claims are worth scoring: an inverted index over terms, rare terms weighing most.

Two claims of different articles become a candidate pair if they share enough of what they say. Each claim asks for
its nearest few in every other article, and a bounded number in all, so that cost grows with the number of claims and
not with the number of pairs.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from core.progress import Progress
from core.terms import Terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


_ENDS = 2  # articles that a pair joins
_ROWS = (
    512  # claims that are held against all others at once, so that memory grows with the claims and not their square
)
_COMMON = 20  # a term that more than one claim in so many holds does not find partners


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two claims, by their places in the list they came from (first < second), that share weighted terms."""

    first: int
    second: int
    shared: float


@dataclass(frozen=True, slots=True)
class Limits:
    """How many candidates a claim may ask for, in each other article and in all, and the least weight shared."""

    per_article: int
    per_claim: int
    per_claim_of_many: int
    least_shared: float
    longest_posting: int
    least_meaning: float

    def among(self, articles: int) -> Limits:
        """Return the limits for so many articles: fewer candidates in each the more there are, but one at least."""
        if articles - 1 <= self.per_claim // self.per_article:
            return self
        return replace(
            self,
            per_article=max(1, self.per_claim_of_many // articles),
            per_claim=min(self.per_claim, self.per_claim_of_many),
        )


def nearest_by_meaning(
    vectors: NDArray[np.float32], owners: Sequence[str], limits: Limits, progress: Progress | None = None
) -> list[tuple[int, int]]:
    """Return pairs of claims (places, first < second) that stand nearest to one another by their sentence vectors.

    ``vectors`` is [n, width] of length 1, claims of one article in one run. Each claim asks for its nearest few in
    every other article, and no more in all than the limit.
    """
    import numpy as np

    progress = progress or Progress()
    runs = _runs(owners)
    if len(runs) < _ENDS:
        return []
    chosen: set[tuple[int, int]] = set()
    for start in range(0, len(owners), _ROWS):
        progress.report("Matching claims", start, len(owners))
        rows = vectors[start : start + _ROWS] @ vectors.T
        for run in runs:  # a claim asks for none of its own article
            rows[max(0, run.start - start) : max(0, run.stop - start), run.start : run.stop] = -np.inf
        nearest = [_nearest_in(rows[:, run.start : run.stop], limits.per_article) for run in runs]
        cosines = np.hstack([found for found, _ in nearest])
        others = np.hstack([columns + run.start for run, (_, columns) in zip(runs, nearest, strict=True)])
        best = np.argsort(-cosines, axis=1, kind="stable")[:, : limits.per_claim]
        close = np.take_along_axis(cosines, best, 1).astype(float) >= limits.least_meaning
        mine = start + np.nonzero(close)[0]
        theirs = np.take_along_axis(others, best, 1)[close]
        chosen.update(zip(np.minimum(mine, theirs).tolist(), np.maximum(mine, theirs).tolist(), strict=True))
    return sorted(chosen)


def _runs(owners: Sequence[str]) -> list[range]:
    """Return the places of each article's claims."""
    places = [[place for place, _ in group] for _, group in groupby(enumerate(owners), key=lambda o: o[1])]
    return [range(run[0], run[-1] + 1) for run in places]


def _nearest_in(block: NDArray[np.float32], most: int) -> tuple[NDArray[np.float32], NDArray[np.intp]]:
    """Return the largest few of each row and their columns, the largest first, of equal ones the first.

    A claim asks for one to five: taking the largest as often costs a quarter of sorting all.
    """
    import numpy as np

    left = block.copy()
    every = np.arange(len(left))
    values, columns = [], []
    for _ in range(min(most, left.shape[1])):
        column = left.argmax(axis=1)
        values.append(left[every, column])
        columns.append(column)
        left[every, column] = -np.inf
    return np.stack(values, axis=1), np.stack(columns, axis=1)


class TermIndex:
    """Rarity weights of terms over all claims, and which claims hold each term."""

    def __init__(self, claims: Sequence[Terms]) -> None:
        self._claims = claims
        self._postings: dict[str, list[int]] = {}
        for place, terms in enumerate(claims):
            for form in sorted(terms.forms):
                self._postings.setdefault(form, []).append(place)
        total = len(claims)
        self._weights = {form: math.log(1 + total / len(places)) for form, places in self._postings.items()}
        self._ranks = {f: rank for rank, f in enumerate(sorted(self._weights, key=lambda f: (-self._weights[f], f)))}
        self._totals = {id(c): self.weight(c.forms) for c in claims}
        self._plain = {id(c): self.weight(c.plain) for c in claims}

    @property
    def weights(self) -> Mapping[str, float]:
        """Inverse document frequency of each term: log(1 + claims / claims that hold it)."""
        return self._weights

    def weight(self, forms: Set[str]) -> float:
        """Return the summed rarity of some terms; fsum, so that the order of a set cannot show."""
        return math.fsum(map(self._weights.__getitem__, forms))

    def rarest(self, forms: Set[str], most: int) -> list[str]:
        """Return so many of the rarest of some terms, the rarest first."""
        return sorted(forms, key=self._ranks.__getitem__)[:most]

    def total(self, terms: Terms) -> float:
        """Return the summed rarity of all terms of one of the index's claims."""
        return self._totals[id(terms)]

    def total_plain(self, terms: Terms) -> float:
        """Return the summed rarity of the terms of one of the index's claims that are no known names."""
        return self._plain[id(terms)]

    def pairs(self, owners: Sequence[str], limits: Limits, progress: Progress | None = None) -> Iterator[Candidate]:
        """Yield candidate pairs in order of their places; ``owners`` names the article of each claim."""
        import numpy as np

        progress = progress or Progress()
        totals = np.array([self.total(c) for c in self._claims])
        numbers = {owner: number for number, owner in enumerate(dict.fromkeys(owners))}
        homes = np.array([numbers[owner] for owner in owners])
        longest = max(limits.longest_posting, len(self._claims) // _COMMON)
        postings = {f: np.array(places) for f, places in self._postings.items() if len(places) <= longest}
        chosen: dict[tuple[int, int], float] = {}
        for place, terms in enumerate(self._claims):
            if place % _ROWS == 0:
                progress.report("Matching claims", place, len(self._claims))
            overlap = self._overlap([form for form in terms.ordered if form in postings], postings)
            for other, shared in _nearest(place, overlap, totals, homes, limits):
                chosen[(min(place, other), max(place, other))] = shared
        for (first, second), shared in sorted(chosen.items()):
            yield Candidate(first, second, shared)

    def _overlap(self, forms: Sequence[str], postings: Mapping[str, NDArray[np.intp]]) -> NDArray[np.float64]:
        """Return the summed rarity of the given terms that each claim holds, added up in the order of the terms."""
        import numpy as np

        if not forms:
            return np.zeros(len(self._claims))
        holders = [postings[form] for form in forms]
        weights = np.repeat([self._weights[form] for form in forms], [len(h) for h in holders])
        return np.bincount(np.concatenate(holders), weights, len(self._claims)).astype(float, copy=False)


def _nearest(
    place: int,
    overlap: NDArray[np.float64],
    totals: NDArray[np.float64],
    homes: NDArray[np.intp],
    limits: Limits,
) -> list[tuple[int, float]]:
    """Return the claims of other articles that share most with one, each with its score, the best first."""
    import numpy as np

    others = np.flatnonzero((overlap > 0) & (homes != homes[place]))
    scores = 2 * overlap[others] / (totals[place] + totals[others])
    enough = scores >= limits.least_shared
    others, scores = others[enough], scores[enough]
    ranked = np.argsort(-scores, kind="stable")  # of equal scores the claim that comes first
    taken: Counter[int] = Counter()
    nearest = []
    for other, score, home in zip(
        others[ranked].tolist(), scores[ranked].tolist(), homes[others[ranked]].tolist(), strict=True
    ):
        if taken[home] < limits.per_article:
            taken[home] += 1
            nearest.append((other, score))
            if len(nearest) == limits.per_claim:
                break
    return nearest
