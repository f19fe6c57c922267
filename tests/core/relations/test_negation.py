from __future__ import annotations

import pytest

from core.relations import Sense
from core.relations.negation import detect
from tests.core.statements import pair, told


def rules(a: str, b: str) -> list[str]:
    found = detect(pair(a, b))
    assert all(finding.sense is Sense.CONFLICT for finding in found)
    return [finding.reason.rule for finding in found]


@pytest.mark.parametrize(
    ("affirmed", "negated"),
    [
        ("A licensed pilot was aboard the tug Vidra.", "No licensed pilot was aboard the tug Vidra."),
        (
            "The transport minister resigned over the port contract.",
            "The transport minister did not resign over the port contract.",
        ),
        (
            "The transport minister resigned over the port contract.",
            "The transport minister didn’t resign over the port contract.",
        ),
        ("The crew stopped the fire on the ferry.", "The crew failed to stop the fire on the ferry."),
        ("The crew left the harbour with a permit.", "The crew left the harbour without a permit."),
    ],
)
def test_yes_on_one_side_and_no_on_the_other_is_a_conflict(affirmed: str, negated: str) -> None:
    assert rules(affirmed, negated) == ["negation.differs"]
    assert rules(negated, affirmed) == ["negation.differs"]


@pytest.mark.parametrize(
    ("reported", "denied"),
    [
        (
            "The company had known of a fault in the steering.",
            "The company denied that it had known of a fault in the steering.",
        ),
        (
            "The mayor took bribes from the port company.",
            "The mayor rejected reports that he took bribes from the port.",
        ),
    ],
)
def test_a_denial_conflicts_with_what_it_denies(reported: str, denied: str) -> None:
    assert rules(reported, denied) == ["denial.of"]
    assert rules(denied, reported) == ["denial.of"]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Nobody was hurt in the harbour fire at Maren.", "No one was hurt in the harbour fire at Maren."),
        ("The crew did not see the tug in the fog.", "The crew never saw the tug in the fog."),
        ("The company denied the fault in the steering.", "The company rejected the fault in the steering."),
        ("No fewer than 12 people drowned off Port Maren.", "12 people drowned off Port Maren."),
        ("The mayor of Port Maren did not speak.", "Divers from Leeds searched the wreck of the tug."),
        ("The tug Vidra left the port of Maren.", "The tug Vidra had left the port of Maren."),
        (
            "The company knew of a fault in the steering.",
            "The company did not deny that it knew of a fault in the steering.",
        ),
    ],
)
def test_two_noes_a_false_no_or_another_matter_is_no_conflict(a: str, b: str) -> None:
    assert rules(a, b) == []
    assert rules(b, a) == []


def test_the_reason_shows_the_no_and_what_it_is_about() -> None:
    a, b = "A licensed pilot was aboard the tug Vidra.", "No licensed pilot was aboard the tug Vidra."
    (finding,) = detect(pair(a, b))
    assert told(b, finding.reason.b) == ("No",)
    assert "pilot" in told(a, finding.reason.a)
    assert "No" in finding.reason.text


def test_the_reason_of_a_denial_shows_the_denying_word() -> None:
    a = "The company had known of a fault in the steering."
    b = "The company denied that it had known of a fault in the steering."
    (finding,) = detect(pair(a, b))
    assert told(b, finding.reason.b) == ("denied",)
    assert finding.reason.kind == "denial"
