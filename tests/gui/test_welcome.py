from __future__ import annotations

import pytest
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.theme import Theme
from gui.welcome import Card


@pytest.mark.parametrize("larger", [1.0, 1.5, 2.0])
def test_a_card_has_room_for_all_of_its_words(qtbot: QtBot, host: QWidget, theme: Theme, larger: float):
    font = QFont(host.font())
    font.setPointSizeF(font.pointSizeF() * larger)
    host.setFont(font)
    action = QAction("Open", host)
    action.setIcon(theme.icon("folder-open"))
    text = "Two or more reports of one story: text, Markdown or saved web pages."
    card = Card(action, "Open articles", text, host)
    card.resize(210, 100)
    card.show()
    qtbot.waitUntil(lambda: card.height() >= card.minimumHeight())
    words = next(label for label in card.findChildren(QLabel) if label.text() == text)
    assert words.height() >= words.heightForWidth(words.width())
    assert words.geometry().bottom() < card.height()
