"""When Python's garbage is collected: on the window's thread only, never for long, never while work is under way."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from gui.jobs import JobRunner
from gui.session import Session

_EVERY_MS = 500


class Collector(QObject):
    """Collects now and then in Python's stead, whose collector could destroy Qt objects from a worker thread.

    A comparison of 50 articles is a million objects, and to go through them takes a second for which the window would
    stand still. But results hold no circles: they go when nobody holds them any more. So nothing is collected while
    work is under way, what it brought is then set aside for good, and all is gone through when nothing is open.
    """

    def __init__(self, session: Session, jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._tick = QTimer(self, interval=_EVERY_MS)
        self._tick.timeout.connect(self.collect)
        jobs.busy_changed.connect(self._set_aside)
        session.articles_changed.connect(self._take_back)
        gc.disable()
        self._tick.start()

    def stop(self) -> None:
        """Leave garbage to Python again."""
        self._tick.stop()
        gc.unfreeze()
        gc.enable()

    def collect(self) -> None:
        """Collect the youngest generations of garbage that are due, as Python itself would."""
        if self._jobs.busy:
            return
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return

    def _set_aside(self, busy: bool) -> None:
        if not busy and self._session.articles:
            gc.freeze()

    def _take_back(self) -> None:
        if not self._session.articles:
            gc.unfreeze()
