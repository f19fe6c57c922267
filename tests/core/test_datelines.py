from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.datelines import find_dateline

REST = "The authorities are considering a proposal that would change the way in which the harbour is run, they said."


@pytest.mark.parametrize(
    ("words", "place", "day", "agency", "date"),
    [
        ("SEOUL, October 22. /TASS/.", "Seoul", (10, 22), "TASS", None),
        ("KYIV, Nov 20 (Reuters) —", "Kyiv", (11, 20), "Reuters", None),
        ("LONDON (AP) -", "London", (None, None), "AP", None),
        ("WASHINGTON --", "Washington", (None, None), None, None),
        ("KENDARI, Indonesia, March 3 (Meridian) —", "Kendari", (3, 3), "Meridian", None),
        ("Hanoi (HHNA), 6 May, 22:40 –", "Hanoi", (5, 6), "HHNA", None),
        ("Nagoya, October 9, 2026 —", "Nagoya", (10, 9), None, "2026-10-09"),
        ("MOZYR, 14 January (RTA).", "Mozyr", (1, 14), "RTA", None),
        ("CONCEPCIÓN (ConoSur, own reporting).", "Concepción", (None, None), "ConoSur", None),
        ("JERUSALEM/GAZA, Oct 7 (Reuters) -", "Jerusalem/Gaza", (10, 7), "Reuters", None),
        ("UNITED NATIONS, May 2 (Xinhua) --", "United Nations", (5, 2), "Xinhua", None),
    ],
)
def test_datelines_give_place_day_and_agency(
    words: str, place: str, day: tuple[int | None, int | None], agency: str | None, date: str | None
) -> None:
    text = f"{words} {REST}"
    found = find_dateline(text, 0, len(text))
    assert found is not None
    assert found.dateline.span.of(text) == words
    assert (found.dateline.place, found.dateline.agency, found.date) == (place, agency, date)
    assert (found.dateline.month, found.dateline.day) == day


@pytest.mark.parametrize(
    "words",
    [
        "The minister (Labour) said —",
        "President Obama, March 3.",
        "U.S. (and allies)",
        "BREAKING —",
        "Trump (R) - the president",
        "CORRECTION: The vote was held on Sunday.",
        "Paris, Jan 3.",
    ],
)
def test_sentences_are_no_datelines(words: str) -> None:
    text = f"{words} {REST}"
    assert find_dateline(text, 0, len(text)) is None


@pytest.mark.parametrize("line", ["DAILY ZAMBEZI — The People's Paper", "APN - Alpine hut collapses, no deaths"])
def test_mastheads_and_headlines_are_no_datelines(line: str) -> None:
    assert find_dateline(line, 0, len(line)) is None


@given(st.text(max_size=200))
def test_a_dateline_lies_in_its_paragraph(text: str) -> None:
    if found := find_dateline(text, 0, len(text)):
        assert 0 <= found.dateline.start < found.dateline.end < len(text)
