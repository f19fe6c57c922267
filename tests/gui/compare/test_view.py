"""The articles side by side, as the session says."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from core.model import Nearest, OnlyIn, Problem, Relation, Removed
from gui.compare.faces import Failed, Waiting
from gui.compare.lighting import place_of
from gui.compare.pane_row import LEAST_PANE
from gui.compare.ribbons import Arrow, Band, Side
from gui.compare.view import CompareView
from gui.preferences import Preferences
from gui.session import Session
from gui.theme import Theme
from tests.gui.conftest import Story, article


@pytest.fixture
def view(qtbot: QtBot, session: Session, theme: Theme, story: Story) -> CompareView:
    view = CompareView(session, theme)
    qtbot.addWidget(view)
    view.resize(1200, 600)
    view.show()
    qtbot.waitExposed(view)
    session.set_articles(story.articles)
    session.set_comparison(story.comparison, complete=True)
    qtbot.wait(10)
    return view


def scrolls(view: CompareView) -> list[int]:
    return [column.text.verticalScrollBar().value() for column in view.columns]


def test_every_article_has_a_pane_and_a_gutter_to_its_neighbour(view: CompareView, story: Story):
    assert [column.article for column in view.columns] == list(story.articles)
    assert all(column.width() >= LEAST_PANE for column in view.columns)
    view.grab()
    shapes = view.gutter(0)._shapes
    assert {shape.relation for shape in (*shapes.bands, *shapes.stubs)} >= {Relation.AGREES, Relation.CHANGED}


def test_a_narrow_view_shows_whole_panes_and_scrolls_to_the_others(view: CompareView, qtbot: QtBot):
    view.resize(800, 600)
    qtbot.wait(10)
    widths = [column.width() for column in view.columns]
    assert all(width >= LEAST_PANE for width in widths)
    assert view.columns[1].geometry().right() < view.viewport().width()
    view.activate(2)
    assert view.horizontalScrollBar().value() > 0
    view.horizontalScrollBar().setValue(view.columns[1].x() - 40)
    qtbot.waitUntil(lambda: view.horizontalScrollBar().value() == view.columns[1].x(), timeout=2000)


def test_selecting_brings_every_pane_to_the_matter(view: CompareView, session: Session, story: Story):
    session.select_link(story.links["sank bc"].id)
    for name, column in zip(("sank a", "sank b", "sank c"), view.columns, strict=True):
        y = column.text.y_of(story.claims[name].start) - column.text.verticalScrollBar().value()
        assert 0 <= y <= column.text.viewport().height() * 0.7
        assert column.absent.isHidden()


def test_a_pane_without_the_matter_says_so(view: CompareView, session: Session, story: Story):
    session.select_link(story.links["captain"].id)
    assert [column.absent.isHidden() for column in view.columns] == [True, True, False]
    session.select_link(None)
    assert all(column.absent.isHidden() for column in view.columns)


def test_selected_passages_lie_on_top_and_their_ribbon_is_lit(view: CompareView, session: Session, story: Story):
    session.select_link(story.links["captain"].id)
    selections = [column.text.extraSelections() for column in view.columns]
    assert [len(each) for each in selections] == [1, 1, 0]
    assert selections[0][0].cursor.selectedText() == story.claims["captain a"].text
    view.grab()
    gutter = view.gutter(0)
    shape = next(band for band in gutter._shapes.bands if story.links["captain"].id in band.links)
    assert gutter._level(shape) == 2


def test_an_end_out_of_sight_becomes_a_stub_and_a_click_brings_it_here(
    view: CompareView, session: Session, story: Story, qtbot: QtBot
):
    view.grab()
    gutter = view.gutter(0)
    stub = next(stub for stub in gutter._shapes.stubs if story.links["dead"].id in stub.links)
    assert (stub.side, stub.arrow) == (Side.LEFT, Arrow.DOWN)
    point = QPointF(4, stub.y + view.columns[0].header.height()).toPoint()
    qtbot.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=point)
    assert session.selection.link == story.links["dead"]
    view.grab()
    assert any(isinstance(each, Band) and story.links["dead"].id in each.links for each in gutter._shapes.bands)


def test_hovering_lights_the_counterparts(view: CompareView, story: Story):
    view.columns[1].text.claim_hovered.emit(story.claims["sank b"].id)
    assert [len(column.text.extraSelections()) for column in view.columns] == [1, 1, 1]
    view.columns[1].text.claim_hovered.emit("")
    assert [len(column.text.extraSelections()) for column in view.columns] == [0, 0, 0]


def test_scrolling_takes_the_others_along_and_never_back(view: CompareView):
    bar = view.columns[0].text.verticalScrollBar()
    before = scrolls(view)
    for value in range(0, bar.maximum(), 40):
        bar.setValue(value)
        now = scrolls(view)
        assert all(new >= old - 1 for old, new in zip(before, now, strict=True))
        before = now
    bar.setValue(bar.maximum())
    assert scrolls(view) == [column.text.verticalScrollBar().maximum() for column in view.columns]


def test_unlocked_panes_scroll_alone(view: CompareView, session: Session):
    session.prefer(together=False)
    view.columns[0].text.verticalScrollBar().setValue(300)
    assert scrolls(view) == [300, 0, 0]


def test_scrolling_on_after_a_selection_does_not_jump(view: CompareView, session: Session, story: Story):
    session.select_link(story.links["captain"].id)
    before = scrolls(view)
    bar = view.columns[0].text.verticalScrollBar()
    bar.setValue(bar.value() + 10)
    assert all(abs(new - old) < 120 for old, new in zip(before[1:], scrolls(view)[1:], strict=True))


def test_a_refined_comparison_moves_nothing_while_one_reads(view: CompareView, session: Session, story: Story):
    early = dataclasses.replace(
        story.comparison, articles=story.articles[:2], links=(story.links["dead"], story.links["sank ab"])
    )
    session.set_comparison(early, complete=False)
    session.select_link(story.links["sank ab"].id)
    session.prefer(together=False)
    for column, place in zip(view.columns, (240, 310, 120), strict=True):
        column.text.verticalScrollBar().setValue(place)
    texts = [column.text.document().revision() for column in view.columns]
    session.set_comparison(story.comparison, complete=True)
    assert scrolls(view) == [240, 310, 120]
    assert [column.text.document().revision() for column in view.columns] == texts
    assert session.selection.link == story.links["sank ab"]
    assert [len(column.text.extraSelections()) for column in view.columns] == [1, 1, 1]
    assert all(column.absent.isHidden() for column in view.columns)


def test_an_article_outside_the_pair_shows_the_passage_linked_to_it(view: CompareView, session: Session, story: Story):
    session.select_link(story.links["sank ab"].id)
    assert place_of(session.selection, story.articles[2].id) == story.claims["sank c"]


def test_hiding_an_article_takes_its_pane_away(view: CompareView, session: Session, story: Story, qtbot: QtBot):
    session.hide(story.articles[1].id, True)
    qtbot.wait(10)
    assert [column.article for column in view.columns] == [story.articles[0], story.articles[2]]
    view.grab()
    session.hide(story.articles[1].id, False)
    assert [column.article for column in view.columns] == list(story.articles)


def test_it_is_said_when_every_article_is_hidden(view: CompareView, session: Session, story: Story):
    assert view._nothing.isHidden()
    for hidden in story.articles:
        session.hide(hidden.id, True)
    assert view._nothing.isVisible()


def test_eight_panes_can_be_read(qtbot: QtBot, theme: Theme):
    session = Session(Preferences(glide_ms=0))
    view = CompareView(session, theme)
    qtbot.addWidget(view)
    view.resize(1200, 600)
    view.show()
    session.set_articles(
        article(f"Outlet {n}", f"Title {n}", f"2026-03-0{n + 1}", "Words of it. " * 40) for n in range(8)
    )
    qtbot.wait(10)
    assert len(view.columns) == 8
    assert all(column.width() >= LEAST_PANE for column in view.columns)


def test_colours_and_size_change_in_place(view: CompareView, session: Session, theme: Theme):
    before = view.columns[0].text.document().defaultFont().pointSizeF()
    session.prefer(zoom=2)
    assert view.columns[0].text.document().defaultFont().pointSizeF() > before
    theme.choose("dark")
    cursor = view.columns[0].text.textCursor()
    cursor.setPosition(5)
    assert cursor.charFormat().foreground().color().name() == theme.scheme.text.lower()


def letters(view: CompareView, session: Session) -> str:
    return "".join(session.label(column.article_id) for column in view.columns)


def test_panes_are_moved_and_letters_links_and_lists_stay(view: CompareView, session: Session, story: Story):
    rows = session.survey.rows
    session.active = story.articles[2].id
    view.move_active(-1)
    assert letters(view, session) == "ACB"
    view.columns[0].header.dropped.emit(view.columns[2].mapToGlobal(view.columns[2].rect().center()) + QPoint(60, 0))
    assert letters(view, session) == "CBA"
    assert session.survey.rows == rows
    view.grab()
    assert [column.header.geometry().isValid() for column in view.columns] == [True] * 3
    assert story.links["sank bc"] in [crossing.link for crossing in view._linkage._crossings[0]]


def test_the_reference_stays_leftmost(view: CompareView, session: Session, story: Story):
    view.columns[2].header.switches["pinned"].click()
    assert letters(view, session) == "CAB"
    assert view.columns[0].header.switches["pinned"].isChecked()
    view.activate(0)
    view.move_active(-5)
    assert letters(view, session) == "CAB"
    view.columns[0].header.switches["pinned"].click()
    assert letters(view, session) == "ABC"


def test_a_pane_that_scrolls_alone_neither_leads_nor_follows(view: CompareView, session: Session):
    view.columns[1].header.switches["alone"].click()
    for value in (300, 600, 900):
        view.columns[0].text.verticalScrollBar().setValue(value)
    first, second, third = scrolls(view)
    assert (first, second) == (900, 0)
    assert third > 0
    view.columns[1].text.verticalScrollBar().setValue(200)
    assert scrolls(view) == [first, 200, third]


def test_a_pane_is_hidden_from_its_header(view: CompareView, session: Session, story: Story):
    view.columns[1].header.switches["hidden"].click()
    assert session.hidden == {story.articles[1].id}
    assert letters(view, session) == "AC"


def test_the_nearest_passage_is_offered_where_the_matter_is_not_found(
    view: CompareView, session: Session, story: Story
):
    session.select_link(story.links["vessel"].id)
    absent = view.columns[1].absent
    assert absent.isVisible()
    nearest = view._offers[story.articles[1].id]
    assert nearest.text[:10] in absent.nearest.text()
    absent.nearest.click()
    selections = view.columns[1].text.extraSelections()
    assert [selection.cursor.selectedText() for selection in selections] == [nearest.text]
    session.select_link(story.links["sank ab"].id)
    assert not any(column.absent.isVisible() for column in view.columns)


def test_what_only_one_article_has_is_counted_ruled_and_explained(view: CompareView, session: Session, story: Story):
    alone = dataclasses.replace(story.claims["built a"], id="alone", start=story.claims["built a"].start)
    comparison = dataclasses.replace(
        story.comparison,
        claims=(*[c for c in story.claims.values() if c.id != story.claims["built a"].id], alone),
        links=tuple(link for name, link in story.links.items() if name != "vessel"),
        only_in=(OnlyIn("alone", Nearest(story.claims["bought c"].id, 0.4)),),
    )
    session.set_comparison(comparison, complete=False)
    assert view.columns[0].header._only == 0
    session.set_comparison(comparison, complete=True)
    column = view.columns[0]
    assert column.header._only == 1
    assert "1 only here" in column.header.accessibleDescription()
    column.text.grab()
    assert len(column.text._margin._rules) == 1
    assert view._reader.tip("alone") == "Only in this article. Nearest, in C: “The owner bought the vessel in 2019.”"


def test_paragraphs_are_numbered_as_citations_are(view: CompareView, session: Session, story: Story):
    session.prefer(numbers=True)
    column = view.columns[1]
    numbers = view._reader.numbers(column.article_id)
    assert numbers[story.claims["captain b"].start] == 1
    assert list(numbers.values()) == list(range(1, len(numbers) + 1))
    before = column.text._text_left
    session.prefer(numbers=False)
    assert column.text._text_left == before - 26


def test_files_being_read_and_files_that_failed_have_a_pane(view: CompareView, session: Session):
    session.await_files(["late.txt"])
    assert [type(pane) for pane in view._row[3:]] == [Waiting]
    problem = Problem("broken.pdf", "It has no text.", "Save it as text.")
    session.have_read([problem])
    (pane,) = view._row[3:]
    assert isinstance(pane, Failed)
    assert "It has no text." in pane.face.accessibleName()
    pane.face._button.click()
    assert view._row[3:] == ()
    assert session.unread == ()


def test_an_article_without_words_says_so(view: CompareView, session: Session, story: Story):
    bare = dataclasses.replace(
        story.articles[0], id="bare", removed=(Removed(0, len(story.articles[0].text), "navigation"),)
    )
    session.set_articles([*story.articles[1:], bare])
    column = next(column for column in view.columns if column.article_id == "bare")
    assert column._face.isVisible()
    column._face._button.click()
    assert column._face.isHidden()
    assert not column.text.folded
