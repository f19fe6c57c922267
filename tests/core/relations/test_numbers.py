from __future__ import annotations

import pytest

from core.relations import Sense
from core.relations.numbers import detect
from tests.core.statements import pair, told

TUESDAY, WEDNESDAY = "2026-03-03", "2026-03-04"


def senses(a: str, b: str, a_date: str | None = None, b_date: str | None = None) -> set[Sense]:
    return {finding.sense for finding in detect(pair(a, b, a_date, b_date))}


def dead(figure: str) -> str:
    return f"{figure} people were killed in the ferry fire off Port Maren."


@pytest.mark.parametrize("day", [None, TUESDAY])
@pytest.mark.parametrize(
    ("a", "b"),
    [
        (dead("12"), dead("21")),
        (dead("Twelve"), dead("Twenty-one")),
        (dead("Exactly 12"), dead("21")),
        (dead("Up to 12"), dead("21")),
        (dead("At least 21"), dead("12")),
        (dead("10 to 15"), dead("21")),
        ("The camp lies 5 km from the border town.", "The camp lies 9 miles from the border town."),
        ("The new harbour bridge cost $3bn to build.", "The new harbour bridge cost $5 billion to build."),
        ("The bill passed the upper house with 52 percent.", "The bill passed the upper house with 58%."),
    ],
)
def test_figures_that_exclude_each_other_conflict(a: str, b: str, day: str | None) -> None:
    assert senses(a, b, day, day) == {Sense.CONFLICT}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (dead("At least 12"), dead("21")),
        (dead("12 or more"), dead("21")),
        (dead("Up to 30"), dead("21")),
        (dead("10 to 25"), dead("21")),
        (dead("About 20"), dead("21")),
        ("1,187 homes were lost in the storm.", "About 1,200 homes were lost in the storm."),
        ("1,187 homes were lost in the storm.", "1,200 homes were lost in the storm."),
        ("The camp lies 5 km from the border town.", "The camp lies 3.1 miles from the border town."),
        ("Some 9,000 cars cross the bridge a day.", "An average of 8,973 cars cross the bridge a day."),
    ],
)
def test_figures_that_can_both_be_true_are_explained_and_do_not_conflict(a: str, b: str) -> None:
    for first, second in ((a, b), (b, a)):
        found = senses(first, second, TUESDAY, TUESDAY)
        assert found <= {Sense.EXPLAINED, Sense.SAME}
        assert found


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (dead("21"), dead("21")),
        (dead("21"), dead("Twenty-one")),
        ("A dozen lorries were led off the bridge.", "12 lorries were led off the bridge."),
        ("The bridge cost $3bn to build.", "The bridge cost 3 billion dollars to build."),
        ("21 people died in the ferry fire.", "The death toll rose to 21 in the ferry fire."),
        ("21 people died in the ferry fire.", "The death toll of the ferry fire rose to 21."),
    ],
)
def test_the_same_figure_in_other_writing_is_the_same(a: str, b: str) -> None:
    assert senses(a, b) == {Sense.SAME}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (dead("12"), "30 people were injured in the ferry fire off Port Maren."),
        ("12 are missing after the ferry fire off Port Maren.", "30 were rescued after the ferry fire off Port Maren."),
        ("The ferry carried 350 passengers off Port Maren.", "The ferry carried 20 crew off Port Maren."),
        ("397 homes burned in the storm at Port Maren.", "12 boats burned in the storm at Port Maren."),
        ("The bridge is 5 km long and new.", "The bridge is 5 years old and new."),
        ("The fine was 300 dollars in all.", "The fine was 500 euros in all."),
        ("Rates rose by 2 percent this time.", "Rates rose by 5 percentage points this time."),
        (dead("12"), "The ferry that burned off Port Maren was built in 1998."),
        (dead("12"), "The ferry fire off Port Maren began at 4:20 a.m."),
    ],
)
def test_figures_of_different_things_are_never_compared(a: str, b: str) -> None:
    assert senses(a, b) <= {Sense.DOUBT}


@pytest.mark.parametrize(
    ("a", "b", "a_date", "b_date", "sense"),
    [
        (dead("12"), dead("21"), TUESDAY, WEDNESDAY, Sense.CHANGED),
        (dead("21"), dead("12"), WEDNESDAY, TUESDAY, Sense.CHANGED),
        (dead("21"), dead("12"), TUESDAY, WEDNESDAY, Sense.CONFLICT),
        (dead("12"), dead("21"), None, WEDNESDAY, Sense.CONFLICT),
        (dead("12"), dead("21"), "2026-03-03T08:00", "2026-03-03T20:00", Sense.CHANGED),
        (dead("12"), dead("21"), "2026-03-03T08:00", "2026-03-03T08:30", Sense.CONFLICT),
        (dead("12"), dead("21"), TUESDAY, "2026-03-03T20:00", Sense.CONFLICT),
    ],
)
def test_a_toll_that_grew_between_two_reports_has_changed(
    a: str, b: str, a_date: str | None, b_date: str | None, sense: Sense
) -> None:
    assert senses(a, b, a_date, b_date) == {sense}


def test_a_count_that_goes_either_way_may_also_shrink() -> None:
    more = "17 people are missing after the ferry fire off Port Maren."
    fewer = "Five people are missing after the ferry fire off Port Maren."
    assert senses(more, fewer, TUESDAY, WEDNESDAY) == {Sense.CHANGED}
    assert senses(fewer, more, TUESDAY, WEDNESDAY) == {Sense.CHANGED}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The ferry carried 350 passengers off Port Maren.", "The ferry carried 280 passengers off Port Maren."),
        ("The engineer Ann Lee, 41, was charged with theft.", "The engineer Ann Lee, 43, was charged with theft."),
        ("The camp lies 5 km from the border town.", "The camp lies 9 km from the border town."),
    ],
)
def test_what_is_settled_from_the_start_does_not_change_with_time(a: str, b: str) -> None:
    assert senses(a, b, TUESDAY, WEDNESDAY) == {Sense.CONFLICT}


def test_a_figure_said_of_another_day_has_changed() -> None:
    a = "The toll stood at 12 on Monday after the fire off Port Maren."
    b = "The toll stood at 21 on Tuesday after the fire off Port Maren."
    assert senses(a, b, WEDNESDAY, WEDNESDAY) == {Sense.CHANGED}


def test_the_reason_shows_both_figures_as_they_are_written() -> None:
    a, b = dead("Twelve"), dead("21")
    (finding,) = detect(pair(a, b))
    assert "Twelve" in finding.reason.text
    assert "21" in finding.reason.text
    assert told(a, finding.reason.a) == ("Twelve",)
    assert told(b, finding.reason.b) == ("21",)


def test_where_a_side_gives_several_figures_of_one_kind_none_is_called_wrong() -> None:
    a = "Police said 12 people were killed, while the mayor said 21 people were killed in the fire."
    b = "The coast guard said that 30 people were killed in the fire."
    assert Sense.CONFLICT not in senses(a, b)
    assert Sense.CONFLICT not in senses(b, a)


def test_a_figure_that_both_give_does_not_hide_the_one_that_differs() -> None:
    a = "The port moved 298,000 in spring, though its plan was 100,000."
    b = "The port moved 210,000 in spring, though its plan was 100,000."
    found = [f.reason for f in detect(pair(a, b)) if f.sense is not Sense.SAME]
    assert [(r.a[0].of(a), r.b[0].of(b)) for r in found] == [("298,000", "210,000")]
