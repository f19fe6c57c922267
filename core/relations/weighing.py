"""From findings to a relation: by rules alone, or weighed together with the relation model's opinion.

Weighing is a multinomial logistic model over named parts (alignment, the model's log-probabilities, which rules
fired, the order of publication). Its weights are in ``resources/calibration.yaml`` and can be read part by part.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.calibration import Weighing
from core.model import Relation
from core.relations.finding import Finding, Pair, Sense
from core.relations.reasons import TYPED
from core.relations.times import order_of

LEAST_OPINION = 0.003  # probabilities of the model below this are not told apart
_LEANING = 0.75  # weight of the similarity in the chance of agreement, as a power
_UNRELATED = "unrelated"
_DIFFERENCES = (Sense.CONFLICT, Sense.CHANGED, Sense.DOUBT)
_ONE_SPEECH = ("quote.same", "quote.drift")
_SILENT_RULES = ("wording.shared", "name.variant")  # they explain and decide nothing


@dataclass(frozen=True, slots=True)
class Verdict:
    """A relation (None: unrelated) with the probabilities of agreement, conflict and change, and its own confidence."""

    relation: Relation | None
    agrees: float
    conflicts: float
    changed: float
    confidence: float


def parts_of(pair: Pair, findings: Sequence[Finding]) -> dict[str, float]:
    """Return the named parts that are weighed; without an opinion only what the rules and the evidence say."""
    parts = dict(pair.evidence)
    parts["alignment"] = (
        max(-6.0, min(6.0, math.log(pair.similarity / (1 - pair.similarity)))) if 0 < pair.similarity < 1 else 0.0
    )
    parts["later"] = float(abs(order_of(pair.a.article, pair.b.article)))
    parts["polarity"] = float(pair.a.claim.polarity is not pair.b.claim.polarity)
    for label, probability in (pair.opinion or {}).items():
        parts[f"model.{label}"] = math.log(max(LEAST_OPINION, probability))
    for finding in findings:
        if finding.reason.rule not in _SILENT_RULES:
            parts[f"rule.{finding.reason.rule}"] = 1.0
    return parts


def probabilities(parts: Mapping[str, float], weighing: Weighing) -> dict[str, float]:
    """Return the probability of each relation and of ``unrelated``; they add up to 1."""
    odds = {name: weights.odds(parts) for name, weights in weighing.relations.items()}
    odds[_UNRELATED] = 0.0
    top = max(odds.values())
    powers = {name: math.exp(value - top) for name, value in odds.items()}
    total = math.fsum(powers.values())
    return {name: power / total for name, power in powers.items()}


def by_weight(pair: Pair, findings: Sequence[Finding], thresholds: Mapping[str, float], weighing: Weighing) -> Verdict:
    """Weigh everything together: the relation that exceeds its own threshold by most, related where none does."""
    chances = probabilities(parts_of(pair, findings), weighing)
    linked = 1 - chances[_UNRELATED]
    verdict = Verdict(
        None, chances[Relation.AGREES], chances[Relation.CONFLICTS], chances[Relation.CHANGED], 1 - linked
    )
    needed = _needed(pair, findings, thresholds)
    reached = {relation: chances[relation] / least for relation, least in needed.items() if chances[relation] >= least}
    if reached:
        relation = max(reached, key=reached.__getitem__)
        return replace(verdict, relation=relation, confidence=chances[relation])
    if linked >= thresholds["weighed_related"]:
        return replace(verdict, relation=Relation.RELATED, confidence=linked)
    return verdict


def _needed(pair: Pair, findings: Sequence[Finding], thresholds: Mapping[str, float]) -> dict[Relation, float]:
    """Return the chance that each relation needs.

    A conflict needs another one where no finding speaks for a difference, and is not called there where one claim only
    says less than the other, nor where both quote the same words: they report one speech. That figures or words may
    differ says nothing of claims that hardly go together.
    """
    needed = {Relation.AGREES: thresholds["weighed_agrees"], Relation.CHANGED: thresholds["weighed_changed"]}
    differences = [f for f in findings if f.sense in _DIFFERENCES and f.reason.rule not in _ONE_SPEECH]
    if differences:
        apart = pair.similarity < thresholds["related"] and all(f.sense is Sense.DOUBT for f in differences)
        return needed if apart else {Relation.CONFLICTS: thresholds["weighed_conflicts"], **needed}
    if any(f.reason.rule in _ONE_SPEECH for f in findings):
        return needed
    return {Relation.CONFLICTS: thresholds["unaided"], **needed} if _each_has_its_own(pair) else needed


def by_rules(pair: Pair, findings: Sequence[Finding], thresholds: Mapping[str, float]) -> Verdict:
    """Let the detectors decide by their strengths; fuzzy similarity alone never makes a conflict."""
    conflict, moved = _strongest(findings, Sense.CONFLICT), _strongest(findings, Sense.CHANGED)
    same, doubt = _strongest(findings, Sense.SAME), _strongest(findings, Sense.DOUBT)
    likeness = pair.similarity
    conflicts, changed = likeness * conflict, likeness * moved
    agrees = min(1.0, likeness * (1 - max(conflict, moved, doubt)) * (1 + same) / (1 + same * likeness))
    verdict = Verdict(None, agrees, conflicts, changed, 1 - likeness)
    if likeness < thresholds["related"]:
        return verdict
    if conflict and conflicts >= thresholds["conflicts"] and conflict >= moved:
        return replace(verdict, relation=Relation.CONFLICTS, confidence=conflicts)
    if moved and changed >= thresholds["conflicts"]:
        return replace(verdict, relation=Relation.CHANGED, confidence=changed)
    if agrees >= thresholds["agrees"]:
        return replace(verdict, relation=Relation.AGREES, confidence=agrees)
    return replace(verdict, relation=Relation.RELATED, confidence=likeness)


def together(rules: Verdict, weighed: Verdict, pair: Pair, thresholds: Mapping[str, float]) -> Verdict:
    """Put the verdict of the rules and the weighed one together.

    A conflict or change that the rules can show stands, unless the weighing sees next to no difference: then the two
    are only related. Everything else is as weighed. The chance of conflict is the mean of both verdicts; that of
    agreement leans on the similarity, which ranks judged real news better than weighing alone does.
    """
    agrees = weighed.agrees ** (1 - _LEANING) * pair.similarity**_LEANING
    differs = weighed.conflicts + weighed.changed
    weighed = replace(weighed, agrees=agrees, conflicts=(rules.conflicts + weighed.conflicts) / 2)
    if rules.relation in TYPED:
        stands = differs >= thresholds["veto"]
        return replace(weighed, relation=rules.relation if stands else Relation.RELATED, confidence=rules.confidence)
    return weighed


def _each_has_its_own(pair: Pair) -> bool:
    """Tell whether each claim says something that the other does not: one that only says less contradicts nothing."""
    return bool(pair.a.terms.plain - pair.b.terms.forms) and bool(pair.b.terms.plain - pair.a.terms.forms)


def _strongest(findings: Sequence[Finding], sense: Sense) -> float:
    return max((f.strength for f in findings if f.sense is sense), default=0.0)
