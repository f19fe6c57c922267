"""From a judged workspace to a note that stands, by keyboard, through the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.model import Relation
from core.note_options import Detail, NoteChoice, NoteOptions, Section
from core.verify import verify
from core.workspace import open_workspace
from core.workspace.edits import judge
from core.workspace.judgements import Judgement, Ruling, anchor_at
from gui.dialogs.export import ExportDialog
from gui.main_window import MainWindow
from tests.gui.conftest import Answers

REPORTS = {
    "coast-wire": "The ferry sank at dawn off Varda. Twelve people were killed. The captain was on the bridge.",
    "varda-post": "Off Varda the ferry sank at dawn. Fifteen people were killed. It was built in 1987.",
}


@pytest.fixture
def judged(window: MainWindow, tmp_path: Path) -> Path:
    """A workspace that is open in the window, with one conflict accepted; returns its file."""
    for name, body in REPORTS.items():
        text = f"Ferry lost off Varda\n{name.replace('-', ' ').title()}\n3 March 2026\n\n{body}\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    window.operations.open_files(sorted(tmp_path.glob("*.txt")), new=True)
    comparison, workspace = window.session.comparison, window.session.workspace
    assert comparison is not None
    claims = {claim.id: claim for claim in comparison.claims}
    link = next(link for link in comparison.links if link.relation is Relation.CONFLICTS)
    ends = tuple(anchor_at(workspace.articles[claims[end].article], claims[end].span) for end in (link.a, link.b))
    said = Judgement(ends, Ruling.ACCEPT, marked=link.relation, note="Ask the coast guard.", author="Ana")
    assert window.session.edit(judge(said))
    window.operations.comparing.compare()
    assert window.session.opened is not None
    return window.session.opened.path


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(focus(), key, modifier)


def tab_to(qtbot: QtBot, wanted: QWidget) -> None:
    for _ in range(60):
        if focus() is wanted:
            return
        press(qtbot, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reaches {wanted}")


def opened(window: MainWindow, qtbot: QtBot) -> ExportDialog:
    """The export window, opened by its key, with its preview made."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.view.activate(0)
    qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = next(each for each in window.findChildren(ExportDialog) if each.isVisible())
    dialog.activateWindow()
    qtbot.waitUntil(lambda: focus() is dialog.choices.form)
    qtbot.waitUntil(lambda: "Ferry lost" in dialog.preview.page.toPlainText() or not dialog.choices.exporter.note)
    return dialog


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_judged_workspace_becomes_a_note_that_stands(
    window: MainWindow, judged: Path, answers: Answers, tmp_path: Path, qtbot: QtBot
):
    dialog = opened(window, qtbot)
    assert "Ask the coast guard." in dialog.preview.page.toPlainText()
    press(qtbot, Qt.Key.Key_Down)
    assert dialog.choices.exporter.name == "html"
    tab_to(qtbot, dialog.choices.sections)
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    tab_to(qtbot, dialog.choices.detail)
    press(qtbot, Qt.Key.Key_Down)
    tab_to(qtbot, dialog.choices.unjudged)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Down)
    tab_to(qtbot, dialog.choices.full_texts)
    press(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Annex: full texts" in dialog.preview.page.toPlainText())
    shown = dialog.preview.page.toPlainText()
    assert "Bottom line" not in shown
    assert shown.index("Agreed\n") < shown.index("Sources\n")
    answers.target = tmp_path / "note.html"
    tab_to(qtbot, dialog.write)
    press(qtbot, Qt.Key.Key_Space)
    said = dialog.said.text().removeprefix("Wrote note.html. ").removesuffix(" quotations stand.").split(" of ")
    assert said[0] == said[1] != "0"
    press(qtbot, Qt.Key.Key_Space)
    assert answers.shown == [answers.target]
    press(qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.isVisible())

    sections = (Section.AGREED, Section.SOURCES, *tuple(Section)[3:])
    wanted = NoteChoice(NoteOptions(sections, Detail.FULL, unjudged=True, full_texts=True), "html")
    assert window.session.workspace.note_choice == wanted
    assert opened(window, qtbot).choices.choice == wanted
    window.close()
    with open_workspace(judged) as found:
        assert verify(answers.target, found.workspace).fine
        assert found.workspace.note_choice == wanted


def test_nothing_is_exported_before_the_comparison_is_done(window: MainWindow):
    assert window.exporting.export() is None
    assert "nothing to export" in window.status._said.text()


def test_a_note_is_named_as_the_workspace_is(window: MainWindow, judged: Path, answers: Answers, tmp_path: Path):
    dialog = window.exporting.export()
    assert dialog is not None
    assert dialog._material.suggestion.name == "comparison"
    answers.target = tmp_path / "ferry.parallax"
    window.operations.keeping.save_copy()
    dialog = window.exporting.export()
    assert dialog is not None
    assert dialog._material.suggestion.name == "ferry"
