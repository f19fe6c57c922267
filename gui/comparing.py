"""Compares what is open, in the background, and again whenever articles, options or judgements say so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from core.progress import Progress
from gui.jobs import Job, JobRunner
from gui.messages import Messages, Notice, Offer
from gui.ready import Ready, make_ready
from gui.session import Session

if TYPE_CHECKING:
    from core.memory import Memory
    from core.workspace import Workspace

# A judgement is obeyed by the next run; whoever judges one mark after the other is not disturbed by each.
QUIET_MS = 1500


class Comparing(QObject):
    """Follows the session and hands it comparisons; one that another has overtaken is dropped."""

    def __init__(self, session: Session, jobs: JobRunner, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._messages = session, jobs, messages
        self._memory: Memory | None = None
        self._compared: Workspace | None = None
        self._soon = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._soon.timeout.connect(self.compare)
        session.workspace_changed.connect(self._follow)
        session.options_changed.connect(self._follow)

    @property
    def memory(self) -> Memory:
        """What one comparison hands the next."""
        if self._memory is None:
            from core.memory import Memory

            self._memory = Memory()
        return self._memory

    def forget(self) -> None:
        """Let go of what was remembered of the articles."""
        self._memory = self._compared = None

    def compare(self) -> None:
        """Compare the open articles anew, if there are two: whatever was begun before is dropped."""
        self._soon.stop()
        self._compared = workspace = self._state()
        if len(self._session.articles) < 2:
            self._jobs.cancel()
            return
        session, chosen, memory = self._session, self._session.filter, self.memory
        # What shows already is whole: a first look would take marks away for a moment.
        whole = session.complete

        def work(progress: Progress, partial: Callable[[Any], None]) -> Ready:
            from core.workspace.analysis import compare

            early = None if whole else lambda comparison: partial(make_ready(comparison, chosen, workspace))
            return make_ready(compare(workspace, progress, memory, early), chosen, workspace)

        self._jobs.start(
            Job(
                work,
                done=lambda ready: self._take(ready, complete=True),
                failed=self._messages.error,
                partial=lambda ready: self._take(ready, complete=False),
                stopped=self._stopped,
            )
        )

    def _follow(self) -> None:
        from core.workspace.analysis import read_alike
        from core.workspace.constraints import said_alike

        before, now = self._compared, self._state()
        if before is None or not read_alike(before, now):
            self.compare()
        elif not said_alike(before, now):
            self._soon.start()

    def _state(self) -> Workspace:
        """Return what is to be compared; articles for which no file could be made are a workspace in memory."""
        from core.workspace.judgements import Workspace, frozen

        if self._session.opened is not None:
            return self._session.workspace
        articles = frozen({article.id: article for article in self._session.articles})
        return Workspace(articles=articles, options=self._session.options)

    def _take(self, ready: Ready, complete: bool) -> None:
        """Show a comparison, unless an article in it is open no more."""
        if {a.id for a in ready.comparison.articles} <= {a.id for a in self._session.articles}:
            self._session.take(ready, complete)

    def _stopped(self) -> None:
        self._messages.noticed.emit(stopped(self.compare))


def stopped(go_on: Callable[[], object]) -> Notice:
    """Return the notice that work was stopped, and how it goes on."""
    lines = ("What was found so far stays.", ""), ("", "Whatever is still missing is found when you go on.")
    return Notice("Stopped.", lines, serious=False, offer=Offer("Go on", go_on))
