"""Different words for the same."""

from __future__ import annotations

from core.claims import whole_claim
from core.equalities import equalities
from tests.core.statements import article


def same(a: str, b: str) -> list[tuple[str, str]]:
    one, other = article(a, published="2026-03-04"), article(b, published="2026-03-04")
    pairs = equalities(whole_claim(one), whole_claim(other))
    return [(mine.of(a), theirs.of(b)) for mine, theirs in pairs]


def test_figures_times_and_names_meet_however_they_are_written():
    found = same("A dozen people were killed in Kiev on Tuesday.", "12 people were killed in Kyiv on 3 March.")
    assert found == [("A dozen", "12"), ("Kiev", "Kyiv"), ("Tuesday", "3 March")]


def test_what_is_written_alike_or_means_another_thing_is_no_equality():
    assert same("12 people were killed.", "12 people were killed.") == []
    assert same("At least 12 people were killed.", "12 people were killed.") == []
    assert same("12 people were killed.", "A score of people were killed.") == []
    assert same("12 people were killed.", "A dozen people were injured.") == []
