"""The bar at the foot: the honesty line, what is being done, and the button that stops it."""

from __future__ import annotations

import time

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QStatusBar, QToolButton, QWidget

from core.progress import Pace, in_words
from gui.jobs import JobRunner
from gui.messages import Messages

HONESTY = (
    "A mark means “compare these”, not “this is false”. The number of marks says nothing about an outlet's accuracy."
)


class ElidedLabel(QLabel):
    """A line of text that shortens where space is short; the whole of it is its tip."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class StatusBar(QStatusBar):
    """Follows the job runner and the messages."""

    def __init__(self, jobs: JobRunner, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.honesty = ElidedLabel(HONESTY)
        self.honesty.setObjectName("muted")
        self.stage, self.bar, self.cancel = QLabel(), QProgressBar(), QToolButton()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(120)
        self.bar.setAccessibleName("Progress")
        self.cancel.setText("Cancel")
        self.cancel.setToolTip("Stop comparing; what has been found so far stays")
        self.cancel.setAccessibleName("Cancel the comparison")
        self.cancel.clicked.connect(jobs.cancel)
        self._busy = QWidget()
        layout = QHBoxLayout(self._busy)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for part in (self.stage, self.bar, self.cancel):
            layout.addWidget(part)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(14, 3, 8, 3)
        row.setSpacing(16)
        row.addWidget(self.honesty, 1)
        self._said = QLabel()
        self._said.setAccessibleName("Status")
        row.addWidget(self._said)
        row.addWidget(self._busy)
        holder.setMinimumHeight(30)
        self.addWidget(holder, 1)
        self._fading = QTimer(self, singleShot=True, interval=6000)
        self._fading.timeout.connect(self._said.clear)
        jobs.busy_changed.connect(self._set_busy)
        jobs.progressed.connect(self._show_progress)
        messages.status_changed.connect(self.say)
        self._pace = Pace()
        self._set_busy(False)

    def say(self, text: str) -> None:
        """Show a line for a few seconds."""
        self._said.setText(text)
        self._fading.start()

    def _set_busy(self, busy: bool) -> None:
        self._busy.setVisible(busy)
        self._said.setVisible(not busy)
        if busy:
            self._pace = Pace()
            self.stage.setText("Starting …")
            self.bar.setRange(0, 0)

    def _show_progress(self, stage: str, done: int, total: int) -> None:
        left = in_words(self._pace.left(stage, done, total, time.monotonic()))
        how_far = f"{stage.capitalize()} …" if not total else f"{stage.capitalize()} · {done} of {total}"
        self.stage.setText(f"{how_far} · {left}" if left else how_far)
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
