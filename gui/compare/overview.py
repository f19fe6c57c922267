"""The slim strip beside a pane: all marks of the article at a glance, and the handle to scroll by."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from core.model import Relation
from gui import wordings
from gui.compare.ribbons import Extent
from gui.marks import Mark, rank
from gui.standing import Standing
from gui.theme import Theme

WIDTH = 12


class Overview(QWidget):
    """Drives the pane's hidden scroll bar. Marks are drawn once and kept as a picture, since scrolling changes none."""

    def __init__(self, theme: Theme, bar: QScrollBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bar = bar
        self.spoken: object = None
        self.tip_of: Callable[[str], str] = str
        self._marks: tuple[tuple[Mark, Extent], ...] = ()
        self._lines: tuple[tuple[Extent, Relation], ...] = ()
        self._selected: tuple[Extent, ...] = ()
        self._height = 1.0
        self._picture: QPixmap | None = None
        self._grabbed = 0.0
        self.setFixedWidth(WIDTH)
        self.setAccessibleName("Overview of the article's marks")
        self.setAccessibleDescription("Click or drag to scroll. The keyboard scrolls the text itself.")
        bar.valueChanged.connect(self.update)
        bar.rangeChanged.connect(self.update)

    def show_marks(self, marks: tuple[Mark, ...], extents: Mapping[str, Extent], height: float) -> None:
        """Show marks at their places in a document of that height, in pixels."""
        self._marks = tuple((mark, extents[mark.claim.id]) for mark in marks if mark.claim.id in extents)
        told = (mark for mark in marks if mark.standing is not Standing.REJECTED)
        ordered = sorted(told, key=lambda mark: -rank(mark.relation))
        self._lines = tuple((extents[mark.claim.id], mark.relation) for mark in ordered if mark.claim.id in extents)
        self._height = max(height, 1.0)
        self._picture = None
        self.update()

    def show_selected(self, extents: tuple[Extent, ...]) -> None:
        """Point out where the selected passages are."""
        self._selected = extents
        self.update()

    def forget_picture(self) -> None:
        """Draw the marks anew, in other colours."""
        self._picture = None
        self.update()

    def spoken_items(self) -> list[tuple[str, QRect]]:
        """Return each mark as it is spoken, in reading order, and where in the strip it is."""
        return [
            (
                f"{self._theme.sign(mark.relation).one}: “{wordings.opening(mark.claim)}” {self.tip_of(mark.claim.id)}",
                QRect(0, round(self._y(extent.top)), WIDTH, max(round(self._y(extent.bottom - extent.top)), 2)),
            )
            for mark, extent in self._marks
        ]

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 100)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        scheme = self._theme.scheme
        if self._picture is None or self._picture.deviceIndependentSize().toSize() != self.size():
            self._picture = self._drawn()
        painter.drawPixmap(0, 0, self._picture)
        handle = QColor(scheme.text)
        handle.setAlphaF(0.12)
        if self._bar.maximum() > 0:
            # Rounded by three rectangles: a smooth shape as tall as this takes a millisecond to fill.
            top, length = (round(value) for value in self._handle())
            painter.fillRect(2, top, WIDTH - 4, 1, handle)
            painter.fillRect(1, top + 1, WIDTH - 2, length - 2, handle)
            painter.fillRect(2, top + length - 1, WIDTH - 4, 1, handle)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(scheme.text))
        for extent in self._selected:
            painter.drawEllipse(QRectF(WIDTH / 2 - 3, self._y(extent.middle) - 3, 6, 6))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._picture = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        top, length = self._handle()
        y = event.position().y()
        self._grabbed = y - top if top <= y <= top + length else length / 2
        self._scroll_to(y)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._scroll_to(event.position().y())

    def _scroll_to(self, y: float) -> None:
        _, length = self._handle()
        room = max(self.height() - length, 1.0)
        self._bar.setValue(round((y - self._grabbed) / room * self._bar.maximum()))

    def _handle(self) -> tuple[float, float]:
        whole = self._bar.maximum() + self._bar.pageStep()
        length = max(self.height() * self._bar.pageStep() / max(whole, 1), 24.0)
        share = self._bar.value() / max(self._bar.maximum(), 1)
        return share * (self.height() - length), length

    def _y(self, y: float) -> float:
        return y / self._height * self.height()

    def _drawn(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(self._theme.scheme.surface))
        painter = QPainter(picture)
        scale = self.height() / self._height
        inks = {relation: QColor(self._theme.look(relation).ink) for relation in Relation}
        for relation, ink in inks.items():
            ink.setAlphaF(0.45 if relation is Relation.RELATED else 0.9)
        # Width tells the relations apart without colour: conflicts cross the whole strip, related ones hardly any.
        widths = {relation: (WIDTH - 2) * (1.0, 0.8, 0.6, 0.3)[rank(relation)] for relation in Relation}
        for extent, relation in self._lines:
            width, height = widths[relation], max((extent.bottom - extent.top) * scale, 2.0)
            painter.fillRect(QRectF((WIDTH - width) / 2, extent.top * scale, width, height), inks[relation])
        painter.end()
        return picture
