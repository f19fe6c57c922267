"""How a stage says how far it is, and how it is stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from core.errors import Cancelled

Report = Callable[[str, int, int], None]


def silent(_stage: str, _done: int, _total: int) -> None:
    """Report nothing."""


@dataclass(frozen=True)
class Progress:
    """Handed through all stages: passes (stage, done, total) on, and unwinds the work once ``cancel`` was called."""

    listener: Report = silent
    _stopped: threading.Event = field(default_factory=threading.Event)

    def report(self, stage: str, done: int, total: int) -> None:
        """Tell the listener that ``done`` of ``total`` steps of a stage are behind us; Cancelled if stopped."""
        if self._stopped.is_set():
            raise Cancelled
        self.listener(stage, done, total)

    def cancel(self) -> None:
        """Ask the work to stop at its next report; may be called from any thread."""
        self._stopped.set()
