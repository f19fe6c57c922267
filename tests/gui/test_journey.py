"""Whole pieces of work by keyboard alone: from files to an exported note; judging, undoing and coming back."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from core.model import Relation
from core.workspace.judgements import Ruling
from gui.dialogs.export import ExportDialog
from gui.main_window import MainWindow
from gui.panels.reasons import ReasonRow
from tests.gui.conftest import Answers

CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
REPORTS = {
    "coast-wire": "The ferry sank at dawn off Varda. Twelve people were killed. The captain was on the bridge.",
    "morning-ledger": "The ferry sank at dawn off Varda. Fifteen people were killed. The owner bought it in 2019.",
    "varda-post": "Off Varda the ferry sank at dawn. The captain was not on the bridge. It was built in 1987.",
}


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(focus(), key, modifier)


def tab_to(qtbot: QtBot, wanted: type[QWidget] | QWidget) -> None:
    for _ in range(120):
        if focus() is wanted or (isinstance(wanted, type) and isinstance(focus(), wanted)):
            return
        press(qtbot, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reaches {wanted}")


def open_reports(window: MainWindow, answers: Answers, folder: Path, qtbot: QtBot) -> None:
    for name, body in REPORTS.items():
        text = f"Ferry lost off Varda\n{name.replace('-', ' ').title()}\n3 March 2026\n\n{body}\n"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    answers.files = tuple(sorted(folder.glob("*.txt")))
    window.welcome.cards[0].setFocus()
    press(qtbot, Qt.Key.Key_O, CONTROL)
    assert len(window.view.columns) == 3
    assert window.session.complete


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_from_files_to_an_exported_note(window: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot):
    answers.target = tmp_path / "comparison.json"
    open_reports(window, answers, tmp_path, qtbot)

    conflicts = [row for row in window.session.survey.rows if row.relation is Relation.CONFLICTS]
    assert conflicts
    read = []
    for _ in conflicts:
        press(qtbot, Qt.Key.Key_C, ALT)
        assert window.session.selection.row is not None
        read.append(window.session.selection.row.id)
        qtbot.waitUntil(window.inspector.why.rows[0].isVisible)
        tab_to(qtbot, ReasonRow)
        assert window.session.lit
        assert focus().accessibleName().startswith("Reason: ")
        window.view.activate(0)
    assert sorted(read) == sorted(row.id for row in conflicts)

    press(qtbot, Qt.Key.Key_F8)
    tab_to(qtbot, window.filter_row.kinds)
    menu = window.filter_row.kinds.menu()

    def choose() -> None:
        if not menu.isVisible():
            QTimer.singleShot(20, choose)
            return
        at = next(n for n, action in enumerate(menu.actions()) if action.text().startswith("Number"))
        for _ in range(at + 1):
            qtbot.keyClick(menu, Qt.Key.Key_Down)
        qtbot.keyClick(menu, Qt.Key.Key_Return)

    QTimer.singleShot(50, choose)
    press(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.session.filter.kinds == {"number"})
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    assert all("number" in {r.kind for r in link.reasons} for link in window.session.survey.links.values())
    press(qtbot, Qt.Key.Key_F8, SHIFT)
    assert not window.session.filter.active

    press(qtbot, Qt.Key.Key_F, CONTROL | SHIFT)
    qtbot.keyClicks(focus(), "Twelve people died")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Down)
    assert window.find_claim.model.found
    assert window.session.finding.current is not None

    press(qtbot, Qt.Key.Key_E, CONTROL)
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    dialog.activateWindow()
    qtbot.waitUntil(lambda: focus() is dialog.choices.form)
    qtbot.keyClicks(focus(), "JSON")
    assert dialog.choices.exporter.name == "json"
    tab_to(qtbot, dialog.write)
    press(qtbot, Qt.Key.Key_Space)
    assert json.loads(answers.target.read_text(encoding="utf-8"))["links"]
    qtbot.waitUntil(lambda: "quotations stand" in dialog.said.text())


def choose_from_menu(window: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.waitUntil(lambda: any(menu.isVisible() for menu in window.view.findChildren(QMenu)))
    menu = next(menu for menu in window.view.findChildren(QMenu) if menu.isVisible())
    qtbot.keyClick(menu, key)
    window.activateWindow()
    window.view.activate(0)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_judging_undoing_and_coming_back(window: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot):
    open_reports(window, answers, tmp_path, qtbot)
    session = window.session
    window.filters.chips[Relation.RELATED].setFocus()
    press(qtbot, Qt.Key.Key_Space)
    window.view.activate(0)
    marks = set(session.survey.links)
    assert len(marks) >= 3
    press(qtbot, Qt.Key.Key_N)
    verdicts = itertools.cycle((Qt.Key.Key_A, Qt.Key.Key_R, Qt.Key.Key_T))
    for _ in marks:
        key = next(verdicts)
        press(qtbot, key)
        if key == Qt.Key.Key_T:
            choose_from_menu(window, qtbot, Qt.Key.Key_H)
    judged = session.workspace.judgements
    assert marks <= set(judged)
    assert {said.ruling for said in judged.values()} >= {Ruling.ACCEPT, Ruling.REJECT}
    window.session.select_link(next(iter(session.survey.links)))
    press(qtbot, Qt.Key.Key_M)
    qtbot.keyClicks(focus(), "Ask the owner.")
    press(qtbot, Qt.Key.Key_Escape)
    done = session.workspace
    window.operations.comparing.compare()
    for link, said in done.judgements.items():
        rejected = said.ruling is Ruling.REJECT
        assert (link in {other.id for other in session.comparison.links}) != rejected

    while window.actions_["undo"].isEnabled():
        press(qtbot, Qt.Key.Key_Z, CONTROL)
        window.setFocus()
    assert not session.workspace.articles
    assert window.pages.currentWidget() is window.welcome
    window.welcome.cards[0].setFocus()
    while window.actions_["redo"].isEnabled():
        press(qtbot, Qt.Key.Key_Z, CONTROL | SHIFT)
        window.setFocus()
    assert session.workspace == done

    answers.files = (session.opened.path,)
    press(qtbot, Qt.Key.Key_W, CONTROL)
    assert session.opened is None
    window.welcome.cards[0].setFocus()
    press(qtbot, Qt.Key.Key_O, CONTROL)
    assert session.workspace == done
    assert session.complete
    assert {link for link in done.judgements if done.judgements[link].ruling} <= set(session.survey.standings)
    assert window.actions_["undo"].text() == "&Undo: changed the note of a pair"
