"""A list to choose one thing from, with an arrow in the theme's own colours."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget

from gui.theme import Theme

_ARROW = 14  # pixels


class Choice(QComboBox):
    """The style sheet takes the arrow of the platform away, which has edges that fit no theme."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isEnabled():
            box = QRect(self.width() - _ARROW - 7, (self.height() - _ARROW) // 2, _ARROW, _ARROW)
            painter = QPainter(self)
            self._theme.icon("chevron-down", self._theme.scheme.muted).paint(painter, box)
            painter.end()
