"""What became of what was said when an article came in again with a changed text."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.model import Span
from core.workspace.anchors import Outcome
from core.workspace.edits import judge, write_note
from core.workspace.judgements import About, Anchor, Judgement, Note, Ruling, anchor_at
from gui.dialogs.reanchoring import ReanchoringDialog, lost_of
from gui.main_window import MainWindow
from tests.gui.conftest import Answers

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

BEFORE = (
    "Ferry lost off Varda\nCoast Wire\n3 March 2026\n\nThe ferry Sirena sank at dawn off the island of Varda.\n\n"
    "At least twelve people were killed in the fire on board.\n\nThe owner declined to comment on any of this.\n\n"
    "The harbour office keeps a log of every departure and publishes it each evening on a board by the gate.\n"
)
OTHER = "Fire on a ferry\nVarda Post\n3 March 2026\n\nOff Varda the ferry Sirena sank at dawn.\n\nTwelve people died.\n"


def at(window: MainWindow, words: str) -> Anchor:
    article = next(article for article in window.session.workspace.articles.values() if words in article.text)
    start = article.text.index(words)
    return anchor_at(article, Span(start, start + len(words)))


@pytest.fixture
def replaced(window: MainWindow, answers: Answers, tmp_path: Path) -> MainWindow:
    """The window with two reports, notes and a verdict, and then a newer version of one report."""
    (tmp_path / "coast.txt").write_text(BEFORE)
    (tmp_path / "post.txt").write_text(OTHER)
    window.operations.open_files(sorted(tmp_path.glob("*.txt")), new=True)
    for key, words in (
        ("kept", "The ferry Sirena sank at dawn off the island of Varda."),
        ("lost", "The owner declined to comment on any of this."),
        ("moved", "The harbour office keeps a log of every departure"),
    ):
        window.session.edit(write_note(Note(key, f"Is {key}.", About.SPAN, (at(window, words),))))
    pair = at(window, "At least twelve people were killed in the fire on board."), at(window, "Twelve people died.")
    window.session.edit(judge(Judgement(pair, Ruling.ACCEPT)))
    changed = BEFORE.replace("At least twelve people", "At least twenty-one people")
    (tmp_path / "coast.txt").write_text(changed.replace("The owner declined to comment on any of this.\n\n", ""))
    answers.files = (tmp_path / "coast.txt",)
    window.actions_["add"].trigger()
    return window


def shown(window: MainWindow) -> ReanchoringDialog:
    dialog = window.findChild(ReanchoringDialog)
    assert dialog is not None
    return dialog


def test_every_passage_is_listed_the_lost_ones_first(replaced: MainWindow):
    assert "What you said of it: 1 kept, 1 moved, 1 reworded, 1 lost." in replaced.notice.text.text()
    replaced.notice.offer.click()
    dialog = shown(replaced)
    rows = [dialog.list.topLevelItem(at) for at in range(dialog.list.topLevelItemCount())]
    told = [(row.text(0), row.text(1)) for row in rows if row]
    assert told == [
        ("Lost", "Note: Is lost."),
        ("Reworded", "Judgement: accept"),
        ("Moved", "Note: Is moved."),
        ("Kept", "Note: Is kept."),
    ]
    assert "twenty-one" in rows[1].text(3)  # type: ignore[union-attr]
    assert dialog.said.text().startswith("1 lost: kept in the workspace with its words")


def test_enter_brings_the_pane_to_where_the_words_are_now(replaced: MainWindow, qtbot: QtBot):
    replaced.notice.offer.click()
    dialog = shown(replaced)
    dialog.list.setCurrentItem(dialog.list.topLevelItem(1))
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    current = replaced.session.finding.current
    assert current is not None
    article = next(article for article in replaced.session.articles if article.id == current.article)
    assert "twenty-one" in current.span.of(article.text)


def test_what_was_lost_can_be_seen_at_any_time_and_comes_back(replaced: MainWindow):
    replaced.actions_["lost"].trigger()
    item = shown(replaced).list.topLevelItem(0)
    assert item is not None
    assert (item.text(0), item.text(2)) == ("Lost", "The owner declined to comment on any of this.")
    replaced.session.undo()
    assert lost_of(replaced.session.workspace) == ()
    assert all(line.outcome is Outcome.LOST for line in lost_of(replaced.session.workspace))


def test_where_nothing_is_lost_it_says_so(window: MainWindow, tmp_path: Path):
    (tmp_path / "post.txt").write_text(OTHER)
    window.operations.open_files([tmp_path / "post.txt"], new=True)
    window.actions_["lost"].trigger()
    assert "stands where you said it" in shown(window).said.text()
