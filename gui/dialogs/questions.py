"""What the window asks: which files, where to, which text. Tests put their own answers in its place.

Dialogs are imported when they are asked for, since the first page needs none.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from gui.messages import Messages
from gui.theme import Theme

if TYPE_CHECKING:
    from core.model import Article
    from core.workspace.judgements import SourceGrade
    from gui.dialogs.paste import Pasted
    from gui.dialogs.source import Details


class Questions:
    """Asks by dialogs over the given window."""

    def __init__(self, window: QWidget, messages: Messages, theme: Theme) -> None:
        self._window, self._messages, self._theme = window, messages, theme

    def which_files(self, folder: str, suffixes: Sequence[str]) -> tuple[Path, ...]:
        """Ask for the articles to open; empty if the analyst thought better of it."""
        from PySide6.QtWidgets import QFileDialog

        readable = " ".join(f"*{suffix}" for suffix in suffixes)
        filters = f"Articles ({readable});;All files (*)"
        chosen, _ = QFileDialog.getOpenFileNames(self._window, "Open articles", folder, filters)
        return tuple(Path(name) for name in chosen)

    def where_to(self, suggestion: str, filters: Sequence[str], title: str) -> tuple[Path, str] | None:
        """Ask for the file to write, and return it with the chosen one of ``filters``; None for not at all."""
        from PySide6.QtWidgets import QFileDialog

        name, chosen = QFileDialog.getSaveFileName(self._window, title, suggestion, ";;".join(filters))
        return (Path(name), chosen) if name else None

    def which_folder(self, folder: str, title: str) -> Path | None:
        """Ask for a folder; None for none."""
        from PySide6.QtWidgets import QFileDialog

        name = QFileDialog.getExistingDirectory(self._window, title, folder)
        return Path(name) if name else None

    def show_folder(self, file: Path) -> None:
        """Show the folder of a file in the system's own way."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))

    def may_lose(self, edits: int) -> bool:
        """Ask whether what could not be written may be lost."""
        what = "The last thing you did" if edits == 1 else f"The last {edits} things you did"
        hint = "Stay to save a copy elsewhere, or to make room on the disk."
        return self._messages.ask(f"{what} could not be written.", hint, "Leave without it", "Stay")

    def which_text(self) -> Pasted | None:
        """Ask for a text to add as an article, starting from what is on the clipboard."""
        from gui.dialogs.paste import PasteDialog

        dialog = PasteDialog(QGuiApplication.clipboard().text(), self._window)
        accepted = dialog.exec()
        pasted = dialog.pasted()
        dialog.deleteLater()
        return pasted if accepted else None

    def which_details(self, article: Article, grade: SourceGrade | None) -> Details | None:
        """Ask what is right about an article's source, starting from what is known."""
        from gui.dialogs.source import SourceDialog

        dialog = SourceDialog(article, grade, self._theme, self._window)
        accepted = dialog.exec()
        details = dialog.details()
        dialog.deleteLater()
        return details if accepted else None
