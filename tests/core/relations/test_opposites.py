from __future__ import annotations

import pytest

from core.relations import Sense
from core.relations.opposites import detect
from tests.core.statements import pair, told


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        (
            "The court acquitted the harbour master of fraud.",
            "The court convicted the harbour master of fraud.",
            ("acquitted", "convicted"),
        ),
        (
            "Unemployment in the coastal region rose in May.",
            "Unemployment in the coastal region fell in May.",
            ("rose", "fell"),
        ),
        (
            "The council approved the plan for a second bridge.",
            "The council rejected the plan for a second bridge.",
            ("approved", "rejected"),
        ),
        (
            "The crew of the sunken tug was found alive.",
            "The crew of the sunken tug was found dead.",
            ("alive", "dead"),
        ),
        (
            "The mayor of the port town stayed in office.",
            "The mayor of the port town stepped down in office.",
            ("stayed", "stepped down"),
        ),
    ],
)
def test_contrary_words_in_one_statement_are_a_conflict(a: str, b: str, words: tuple[str, str]) -> None:
    (finding,) = detect(pair(a, b))
    assert finding.sense is Sense.CONFLICT
    assert finding.reason.kind == "opposite"
    assert told(a, finding.reason.a) == words[:1]
    assert told(b, finding.reason.b) == words[1:]
    assert all(word in finding.reason.text for word in words)
    assert len(detect(pair(b, a))) == 1


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The court acquitted the harbour master.", "The court cleared the harbour master."),
        ("Prices rose and fell again in May.", "Prices fell in May on the coast."),
        ("Prices in the coastal region rose in May.", "Prices in the coastal region did not fall in May."),
        ("The mayor of Maren won the vote.", "The company lost its tug in the storm off Leeds."),
        ("The tug left the port at dawn.", "The tug left the port at dawn."),
    ],
)
def test_words_that_agree_cancel_out_or_stand_in_other_matters_are_none(a: str, b: str) -> None:
    assert detect(pair(a, b)) == ()
    assert detect(pair(b, a)) == ()
