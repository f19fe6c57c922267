"""Work away from the window: one thread, newest wins, and nothing but plain values crosses over."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QThreadPool, QTimer, Signal

from core.errors import Cancelled
from core.progress import Progress

# At most 20 reports a second: more only costs the window time.
REPORT_EVERY_S = 0.05

# How long the work waits while the window shows what is opened, and while it shows an early result: both at once would
# take Python's lock from each other at every call, which makes the window three times as slow. It shows within 0.1 s;
# the longest rest is for one that hangs.
_BEFORE_MS = 25
_SHOWN_MS = 120
_LONGEST_REST_S = 1.0


def _ignore(_value: Any) -> None:
    """Take a value and do nothing with it."""


@dataclass(frozen=True, slots=True)
class Job:
    """Something to work out: ``work(progress, partial)`` runs in the worker, the rest on the window's thread.

    ``done`` gets the result, ``partial`` each early result that the work hands over, ``failed`` an exception that
    was not Cancelled, ``stopped`` nothing. ``late`` gets a result that a newer job has overtaken.
    """

    work: Callable[[Progress, Callable[[Any], None]], Any]
    done: Callable[[Any], None]
    failed: Callable[[BaseException], None]
    partial: Callable[[Any], None] = _ignore
    stopped: Callable[[], None] = lambda: None
    late: Callable[[Any], None] = _ignore


class JobRunner(QObject):
    """Runs one job at a time. Starting a job cancels the one before; whatever that still says is dropped by its id."""

    progressed = Signal(str, int, int)
    busy_changed = Signal(bool)
    _told = Signal(int, str, object)

    def __init__(self, parent: QObject | None = None, serial: bool = False) -> None:
        super().__init__(parent)
        self._serial = serial
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._last_id = 0
        self._job: Job | None = None
        self._late: dict[int, Callable[[Any], None]] = {}
        self._progress: Progress | None = None
        self._waiting: tuple[int, _Run] | None = None
        self._resting: Event | None = None
        self._soon = QTimer(self, singleShot=True, interval=_BEFORE_MS)
        self._soon.timeout.connect(self._begin)
        self._showing = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._showing.timeout.connect(self._wake)
        self._told.connect(self._hear)

    @property
    def serial(self) -> bool:
        """Whether work is done in line, as tests want it."""
        return self._serial

    @property
    def busy(self) -> bool:
        return self._job is not None

    def start(self, job: Job) -> int:
        """Start a job and return its id; in serial mode it has ended on return."""
        if self._progress:
            self._progress.cancel()
        self._last_id += 1
        job_id = self._last_id
        progress = Progress(_Throttle(lambda *report: self._told.emit(job_id, "progress", report)))
        was_busy = self.busy
        self._job, self._progress = job, progress
        self._late[job_id] = job.late
        if not was_busy:
            self.busy_changed.emit(True)
        run = _Run(job.work, progress, lambda what, value: self._told.emit(job_id, what, value), rests=not self._serial)
        if self._serial:
            run.run()
        else:
            self._drop_waiting()
            self._waiting = job_id, run
            self._soon.start()
        return job_id

    def _begin(self) -> None:
        if self._waiting is not None:
            _, run = self._waiting
            self._waiting = None
            self._pool.start(run)

    def _drop_waiting(self) -> None:
        """Forget the job that has not begun, if any: there will be nothing late of it."""
        if self._waiting is not None:
            self._late.pop(self._waiting[0], None)
            self._waiting = None

    def _wake(self) -> None:
        """Let the work go on that rests."""
        if self._resting is not None:
            self._resting.set()

    def cancel(self) -> None:
        """Ask the running job, if any, to stop."""
        if self._progress:
            self._progress.cancel()

    def shut_down(self) -> None:
        """Stop whatever runs and wait for it; to be called before the window goes."""
        self.cancel()
        self._drop_waiting()
        self._last_id += 1
        self._job = self._progress = None
        self._pool.waitForDone(5000)
        QCoreApplication.sendPostedEvents(self)  # what came too late is taken back

    def _hear(self, job_id: int, what: str, value: Any) -> None:
        late = self._late.pop(job_id, _ignore) if what in ("done", "stopped", "failed") else _ignore
        job = self._job
        if job_id != self._last_id or job is None:
            if what == "done":
                late(value)
            return
        if what == "progress":
            self.progressed.emit(*value)
        elif what == "partial":
            early, self._resting = value
            job.partial(early)
            self._showing.start()
        else:
            self._end(job, what, value)

    def _end(self, job: Job, what: str, value: Any) -> None:
        ended = self._last_id
        self._job = self._progress = None
        if what == "done":
            job.done(value)
        elif what == "stopped":
            job.stopped()
        else:
            job.failed(value)
        # The callback may have started the next job; then the runner has been busy all along.
        if self._last_id == ended:
            self.busy_changed.emit(False)


class _Run(QRunnable):
    """One job on its way through the worker thread."""

    def __init__(
        self,
        work: Callable[[Progress, Callable[[Any], None]], Any],
        progress: Progress,
        tell: Callable[[str, Any], None],
        rests: bool,
    ) -> None:
        super().__init__()
        self._work, self._progress, self._tell, self._rests = work, progress, tell, rests

    def run(self) -> None:
        """Do the work and tell how it ended."""
        try:
            self._tell("done", self._work(self._progress, self._hand_over))
        except Cancelled:
            self._tell("stopped", None)
        except BaseException as error:  # noqa: BLE001 - handed to the window, which words it or reports it
            self._tell("failed", error)

    def _hand_over(self, early: Any) -> None:
        """Hand over an early result and rest until it shows, unless the work is not wanted any more."""
        shown = Event()
        self._tell("partial", (early, shown))
        until = time.monotonic() + _LONGEST_REST_S
        while self._rests and time.monotonic() < until and not shown.wait(0.02):
            self._progress.check()


class _Throttle:
    """Passes reports on, but not more often than can be read."""

    def __init__(self, listener: Callable[[str, int, int], None]) -> None:
        self._listener = listener
        self._next = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next = now + REPORT_EVERY_S
            self._listener(stage, done, total)
