"""Alignment, rules and the relation model weighed together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.calibration import Weighing, Weights
from core.model import Relation
from core.relations import DETECTORS, judge
from core.relations.weighing import by_weight, parts_of, probabilities
from tests.core.statements import pair

A = "21 people were killed in the ferry fire."
B = "12 people were killed in the ferry fire."
RELATIONS = ("agrees", "conflicts", "changed", "related")
TRUSTING = Weighing({name: Weights(2.0, {f"model.{name}": 1.0}) for name in RELATIONS})
LEVELS = {f"weighed_{name}": 0.5 for name in RELATIONS}


def opinion(**chances: float) -> dict[str, float]:
    return {**dict.fromkeys((*RELATIONS, "unrelated"), 0.0), **chances}


def test_probabilities_add_up_to_one() -> None:
    found = probabilities({"model.agrees": -0.1}, TRUSTING)
    assert sum(found.values()) == pytest.approx(1)
    assert set(found) == {*RELATIONS, "unrelated"}


@pytest.mark.parametrize(
    ("said", "relation"),
    [
        (opinion(agrees=0.97), Relation.AGREES),
        (opinion(conflicts=0.97), Relation.CONFLICTS),
        (opinion(changed=0.97), Relation.CHANGED),
        (opinion(unrelated=0.99), None),
    ],
)
def test_a_sure_opinion_is_followed_where_nothing_speaks_against_it(said: dict, relation: Relation | None) -> None:
    judged = replace(pair(A, B), opinion=said)
    assert by_weight(judged, (), LEVELS, TRUSTING).relation is relation


def test_what_fired_and_what_the_model_holds_are_parts_by_name() -> None:
    judged = replace(pair(A, B), opinion=opinion(conflicts=1.0))
    parts = parts_of(judged, [f for detect in DETECTORS for f in detect(judged)])
    assert parts["rule.number.differs"] == 1
    assert parts["model.conflicts"] == 0
    assert parts["model.agrees"] < -5


def test_a_conflict_only_the_model_sees_shows_the_words_that_differ() -> None:
    one, other = "The bank will pay the fine.", "The bank shuns the fine."
    judged = judge(replace(pair(one, other), opinion=opinion(conflicts=0.97)), LEVELS, (), TRUSTING)
    assert judged.relation is Relation.CONFLICTS
    assert judged.reasons[0].rule == "model.conflicts"
    assert [s.of(one) for s in judged.reasons[0].a] == ["pay"]
    assert [s.of(other) for s in judged.reasons[0].b] == ["shuns"]


def test_a_conflict_nobody_may_explain_is_none() -> None:
    one, other = "The bank will pay the fine.", "The bank shuns the fine."
    judged = judge(replace(pair(one, other), opinion=opinion(conflicts=0.97)), LEVELS, ("model.conflicts",), TRUSTING)
    assert judged.relation is Relation.RELATED
