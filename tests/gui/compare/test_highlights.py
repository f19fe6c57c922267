"""Marks as stretches and formats of text."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QTextCharFormat, QTextDocument

from core.model import Claim, Link, Relation, Span
from gui.compare.highlights import Highlighter, flatten, stretch_at
from gui.compare.layers import Layer, Overlay
from gui.compare.positions import Positions
from gui.marks import Mark
from gui.theme import Theme


def mark(start: int, end: int, relation: Relation = Relation.AGREES) -> Mark:
    return Mark(Claim(f"{start}-{end}-{relation}", "a", start, end, "", 1, 1), relation, ())


def test_the_more_telling_mark_shows_where_two_overlap():
    stretches = flatten([mark(0, 20), mark(10, 30, Relation.CONFLICTS)])
    assert [(s.start, s.end, s.relation.value) for s in stretches] == [(0, 10, "agrees"), (10, 30, "conflicts")]


def test_a_clause_shows_inside_its_sentence():
    stretches = flatten([mark(0, 30), mark(10, 20)])
    assert [(s.start, s.end, s.claim) for s in stretches] == [
        (0, 10, "0-30-agrees"),
        (10, 20, "10-20-agrees"),
        (20, 30, "0-30-agrees"),
    ]


marks_of_any_kind = st.lists(
    st.builds(
        lambda start, length, relation: mark(start, start + length, relation),
        st.integers(0, 80),
        st.integers(1, 30),
        st.sampled_from(Relation),
    ),
    max_size=20,
)


@given(marks_of_any_kind)
def test_stretches_cover_just_what_is_marked_and_never_overlap(marks: list[Mark]):
    stretches = flatten(marks)
    assert all(one.end <= other.start for one, other in itertools.pairwise(stretches))
    covered = {place for s in stretches for place in range(s.start, s.end)}
    assert covered == {place for m in marks for place in range(m.claim.start, m.claim.end)}
    for place in range(120):
        assert (stretch_at(stretches, place) is not None) == (place in covered)


def test_formats_stand_in_utf_16_and_go_away_again(theme: Theme):
    text = "😀 one\ntwo 😀 three"
    document = QTextDocument(text)
    highlighter = Highlighter(theme)
    start = text.index("one")
    highlighter.apply(document, flatten([mark(start, text.index(" three"))]), Positions(text))
    first, second = document.findBlockByNumber(0).layout().formats(), document.findBlockByNumber(1).layout().formats()
    assert [(f.start, f.length) for f in first] == [(3, 3)]
    assert [(f.start, f.length) for f in second] == [(0, 6)]
    highlighter.apply(document, (), Positions(text))
    assert document.findBlockByNumber(0).layout().formats() == []


def test_overlapping_marks_both_show_by_tint_and_by_underline():
    (_, middle, _) = flatten([mark(0, 30, Relation.CONFLICTS), mark(10, 20)])
    assert (middle.relation, middle.inner, middle.claim) == (Relation.CONFLICTS, Relation.AGREES, "10-20-agrees")


def test_the_less_sure_a_mark_is_the_paler_it_is(theme: Theme):
    def tint(confidence: float) -> int:
        its = mark(0, 5)
        link = Link("x", "a", "b", its.relation, 0.9, confidence, ())
        document = QTextDocument("12345 789")
        Highlighter(theme).apply(document, flatten([Mark(its.claim, its.relation, (link,))]), Positions("12345 789"))
        (piece,) = document.firstBlock().layout().formats()
        return piece.format.background().color().lightness()

    assert tint(0.9) < tint(0.55) < tint(0.2) < QColor(theme.scheme.page).lightness()


def test_layers_lie_over_marks(theme: Theme):
    text = "12345 789"
    document = QTextDocument(text)
    overlay = Overlay(Span(2, 7), Layer.HEDGING, "")
    Highlighter(theme).apply(document, flatten([mark(0, 5)]), Positions(text), [overlay])
    formats = document.firstBlock().layout().formats()
    assert [(f.start, f.length) for f in formats] == [(0, 5), (2, 5)]
    assert formats[1].format.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline
