"""One article's text: places, marks, hover and click."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from core.model import Relation, Span
from gui.compare.text_pane import TextPane
from gui.marks import survey
from gui.theme import Theme
from tests.gui.conftest import Story


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme, story: Story) -> TextPane:
    pane = TextPane(theme)
    qtbot.addWidget(pane)
    pane.resize(380, 500)
    pane.show_article(story.articles[0], theme.prose_font(0))
    marks = survey(story.comparison).marks_of(story.articles[0].id)
    pane.set_marks(marks)
    pane.show()
    qtbot.waitExposed(pane)
    return pane


def point_in(pane: TextPane, span: Span) -> QPoint:
    """A point of the viewport in the first word of a span."""
    cursor = pane._cursor(span)
    cursor.setPosition(cursor.selectionStart() + 1)
    return pane.cursorRect(cursor).center()


def test_the_document_holds_the_stored_text(pane: TextPane, story: Story):
    assert pane.toPlainText() == story.articles[0].text


def test_offsets_hold_behind_emoji(pane: TextPane, story: Story):
    claim = story.claims["dead a"]
    assert pane._cursor(claim.span).selectedText() == claim.text
    pane.setTextCursor(pane._cursor(claim.span))
    assert pane.selected_span() == claim.span


def test_extents_follow_the_text_downwards(pane: TextPane, story: Story):
    extents = pane.extents()
    tops = [extents[story.claims[f"{name} a"].id].top for name in ("sank", "captain", "built")]
    assert tops == sorted(tops)
    assert all(extent.bottom > extent.top for extent in extents.values())


def test_a_line_leads_back_to_its_offset(pane: TextPane, story: Story):
    start = story.claims["captain a"].start
    assert pane.offset_at(pane.y_of(start)) == start


def test_the_pointer_finds_the_marked_passage(pane: TextPane, story: Story, qtbot: QtBot):
    claim = story.claims["dead a"]
    point = point_in(pane, claim.span)
    assert pane.claim_at(point) == claim.id
    assert pane.claim_at(QPoint(2, 2)) == ""
    with qtbot.waitSignal(pane.claim_hovered) as hovered:
        qtbot.mouseMove(pane.viewport(), point)
    assert hovered.args == [claim.id]
    with qtbot.waitSignal(pane.claim_clicked) as clicked:
        qtbot.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert clicked.args == [claim.id]


def test_selecting_text_is_no_click(pane: TextPane, story: Story, qtbot: QtBot):
    point = point_in(pane, story.claims["dead a"].span)
    with qtbot.assertNotEmitted(pane.claim_clicked):
        qtbot.mousePress(pane.viewport(), Qt.MouseButton.LeftButton, pos=point)
        qtbot.mouseMove(pane.viewport(), point + QPoint(60, 0))
        qtbot.mouseRelease(pane.viewport(), Qt.MouseButton.LeftButton, pos=point + QPoint(60, 0))


def test_another_size_keeps_the_line_that_is_read(pane: TextPane, theme: Theme, story: Story):
    start = story.claims["captain a"].start
    pane.verticalScrollBar().setValue(round(pane.y_of(start)))
    pane.typeset(theme.prose_font(3))
    assert abs(pane.verticalScrollBar().value() - pane.y_of(start)) <= 2
    assert pane.extents()[story.claims["captain a"].id].top == pytest.approx(pane.y_of(start))


def test_another_width_keeps_the_line_that_is_read(pane: TextPane, story: Story):
    bar = pane.verticalScrollBar()
    bar.setValue(round(pane.y_of(story.claims["captain a"].start)))
    for width in (*range(600, 300, -25), 500):
        pane.resize(width, 300)
    assert abs(bar.value() - pane.y_of(story.claims["captain a"].start)) <= 1


def test_removed_text_is_smaller_and_lines_of_a_wide_pane_stay_short(pane: TextPane, theme: Theme, story: Story):
    removed = story.articles[0].removed[0]
    cursor = pane._cursor(removed.span)
    assert cursor.charFormat().foreground().color().name() == theme.scheme.faint.lower()
    assert cursor.charFormat().property(cursor.charFormat().Property.FontSizeAdjustment) == -1
    pane.resize(1400, 500)
    frame = pane.document().rootFrame().frameFormat()
    assert frame.leftMargin() > 200
    assert frame.rightMargin() > 200


def test_marks_survive_a_resize(pane: TextPane, story: Story):
    before = pane.extents()[story.claims["built a"].id]
    pane.resize(600, 500)
    after = pane.extents()[story.claims["built a"].id]
    assert after.top < before.top
    block = pane.document().findBlock(pane._positions.to_qt(story.claims["built a"].start))
    assert block.layout().formats()


def test_found_and_lit_words_stand_above_the_marks(pane: TextPane, story: Story, theme: Theme):
    claim = story.claims["dead a"]
    found = [Span(claim.start, claim.start + 8), Span(claim.start + 9, claim.start + 15)]
    pane.point_at(found, found[1], [claim.span])
    pane.emphasise([(claim.span, Relation.CHANGED)])
    shown = [(s.cursor.selectedText(), s.format.background().color().name()) for s in pane.extraSelections()]
    scheme = theme.scheme
    assert shown == [
        (claim.text, scheme.relations[Relation.CHANGED].strong.lower()),
        (claim.text[:8], scheme.found.lower()),
        (claim.text, scheme.found.lower()),
        (claim.text[9:15], scheme.accent.lower()),
    ]
    pane.point_at()
    assert len(pane.extraSelections()) == 1
