"""Ranks that differ where all else is told alike."""

from __future__ import annotations

import pytest

from core.relations.finding import Sense
from core.relations.ranks import detect
from tests.core.statements import pair


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        (
            "The tug Aurelia crossed the line in 10th place off Maren.",
            "The tug Aurelia crossed the line in 5th place off Maren.",
            ("10th", "5th"),
        ),
        (
            "Divers found the bell on the seventh dive near the wreck.",
            "Divers found the bell on the 9th dive near the wreck.",
            ("seventh", "9th"),
        ),
        (
            "Ilves won the first and the third round of the harbour race.",
            "Ilves won the first and the fourth round of the harbour race.",
            ("third", "fourth"),
        ),
    ],
)
def test_the_rank_that_each_has_for_itself_is_shown(a: str, b: str, words: tuple[str, str]) -> None:
    (found,) = detect(pair(a, b))
    assert (found.sense, found.reason.rule) == (Sense.DOUBT, "number.doubtful")
    assert (found.reason.a[0].of(a), found.reason.b[0].of(b)) == words


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The tug came in 5th place off Maren.", "The tug came in fifth place off Maren."),
        ("The tug came in 5th place off Maren.", "The tug came in off Maren."),
        ("A third of the voters of Maren stayed away.", "A fifth of the voters of Maren stayed away."),
        ("The dam broke on the 14th of October.", "The dam broke on the 24th of October."),
        ("Ilves won the first round of the race.", "A choir from Leeds sang on the second evening."),
    ],
)
def test_equal_ranks_shares_days_and_other_matters_are_no_difference(a: str, b: str) -> None:
    assert detect(pair(a, b)) == ()
