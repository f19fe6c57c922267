"""The list of claims, in step with the session."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.model import Relation
from gui.panels.claims import ClaimsPanel
from gui.session import Session
from gui.theme import Theme
from tests.gui.conftest import Story


def test_rows_and_panes_are_in_step(qtbot: QtBot, full: Session, theme: Theme, story: Story):
    panel = ClaimsPanel(full, theme)
    qtbot.addWidget(panel)
    panel.list.setCurrentIndex(panel.model.index(1))
    assert full.selection.link == story.links["dead"]
    full.select_link(story.links["sank ac"].id)
    assert panel.list.currentIndex().row() == 2
    full.select_link(None)
    assert not panel.list.currentIndex().isValid()


def test_a_new_comparison_keeps_the_chosen_row_and_the_place(qtbot: QtBot, full: Session, theme: Theme, story: Story):
    host = QWidget()
    qtbot.addWidget(host)
    panel = ClaimsPanel(full, theme, host)
    panel.resize(240, 110)
    host.show()
    full.select_link(story.links["captain"].id)
    bar = panel.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    links = tuple(link for name, link in story.links.items() if name != "sank bc")
    full.set_comparison(dataclasses.replace(story.comparison, links=links), complete=True)
    assert panel.list.currentIndex().row() == 0
    assert bar.value() == bar.maximum() > 0


def test_every_row_can_be_read_aloud_and_painted(qtbot: QtBot, full: Session, theme: Theme):
    panel = ClaimsPanel(full, theme)
    qtbot.addWidget(panel)
    panel.resize(260, 500)
    panel.grab()
    spoken = panel.model.index(2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "agrees, meaning, articles A B C, not judged: The ferry sank at dawn off Varda."


def test_the_filter_shortens_the_list(qtbot: QtBot, full: Session, theme: Theme):
    panel = ClaimsPanel(full, theme)
    qtbot.addWidget(panel)
    full.show_relations({Relation.AGREES})
    assert panel.model.rowCount() == 1
    full.show_relations(())
    assert "filter" in panel.plain_word.text()
