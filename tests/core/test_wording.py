"""Word-level comparison of two passages."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from core.wording import Change, compare_words


def shown(a: str, b: str) -> list[tuple[str, str, str]]:
    return [(piece.change.value, piece.a.of(a), piece.b.of(b)) for piece in compare_words(a, b)]


def test_a_changed_figure_is_one_change():
    assert shown("At least 12 people died.", "At least 21 people died.") == [
        ("same", "At least", "At least"),
        ("changed", "12", "21"),
        ("same", "people died", "people died"),
    ]


def test_words_that_one_side_adds_are_found():
    assert shown("The captain was there", "The captain was not there, he said") == [
        ("same", "The captain was", "The captain was"),
        ("added", "", "not"),
        ("same", "there", "there"),
        ("added", "", "he said"),
    ]


def test_case_and_punctuation_do_not_count():
    assert shown("“It’s over”, he said", "it's over he SAID") == [("same", "It’s over”, he said", "it's over he SAID")]


def test_numbers_keep_their_separators_and_signs():
    assert [a for _, a, _ in shown("1,500 at 4.5%", "1,500 at 4.6%")] == ["1,500 at", "4.5", "%"]


def test_nothing_against_something():
    assert shown("", "two words") == [("added", "", "two words")]
    assert shown("", "") == []


@given(st.text(), st.text())
def test_pieces_come_in_order_and_hold_all_words(a: str, b: str):
    pieces = compare_words(a, b)
    for one, side in ((a, "a"), (b, "b")):
        spans = [getattr(piece, side) for piece in pieces]
        assert all(0 <= span.start <= span.end <= len(one) for span in spans)
        assert all(first.end <= second.start for first, second in itertools.pairwise(spans))
        covered = "".join(span.of(one) for span in spans)
        assert [c for c in one if c.isalnum()] == [c for c in covered if c.isalnum()]
    assert all((piece.change is Change.SAME) <= (len(piece.a) > 0 and len(piece.b) > 0) for piece in pieces)
