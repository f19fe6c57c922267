"""Marks and ribbons as a screen reader finds them, asked for through Qt's accessibility interface."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.compare import spoken
from gui.compare.view import CompareView
from gui.session import Session
from gui.theme import Theme
from tests.gui.conftest import Story

NAME = QAccessible.Text.Name


@pytest.fixture(scope="module", autouse=True)
def installed(qapp: object) -> None:
    spoken.install()


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
    view.grab()
    return view


def items(widget: QWidget) -> list[QAccessibleInterface]:
    found = QAccessible.queryAccessibleInterface(widget)
    children = [found.child(at) for at in range(found.childCount())]
    assert [found.indexOfChild(child) for child in children] == list(range(len(children)))
    return children


def test_each_mark_of_a_strip_has_a_name_with_its_reason(view: CompareView):
    names = [item.text(NAME) for item in items(view.columns[1].overview)]
    captain, sank, dead = names
    assert captain.startswith("conflict: “The captain was on the bridge, the owner says.” ≠ A–B: “not” in one")
    assert sank.startswith("agreement: “The vessel went down off Varda at daybreak.” = A–B: “sank” in one")
    assert sank.endswith("and 1 more")
    assert dead.startswith("change over time: “Police now put the dead at twenty-one.” → A–B: “twelve” in one")


def test_each_ribbon_and_stub_has_a_name_and_a_place(view: CompareView, story: Story, session: Session):
    gutter = view.gutter(0)
    found = items(gutter)
    shapes = gutter._shapes
    assert len(found) == len(shapes.bands) + len(shapes.stubs) > 1
    assert any(item.text(NAME).startswith("Counterpart farther down: → A–B") for item in found)
    frame = gutter.rect().translated(gutter.mapToGlobal(gutter.rect().topLeft()))
    assert all(frame.contains(item.rect()) for item in found)
    interface = QAccessible.queryAccessibleInterface(gutter)
    centre = found[-1].rect().center()
    assert interface.childAt(centre.x(), centre.y()) in found


def test_items_follow_what_is_shown_and_go_with_it(view: CompareView, session: Session, story: Story):
    strip = view.columns[0].overview
    before = len(items(strip))
    session.show_relations([story.links["dead"].relation])
    assert len(items(strip)) == 1 < before
    session.set_articles(())
    gc.collect()


def test_the_text_tells_what_is_marked_in_it(view: CompareView):
    text = QAccessible.queryAccessibleInterface(view.columns[0].text)
    assert text.text(NAME) == "Text of Coast Wire"
    assert text.text(QAccessible.Text.Description) == "1 conflict, 1 change over time, 2 agreements, 1 related passage."
