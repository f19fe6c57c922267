"""How alike two claims are: named evidence, and the similarity that follows from it.

Similarity aligns and never decides: "12 killed" and "21 killed" are very alike, and that is why they are compared.
Every part of the evidence lies in 0..1 and keeps its name, so that a score can be explained part by part.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from core.candidates import TermIndex
from core.facts.quantities import compatible
from core.model import Article, Claim, ClaimKind
from core.terms import Terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Evidence = Mapping[str, float]
_FULL_LEAD = 4.0  # log-odds above the best rival that count as a full lead


@dataclass(frozen=True)
class Side:
    """One claim ready to be compared: with its terms and the article it stands in."""

    claim: Claim
    terms: Terms
    article: Article

    @cached_property
    def names(self) -> frozenset[str]:
        """What the names of the claim stand for."""
        return frozenset(n.stands_for or n.canonical for n in self.claim.names)

    @cached_property
    def words(self) -> Mapping[str, str]:
        """Each term of the claim as the article first writes it."""
        text = self.article.text
        return {form: " ".join(span.of(text).split()) for form, span in reversed(self.terms.placed)}

    @cached_property
    def name_forms(self) -> frozenset[str]:
        """The terms that come from the names of the claim."""
        named = {n.span for n in self.claim.names}
        return frozenset(form for form, span in self.terms.placed if span in named)


@dataclass(frozen=True)
class Cosines:
    """How close the sentence vectors of two claims stand: each claim by itself, and with the words it leans on."""

    alone: float
    in_context: float


@dataclass(frozen=True)
class Meanings:
    """Sentence vectors of claims, each [n, width] of length 1: by themselves, and with the words they lean on."""

    alone: NDArray[np.float32]
    in_context: NDArray[np.float32]

    def cosines(self, first: int, second: int) -> Cosines:
        """Return the cosines of two claims, by their places."""
        return Cosines(
            float(self.alone[first] @ self.alone[second]), float(self.in_context[first] @ self.in_context[second])
        )


def evidence_of(a: Side, b: Side, index: TermIndex, cosines: Cosines | None = None) -> dict[str, float]:
    """Return the parts that speak for two claims being about the same matter; symmetric in its sides.

    ``cosines`` are those of their sentence vectors, None where meaning is not looked at.
    """
    from rapidfuzz import fuzz

    common = index.weight(a.terms.forms & b.terms.forms)
    mine, theirs = index.total(a.terms), index.total(b.terms)
    said = min(index.total_plain(a.terms), index.total_plain(b.terms))
    met = len(a.terms.neighbours & b.terms.neighbours)
    pairs = len(a.terms.neighbours) + len(b.terms.neighbours) - met
    evidence = {
        "token_set": fuzz.token_set_ratio(a.terms.joined, b.terms.joined) / 100,
        "overlap": 2 * common / (mine + theirs) if mine + theirs else 0.0,
        "containment": common / min(mine, theirs) if min(mine, theirs) else 0.0,
        "substance": index.weight(a.terms.plain & b.terms.plain) / said if said else 0.0,
        "neighbours": met / pairs if pairs else 0.0,
        "names": len(a.names & b.names) / min(len(a.names), len(b.names)) if a.names and b.names else 0.0,
        "figures": _figures(a.claim, b.claim),
        "dates": _dates(a.claim, b.claim),
        "quotes": _quotes(a, b),
        "verbatim": max(0.0, (fuzz.ratio(a.claim.text, b.claim.text) / 100 - 0.5) * 2),
        "headline": float((a.claim.kind is ClaimKind.HEADLINE) != (b.claim.kind is ClaimKind.HEADLINE)),
        "shortness": 1 / (1 + min(len(a.terms.forms), len(b.terms.forms))),
    }
    return evidence if cosines is None else evidence | meant(cosines)


def meant(cosines: Cosines) -> dict[str, float]:
    """Return the parts of the evidence that come from meaning."""
    return {"meaning": max(0.0, cosines.alone), "setting": max(0.0, cosines.in_context)}


def similarity_of(odds: float) -> float:
    """Return the calibrated probability that two claims are about the same matter, from its log-odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def lead_over(own: float, rivals: Sequence[float]) -> float:
    """Return how far a pair's log-odds stand above its best rival's, between -1 and 1; 1 where it has none."""
    return max(-1.0, min(1.0, (own - max(rivals)) / _FULL_LEAD)) if rivals else 1.0


def _figures(a: Claim, b: Claim) -> float:
    """Tell whether the claims share a figure of the same kind: 1 if compatible, else 0."""
    return float(
        bool(a.quantities and b.quantities)
        and any(
            q.unit == r.unit and (q.counted == r.counted or q.value == r.value >= 10) and compatible(q, r)
            for q in a.quantities
            for r in b.quantities
        )
    )


def _dates(a: Claim, b: Claim) -> float:
    if not (a.dates and b.dates):
        return 0.0
    mine = {(d.first, d.last) for d in a.dates if d.first}
    return float(any((d.first, d.last) in mine for d in b.dates))


def _quotes(a: Side, b: Side) -> float:
    """Return how much of the shorter quotation stands in the longer one, 0 where either side quotes nothing."""
    if not (a.claim.quotes and b.claim.quotes):
        return 0.0
    from rapidfuzz import fuzz

    best = 0.0
    for q in a.claim.quotes:
        for r in b.claim.quotes:
            one, other = q.of(a.article.text), r.of(b.article.text)
            if min(len(one), len(other)) >= 12:
                best = max(best, fuzz.partial_ratio(one, other) / 100)
    return best if best >= 0.6 else 0.0
