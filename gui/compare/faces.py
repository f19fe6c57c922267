"""What a pane shows when there is no text to read: an article without text, a file being read, one that failed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from core.model import Problem
from gui.theme import Theme


class Face(QWidget):
    """A few plain lines in the middle of a pane: what, why, and what to do about it."""

    asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._title, self._text = QLabel(), QLabel()
        self._title.setObjectName("faceTitle")
        self._text.setObjectName("muted")
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setMaximumWidth(160)
        self._button = QPushButton()
        self._button.setAccessibleName("Go on")
        self._button.clicked.connect(self.asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 24)
        layout.setSpacing(10)
        layout.addStretch(2)
        layout.addWidget(self._icon)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def say(self, title: str, text: str, *, icon: str = "", button: str = "", busy: bool = False) -> None:
        """Show these lines; ``button`` is what can be asked for and ``busy`` shows that work goes on."""
        self._title.setText(title)
        self._text.setText(text)
        self._button.setText(button)
        self._button.setAccessibleName(button or "Go on")
        self._button.setVisible(bool(button))
        self._bar.setVisible(busy)
        self._icon.setVisible(bool(icon))
        if icon:
            self._icon.setPixmap(self._theme.icon(icon, self._theme.scheme.muted).pixmap(24, 24))
        self.setAccessibleName(f"{title} {text}")


class Waiting(QFrame):
    """A pane for a file that is being read."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.face = _alone(self, theme)
        self.face.say(name, "Being read …", busy=True)


class Failed(QFrame):
    """A pane for a file that could not be read; ``closed`` when the analyst has taken note of it."""

    closed = Signal()

    def __init__(self, theme: Theme, problem: Problem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.face = _alone(self, theme)
        self.face.say(
            f"{problem.file} could not be read",
            f"{problem.what}\n\n{problem.hint}",
            icon="triangle-alert",
            button="Close this pane",
        )
        self.face.asked.connect(self.closed)


def _alone(frame: QFrame, theme: Theme) -> Face:
    face = Face(theme, frame)
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(face)
    return face
