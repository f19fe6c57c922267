"""What two aligned claims are to one another, and why.

Detectors each look for one kind of agreement or conflict and name the words that show it; ``judge`` weighs what they
found with the similarity of the pair. Fuzzy similarity alone never makes a conflict. When unsure: related.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from core.model import Reason, Relation
from core.registry import Registry
from core.relations import negation, numbers, opposites, times, wording
from core.relations.finding import Detector, Finding, Pair, Sense

__all__ = ["DETECTORS", "Detector", "Finding", "Judgement", "Pair", "Sense", "judge"]

DETECTORS: Registry[Detector] = Registry("detector")
DETECTORS.add("number", numbers.detect)
DETECTORS.add("date", times.detect)
DETECTORS.add("negation", negation.detect)
DETECTORS.add("opposite", opposites.detect)
DETECTORS.add("wording", wording.detect)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The outcome for one pair; ``relation`` is None where the two are unrelated. Scores lie in 0..1."""

    relation: Relation | None
    agrees: float
    conflicts: float
    similarity: float
    confidence: float
    reasons: tuple[Reason, ...]


def judge(pair: Pair, thresholds: Mapping[str, float], rules_off: Collection[str] = ()) -> Judgement:
    """Weigh a pair's similarity with what the detectors found, rules that are switched off left out."""
    findings = [f for detector in DETECTORS for f in detector(pair) if f.reason.rule not in rules_off]
    conflict = _strongest(findings, Sense.CONFLICT)
    changed = _strongest(findings, Sense.CHANGED)
    same = _strongest(findings, Sense.SAME)
    likeness = pair.similarity
    conflicts = likeness * conflict
    doubt = _strongest(findings, Sense.DOUBT)
    agrees = likeness * (1 - max(conflict, changed, doubt)) * (1 + same) / (1 + same * likeness)
    if likeness < thresholds["related"]:
        relation, confidence = None, 1 - likeness
    elif conflict and conflicts >= thresholds["conflicts"] and conflict >= changed:
        relation, confidence = Relation.CONFLICTS, conflicts
    elif changed and likeness * changed >= thresholds["conflicts"]:
        relation, confidence = Relation.CHANGED, likeness * changed
    elif agrees >= thresholds["agrees"]:
        relation, confidence = Relation.AGREES, agrees
    else:
        relation, confidence = Relation.RELATED, likeness
    return Judgement(
        relation, round(min(agrees, 1.0), 4), round(conflicts, 4), round(likeness, 4), round(min(confidence, 1.0), 4),
        _reasons(findings, relation),
    )  # fmt: skip


def _strongest(findings: list[Finding], sense: Sense) -> float:
    return max((f.strength for f in findings if f.sense is sense), default=0.0)


_TELLING = {
    Relation.CONFLICTS: (Sense.CONFLICT, Sense.CHANGED, Sense.EXPLAINED, Sense.SAME),
    Relation.CHANGED: (Sense.CHANGED, Sense.EXPLAINED, Sense.SAME),
    Relation.AGREES: (Sense.SAME, Sense.EXPLAINED),
    Relation.RELATED: (Sense.DOUBT, Sense.SAME, Sense.EXPLAINED),
}


def _reasons(findings: list[Finding], relation: Relation | None) -> tuple[Reason, ...]:
    """Return the reasons that speak for the outcome, the most telling first."""
    if relation is None:
        return ()
    senses = _TELLING[relation]
    chosen = sorted(
        (f for f in findings if f.sense in senses),
        key=lambda f: (
            senses.index(f.sense),
            f.reason.kind == "wording",
            -f.strength,
            f.reason.rule,
            f.reason.a,
            f.reason.b,
        ),
    )
    return tuple(dict.fromkeys(f.reason for f in chosen))
