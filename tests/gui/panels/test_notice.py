"""Notices that do not block."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.model import Problem
from gui.messages import Messages
from gui.panels.notice import NoticeBar
from gui.theme import Theme


def test_problems_are_listed_a_line_each(qtbot: QtBot, theme: Theme):
    messages = Messages()
    host = QWidget()
    qtbot.addWidget(host)
    bar = NoticeBar(messages, theme, host)
    messages.problems([Problem("a.pdf", "It is no text.", "Save it as text."), Problem("b", "Empty.", "Look.")], 3)
    assert not bar.isHidden()
    text = bar.text.text()
    assert "2 of 3 files could not be read." in text
    assert "a.pdf: It is no text." in text
    assert "Save it as text." in text
    messages.clear()
    assert bar.isHidden()


def test_hints_take_the_colours_in_use(qtbot: QtBot, theme: Theme):
    messages = Messages()
    host = QWidget()
    qtbot.addWidget(host)
    bar = NoticeBar(messages, theme, host)
    messages.problems([Problem("a.pdf", "It is no text.", "Save it as text.")], 1)
    theme.choose("dark")
    assert theme.scheme.muted in bar.text.text()
