"""What the analyst puts right about an article, by keyboard, and that it can be taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.model import Span
from core.workspace.judgements import CORRECTABLE, Credibility, Reliability, SourceGrade
from gui.dialogs.source import Details, SourceDialog
from gui.main_window import MainWindow
from gui.theme import Theme
from tests.gui.conftest import Answers, Story

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def cursor_to(window: MainWindow, pane: int, offset: int) -> None:
    text = window.view.columns[pane].text
    cursor = text.textCursor()
    cursor.setPosition(text._positions.to_qt(offset))
    text.setTextCursor(cursor)
    text.setFocus()


def test_set_aside_words_are_compared_by_one_key_and_set_aside_again(reading: MainWindow, story: Story, qtbot: QtBot):
    cut = story.articles[1].removed[0]
    cursor_to(reading, 1, cut.start + 2)
    text = reading.view.columns[1].text
    qtbot.keyClick(text, Qt.Key.Key_U, SHIFT)
    assert reading.session.workspace.restored[story.articles[1].id].spans == (cut,)
    assert reading.session.articles[1].removed == ()
    assert reading.actions_["undo"].text() == "&Undo: restored text"
    assert text._positions.from_qt(text.textCursor().position()) == cut.start + 2
    qtbot.keyClick(text, Qt.Key.Key_U, SHIFT)
    assert not reading.session.workspace.restored
    assert reading.session.articles[1].removed == (cut,)
    qtbot.keyClick(text, Qt.Key.Key_Z, CONTROL)
    assert reading.session.articles[1].removed == ()


def test_without_set_aside_words_at_the_cursor_one_is_told_how(reading: MainWindow, story: Story, qtbot: QtBot):
    cursor_to(reading, 0, len(story.articles[0].text) - 4)
    qtbot.keyClick(reading.view.columns[0].text, Qt.Key.Key_U, SHIFT)
    assert "Put the cursor" in reading.status._said.text()
    assert not reading.session.workspace.restored


def test_restoring_leaves_the_pane_where_one_reads(reading: MainWindow, story: Story, qtbot: QtBot):
    text = reading.view.columns[0].text
    text.verticalScrollBar().setValue(90)
    reading._panes._correcting.restore(story.articles[0].id, story.articles[0].removed[0].span)
    assert text.verticalScrollBar().value() == 90


def details(story: Story, number: int, **changes: str | None) -> dict[str, str | None]:
    article = story.articles[number]
    return {name: getattr(article, name) for name in CORRECTABLE} | changes


def test_a_source_is_corrected_and_graded_in_one_step(
    reading: MainWindow, story: Story, answers: Answers, qtbot: QtBot
):
    one = story.articles[0].id
    answers.details = Details(details(story, 0, outlet="The Coast Wire"), Reliability.B, Credibility.TWO, "Known well.")
    qtbot.keyClick(reading.view.columns[0].text, Qt.Key.Key_I, CONTROL)
    assert answers.asked == ["details"]
    assert reading.session.articles[0].outlet == "The Coast Wire"
    assert reading.session.articles[0].metadata_from["outlet"] == "entered by hand"
    assert dict(reading.session.workspace.corrections[one].values) == {"outlet": "The Coast Wire"}
    assert reading.view.columns[0].header._facts.endswith("grade B2")
    assert reading.actions_["undo"].text() == "&Undo: corrected outlet and graded a source"
    qtbot.keyClick(reading.view.columns[0].text, Qt.Key.Key_I, CONTROL)
    assert len(reading.session.opened.history()) == 2
    answers.details = Details(details(story, 0), Reliability.B, Credibility.TWO, "Known well.")
    reading.actions_["source"].trigger()
    assert not reading.session.workspace.corrections
    reading.session.undo()
    reading.session.undo()
    assert reading.session.articles[0].outlet == "Coast Wire"
    assert not reading.session.workspace.grades
    assert "grade" not in reading.view.columns[0].header._facts


def test_the_dialog_shows_where_things_were_read_and_refuses_what_is_no_date(story: Story, theme: Theme, qtbot: QtBot):
    grade = SourceGrade(story.articles[0].id, Reliability.F, None, "New to me.")
    dialog = SourceDialog(story.articles[0], grade, theme)
    qtbot.addWidget(dialog)
    assert dialog.fields["outlet"].toolTip() == "Not found in the file"
    assert dialog.details() == Details(details(story, 0), Reliability.F, None, "New to me.")
    dialog.fields["published"].setText("last Tuesday")
    assert not dialog.keep.isEnabled()
    assert "year-month-day" in dialog.hint.text()
    dialog.fields["published"].setText("")
    dialog.credibility.setCurrentIndex(6)
    assert dialog.details().values["published"] is None
    assert dialog.details().credibility is Credibility.SIX


@pytest.mark.parametrize("action", ["source", "restore"])
def test_the_keys_are_off_where_nothing_is_open(window: MainWindow, action: str):
    assert not window.actions_[action].isEnabled()


def test_a_claim_is_made_of_the_selected_words_and_left_to_the_program_again(
    reading: MainWindow, story: Story, qtbot: QtBot
):
    claim = story.claims["captain b"]
    reading.session.select_link(story.links["captain"].id)
    reading.judging.accept()
    text = reading.view.columns[1].text
    text.setTextCursor(text._cursor(Span(claim.start, claim.start + len("The captain was on the bridge,") + 1)))
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_B)
    (bounds,) = reading.session.workspace.bounds.values()
    assert [span.of(story.articles[1].text) for span in bounds.spans] == ["The captain was on the bridge,"]
    made = f"{claim.article}:{bounds.spans[0].start}-{bounds.spans[0].end}"
    assert made in {one.id for one in reading.session.comparison.claims}
    (judged,) = reading.session.workspace.judgements.values()
    assert made in {anchor.claim for anchor in judged.anchors}
    cursor_to(reading, 1, claim.start + 3)
    qtbot.keyClick(text, Qt.Key.Key_B)
    assert not reading.session.workspace.bounds
    cursor_to(reading, 1, len(story.articles[1].text))
    qtbot.keyClick(text, Qt.Key.Key_B)
    assert "Select the words" in reading.status._said.text()
