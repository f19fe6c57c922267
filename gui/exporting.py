"""Exporting what is open: the window for it, the choice that is kept with the workspace, the note that was written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from gui import correcting, drafts, operations
from gui.messages import Messages
from gui.session import Session
from gui.theme import Theme

if TYPE_CHECKING:
    from core.note_options import NoteChoice
    from gui.dialogs.export import ExportDialog


class Asks(operations.Asks, correcting.Asks, Protocol):
    """Who answers what only the analyst can."""

    def which_folder(self, folder: str, title: str) -> Path | None:
        """Return a folder."""

    def show_folder(self, file: Path) -> None:
        """Show the folder of a file."""


class Exporting(QObject):
    """Opens the export window on the comparison as it is now."""

    def __init__(
        self, session: Session, messages: Messages, theme: Theme, asks: Asks, serial: bool, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._messages, self._theme, self._asks = session, messages, theme, asks
        self._serial, self._window = serial, window

    def export(self) -> ExportDialog | None:
        """Open the window in which a note is chosen, looked at and written."""
        from gui.dialogs.export import ExportDialog, Material

        comparison = self._session.comparison
        if comparison is None or not self._session.complete:
            self._messages.status("There is nothing to export until the comparison is done.")
            return None
        material = Material(comparison, self._session.workspace, self._suggestion())
        dialog = ExportDialog(material, self._theme, self._asks, self._serial, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(self._keep)
        dialog.wrote.connect(self._remember)
        dialog.open()
        return dialog

    def _suggestion(self) -> Path:
        folder = Path(self._session.preferences.folder)
        opened = self._session.opened
        named = opened is not None and not drafts.is_draft(opened.path)
        return folder / (opened.path.stem if opened is not None and named else "comparison")

    def _keep(self, choice: NoteChoice) -> None:
        """Keep how the note is wanted, so that it comes up again."""
        from core.workspace.edits import choose_note

        opened = self._session.opened
        edit = choose_note(self._session.workspace, choice)
        if opened is not None and not opened.read_only and edit is not None:
            self._session.edit(edit)

    def _remember(self, path: Path) -> None:
        self._session.prefer(folder=str(path.parent))
        self._messages.status(f"Wrote {path.name}")
