"""How firmly the two outlets stand behind a claim, and on whose word."""

from __future__ import annotations

import pytest

from core.relations.certainty import detect
from tests.core.statements import pair


@pytest.mark.parametrize(
    ("a", "b", "rules"),
    [
        ("The driver fled the burning depot.", "The driver allegedly fled the burning depot.", ["certainty.gap"]),
        ("The driver fled the burning depot.", "The driver may have fled the burning depot.", ["certainty.gap"]),
        ("The driver fled the burning depot.", "Officials said that the driver fled the burning depot.", []),
        ("The driver fled the burning depot.", "The choir may have won the trophy.", []),
    ],
)
def test_a_wide_gap_in_certainty_is_pointed_out(a: str, b: str, rules: list[str]) -> None:
    assert [f.reason.rule for f in detect(pair(a, b))] == rules
