from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.stamps import find_stamps, iso_moment, moment


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("Published: 3 March 2026, by Ann Lee", "2026-03-03", None),
        ("The Post | Ann Lee | 2026-03-03 14:20", "2026-03-03T14:20", None),
        ("2026-03-10 16:44 -04:00", "2026-03-10T16:44", None),
        ("Oct. 7, 2026, 2:14 p.m. ET", "2026-10-07T14:14", None),
        ("Sunday 8 March 2026, 12.05am", "2026-03-08T00:05", None),
        ("24.04.2026", "2026-04-24", None),
        ("18/3/2026 – 18:30", "2026-03-18T18:30", None),
        ("1.30am, April 3 2026", "2026-04-03T01:30", None),
        ("9 June 2026, 11:15 (updated 14:50)", "2026-06-09T11:15", "2026-06-09T14:50"),
        ("Posted April 2, 2026, 4:30 p.m. | Updated 5:52 p.m.", "2026-04-02T16:30", "2026-04-02T17:52"),
        ("UPDATED 22:20, 7 May 2026", None, "2026-05-07T22:20"),
        ("2130 GMT Sept 21", None, None),
        ("Feb 12", None, None),
        ("30 February 2026", None, None),
        ("25:70", None, None),
        ("4,100 jobs, or 12% of staff at 2.75%", None, None),
    ],
)
def test_moments_are_read_to_the_precision_stated(line: str, published: str | None, updated: str | None) -> None:
    stamps = find_stamps(line)
    assert (moment(stamps, updated=False), moment(stamps, updated=True)) == (published, updated)


def test_day_and_month_that_could_be_swapped_give_no_date() -> None:
    assert moment(find_stamps("4/2/2026 07:45"), updated=False) is None
    assert moment(find_stamps("4/4/2026"), updated=False) == "2026-04-04"


def test_a_day_without_a_year_keeps_what_is_stated() -> None:
    (stamp,) = find_stamps("Nov 20")
    assert (stamp.date, stamp.month, stamp.day) == (None, 11, 20)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-03T14:20:59+08:00", "2026-03-03T14:20"),
        ("2026-03-03", "2026-03-03"),
        ("3 March 2026 at 2 pm", "2026-03-03T14:00"),
        ("Tue, 03 Mar 2026 14:20:00 GMT", "2026-03-03T14:20"),
        ("yesterday", None),
        ("2026", None),
    ],
)
def test_machine_dates_become_iso_on_the_outlets_clock(text: str, expected: str | None) -> None:
    assert iso_moment(text) == expected


@given(st.datetimes())
def test_every_iso_moment_is_read_back(value: object) -> None:
    text = value.isoformat(timespec="minutes")  # type: ignore[attr-defined]
    assert iso_moment(text) == text


@given(st.text(max_size=200))
def test_stamps_lie_in_the_line_and_in_order(line: str) -> None:
    end = 0
    for stamp in find_stamps(line):
        assert end <= stamp.start < stamp.end <= len(line)
        end = stamp.end
