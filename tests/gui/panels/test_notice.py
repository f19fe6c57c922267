"""Notices that do not block."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.model import Problem
from gui.messages import Messages, Notice, Offer
from gui.panels.notice import NoticeBar
from gui.theme import Theme


def test_problems_are_listed_a_line_each(qtbot: QtBot, theme: Theme):
    messages = Messages()
    host = QWidget()
    qtbot.addWidget(host)
    bar = NoticeBar(messages, theme, host)
    messages.reading([Problem("a.pdf", "It is no text.", "Save it as text."), Problem("b", "Empty.", "Look.")], (), 3)
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
    messages.reading([Problem("a.pdf", "It is no text.", "Save it as text.")], (), 1)
    theme.choose("dark")
    assert theme.scheme.muted in bar.text.text()


def test_remarks_are_told_without_alarm(qtbot: QtBot, theme: Theme):
    messages = Messages()
    host = QWidget()
    qtbot.addWidget(host)
    bar = NoticeBar(messages, theme, host)
    messages.reading((), [Problem("a.txt", "a.txt is named more than once.", "It was read once.")], 2)
    assert "named more than once" in bar.text.text()
    assert "could not" not in bar.text.text()
    assert "It was read once." in bar.accessibleDescription()
    assert bar.offer.isHidden()


def test_a_notice_can_offer_what_to_do(qtbot: QtBot, theme: Theme):
    messages, done = Messages(), []
    host = QWidget()
    qtbot.addWidget(host)
    bar = NoticeBar(messages, theme, host)
    messages.noticed.emit(Notice("Stopped.", offer=Offer("Go on", lambda: done.append(1))))
    assert bar.offer.text() == "Go on"
    bar.offer.click()
    assert done == [1]
    assert bar.isHidden()
