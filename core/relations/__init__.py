"""What two aligned claims are to one another, and why.

Detectors each look for one kind of agreement or conflict and name the words that show it; ``judge`` weighs what they
found with the similarity of the pair. Fuzzy similarity alone never makes a conflict. When unsure: related.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from core.calibration import Weighing
from core.model import Reason, Relation
from core.registry import Registry
from core.relations import (
    certainty,
    names,
    negation,
    numbers,
    opposites,
    quotations,
    ranks,
    scope,
    swaps,
    times,
    wording,
)
from core.relations.finding import Detector, Finding, Pair, Sense
from core.relations.reasons import TYPED, UNTYPED, reasons_for
from core.relations.weighing import by_rules, by_weight, together

__all__ = [
    "DETECTORS",
    "RULES",
    "Detector",
    "Finding",
    "Judgement",
    "Pair",
    "Sense",
    "Weighing",
    "findings_of",
    "judge",
]

_ALIKE_IN_MEANING = 0.6  # cosine of the sentence vectors of claims that share no word but names

RULES: tuple[str, ...] = (
    "attribution.differs",
    "certainty.gap",
    "date.differs",
    "date.doubtful",
    "date.equal",
    "denial.of",
    "model.contrast",
    "model.opinion",
    "name.differs",
    "name.variant",
    "negation.differs",
    "number.compatible",
    "number.differs",
    "number.doubtful",
    "number.equal",
    "number.other",
    "opposite.words",
    "place.differs",
    "quote.drift",
    "quote.same",
    "role.swapped",
    "scope.differs",
    "time.later",
    "word.swapped",
    "wording.shared",
)
"""The names of all rules that detectors and the relation model give as reasons, by which each can be switched off."""

DETECTORS: Registry[Detector] = Registry("detector")
DETECTORS.add("number", numbers.detect)
DETECTORS.add("rank", ranks.detect)
DETECTORS.add("date", times.detect)
DETECTORS.add("negation", negation.detect)
DETECTORS.add("opposite", opposites.detect)
DETECTORS.add("name", names.detect)
DETECTORS.add("swap", swaps.detect)
DETECTORS.add("certainty", certainty.detect)
DETECTORS.add("scope", scope.detect)
DETECTORS.add("quote", quotations.detect)
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


def findings_of(pair: Pair, rules_off: Collection[str] = ()) -> tuple[Finding, ...]:
    """Return what all detectors find in a pair, of the rules that are not switched off.

    Detectors look at the two claims and never at scores or opinions, so what they find holds however the pair is
    scored.
    """
    return tuple(f for detector in DETECTORS for f in detector(pair) if f.reason.rule not in rules_off)


def judge(
    pair: Pair,
    thresholds: Mapping[str, float],
    rules_off: Collection[str] = (),
    weighing: Weighing | None = None,
    findings: Sequence[Finding] | None = None,
) -> Judgement:
    """Say what two claims are to one another; rules that are switched off count nothing and give no reason.

    The detectors decide by their strengths; where the relation model was asked, its opinion is weighed with the
    alignment and with what they found, and the two verdicts are put together. ``findings`` are the detectors' where
    they are known already.
    """
    findings = findings_of(pair, rules_off) if findings is None else findings
    verdict = by_rules(pair, findings, thresholds)
    if pair.opinion is not None and weighing is not None:
        verdict = together(verdict, by_weight(pair, findings, thresholds, weighing), pair, thresholds)
    if verdict.relation is Relation.AGREES and not _has_substance(pair):
        verdict = replace(verdict, relation=Relation.RELATED)
    shown = tuple(r for r in reasons_for(pair, findings, verdict.relation) if r.rule not in rules_off)
    if verdict.relation in TYPED and not any(r.kind not in UNTYPED for r in shown):
        verdict = replace(verdict, relation=Relation.RELATED)  # a conflict that nobody can be shown is none
    return Judgement(
        verdict.relation,
        agrees=round(verdict.agrees, 4),
        conflicts=round(verdict.conflicts, 4),
        similarity=round(pair.similarity, 4),
        confidence=round(verdict.confidence, 4),
        reasons=shown,
    )


def _has_substance(pair: Pair) -> bool:
    """Tell whether two claims share more than the names of whom they speak: words, or their meaning as a whole."""
    return bool(pair.a.terms.plain & pair.b.terms.plain) or pair.evidence.get("meaning", 0.0) >= _ALIKE_IN_MEANING
