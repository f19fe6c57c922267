"""The list of articles."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from gui.panels.rows import VALUE
from gui.panels.sources import SourcesPanel, eye_box
from gui.session import Session
from gui.theme import Theme
from tests.gui.conftest import Story


def test_the_eye_and_the_space_key_hide_and_show(qtbot: QtBot, full: Session, theme: Theme, story: Story):
    panel = SourcesPanel(full, theme)
    qtbot.addWidget(panel)
    panel.resize(260, 400)
    panel.show()
    second = story.articles[1].id
    eye = eye_box(panel.visualRect(panel.model().index(1, 0))).center().toPoint()
    qtbot.mouseClick(panel.viewport(), Qt.MouseButton.LeftButton, pos=eye)
    assert full.hidden == {second}
    panel.setCurrentIndex(panel.model().index(1, 0))
    qtbot.keyClick(panel, Qt.Key.Key_Space)
    assert full.hidden == set()


def test_delete_asks_to_take_an_article_out(qtbot: QtBot, full: Session, theme: Theme, story: Story):
    panel = SourcesPanel(full, theme)
    qtbot.addWidget(panel)
    panel.setCurrentIndex(panel.model().index(2, 0))
    with qtbot.waitSignal(panel.remove_asked) as asked:
        qtbot.keyClick(panel, Qt.Key.Key_Delete)
    assert asked.args == [story.articles[2].id]


def test_rows_tell_everything_in_words(qtbot: QtBot, full: Session, theme: Theme, story: Story):
    panel = SourcesPanel(full, theme)
    qtbot.addWidget(panel)
    panel.resize(260, 400)
    panel.grab()
    index = panel.model().index(0, 0)
    assert index.data(VALUE) == story.articles[0]
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("A, Coast Wire, Ferry 🚢 sinks off Varda, 3 Mar 2026, 08:10")
    assert spoken.endswith("1 conflict, 1 change over time, 2 agreements, 1 related passage")


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_click_on_a_row_brings_the_menu_of_an_article(qtbot: QtBot, full: Session, theme: Theme):
    panel = SourcesPanel(full, theme)
    qtbot.addWidget(panel)
    panel.resize(260, 400)
    panel.show()
    panel._show_menu(QPoint(20, 20))
    menu = next(child for child in panel.children() if child.metaObject().className() == "QMenu")
    assert [action.text() for action in menu.actions()] == ["Hide its pane", "Take out of the comparison"]  # type: ignore[attr-defined]
    menu.close()  # type: ignore[attr-defined]
