"""Notes: written, cited, searched and never lost, through the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from pytestqt.qtbot import QtBot

from core.workspace import open_workspace
from core.workspace.judgements import About, Note
from gui.looking import PASSAGE, Passage, packed, unpacked
from gui.main_window import MainWindow
from gui.panels.notes import NotesPanel
from tests.gui.conftest import Answers

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
REPORTS = {
    "coast-wire": "The ferry sank at dawn off Varda. 🚢 Twelve people were killed. The captain was on the bridge.",
    "varda-post": "Off Varda the ferry sank at dawn. Fifteen people were killed. It was built in 1987.",
}


@pytest.fixture
def page(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """The window with two reports open."""
    for name, body in REPORTS.items():
        text = f"Ferry lost off Varda\n{name.replace('-', ' ').title()}\n3 March 2026\n\n{body}\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    window.operations.open_files(sorted(tmp_path.glob("*.txt")), new=True)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def notes(window: MainWindow) -> list[Note]:
    return list(window.session.workspace.notes.values())


def select(window: MainWindow, words: str) -> Passage:
    """Select words in the article that has them, and return where they stand."""
    article = next(article for article in window.session.articles if words in article.text)
    for _ in window.view.columns:
        if window.view.active and window.view.active.article_id == article.id:
            break
        window.view.activate(1)
    pane = window.view.active
    assert pane is not None
    found = pane.text.document().find(words)
    pane.text.setTextCursor(found)
    start = article.text.index(words)
    span = pane.text.selected_span()
    assert span is not None
    assert (span.start, span.end) == (start, start + len(words))
    return Passage(article.id, span)


def panel(window: MainWindow, qtbot: QtBot) -> NotesPanel:
    """A new note, begun by its key."""
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    assert window.notes.editor.hasFocus()
    return window.notes


def test_what_is_typed_is_on_the_disk_after_a_pause(page: MainWindow, qtbot: QtBot):
    found = panel(page, qtbot)
    qtbot.keyClicks(found.editor, "Ask the **harbour")
    assert notes(page) == []
    qtbot.waitUntil(lambda: bool(notes(page)))
    qtbot.keyClicks(found.editor, " office**.")
    qtbot.waitUntil(lambda: notes(page)[0].text == "Ask the **harbour office**.")
    assert page.session.opened is not None
    path = page.session.opened.path
    assert b"Ask the **harbour office**." in path.with_name(f"{path.name}-wal").read_bytes() + path.read_bytes()
    assert found.list.count() == 1


def test_nothing_typed_is_lost_when_the_window_closes_or_another_workspace_comes(
    page: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
):
    answers.target = tmp_path / "mine.parallax"
    page.operations.keeping.save_copy()
    qtbot.keyClicks(panel(page, qtbot).editor, "One.")
    page.operations.close()
    with open_workspace(answers.target) as again:
        assert [note.text for note in again.workspace.notes.values()] == ["One."]
    page.operations.open_files([answers.target], new=True)
    qtbot.keyClicks(panel(page, qtbot).editor, "Two.")
    page.close()
    with open_workspace(answers.target) as again:
        assert sorted(note.text for note in again.workspace.notes.values()) == ["One.", "Two."]


def test_a_citation_stays_linked_to_its_passage(page: MainWindow, qtbot: QtBot):
    found = panel(page, qtbot)
    qtbot.keyClicks(found.editor, "Compare")
    passage = select(page, "Twelve people were killed.")
    qtbot.keyClick(page, Qt.Key.Key_C, CONTROL | SHIFT)
    assert found.editor.toPlainText() == "Compare [1]"
    (note,) = notes(page)
    assert [(anchor.article, anchor.quote) for anchor in note.cites] == [
        (passage.article, "Twelve people were killed.")
    ]
    shown = found.cites.item(0).text()
    assert shown.startswith("[1]  [A ¶1 s2, ")
    assert shown.endswith(f'{passage.span.start}–{passage.span.end}] "Twelve people were killed."')
    page.session.find(())
    cursor = found.editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    place = found.editor.cursorRect(cursor).center() - QPoint(8, 0)
    qtbot.mouseClick(found.editor.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.session.finding.current == passage
    page.session.find(())
    found.cites.setCurrentRow(0)
    found.cites.itemActivated.emit(found.cites.item(0))
    assert page.session.finding.current == passage


def test_words_copied_in_an_article_come_in_as_a_citation(page: MainWindow, qtbot: QtBot):
    select(page, "It was built in 1987.")
    pane = page.view.active
    assert pane is not None
    pane.text.copy()
    assert QGuiApplication.clipboard().text() == "It was built in 1987."
    found = panel(page, qtbot)
    qtbot.keyClick(found.editor, Qt.Key.Key_V, CONTROL)
    assert found.editor.toPlainText() == "[1]"
    assert notes(page)[0].cites[0].quote == "It was built in 1987."


def test_a_citation_that_is_taken_out_takes_its_marks_along(page: MainWindow, qtbot: QtBot):
    found = panel(page, qtbot)
    for words in ("Twelve people", "Fifteen people"):
        select(page, words)
        page.actions_["cite"].trigger()
    found.editor.insertPlainText(", both")
    assert found.editor.toPlainText() == "[1] [2], both"
    found.cites.setCurrentRow(0)
    qtbot.keyClick(found.cites, Qt.Key.Key_Delete)
    assert found.editor.toPlainText().strip() == "[1], both"
    assert [anchor.quote for anchor in notes(page)[0].cites] == ["Fifteen people"]


def test_a_note_is_on_what_the_analyst_looks_at(page: MainWindow, qtbot: QtBot):
    select(page, "The captain was on the bridge.")
    found = panel(page, qtbot)
    qtbot.keyClicks(found.editor, "Odd.")
    found.keep()
    assert (notes(page)[0].about, notes(page)[0].anchors[0].quote) == (About.SPAN, "The captain was on the bridge.")
    places = [found.on.itemText(at) for at in range(found.on.count())]
    whole = next(at for at, text in enumerate(places) if text == "The whole comparison")
    found._move(whole)
    assert (notes(page)[0].about, notes(page)[0].anchors) == (About.WHOLE, ())
    article = next(at for at in range(found.on.count()) if found.on.itemText(at).startswith("The article B"))
    found._move(article)
    assert notes(page)[0].article == page.session.articles[1].id


def test_notes_are_searched_and_found_with_the_texts(page: MainWindow, qtbot: QtBot):
    found = panel(page, qtbot)
    for text in ("About the ferry.", "About the crew."):
        found.begin()
        qtbot.keyClicks(found.editor, text)
    found.keep()
    found.query.setText("ferry about")
    assert [found.list.item(row).text().splitlines()[0] for row in range(found.list.count())] == ["About the ferry."]
    assert found.told.text() == "1 of 2 notes"
    found.query.clear()
    page.actions_["find"].trigger()
    page.find_bar.query.setText("crew")
    page.find_bar.look()
    button = next(b for b in page.find_bar._counts.children() if getattr(b, "text", str)().startswith("Notes"))
    assert button.text() == "Notes 1"
    button.click()
    assert found.editor.toPlainText() == "About the crew."


def test_undo_takes_a_note_back_and_deleting_can_be_undone(page: MainWindow, qtbot: QtBot):
    found = panel(page, qtbot)
    qtbot.keyClicks(found.editor, "Once.")
    found.keep()
    found.remove.click()
    assert notes(page) == []
    assert found.editor.toPlainText() == ""
    page.session.undo()
    assert [note.text for note in notes(page)] == ["Once."]
    page.session.undo()
    assert notes(page) == []
    assert found.list.count() == 0


def test_a_single_letter_in_a_note_is_no_verdict(page: MainWindow, qtbot: QtBot):
    page.session.next_conflict()
    found = panel(page, qtbot)
    qtbot.keyClicks(found.editor, "arnt #")
    found.keep()
    assert notes(page)[0].text == "arnt #"
    assert not page.session.workspace.judgements


def test_what_is_copied_elsewhere_is_no_passage():
    assert unpacked(b"") is None
    assert unpacked(b'["a", "x", 3]') is None
    passage = Passage("a", unpacked(b'["a", 1, 3]').span)  # type: ignore[union-attr]
    assert unpacked(packed(passage)) == passage
    assert PASSAGE.startswith("application/x-parallax")
