"""How a stage says how far it is and how long it will still take, and how it is stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from core.errors import Cancelled

Report = Callable[[str, int, int], None]
_Item = TypeVar("_Item")
_EVERY = 200  # items between two reports; the slowest stage judges as many in some 20 ms
_SETTLED_S = 2.0  # of a stage, before its pace tells how long it will take
_WORTH_SAYING_S = 3.0
_MINUTE = 60


def silent(_stage: str, _done: int, _total: int) -> None:
    """Report nothing."""


@dataclass(frozen=True)
class Progress:
    """Handed through all stages: passes (stage, done, total) on, and unwinds the work once ``cancel`` was called."""

    listener: Report = silent
    _stopped: threading.Event = field(default_factory=threading.Event)

    def report(self, stage: str, done: int, total: int) -> None:
        """Tell the listener that ``done`` of ``total`` steps of a stage are behind us; Cancelled if stopped."""
        self.check()
        self.listener(stage, done, total)

    def over(self, stage: str, items: Collection[_Item]) -> Iterator[_Item]:
        """Yield items, reporting every now and then how many are behind us; Cancelled if stopped."""
        for done, item in enumerate(items):
            if done % _EVERY == 0:
                self.report(stage, done, len(items))
            yield item

    def check(self) -> None:
        """Raise Cancelled if the work was stopped; may be called from any thread."""
        if self._stopped.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the work to stop at its next report; may be called from any thread."""
        self._stopped.set()


class Pace:
    """Tells from the reports of one piece of work how long the stage it is in will still take."""

    def __init__(self) -> None:
        self._stage = ""
        self._begun_at, self._begun_done, self._last = 0.0, 0, 0

    def left(self, stage: str, done: int, total: int, now: float) -> float | None:
        """Return the seconds that the stage will still take at its pace so far, None while that cannot be told.

        ``now`` is a time in seconds that only moves on. A stage that starts over is a new one.
        """
        if stage != self._stage or done < self._last:
            self._stage, self._begun_at, self._begun_done = stage, now, done
        self._last = done
        spent, gone = now - self._begun_at, done - self._begun_done
        return spent / gone * (total - done) if spent >= _SETTLED_S and gone > 0 else None


def in_words(seconds: float | None) -> str:
    """Return a time still to wait as a person would put it, empty where it is not known or next to nothing."""
    if seconds is None or seconds < _WORTH_SAYING_S:
        return ""
    if seconds < _MINUTE:
        return f"about {max(5, 5 * round(seconds / 5))} seconds left"
    minutes = round(seconds / _MINUTE)
    return f"about {minutes} minute{'s' if minutes > 1 else ''} left"
