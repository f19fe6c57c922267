"""Alignment, rules and the relation model weighed together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.calibration import Weighing, Weights, calibration
from core.model import Relation
from core.relations import DETECTORS, judge
from core.relations.weighing import by_weight, parts_of, probabilities
from tests.core.statements import pair

A = "21 people were killed in the ferry fire."
B = "12 people were killed in the ferry fire."
RELATIONS = ("agrees", "conflicts", "changed", "related")
TRUSTING = Weighing({name: Weights(2.0, {f"model.{name}": 1.0}) for name in RELATIONS})
LEVELS = {**calibration().thresholds, **{f"weighed_{name}": 0.5 for name in RELATIONS}}


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


def test_a_conflict_that_no_rule_points_at_needs_a_surer_model() -> None:
    both = replace(
        pair("The bank will pay the fine.", "The lender will appeal against the fine."), opinion=opinion(conflicts=0.97)
    )
    unsure = judge(both, {**LEVELS, "unaided": 0.99}, (), TRUSTING)
    sure = judge(both, {**LEVELS, "unaided": 0.7}, (), TRUSTING)
    assert unsure.relation is Relation.RELATED
    assert sure.relation is Relation.CONFLICTS
    assert sure.reasons[0].rule == "model.contrast"
    assert sure.reasons[0].a
    assert sure.reasons[0].b


def test_a_claim_that_only_says_less_contradicts_nothing() -> None:
    both = replace(
        pair("The bank will pay the fine.", "The bank will pay the fine soon."), opinion=opinion(conflicts=0.97)
    )
    assert judge(both, LEVELS, (), TRUSTING).relation is Relation.RELATED


def test_claims_that_quote_the_same_words_contradict_nothing_by_the_models_word_alone() -> None:
    a = 'The statement said that the inquiry was "a politically driven vendetta" in spring.'
    b = 'His lawyer spoke of "a politically driven vendetta" and of his innocence.'
    both = replace(pair(a, b), opinion=opinion(conflicts=0.97))
    found = judge(both, {**LEVELS, "unaided": 0.5}, (), TRUSTING)
    assert any(reason.rule == "quote.same" for reason in found.reasons)
    assert found.relation is Relation.RELATED


@pytest.mark.parametrize(("similarity", "relation"), [(0.6, Relation.CONFLICTS), (0.1, Relation.RELATED)])
def test_a_doubt_says_nothing_of_claims_that_hardly_go_together(similarity: float, relation: Relation) -> None:
    both = pair("The prize for the reactor went to Marta Ilves.", "The prize for the reactor went to Radina Petrova.")
    judged = replace(both, similarity=similarity, opinion=opinion(conflicts=0.97))
    assert judge(judged, LEVELS, (), TRUSTING).relation is relation


def test_a_contrast_that_is_switched_off_is_not_called() -> None:
    both = replace(
        pair("The bank will pay the fine.", "The lender will appeal against the fine."), opinion=opinion(conflicts=0.97)
    )
    assert judge(both, LEVELS, ("model.contrast",), TRUSTING).relation is Relation.RELATED


def test_a_difference_that_a_rule_doubts_becomes_a_conflict_by_the_models_word() -> None:
    one, other = "The prize for the reactor went to Marta Ilves.", "The prize for the reactor went to Radina Petrova."
    alone = judge(pair(one, other), LEVELS)
    judged = judge(replace(pair(one, other), opinion=opinion(conflicts=0.97)), LEVELS, (), TRUSTING)
    assert alone.relation is not Relation.CONFLICTS
    assert judged.relation is Relation.CONFLICTS
    assert judged.reasons[0].rule == "name.differs"


@pytest.mark.parametrize(("veto", "relation"), [(0.0, Relation.CONFLICTS), (0.1, Relation.RELATED)])
def test_a_conflict_that_a_rule_shows_stands_unless_the_weighing_sees_no_difference(
    veto: float, relation: Relation
) -> None:
    judged = judge(replace(pair(A, B), opinion=opinion(agrees=0.99)), {**LEVELS, "veto": veto}, (), TRUSTING)
    assert judged.relation is relation
    assert judged.reasons[0].rule == "number.differs"


def test_what_the_models_hold_is_told() -> None:
    one, other = "The bank will pay the fine.", "The bank settles the penalty."
    judged = judge(replace(pair(one, other), opinion=opinion(agrees=0.97)), LEVELS, (), TRUSTING)
    assert judged.relation is Relation.AGREES
    assert judged.reasons[-1].rule == "model.opinion"
    assert "97 of 100" in judged.reasons[-1].text
