from __future__ import annotations

import copy
from typing import Any

import pytest

from core import calibration as module
from core import resources
from core.calibration import calibration
from core.errors import ResourceError
from core.options import AnalysisOptions
from core.pipeline import analyse
from core.relations import DETECTORS
from tests.core.statements import article, pair


def test_it_is_read_once() -> None:
    assert calibration() is calibration()


def test_thresholds_and_strengths_are_shares() -> None:
    known = calibration()
    for name in ("related", "agrees", "conflicts"):
        assert 0 < known.thresholds[name] < 1
    assert all(0 <= strength <= 1 for strength in known.strengths.values())
    assert known.thresholds["related"] <= known.thresholds["agrees"]


def test_every_weight_is_of_a_part_of_the_evidence() -> None:
    a = article("Divers searched the old wreck off Port Maren. It was cold.", published="2026-03-03")
    b = article("Divers searched the old wreck off Port Maren. It was dark.", published="2026-03-03")
    known = calibration()
    for semantics in ("off", "auto"):
        (link, *_) = analyse([a, b], AnalysisOptions(semantics=semantics)).links
        alignment = known.alignment(semantics == "auto")
        assert set(alignment.among.parts) | set(alignment.alone.parts) <= {name for name, _ in link.evidence}


def test_every_strength_belongs_to_a_rule_that_can_switch_the_strongest_off() -> None:
    rules = set(calibration().strengths)
    differing = pair("12 people were killed in the fire.", "21 people were killed in the fire.")
    found = {f.reason.rule for detector in DETECTORS for f in detector(differing)}
    assert "number.differs" in found & rules


@pytest.mark.parametrize(
    ("place", "value", "path"),
    [
        (("limits", "per_article"), "three", "$.limits.per_article"),
        (("limits", "per_claim"), None, "$.limits.per_claim"),
        (("thresholds", "related"), "low", "$.thresholds.related"),
        (("strengths",), ["number.differs"], "$.strengths"),
        (("surplus",), 1, "$.surplus"),
    ],
)
def test_a_wrong_file_is_refused_with_the_path_of_the_mistake(
    monkeypatch: pytest.MonkeyPatch, place: tuple[str, ...], value: object, path: str
) -> None:
    raw: Any = copy.deepcopy(resources.load(module.FILE))
    node = raw
    for key in place[:-1]:
        node = node[key]
    node[place[-1]] = value
    monkeypatch.setattr(resources, "load", lambda _name: raw)
    with pytest.raises(ResourceError) as caught:
        calibration.__wrapped__()
    assert [problem.split(": ")[0] for problem in caught.value.problems] == [path]


def test_an_empty_file_is_refused_with_every_missing_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "load", lambda _name: {})
    with pytest.raises(ResourceError) as caught:
        calibration.__wrapped__()
    assert {"$.limits", "$.alignment", "$.thresholds", "$.strengths"} <= {
        problem.split(": ")[0] for problem in caught.value.problems
    }


def test_a_missing_threshold_is_missed_on_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    raw: Any = copy.deepcopy(resources.load(module.FILE))
    del raw["thresholds"]["agrees"]
    monkeypatch.setattr(resources, "load", lambda _name: raw)
    with pytest.raises(ResourceError):
        calibration.__wrapped__()
