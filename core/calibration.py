"""The weights and thresholds of ``resources/calibration.yaml``, typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from core import resources
from core.candidates import Limits

FILE = "calibration.yaml"


@dataclass(frozen=True, slots=True)
class Calibration:
    """What matching and judging weigh by; fitted on training stories, never by hand on a single sentence."""

    limits: Limits
    bias: float
    weights: Mapping[str, float]
    thresholds: Mapping[str, float]
    strengths: Mapping[str, float]


@cache
def calibration() -> Calibration:
    """Return the calibration; ResourceError with every problem if the file is wrong."""
    check = resources.Checker(FILE)
    top = check.mapping(resources.load(FILE), "$", ("limits", "alignment", "thresholds", "strengths"), ())
    limits = check.mapping(
        top.get("limits"), "$.limits", ("per_article", "per_claim", "least_shared", "longest_posting"), ()
    )
    alignment = check.mapping(top.get("alignment"), "$.alignment", ("bias", "weights"), ())
    result = Calibration(
        limits=Limits(
            per_article=int(check.number(limits.get("per_article"), "$.limits.per_article", 1)),
            per_claim=int(check.number(limits.get("per_claim"), "$.limits.per_claim", 1)),
            least_shared=check.number(limits.get("least_shared"), "$.limits.least_shared", 0, 1),
            longest_posting=int(check.number(limits.get("longest_posting"), "$.limits.longest_posting", 1)),
        ),
        bias=check.number(alignment.get("bias"), "$.alignment.bias"),
        weights=_numbers(check, alignment.get("weights"), "$.alignment.weights"),
        thresholds=_numbers(check, top.get("thresholds"), "$.thresholds"),
        strengths=_numbers(check, top.get("strengths"), "$.strengths"),
    )
    check.done()
    return result


def _numbers(check: resources.Checker, node: object, path: str) -> Mapping[str, float]:
    return {key: check.number(value, at) for key, value, at in check.entries(node, path)}
