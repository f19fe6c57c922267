"""The export window: choose, look, write, and see that it stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.exporters import EXPORTERS
from core.note_options import Detail, NoteChoice, NoteOptions, Section
from core.workspace.edits import apply, choose_note
from gui.dialogs.export import ExportDialog, Material
from gui.theme import Theme
from tests.core.exporters import coverage
from tests.gui.conftest import Answers

ALT = Qt.KeyboardModifier.AltModifier
Make = Callable[..., ExportDialog]


@pytest.fixture
def make(qtbot: QtBot, theme: Theme, answers: Answers, tmp_path: Path) -> Make:
    def made(choice: NoteChoice | None = None) -> ExportDialog:
        comparison, workspace = coverage.judged()
        edit = choose_note(workspace, choice) if choice else None
        workspace = apply(workspace, edit)[0] if edit else workspace
        dialog = ExportDialog(Material(comparison, workspace, tmp_path / "note"), theme, answers, serial=True)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: bool(dialog.preview.page.toPlainText()) or not dialog.choices.exporter.note)
        return dialog

    return made


def choose(dialog: ExportDialog, name: str) -> None:
    forms = [dialog.choices.form.itemText(at) for at in range(dialog.choices.form.count())]
    suffix = EXPORTERS[name].suffixes[0]
    dialog.choices.form.setCurrentIndex(next(at for at, text in enumerate(forms) if text.endswith(f"({suffix})")))


def test_the_preview_follows_what_is_chosen(make: Make, qtbot: QtBot):
    dialog = make()
    assert "Annex: citations" in dialog.preview.page.toPlainText()
    dialog.choices.sections.show_sections((Section.CONFLICTS, Section.BOTTOM_LINE))
    dialog.choices.changed.emit()
    qtbot.waitUntil(lambda: "Annex: citations" not in dialog.preview.page.toPlainText())
    shown = dialog.preview.page.toPlainText()
    assert shown.index("Conflicts\n") < shown.index("Bottom line\n")
    choose(dialog, "xlsx")
    qtbot.waitUntil(lambda: dialog.preview.tables.isVisible() and dialog.preview.tables.count() == 4)
    assert not dialog.choices.sections.isVisible()
    choose(dialog, "json")
    qtbot.waitUntil(dialog.preview.lines.isVisible)
    assert '"articles": [' in dialog.preview.lines.toPlainText()


def test_the_choice_that_was_kept_comes_up_again(make: Make):
    options = NoteOptions((Section.LOG, Section.SOURCES), Detail.FULL, unjudged=False, full_texts=True)
    kept = NoteChoice(options, "pdf", stamped=True)
    dialog = make(kept)
    assert dialog.choices.choice == kept
    assert "Made: " in dialog.preview.page.toPlainText()


def test_a_folder_of_own_forms_that_is_gone_is_let_go(make: Make, tmp_path: Path):
    dialog = make(NoteChoice(form="brief", templates=str(tmp_path / "gone")))
    assert dialog.choices.exporter.name == "markdown"


def test_own_forms_are_chosen_from_a_folder(make: Make, answers: Answers, tmp_path: Path, qtbot: QtBot):
    dialog = make()
    answers.folder = tmp_path
    dialog.choices.own.click()
    assert "There is no form in" in dialog.said.text()
    (tmp_path / "title.txt.j2").write_text("The title is {{ note.title }}")
    dialog.choices.own.click()
    assert dialog.choices.exporter.name == "title"
    qtbot.waitUntil(lambda: "The title is " in dialog.preview.lines.toPlainText())


@pytest.mark.parametrize("name", ["markdown", "html", "docx", "pdf", "json", "annotations"])
def test_what_is_written_is_checked_at_once(make: Make, answers: Answers, tmp_path: Path, qtbot: QtBot, name: str):
    dialog = make()
    choose(dialog, name)
    answers.target = tmp_path / "mine"
    with qtbot.waitSignal(dialog.wanted) as wanted:
        dialog.write.click()
    assert wanted.args is not None
    assert wanted.args[0].form == name
    written = tmp_path / f"mine{EXPORTERS[name].suffixes[0]}"
    assert written.stat().st_size > 500
    count = dialog.said.text().split(" quotations stand")[0].rsplit(". ", 1)[1]
    good, checked = count.split(" of ")
    assert good == checked != "0"
    dialog.open_folder.click()
    assert answers.shown == [written]


def test_where_it_cannot_be_written_the_window_stays_and_says_why(make: Make, answers: Answers, tmp_path: Path):
    dialog = make()
    answers.target = tmp_path / "none" / "note.md"
    dialog.write.click()
    assert "There is no folder" in dialog.said.text()
    if Path("/dev/full").exists():
        (tmp_path / "full.md").symlink_to("/dev/full")
        answers.target = tmp_path / "full.md"
        dialog.write.click()
        assert "cannot be written" in dialog.said.text()
    assert dialog.isVisible()
    assert dialog.write.isEnabled()
    answers.target = tmp_path / "note.md"
    dialog.write.click()
    assert "quotations stand" in dialog.said.text()


def test_sections_are_ticked_and_moved_by_keys(make: Make, qtbot: QtBot):
    dialog = make()
    sections = dialog.choices.sections
    sections.setFocus()
    qtbot.keyClick(sections, Qt.Key.Key_Space)
    assert Section.BOTTOM_LINE not in sections.chosen()
    qtbot.keyClick(sections, Qt.Key.Key_Down)
    qtbot.keyClick(sections, Qt.Key.Key_Down, ALT)
    assert sections.chosen()[:2] == (Section.AGREED, Section.SOURCES)
    qtbot.keyClick(sections, Qt.Key.Key_Up, ALT)
    qtbot.keyClick(sections, Qt.Key.Key_Up, ALT)
    assert sections.currentRow() == 0
    qtbot.keyClick(sections, Qt.Key.Key_Up, ALT)
    assert sections.chosen()[0] == Section.SOURCES


def test_everything_has_a_name_to_be_read_aloud(make: Make, qtbot: QtBot):
    dialog = make()
    for form in ("markdown", "xlsx", "json"):
        choose(dialog, form)
        qtbot.wait(10)
        for widget in dialog.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
                found = QAccessible.queryAccessibleInterface(widget)
                assert found.text(QAccessible.Text.Name), f"{type(widget).__name__} {widget.objectName()}"
