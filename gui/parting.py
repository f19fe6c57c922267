"""Lets go of comparisons that show no more."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer

from gui.ready import Ready

_AT_ONCE = 2000


class Parting(QObject):
    """Frees a few links at a time: to free all of 50 articles at once, the window would stand still for it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left: list[Any] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._free_some)

    def part_with(self, ready: Ready) -> None:
        """Hold the parts of a comparison that others are about to let go, and free them by and by."""
        self._left += ready.comparison.links
        self._left += ready.basis.links
        self._left += ready.basis.rows.values()
        self._timer.start()

    @property
    def under_way(self) -> bool:
        """Whether anything is left to free."""
        return self._timer.isActive()

    def _free_some(self) -> None:
        del self._left[-_AT_ONCE:]
        if not self._left:
            self._timer.stop()
