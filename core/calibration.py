"""The weights and thresholds of ``resources/calibration.yaml``, typed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from core import resources
from core.candidates import Limits

FILE = "calibration.yaml"
_THRESHOLDS = (
    *("related", "agrees", "conflicts", "sure", "rank", "asked", "asked_rank", "asked_most", "veto", "unaided"),
    *("weighed_agrees", "weighed_conflicts", "weighed_changed", "weighed_related"),
)
_RELATIONS = ("agrees", "conflicts", "changed", "related")
_SECTIONS = ("limits", "alignment", "weighing", "thresholds", "thresholds_alone", "strengths")
_LIMITS = ("per_article", "per_claim", "per_claim_of_many", "least_shared", "longest_posting", "least_meaning")


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model: log-odds are the bias plus each named part times its weight."""

    bias: float
    parts: Mapping[str, float]

    def odds(self, evidence: Mapping[str, float]) -> float:
        """Return the log-odds for some evidence; parts without a weight count nothing."""
        return self.bias + math.fsum([weight * evidence.get(name, 0.0) for name, weight in self.parts.items()])


@dataclass(frozen=True, slots=True)
class Alignment:
    """Weights for a pair on its own, and for a pair among its rivals in the two articles."""

    alone: Weights
    among: Weights


@dataclass(frozen=True, slots=True)
class Weighing:
    """Weights of each relation against ``unrelated``, whose log-odds are 0."""

    relations: Mapping[str, Weights]


@dataclass(frozen=True, slots=True)
class Calibration:
    """What matching and judging weigh by; fitted on training stories, never by hand on a single sentence."""

    limits: Limits
    lexical: Alignment
    meaning: Alignment
    weighing: Weighing
    weighing_alone: Weighing
    thresholds: Mapping[str, float]
    thresholds_alone: Mapping[str, float]
    strengths: Mapping[str, float]

    def alignment(self, with_meaning: bool) -> Alignment:
        """Return the weights that go with or without sentence vectors."""
        return self.meaning if with_meaning else self.lexical


@cache
def calibration() -> Calibration:
    """Return the calibration; ResourceError with every problem if the file is wrong."""
    check = resources.Checker(FILE)
    top = check.mapping(resources.load(FILE), "$", _SECTIONS, ())
    limits = check.mapping(top.get("limits"), "$.limits", _LIMITS, ())
    bounds = {name: check.number(limits.get(name), f"$.limits.{name}", 0) for name in _LIMITS}
    alignment = check.mapping(top.get("alignment"), "$.alignment", ("lexical", "meaning"), ())
    weighing = check.mapping(top.get("weighing"), "$.weighing", ("alone", "among"), ())
    thresholds = _thresholds(check, top.get("thresholds"))
    result = Calibration(
        limits=Limits(
            per_article=int(bounds["per_article"]),
            per_claim=int(bounds["per_claim"]),
            per_claim_of_many=int(bounds["per_claim_of_many"]),
            least_shared=bounds["least_shared"],
            longest_posting=int(bounds["longest_posting"]),
            least_meaning=bounds["least_meaning"],
        ),
        lexical=_alignment(check, alignment.get("lexical"), "$.alignment.lexical"),
        meaning=_alignment(check, alignment.get("meaning"), "$.alignment.meaning"),
        weighing=_weighing(check, weighing.get("among"), "$.weighing.among"),
        weighing_alone=_weighing(check, weighing.get("alone"), "$.weighing.alone"),
        thresholds=thresholds,
        thresholds_alone=thresholds | _thresholds_alone(check, top.get("thresholds_alone")),
        strengths=_numbers(check, top.get("strengths"), "$.strengths"),
    )
    check.done()
    return result


def _alignment(check: resources.Checker, node: object, path: str) -> Alignment:
    both = check.mapping(node, path, ("alone", "among"), ())
    return Alignment(
        _weights(check, both.get("alone"), f"{path}.alone"), _weights(check, both.get("among"), f"{path}.among")
    )


def _thresholds(check: resources.Checker, node: object) -> dict[str, float]:
    check.mapping(node, "$.thresholds", _THRESHOLDS, ())
    return dict(_numbers(check, node, "$.thresholds"))


def _thresholds_alone(check: resources.Checker, node: object) -> dict[str, float]:
    """Return the thresholds that are otherwise for single statements."""
    check.mapping(node, "$.thresholds_alone", (), _THRESHOLDS)
    return dict(_numbers(check, node, "$.thresholds_alone"))


def _weighing(check: resources.Checker, node: object, path: str) -> Weighing:
    rows = check.mapping(node, path, _RELATIONS, ())
    return Weighing({name: _weights(check, rows.get(name), f"{path}.{name}") for name in _RELATIONS})


def _weights(check: resources.Checker, node: object, path: str) -> Weights:
    parts = dict(_numbers(check, node, path))
    if "bias" not in parts:
        check.problem(f"{path}.bias", "this is missing")
    return Weights(parts.pop("bias", 0.0), parts)


def _numbers(check: resources.Checker, node: object, path: str) -> Mapping[str, float]:
    return {key: check.number(value, at) for key, value, at in check.entries(node, path)}
