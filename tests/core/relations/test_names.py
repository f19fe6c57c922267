"""Names that differ or change places where the rest is told alike."""

from __future__ import annotations

import pytest

from core.relations.names import detect
from tests.core.statements import pair


def kinds(a: str, b: str) -> list[str]:
    return [finding.reason.rule for finding in detect(pair(a, b))]


@pytest.mark.parametrize(
    ("a", "b", "rules"),
    [
        (
            "The reactor fire broke out near Lviv at night.",
            "The reactor fire broke out near Odesa at night.",
            ["place.differs"],
        ),
        (
            "The prize for the reactor went to Marta Ilves.",
            "The prize for the reactor went to Radina Petrova.",
            ["name.differs"],
        ),
        ("Then Ukraine shelled a depot in Russia.", "Then Russia shelled a depot in Ukraine.", ["role.swapped"]),
        (
            "The fire broke out in Kyoto, Japan, at night.",
            "The fire broke out in Tokyo, Japan, at night.",
            ["name.differs"],
        ),
        ("The reactor fire broke out near Kiev at night.", "The reactor fire broke out near Kyiv at night.", []),
        ("The reactor fire broke out near Lviv at night.", "The reactor fire broke out at night.", []),
        ("The mayor of Lviv opened a school.", "Wheat from Odesa fed the camp.", []),
        ("The prize for the reactor went to Ilves.", "The prize for the reactor went to Marta Ilves.", []),
        ("The prize for the reactor went to Marta K. Ilves.", "The prize for the reactor went to Marta Ilves.", []),
    ],
)
def test_another_name_in_the_same_position_is_pointed_out(a: str, b: str, rules: list[str]) -> None:
    assert kinds(a, b) == rules


def test_the_names_themselves_are_shown() -> None:
    a, b = "The reactor fire broke out near Lviv.", "The reactor fire broke out near Odesa."
    (found,) = detect(pair(a, b))
    assert [s.of(a) for s in found.reason.a] == ["Lviv"]
    assert [s.of(b) for s in found.reason.b] == ["Odesa"]
