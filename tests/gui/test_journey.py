"""A whole piece of work by keyboard alone: open, walk the conflicts, read why, filter, find a claim, export."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.model import Relation
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


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_from_files_to_an_exported_note(window: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot):
    for name, body in REPORTS.items():
        text = f"Ferry lost off Varda\n{name.replace('-', ' ').title()}\n3 March 2026\n\n{body}\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    answers.files, answers.target = tuple(sorted(tmp_path.glob("*.txt"))), tmp_path / "comparison.json"
    window.welcome.cards[0].setFocus()
    press(qtbot, Qt.Key.Key_O, CONTROL)
    assert len(window.view.columns) == 3
    assert window.session.complete

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
