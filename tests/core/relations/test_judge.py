from __future__ import annotations

import pytest

from core.calibration import calibration
from core.model import Relation
from core.relations import Judgement, judge
from tests.core.statements import WELL_ALIGNED, pair

TUESDAY, WEDNESDAY = "2026-03-03", "2026-03-04"
AT_LEAST_TWELVE = "At least 12 people were killed in the ferry fire off Port Maren."
TWELVE = "12 people were killed in the ferry fire off Port Maren."
TWENTY_ONE = "21 people were killed in the ferry fire off Port Maren."
NOBODY = "Nobody was hurt in the ferry fire off Port Maren."
TYPED = {
    "number",
    "date",
    "place",
    "name",
    "negation",
    "opposite",
    "role",
    "certainty",
    "attribution",
    "denial",
    "scope",
}


def verdict(
    a: str, b: str, *dates: str | None, similarity: float = WELL_ALIGNED, rules_off: tuple[str, ...] = ()
) -> Judgement:
    return judge(pair(a, b, *dates, similarity=similarity), calibration().thresholds, rules_off=rules_off)


@pytest.mark.parametrize(
    ("a", "b", "a_date", "b_date", "relation"),
    [
        (TWELVE, TWENTY_ONE, TUESDAY, TUESDAY, Relation.CONFLICTS),
        (TWELVE, TWENTY_ONE, TUESDAY, WEDNESDAY, Relation.CHANGED),
        (AT_LEAST_TWELVE, TWENTY_ONE, TUESDAY, TUESDAY, Relation.AGREES),
        (TWELVE, TWELVE, None, None, Relation.AGREES),
        (
            "The camp lies 5 km from the border town.",
            "The camp lies 3.1 miles from the border town.",
            None,
            None,
            Relation.AGREES,
        ),
        (
            "A licensed pilot was aboard the tug Vidra.",
            "No licensed pilot was aboard the tug Vidra.",
            None,
            None,
            Relation.CONFLICTS,
        ),
        (
            "The court acquitted the harbour master of fraud.",
            "The court convicted the harbour master of fraud.",
            None,
            None,
            Relation.CONFLICTS,
        ),
    ],
)
def test_well_aligned_statements_get_the_relation_that_their_facts_say(
    a: str, b: str, a_date: str | None, b_date: str | None, relation: Relation
) -> None:
    for found in (verdict(a, b, a_date, b_date), verdict(b, a, b_date, a_date)):
        assert found.relation is relation
        assert found.reasons


@pytest.mark.parametrize("similarity", [0.0, 0.05])
def test_what_is_not_alike_is_unrelated_whatever_the_figures_say(similarity: float) -> None:
    found = verdict(TWELVE, TWENTY_ONE, similarity=similarity)
    assert found.relation is None
    assert found.reasons == ()


def test_likeness_alone_never_makes_a_conflict() -> None:
    found = verdict("Divers searched the wreck at dawn.", "Divers searched the wreck at noon.", similarity=1.0)
    assert found.relation is not Relation.CONFLICTS
    assert found.conflicts == 0


def test_the_killed_and_the_injured_are_related_and_do_not_agree() -> None:
    found = verdict(TWELVE, "30 people were injured in the ferry fire off Port Maren.")
    assert found.relation is Relation.RELATED


@pytest.mark.parametrize(
    ("a", "b", "dates"),
    [
        (TWELVE, TWENTY_ONE, (TUESDAY, TUESDAY)),
        (TWELVE, TWENTY_ONE, (TUESDAY, WEDNESDAY)),
        ("A licensed pilot was aboard the tug Vidra.", "No licensed pilot was aboard the tug Vidra.", ()),
    ],
)
def test_the_first_reason_of_a_difference_is_typed_and_shows_both_sides(a: str, b: str, dates: tuple[str, ...]) -> None:
    first = verdict(a, b, *dates).reasons[0]
    assert first.kind in TYPED | {"time"}
    assert first.a
    assert first.b


def test_a_rule_that_is_switched_off_marks_nothing() -> None:
    assert verdict(TWELVE, TWENTY_ONE).relation is Relation.CONFLICTS
    found = verdict(TWELVE, TWENTY_ONE, rules_off=("number.differs",))
    assert found.relation is not Relation.CONFLICTS
    assert all(reason.rule != "number.differs" for reason in found.reasons)


@pytest.mark.parametrize("similarity", [0.0, 0.2, 0.5, 0.8, 1.0])
@pytest.mark.parametrize(("a", "b"), [(TWELVE, TWENTY_ONE), (TWELVE, TWELVE), (TWELVE, NOBODY), ("", "A.")])
def test_all_scores_lie_between_nothing_and_one(a: str, b: str, similarity: float) -> None:
    found = verdict(a, b, similarity=similarity)
    for score in (found.agrees, found.conflicts, found.similarity, found.confidence):
        assert 0 <= score <= 1


@pytest.mark.parametrize("dates", [(), (TUESDAY, WEDNESDAY)])
def test_no_reason_is_given_twice(dates: tuple[str, ...]) -> None:
    reasons = verdict(TWELVE, TWENTY_ONE, *dates).reasons
    assert len(reasons) == len(set(reasons))
