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


def nearest_by_meaning(vectors: NDArray[np.float32], owners: Sequence[str], limits: Limits) -> list[tuple[int, int]]:
    """Return pairs of claims (places, first < second) that stand nearest to one another by their sentence vectors.

    ``vectors`` is [n, width] of length 1, claims of one article in one run. Each claim asks for its nearest few in
    every other article, and no more in all than the limit.
    """
    import numpy as np

    runs = [[place for place, _ in group] for _, group in groupby(enumerate(owners), key=lambda o: o[1])]
    if len(runs) < _ENDS:
        return []
    chosen: set[tuple[int, int]] = set()
    for start in range(0, len(owners), _ROWS):
        rows = vectors[start : start + _ROWS] @ vectors.T
        best: list[list[tuple[float, int]]] = [[] for _ in rows]
        for theirs in runs:
            block = rows[:, theirs[0] : theirs[-1] + 1]
            wanted = min(limits.per_article, block.shape[1])
            for row, columns in enumerate(np.argsort(-block, axis=1, kind="stable")[:, :wanted]):
                if not theirs[0] <= start + row <= theirs[-1]:
                    best[row].extend((float(block[row, c]), theirs[0] + int(c)) for c in columns)
        for row, found in enumerate(best):
            place = start + row
            ranked = sorted(found, key=lambda b: (-b[0], b[1]))[: limits.per_claim]
            chosen.update((min(place, o), max(place, o)) for cosine, o in ranked if cosine >= limits.least_meaning)
    return sorted(chosen)


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
        self._totals = {id(c): self.weight(c.forms) for c in claims}
        self._plain = {id(c): self.weight(c.plain) for c in claims}

    @property
    def weights(self) -> Mapping[str, float]:
        """Inverse document frequency of each term: log(1 + claims / claims that hold it)."""
        return self._weights

    def weight(self, forms: Set[str]) -> float:
        """Return the summed rarity of some terms; fsum, so that the order of a set cannot show."""
        return math.fsum(map(self._weights.__getitem__, forms))

    def total(self, terms: Terms) -> float:
        """Return the summed rarity of all terms of one of the index's claims."""
        return self._totals[id(terms)]

    def total_plain(self, terms: Terms) -> float:
        """Return the summed rarity of the terms of one of the index's claims that are no known names."""
        return self._plain[id(terms)]

    def pairs(self, owners: Sequence[str], limits: Limits) -> Iterator[Candidate]:
        """Yield candidate pairs in order of their places; ``owners`` names the article of each claim."""
        chosen: dict[tuple[int, int], float] = {}
        totals = [self.total(c) for c in self._claims]
        for place, terms in enumerate(self._claims):
            for other, shared in self._nearest(place, terms, owners, totals, limits):
                chosen[(min(place, other), max(place, other))] = shared
        for (first, second), shared in sorted(chosen.items()):
            yield Candidate(first, second, shared)

    def _nearest(
        self, place: int, terms: Terms, owners: Sequence[str], totals: Sequence[float], limits: Limits
    ) -> list[tuple[int, float]]:
        overlap: dict[int, float] = {}
        longest = max(limits.longest_posting, len(self._claims) // _COMMON)
        for form in terms.ordered:
            posting = self._postings[form]
            if len(posting) > longest:
                continue
            weight = self._weights[form]
            for other in posting:
                overlap[other] = overlap.get(other, 0.0) + weight
        mine, owner = totals[place], owners[place]
        scored = [
            (2 * shared / (mine + totals[other]), other) for other, shared in overlap.items() if owners[other] != owner
        ]
        scored = sorted((s for s in scored if s[0] >= limits.least_shared), key=lambda s: (-s[0], s[1]))
        taken: Counter[str] = Counter()
        nearest = []
        for score, other in scored:
            if taken[owners[other]] < limits.per_article:
                taken[owners[other]] += 1
                nearest.append((other, score))
                if len(nearest) == limits.per_claim:
                    break
        return nearest
