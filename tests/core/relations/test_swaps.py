"""One place of a sentence where each of two claims has its own word."""

from __future__ import annotations

import pytest

from core.relations.finding import Sense
from core.relations.swaps import detect
from tests.core.statements import pair


@pytest.mark.parametrize(
    ("a", "b", "kind", "words"),
    [
        (
            "The council of the port town praised the new harbour plan.",
            "The council of the port town buried the new harbour plan.",
            "opposite",
            ("praised", "buried"),
        ),
        (
            "The harbour prize for the council went to Marta Ilves.",
            "The harbour prize for the council went to Radina Petrova.",
            "name",
            ("Marta Ilves", "Radina Petrova"),
        ),
        (
            "The council spent 40 million euros on the harbour wall.",
            "The council spent 90 million euros on the harbour wall.",
            "number",
            ("40 million euros", "90 million euros"),
        ),
    ],
)
def test_the_words_that_stand_in_one_place_are_shown(a: str, b: str, kind: str, words: tuple[str, str]) -> None:
    (found,) = detect(pair(a, b))
    assert (found.sense, found.reason.kind) == (Sense.DOUBT, kind)
    assert (found.reason.a[0].of(a), found.reason.b[0].of(b)) == words


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The council praised the harbour plan.", "The council praised the harbour plan."),
        ("The council praised the harbour plan.", "The council praised the harbour plan on Monday in Riga."),
        ("Fishermen from the north praised the plan.", "A judge closed the trial of the banker."),
        (
            "The council praised the harbour plan and buried the school.",
            "The council mourned the harbour plan and opened the school.",
        ),
        ("The council praised Muammar for the harbour plan.", "The council praised Moammar for the harbour plan."),
        ("", "The council praised the harbour plan."),
        (
            "The vote left the port council without an answer on the quay.",
            "The vote left council members of the port without an answer on the quay.",
        ),
    ],
)
def test_words_added_in_several_places_or_on_one_side_only_are_no_swap(a: str, b: str) -> None:
    assert detect(pair(a, b)) == ()
