"""The actions about notes: to begin one, to cite in it, to search them, and to see what has lost its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.messages import Messages
from gui.session import Session
from gui.theme import Theme

if TYPE_CHECKING:
    from core.workspace import Workspace
    from core.workspace.versions import Report
    from gui.dialogs.reanchoring import Line
    from gui.operations import Operations
    from gui.reading_page import ReadingPage

TurnTo = Callable[[str, QWidget], None]


class NoteActions:
    """Binds the table's actions; the page comes later, for the actions must be there first."""

    def __init__(self, session: Session, messages: Messages, theme: Theme, turn_to: TurnTo, window: QWidget) -> None:
        self._session, self._messages, self._theme = session, messages, theme
        self._turn_to, self._window = turn_to, window
        self._page: ReadingPage

    def bindings(self) -> dict[str, Callable[..., object]]:
        """Return what each of the actions does, by its name in the table."""
        return {
            "show_notes": lambda: self._turn_to("show_notes", self._page.notes.list),
            "new_note": self._begin,
            "cite": self._cite,
            "lost": self._show_lost,
        }

    def join(self, page: ReadingPage, operations: Operations) -> None:
        """Act on this page from now on."""
        self._page = page
        page.find_bar.notes_asked.connect(self._search)
        operations.moves_asked.connect(self._show_moves)

    def _begin(self) -> None:
        """Begin a note on what is selected, with the keyboard in it."""
        self._turn_to("show_notes", self._page.notes.editor)
        self._page.notes.begin()

    def _cite(self) -> None:
        """Cite what is selected; the keyboard stays where it is, so that more can be cited."""
        passages = self._page.to_cite()
        if passages:
            self._page.leaves.turn_to("show_notes")
            self._page.notes.cite(passages)
        else:
            self._messages.status("Select words in an article first, or a mark.")

    def _search(self, words: str) -> None:
        self._turn_to("show_notes", self._page.notes.list)
        self._page.notes.search(words)

    def _show_lost(self) -> None:
        from gui.dialogs.reanchoring import lost_of

        self._show(lost_of(self._session.workspace))

    def _show_moves(self, reports: tuple[Report, ...], before: Workspace) -> None:
        from gui.dialogs.reanchoring import lines_of

        self._show(lines_of(reports, before))

    def _show(self, lines: tuple[Line, ...]) -> None:
        """Show what became of passages, beside the window."""
        from gui.dialogs.reanchoring import ReanchoringDialog

        dialog = ReanchoringDialog(lines, self._theme, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.went.connect(self._page.noting.go_to)
        dialog.show()
