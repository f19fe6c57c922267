"""A slider over a histogram: how sure a mark must be to show, and how many would be left."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSlider, QWidget

from gui.filtering import BINS
from gui.theme import Theme

STEPS = 100
_KNOB = 7.0  # radius, in pixels
_FLOOR = 5.0  # room below the columns for the groove


class ConfidenceSlider(QSlider):
    """Set in hundredths; the arrow keys move it by one, Page up and down by ten."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._histogram: tuple[int, ...] = (0,) * BINS
        self.setRange(0, STEPS)
        self.setPageStep(10)
        self.setAccessibleName("Least confidence of a mark")
        self.setMouseTracking(True)
        theme.changed.connect(self.update)

    def show_histogram(self, histogram: tuple[int, ...]) -> None:
        """Show how many links there are of each confidence."""
        if histogram != self._histogram:
            self._histogram = histogram
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(220, 40)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scheme = self._theme.scheme
        groove = self._groove()
        knob = groove.left() + groove.width() * self.value() / STEPS
        self._paint_columns(painter, groove, knob)
        painter.fillRect(QRectF(groove.left(), groove.bottom(), groove.width(), 2), QColor(scheme.line))
        painter.fillRect(QRectF(knob, groove.bottom(), groove.right() - knob, 2), QColor(scheme.accent))
        painter.setBrush(QColor(scheme.raised))
        painter.setPen(QPen(QColor(scheme.accent), 3 if self.hasFocus() else 1.5))
        painter.drawEllipse(QRectF(knob - _KNOB, groove.bottom() + 1 - _KNOB, 2 * _KNOB, 2 * _KNOB))

    def _paint_columns(self, painter: QPainter, groove: QRectF, knob: float) -> None:
        """Paint what stays in the accent's colour, and what is hidden as outlines."""
        scheme, most = self._theme.scheme, max(self._histogram)
        width = groove.width() / len(self._histogram)
        for place, number in enumerate(self._histogram):
            if not number:
                continue
            height = max(groove.height() * number / most, 2.0)
            column = QRectF(groove.left() + place * width + 0.5, groove.bottom() - height, width - 1, height)
            if column.center().x() >= knob:
                painter.fillRect(column, QColor(scheme.accent))
            else:
                painter.setPen(QPen(QColor(scheme.faint), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(column.adjusted(0.5, 0.5, -0.5, 0))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def _follow(self, event: QMouseEvent) -> None:
        groove = self._groove()
        self.setValue(round((event.position().x() - groove.left()) / groove.width() * STEPS))

    def _groove(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_KNOB + 2, 3, -_KNOB - 2, -_FLOOR - _KNOB)
