"""Taking in a colleague's workspace on the same articles: read in the background, settled in a window, one edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from core.progress import Progress
from gui import keeping, wordings
from gui.jobs import Job, JobRunner
from gui.messages import Messages
from gui.session import Session
from gui.theme import Theme

if TYPE_CHECKING:
    from core.workspace import Workspace
    from gui.dialogs.merge import MergeDialog


class Asks(Protocol):
    """Who answers what only the analyst can."""

    def which_files(self, folder: str, suffixes: Sequence[str]) -> tuple[Path, ...]:
        """Return the file to take in."""


class Merging(QObject):
    """Opens the window in which what excludes each other is settled, and makes the edit."""

    def __init__(
        self, session: Session, messages: Messages, theme: Theme, asks: Asks, serial: bool, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._messages, self._theme, self._asks = session, messages, theme, asks
        self._jobs, self._window = JobRunner(self, serial=serial), window
        self.dialog: MergeDialog | None = None

    def merge(self) -> None:
        """Ask for a workspace file and take its work in."""
        opened = self._session.opened
        if opened is None or opened.read_only:
            self._messages.status("There is no workspace open that could take anything in.")
            return
        files = self._asks.which_files(self._session.preferences.folder, (keeping.SUFFIX,))
        if not files:
            return
        path = files[0]
        if path.resolve() == opened.path:
            self._messages.status(f"{path.name} is the workspace that is open.")
            return

        def work(_progress: Progress, _partial: Callable[[Any], None]) -> Workspace:
            from core.workspace import open_workspace

            with open_workspace(path) as found:
                return found.workspace

        self._jobs.start(Job(work, lambda theirs: self._settle(theirs, path), self._messages.error))

    def shut_down(self) -> None:
        """Stop reading; the window goes."""
        self._jobs.shut_down()

    def _settle(self, theirs: Workspace, path: Path) -> None:
        from gui.dialogs.merge import MergeDialog

        self._session.leaving.emit()
        mine = self._session.workspace
        names = mine.analyst or "You", theirs.analyst or path.stem
        self.dialog = dialog = MergeDialog(mine, theirs, names, self._theme, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._take(theirs, dialog.settled, names[1]))
        dialog.open()

    def _take(self, theirs: Workspace, settled: frozenset[tuple[str, str]], name: str) -> None:
        from core.workspace.merging import merged

        edit = merged(self._session.workspace, theirs, settled, name)
        if not edit.changes:
            self._messages.status(f"{name} has nothing that is not here already.")
        elif self._session.edit(edit):
            count = wordings.number_of(len(edit.changes), "record")
            self._messages.status(f"{edit.what}: {count} taken in or changed.")
