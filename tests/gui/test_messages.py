"""Failures become reports that can be copied."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from core.errors import WriteError
from gui.messages import Messages, Notice, failure_report


def failure() -> ZeroDivisionError:
    try:
        return 1 / 0  # type: ignore[return-value]
    except ZeroDivisionError as error:
        return error


def test_a_report_names_versions_and_place():
    error = failure()
    report = failure_report(type(error), error, error.__traceback__)
    assert report.startswith("Parallax 0.1.0, Python 3")
    assert "ZeroDivisionError" in report
    assert "in failure" in report


def test_what_the_user_can_mend_is_a_notice(qtbot: QtBot):
    messages, heard = Messages(), []
    messages.noticed.connect(heard.append)
    messages.error(WriteError("The disk is full.", "Free some space."))
    assert heard == [Notice("The disk is full.", (("", "Free some space."),))]


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_what_nobody_expected_is_a_report_that_can_be_copied(qtbot: QtBot, capsys: pytest.CaptureFixture[str]):
    messages, window = Messages(), QWidget()
    qtbot.addWidget(window)
    messages.belong_to(window)
    messages.error(failure())
    messages.error(failure())
    boxes = window.findChildren(QMessageBox)
    assert len(boxes) == 1
    assert not boxes[0].isModal()
    copy = next(button for button in boxes[0].buttons() if button.text() == "Copy report")
    copy.click()
    assert "ZeroDivisionError" in QGuiApplication.clipboard().text()
    assert capsys.readouterr().err.count("ZeroDivisionError") >= 2
    boxes[0].close()
    sys.stderr.flush()
