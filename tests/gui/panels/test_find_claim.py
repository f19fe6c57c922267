"""A claim in one's own words."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.errors import ReadError
from core.finding import Finds, Found
from core.model import Relation
from gui.main_window import MainWindow
from tests.gui.conftest import Story


def finds(story: Story, by_words: bool = False) -> Finds:
    found = (
        Found(story.claims["dead a"], Relation.AGREES, 0.9, 0.8),
        Found(story.claims["dead b"], Relation.CONFLICTS, 0.7, 0.7),
        Found(story.claims["built a"], None, 0.1, 0.3),
    )
    return Finds("Twelve people died", found, by_words)


@pytest.fixture
def answered(reading: MainWindow, story: Story, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setattr("core.finding.find_passages", lambda *_anything: finds(story))
    return reading


def ask(window: MainWindow, qtbot: QtBot, words: str) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window.view.columns[0].text, Qt.Key.Key_F, both)
    qtbot.keyClicks(window.find_claim.query, words)
    qtbot.keyClick(window.find_claim.query, Qt.Key.Key_Return)


def test_passages_are_listed_pointed_out_and_walked(answered: MainWindow, story: Story, qtbot: QtBot):
    ask(answered, qtbot, "Twelve people died")
    panel = answered.find_claim
    assert panel.said.text() == "1 article asserting it, 1 article denying or contradicting it."
    assert panel.model.rowCount() == 3
    assert len(answered.session.finding.passages) == 3
    qtbot.keyClick(panel.query, Qt.Key.Key_Down)
    assert answered.session.finding.at == 0
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    assert answered.session.finding.current is not None
    assert answered.session.finding.current.article == story.articles[1].id
    spoken = panel.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Denies or contradicts it, B  Morning Ledger, ¶15 s1: Police now")
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert answered.session.selection.link == story.links["dead"]
    assert answered.leaves.name == "find_claim"
    panel.grab()


def test_it_is_said_where_only_words_were_compared_or_nothing_is_found(reading: MainWindow, story: Story):
    panel = reading.find_claim
    panel.show_finds(finds(story, by_words=True))
    assert "Only words were compared" in panel.said.text()
    panel.show_finds(Finds("x", (Found(story.claims["built a"], None, 0.1, 0.3),)))
    assert panel.said.text().startswith("No passage asserts or denies it.")
    panel.show_finds(Finds("x", ()))
    assert "Nothing like it" in panel.said.text()


def test_a_failure_is_told_and_one_can_ask_again(reading: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    def broken(*_anything: object) -> None:
        raise ReadError("The memory is full.", "Close other programs.")

    monkeypatch.setattr("core.finding.find_passages", broken)
    ask(reading, qtbot, "anything")
    assert "The memory is full." in reading.notice.text.text()
    assert reading.find_claim.go.isEnabled()


def test_it_looks_beside_the_comparison_not_instead_of_it(window: MainWindow, tmp_path: Path, qtbot: QtBot):
    for name, number in (("one", "Twelve"), ("two", "Fifteen")):
        text = f"Ferry lost\n{name}\n3 March 2026\n\nThe ferry sank at dawn off Varda. {number} people were killed.\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    window.operations.open_files(sorted(tmp_path.glob("*.txt")))
    ask(window, qtbot, "Twelve people died")
    assert window.find_claim.model.rowCount() >= 2
    relations = {found.relation for found in window.find_claim.model.found}
    assert {Relation.AGREES, Relation.CONFLICTS} <= relations
    window.actions_["close"].trigger()
    assert window.find_claim.model.rowCount() == 0
