from __future__ import annotations

import string
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.facts.dates import day_of, find_dates
from core.model import DateMention

WEDNESDAY = "2026-03-04"


def only(text: str, published: str | None = None) -> DateMention:
    found = find_dates(text, published)
    assert len(found) == 1, [d.span.of(text) for d in found]
    return found[0]


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("October 22, 2024", "2024-10-22", "2024-10-22"),
        ("Oct. 22, 2024", "2024-10-22", "2024-10-22"),
        ("22 October 2024", "2024-10-22", "2024-10-22"),
        ("2024-10-22", "2024-10-22", "2024-10-22"),
        ("March 2026", "2026-03-01", "2026-03-31"),
        ("February 2024", "2024-02-01", "2024-02-29"),
        ("2019", "2019-01-01", "2019-12-31"),
        ("the 1990s", "1990-01-01", "1999-12-31"),
    ],
)
def test_a_date_with_its_year_needs_no_publication_date(words: str, first: str, last: str) -> None:
    for published in (None, WEDNESDAY):
        text = f"It happened in {words} at the port."
        mention = only(text, published)
        assert (mention.first, mention.last) == (first, last)
        assert mention.span.of(text) in words


@pytest.mark.parametrize(
    ("words", "month", "day"),
    [
        ("on October 22", 10, 22),
        ("on 22 October", 10, 22),
        ("on Oct. 22", 10, 22),
        ("in March", 3, None),
        ("on Tuesday", None, None),
        ("last Tuesday", None, None),
        ("yesterday", None, None),
        ("last year", None, None),
        ("two days ago", None, None),
        ("on the 22nd of October", 10, 22),
    ],
)
def test_a_year_that_is_not_stated_is_not_invented(words: str, month: int | None, day: int | None) -> None:
    mention = only(f"It happened {words} at the port.")
    assert (mention.first, mention.last) == (None, None)
    assert (mention.month, mention.day) == (month, day)


@pytest.mark.parametrize(
    ("words", "published", "first", "last"),
    [
        ("on October 22", "2024-10-23", "2024-10-22", "2024-10-22"),
        ("on December 31", "2025-01-01", "2024-12-31", "2024-12-31"),
        ("on January 2", "2024-12-30", "2025-01-02", "2025-01-02"),
        ("in March", "2026-05-01", "2026-03-01", "2026-03-31"),
        ("on Tuesday", WEDNESDAY, "2026-03-03", "2026-03-03"),
        ("on Wednesday", WEDNESDAY, WEDNESDAY, WEDNESDAY),
        ("on Thursday", WEDNESDAY, "2026-02-26", "2026-02-26"),
        ("last Wednesday", WEDNESDAY, "2026-02-25", "2026-02-25"),
        ("next Tuesday", WEDNESDAY, "2026-03-10", "2026-03-10"),
        ("today", WEDNESDAY, WEDNESDAY, WEDNESDAY),
        ("today", "2026-03-04T23:50", WEDNESDAY, WEDNESDAY),
        ("yesterday", WEDNESDAY, "2026-03-03", "2026-03-03"),
        ("yesterday", "2024-03-01", "2024-02-29", "2024-02-29"),
        ("three days ago", WEDNESDAY, "2026-03-01", "2026-03-01"),
        ("two years ago", WEDNESDAY, "2024-01-01", "2024-12-31"),
        ("twenty-five years ago", WEDNESDAY, "2001-01-01", "2001-12-31"),
        ("a year ago", WEDNESDAY, "2025-01-01", "2025-12-31"),
        ("last month", "2026-01-15", "2025-12-01", "2025-12-31"),
        ("next month", "2025-12-15", "2026-01-01", "2026-01-31"),
        ("last year", WEDNESDAY, "2025-01-01", "2025-12-31"),
        ("this week", WEDNESDAY, "2026-03-02", "2026-03-08"),
    ],
)
def test_the_publication_date_settles_what_the_text_leaves_open(
    words: str, published: str, first: str, last: str
) -> None:
    mention = only(f"It happened {words} at the port.", published)
    assert (mention.first, mention.last) == (first, last)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("at 5 a.m.", "05:00"),
        ("at 5:09 am", "05:09"),
        ("at 5:30 p.m.", "17:30"),
        ("at 12 a.m.", "00:00"),
        ("at 12:15 p.m.", "12:15"),
        ("at 17:30", "17:30"),
        ("at dawn", "dawn"),
        ("in the evening", "evening"),
    ],
)
@pytest.mark.parametrize("day", ["", " on Tuesday"])
def test_a_clock_time_or_part_of_the_day_joins_the_day_beside_it(words: str, part: str, day: str) -> None:
    mention = only(f"It sank {words}{day} off the port", WEDNESDAY)
    assert mention.part == part
    assert mention.first == ("2026-03-03" if day else None)


def test_two_days_with_their_parts_stay_apart() -> None:
    text = "Fires burned on Tuesday night and Wednesday morning."
    assert [(d.first, d.part) for d in find_dates(text, "2026-03-05")] == [
        ("2026-03-03", "night"),
        ("2026-03-04", "morning"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "She may go.",
        "They march on.",
        "2,019 people came.",
        "They lost 2:1.",
        "At 12:75 nothing happens.",
        "It costs $2019.",
        "Three people came.",
    ],
)
def test_words_and_figures_that_only_look_like_times_are_none(text: str) -> None:
    assert find_dates(text, WEDNESDAY) == ()


def test_a_day_that_no_calendar_has_is_kept_as_stated_and_not_resolved() -> None:
    mention = only("It happened on February 30, 2024 at the port.")
    assert (mention.first, mention.last, mention.month, mention.day) == (None, None, 2, 30)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It sank on October 22.", "October 22"),
        ("It sank on Tuesday.", "Tuesday"),
        ("It sank last Tuesday.", "last Tuesday"),
        ("It sank in March.", "March"),
        ("It sank at 5:30 pm.", "5:30 pm"),
    ],
)
def test_the_span_holds_the_time_and_nothing_else(text: str, words: str) -> None:
    assert only(text, WEDNESDAY).span.of(text) == words


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("from March 3 to 5", "2026-03-03", "2026-03-05"),
        ("on March 3-5", "2026-03-03", "2026-03-05"),
    ],
)
def test_a_run_of_days_is_one_interval(text: str, first: str, last: str) -> None:
    mention = only(f"It burned {text} at the port.", "2026-04-01")
    assert (mention.first, mention.last) == (first, last)


@pytest.mark.parametrize(
    ("published", "day"),
    [(None, None), ("", None), ("2026", None), ("2026-03", None), ("2026-03-04", "2026-03-04"), ("soon", None)],
)
def test_a_publication_date_counts_only_to_the_day(published: str | None, day: str | None) -> None:
    found = day_of(published)
    assert (found.isoformat() if found else None) == day


_WORDS = (
    *("on", "last", "next", "March", "may", "Oct.", "22", "22nd", "31", "30", "2024", "1999", ",", ".", "Tuesday"),
    *("yesterday", "two", "days", "years", "ago", "5", "a.m.", "17:30", "week"),
)


@settings(deadline=None)
@given(
    st.one_of(st.lists(st.sampled_from(_WORDS), max_size=12).map(" ".join), st.text(string.printable, max_size=40)),
    st.one_of(st.none(), st.dates().map(str)),
)
def test_any_run_of_time_words_is_read_without_error(text: str, published: str | None) -> None:
    found = find_dates(text, published)
    for one, following in pairwise(found):
        assert one.end <= following.start
    for mention in found:
        assert 0 <= mention.start < mention.end <= len(text)
        assert (mention.first is None) == (mention.last is None)
        assert (mention.first or "") <= (mention.last or "")


def test_a_weekday_in_the_name_of_a_paper_is_no_day() -> None:
    assert find_dates("The Saturday Harbour Gazette printed it.", WEDNESDAY) == ()
    assert find_dates("It printed it on Saturday. The Mayor denied it.", WEDNESDAY)
