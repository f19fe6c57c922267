from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from core import lexicon, resources
from core.errors import ResourceError
from core.lexicon import English, english
from core.model import Certainty


@pytest.fixture
def words() -> English:
    return english()


def test_it_is_read_once() -> None:
    assert english() is english()


def test_what_is_looked_up_in_lower_case_stands_there_in_lower_case(words: English) -> None:
    tables: list[Any] = [
        *(words.number_words, words.magnitudes, words.bounds, words.units, words.currencies, words.counted),
        *(words.months, words.weekdays, words.relative_days, words.day_parts, words.certainty, words.stop_words),
        *(words.negation_cues, words.denial, words.reporting_verbs, words.titles, words.not_names, words.auxiliaries),
    ]
    assert [key for table in tables for key in table if key != key.lower()] == []


def test_longer_bounds_are_tried_before_the_shorter_ones_inside_them(words: English) -> None:
    for phrases in (words.bounds, words.bounds_after):
        lengths = [len(phrase.split()) for phrase in phrases]
        assert lengths == sorted(lengths, reverse=True)


def test_every_bound_is_of_a_kind_that_is_understood(words: English) -> None:
    kinds = {"low", "above", "high", "below", "exact", *words.approximate_reach}
    assert {*words.bounds.values(), *words.bounds_after.values()} <= kinds
    assert all(low <= 1 <= high for low, high in words.approximate_reach.values())


def test_every_cue_of_certainty_stands_on_a_rung_of_the_ladder(words: English) -> None:
    assert set(words.certainty.values()) <= set(Certainty)


def test_every_count_says_how_it_moves_while_events_go_on(words: English) -> None:
    assert {group.changing for group in words.counted.values()} <= {"up", "any", "no"}


def test_units_are_given_by_positive_factors_into_their_base(words: English) -> None:
    assert all(unit.factor > 0 and unit.base for unit in words.units.values())
    assert words.units["km"].factor == 1000 * words.units["m"].factor


def test_months_weekdays_and_parts_of_the_day_are_complete(words: English) -> None:
    assert set(words.months.values()) == set(range(1, 13))
    assert set(words.weekdays.values()) == set(range(7))
    assert all(0 <= first < last <= 30 for first, last in words.day_parts.values())


def test_no_word_is_its_own_opposite(words: English) -> None:
    assert [left & right for left, right in words.opposites if left & right] == []


def _broken(raw: Mapping[str, Any], **changes: object) -> dict[str, Any]:
    return {**raw, **changes}


@pytest.mark.parametrize(
    ("changes", "paths"),
    [
        ({"months": None}, ["$.months"]),
        ({"units": {"km": 1000}}, ["$.units"]),
        ({"months": None, "titles": "mr", "opposites": None}, ["$.months", "$.titles", "$.opposites"]),
        ({"negation": {"cues": ["not", 3], "verbs": [], "exceptions": []}}, ["$.negation.cues[1]"]),
    ],
)
def test_a_wrong_file_is_refused_with_all_its_problems_at_once(
    monkeypatch: pytest.MonkeyPatch, changes: dict[str, object], paths: list[str]
) -> None:
    raw = _broken(resources.load(lexicon.FILE), **changes)
    monkeypatch.setattr(resources, "load", lambda _name: raw)
    with pytest.raises(ResourceError) as caught:
        english.__wrapped__()
    assert sorted(problem.split(": ")[0] for problem in caught.value.problems) == sorted(paths)


@pytest.mark.parametrize(
    "changes",
    [
        {"units": [{"names": {"km": 1000}}]},
        {"counted": {"killed": {"words": ["kill"]}}},
        {"counted": {"killed": ["kill"]}},
        {"opposites": [["rise"]]},
        {"approximate_reach": {"about": 0.9}},
    ],
)
def test_a_wrong_row_is_refused_like_a_wrong_list(monkeypatch: pytest.MonkeyPatch, changes: dict[str, object]) -> None:
    raw = _broken(resources.load(lexicon.FILE), **changes)
    monkeypatch.setattr(resources, "load", lambda _name: raw)
    with pytest.raises(ResourceError):
        english.__wrapped__()
