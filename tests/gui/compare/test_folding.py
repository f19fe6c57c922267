"""What cleaning set aside, folded away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from core.model import Article, Removed
from gui.compare.folding import folds, shown_block
from gui.compare.positions import Positions
from gui.compare.text_pane import TextPane
from gui.theme import Theme
from tests.gui.conftest import article

MENU = (
    "Home News Sport Weather",
    "Sign in to read on your phone, on the train and at home",
    "More from the harbour desk, and from all the others",
)


@pytest.fixture
def cut() -> Article:
    """An article with a menu of three lines in its middle and one line of removed text at its end."""
    body = (
        "The ferry sank.\n\n" + "\n\n".join(MENU) + "\n\nNobody was hurt. 😀\n\n" + "Read on. " * 80 + "\n\nCopyright"
    )
    made = article("Post", "A headline", "2026-03-03", body)
    removed = [Removed(made.text.index(line), made.text.index(line) + len(line), "navigation") for line in MENU]
    end = made.text.index("Copyright")
    return replace(made, removed=(*made.removed, *removed, Removed(end, len(made.text), "credit")))


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme, cut: Article) -> TextPane:
    pane = TextPane(theme)
    qtbot.addWidget(pane)
    pane.resize(400, 300)
    pane.show_article(cut, theme.prose_font(0))
    pane.show()
    qtbot.waitExposed(pane)
    return pane


def height(pane: TextPane) -> float:
    return pane.document().size().height()


def test_long_runs_are_folded_and_single_lines_are_not(pane: TextPane, cut: Article):
    (fold,) = folds(pane.document(), cut, Positions(cut.text))
    assert fold.words() == "⋯ 3 passages set aside: navigation"
    hidden = [pane.document().findBlockByNumber(n).text() for n in range(fold.first, fold.last + 1)]
    assert [text for text in hidden if text] == list(MENU)


def test_what_is_folded_takes_no_room_and_comes_back_where_one_reads(pane: TextPane, cut: Article):
    assert pane.toPlainText() == cut.text
    folded, below = height(pane), cut.text.index("Nobody")
    pane.verticalScrollBar().setValue(round(pane.y_of(below)))
    pane.unfold(True)
    assert height(pane) > folded + 60
    assert abs(pane.verticalScrollBar().value() - pane.y_of(below)) <= 2
    assert pane.y_of(cut.text.index(MENU[1])) < pane.y_of(cut.text.index(MENU[2])) < pane.y_of(below)
    pane.unfold(False)
    assert height(pane) == folded


def test_a_folded_place_stands_for_the_line_behind_it(pane: TextPane, cut: Article):
    assert pane.y_of(cut.text.index(MENU[1])) == pane.y_of(cut.text.index("Nobody"))
    block = pane.document().findBlock(cut.text.index(MENU[0]))
    assert not block.isVisible()
    assert shown_block(block).text().startswith("Nobody")


def test_a_click_on_its_line_unfolds_it(pane: TextPane, cut: Article, qtbot: QtBot):
    pane.grab()
    ((y, fold),) = pane._fold_lines
    point = QPoint(80, round(y) + 8)
    assert pane.fold_at(point) == fold
    assert "set aside" in pane._words_at(point)
    qtbot.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert not pane.folded
    pane.grab()
    assert pane.fold_at(point) is None


def test_it_stays_as_it_is_when_the_text_is_set_anew(pane: TextPane, theme: Theme, cut: Article):
    pane.typeset(theme.prose_font(2))
    assert not pane.document().findBlock(cut.text.index(MENU[0])).isVisible()
    pane.unfold(True)
    pane.typeset(theme.prose_font(0))
    assert pane.document().findBlock(cut.text.index(MENU[0])).isVisible()
