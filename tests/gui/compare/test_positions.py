"""Code points and UTF-16 units."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from gui.compare.positions import Positions, as_shown


def test_characters_beyond_the_basic_plane_take_two_units():
    positions = Positions("a😀b😀c")
    assert [positions.to_qt(place) for place in range(6)] == [0, 1, 3, 4, 6, 7]
    assert [positions.from_qt(place) for place in range(8)] == [0, 1, 1, 2, 3, 3, 4, 5]


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_there_and_back(text: str):
    positions = Positions(text)
    for place in range(len(text) + 1):
        assert positions.to_qt(place) == len(text[:place].encode("utf-16-le")) // 2
        assert positions.from_qt(positions.to_qt(place)) == place


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_a_document_keeps_every_position(text: str):
    document = QTextDocument()
    document.setPlainText(as_shown(text))
    assert document.characterCount() - 1 == Positions(text).to_qt(len(text))
    assert len(as_shown(text)) == len(text)
