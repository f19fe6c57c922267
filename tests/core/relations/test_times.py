from __future__ import annotations

import pytest

from core.relations import Sense
from core.relations.times import apart, detect, order_of
from tests.core.statements import article, pair, side

TUESDAY = "2026-03-03"


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        ("2026-03-03", "2026-03-04", 1),
        ("2026-03-03", "2026-03-03", 0),
        ("2026-03-03T08:00", "2026-03-03T20:00", 1),
        ("2026-03-03T08:00", "2026-03-03T08:30", 0),
        ("2026-03-03T23:30", "2026-03-04T00:10", 0),
        ("2026-03-03T08:00", "2026-03-03", 0),
        ("2026-03-03T08:00", "2026-03-04", 1),
        (None, "2026-03-04", 0),
        (None, None, 0),
        ("2026", "2026-03-04", 0),
        ("soon", "2026-03-04", 0),
        ("2026-03-03T08:00+09:00", "2026-03-03T08:00+00:00", 1),
    ],
)
def test_the_later_article_is_known_only_from_both_dates(one: str | None, other: str | None, order: int) -> None:
    first, second = article("A.", published=one), article("B.", published=other)
    assert order_of(first, second) == order
    assert order_of(second, first) == -order


@pytest.mark.parametrize(
    ("a", "b", "are_apart"),
    [
        ("It sank on Monday.", "It sank on Tuesday.", True),
        ("It sank on Monday.", "It sank on March 2.", False),
        ("It sank in March 2026.", "It sank on Monday.", False),
        ("It sank in 2024.", "It sank in 2025.", True),
        ("It sank on Monday.", "It sank.", False),
        ("It sank at dawn.", "It sank at noon.", False),
    ],
)
def test_claims_are_apart_in_time_if_no_day_can_be_both(a: str, b: str, are_apart: bool) -> None:
    one, other = side(a, TUESDAY).claim, side(b, TUESDAY).claim
    assert apart(one, other) is are_apart
    assert apart(other, one) is are_apart


def senses(a: str, b: str, published: str | None = TUESDAY) -> set[Sense]:
    return {finding.sense for finding in detect(pair(a, b, published, published))}


@pytest.mark.parametrize(
    ("a", "b", "published"),
    [
        ("The dam was last inspected on October 14.", "The dam was last inspected on November 14.", TUESDAY),
        ("The old ferry sank on Monday off Maren.", "The old ferry sank on Tuesday off Maren.", TUESDAY),
        ("The old ferry sank on 2 March 2026.", "The old ferry sank on 9 March 2026.", None),
        ("The dam was last inspected on October 14.", "The dam was last inspected on November 14.", None),
        (
            "The tug struck the fifth pier at 4:20 a.m. on Tuesday.",
            "The tug struck the fifth pier at 4:50 a.m. on Tuesday.",
            TUESDAY,
        ),
        ("The old ferry sank off Maren on Monday night.", "The old ferry sank off Maren on Friday night.", None),
        ("The quay has been shut since February.", "The quay has been shut since January.", None),
        (
            "The race legs are sailed on May 7 and May 14 off Maren.",
            "The race legs are sailed on May 7 and May 27 off Maren.",
            None,
        ),
    ],
)
def test_one_event_on_two_days_is_a_conflict(a: str, b: str, published: str | None) -> None:
    assert senses(a, b, published) == {Sense.CONFLICT}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The dam was inspected on October 14.", "The dam was inspected on October 14, 2025."),
        ("The old ferry sank on Monday.", "The old ferry sank on March 2."),
        ("The old ferry sank yesterday.", "The old ferry sank on Monday."),
    ],
)
def test_one_day_in_two_writings_is_the_same_day(a: str, b: str) -> None:
    assert senses(a, b) == {Sense.SAME}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The old ferry sank in March.", "The old ferry sank on Monday."),
        ("The old ferry sank on Monday.", "The old ferry sank off Maren."),
        ("The mayor of Port Maren spoke on Monday.", "Divers from Leeds searched the wreck on Tuesday."),
        ("The old ferry was built in 1998.", "The old ferry was sold in 2019."),
        ("The mayor of Maren was born on 9 March 1945.", "The mayor of Maren was born after 1944."),
        ("The line was closed on 20 October 2025.", "The line was closed before November 2025."),
        ("Divers from Leeds dived on Monday and on Friday.", "Divers from Leeds dived on Monday."),
    ],
)
def test_days_that_can_be_one_or_belong_to_different_matters_do_not_conflict(a: str, b: str) -> None:
    assert Sense.CONFLICT not in senses(a, b)


def test_days_that_nothing_settles_are_no_conflict_where_one_side_tells_more() -> None:
    a = "The owner of the old ferry was charged Saturday after divers found a hole in the hull off Maren, police said."
    b = "The owner of the old ferry has been charged after it sank off Maren Friday."
    assert senses(a, b, None) == {Sense.DOUBT}


@pytest.mark.parametrize(("one", "other"), [("Monday", "Tuesday"), ("March", "April 4")])
def test_times_that_nothing_settles_differ_only_where_nearly_all_is_told_alike(one: str, other: str) -> None:
    a = f"In {one}, off Maren, the old ferry sank with its crew and a load of wheat."
    b = f"In {other} the old ferry sank while a choir from Leeds sang on the pier of a spa."
    assert senses(a, b, None) == {Sense.DOUBT}


def test_a_day_that_is_relative_to_different_reports_is_resolved_before_it_is_compared() -> None:
    found = detect(pair("The old ferry sank yesterday.", "The old ferry sank yesterday.", "2026-03-03", "2026-03-05"))
    assert [finding.sense for finding in found] == [Sense.CONFLICT]
    assert "2026-03-02" in found[0].reason.text
    assert "2026-03-04" in found[0].reason.text
