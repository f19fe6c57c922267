"""Panes side by side with gutters between them, as widgets only: widths, whole panes in sight, dragging."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QSplitterHandle, QWidget

from gui.compare import gutter as gutters
from gui.compare.gutter import Gutter

# Below this width, in pixels, lines of prose get too short to read.
LEAST_PANE = 320


class _Panes(QSplitter):
    """A splitter whose handles are gutters."""

    def __init__(self, make_gutter: Callable[[QSplitter], Gutter]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._make_gutter = make_gutter
        self.setHandleWidth(gutters.WIDTH)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        return self._make_gutter(self)


class PaneRow(QScrollArea):
    """Shows as many panes as fit with a readable width; the others are reached by scrolling sideways, pane by pane."""

    moved = Signal(QWidget, int)
    """A pane was dropped at a place, counted from the left."""

    def __init__(self, make_gutter: Callable[[QSplitter], Gutter], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fitting = (0, 0)
        self._row: tuple[QWidget, ...] = ()
        self._splitter = _Panes(make_gutter)
        self._drop = QFrame(self)
        self._drop.setObjectName("dropPlace")
        self._drop.hide()
        self._snap = QTimer(self, singleShot=True, interval=160)
        self._snap.timeout.connect(self._snap_to_pane)
        self.setWidget(self._splitter)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self._snap.start())

    def gutter(self, place: int) -> Gutter:
        """Return the gutter to the right of the pane at a place."""
        handle = self._splitter.handle(place + 1)
        assert isinstance(handle, Gutter)
        return handle

    def set_row(self, panes: Sequence[QWidget]) -> None:
        """Show these panes from left to right; others must have been taken out before."""
        if tuple(panes) == self._row:
            return
        self._row = tuple(panes)
        for place, pane in enumerate(panes):
            if self._splitter.indexOf(pane) != place:
                self._splitter.insertWidget(place, pane)
            self._splitter.setStretchFactor(place, 1)
            pane.show()
        self._fitting = (0, 0)
        self._fit()

    def show_panes(self, wanted: Sequence[QWidget]) -> None:
        """Scroll sideways until these neighbours are in sight, as far as they fit."""
        if not wanted:
            return
        bar, room = self.horizontalScrollBar(), self.viewport().width()
        left, right = wanted[0].x(), wanted[-1].geometry().right() + 1
        if right - left > room:
            right = left + room
        bar.setValue(min(left, max(bar.value(), right - room)))

    def drag(self, pane: QWidget, at: QPoint) -> None:
        """Show where a pane would go if it were dropped at a point of the screen; at an edge, the row moves on."""
        inside = self.viewport().mapFromGlobal(at).x()
        bar = self.horizontalScrollBar()
        if inside < 0 or inside > self.viewport().width():
            bar.setValue(bar.value() + (-1 if inside < 0 else 1) * bar.singleStep() // 8)
        place = self._place_at(pane, at)
        others = [each for each in self._row if each is not pane]
        if place < len(others):
            x = others[place].x() - gutters.WIDTH // 2
        else:
            x = others[-1].geometry().right() + gutters.WIDTH // 2 if others else 0
        x = min(max(x - bar.value(), 0), self.viewport().width() - 4)
        self._drop.setGeometry(x, 0, 4, self.viewport().height())
        self._drop.setVisible(place != self._row.index(pane))
        self._drop.raise_()

    def drop(self, pane: QWidget, at: QPoint | None) -> None:
        """End dragging at a point of the screen, or nowhere."""
        self._drop.hide()
        if at is not None and (place := self._place_at(pane, at)) != self._row.index(pane):
            self.moved.emit(pane, place)

    def _place_at(self, pane: QWidget, at: QPoint) -> int:
        x = self._splitter.mapFromGlobal(at).x()
        return sum(each.geometry().center().x() < x for each in self._row if each is not pane)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """Give the panes such a width that a whole number of them fills the view."""
        number, room, gap = len(self._row), self.viewport().width(), gutters.WIDTH
        if not number:
            return
        fitting = max(1, min(number, (room + gap) // (LEAST_PANE + gap)))
        width = (room - (fitting - 1) * gap) // fitting
        self._splitter.setMinimumWidth(number * width + (number - 1) * gap if fitting < number else 0)
        for pane in self._row:
            pane.setMinimumWidth(min(LEAST_PANE, width))
        self.horizontalScrollBar().setSingleStep(width + gap)
        self.horizontalScrollBar().setPageStep(room)
        if (number, fitting) != self._fitting:
            self._fitting = (number, fitting)
            # At its final width already, or the splitter would share out the rest unevenly later.
            self._splitter.resize(max(number * width + (number - 1) * gap, room), self.viewport().height())
            self._splitter.setSizes([width] * number)
            self._snap.start()

    def _snap_to_pane(self) -> None:
        bar = self.horizontalScrollBar()
        starts = [pane.x() for pane in self._row]
        if starts and not bar.isSliderDown():
            bar.setValue(min(starts, key=lambda start: abs(start - bar.value())))
