"""What detectors look at and what they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from core.candidates import TermIndex
from core.matching import Side
from core.model import Reason


class Sense(StrEnum):
    """What a finding speaks for."""

    SAME = "same"
    CONFLICT = "conflict"
    CHANGED = "changed"
    DOUBT = "doubt"  # a difference that speaks against agreement without making a conflict
    EXPLAINED = "explained"  # a difference that is none: rounding, open bounds, another unit


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a detector noticed, with the reason to show and how far it is to be trusted (0..1)."""

    sense: Sense
    reason: Reason
    strength: float


@dataclass(frozen=True)
class Pair:
    """Two aligned claims with the evidence of their alignment; ``index`` weighs terms by rarity.

    ``opinion`` are the relation model's probabilities by relation ("unrelated" among them), None where it was not
    asked.
    """

    a: Side
    b: Side
    evidence: Mapping[str, float]
    similarity: float
    index: TermIndex
    strengths: Mapping[str, float]
    opinion: Mapping[str, float] | None = None

    def shared_forms(self) -> frozenset[str]:
        """Return the terms that both claims hold."""
        return self.a.terms.forms & self.b.terms.forms

    def shared_without(self, dropped: frozenset[str]) -> float:
        """Return how much of the shorter claim the other shares, some terms left out of the reckoning (0..1)."""
        mine, theirs, index = self.a.terms.forms, self.b.terms.forms, self.index
        if not dropped:
            least = min(index.total(self.a.terms), index.total(self.b.terms))
            return index.weight(mine & theirs) / least if least else 0.0
        least = min(index.weight(mine - dropped), index.weight(theirs - dropped))
        return index.weight((mine & theirs) - dropped) / least if least else 0.0


class Detector(Protocol):
    """Looks at one aligned pair for one kind of agreement or conflict."""

    def __call__(self, pair: Pair) -> tuple[Finding, ...]:
        """Return what was found, best first; nothing where the kind does not apply."""
        ...
