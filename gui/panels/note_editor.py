"""A field for Markdown in which ``[1]`` leads to the first passage that the note cites."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from gui.looking import PASSAGE, unpacked
from gui.theme import Theme

_MARKER = re.compile(r"\[(\d{1,4})\]")
_HEADING = re.compile(r"#{1,6} ")
_STRONG = re.compile(r"\*\*[^*]+\*\*")


class NoteEditor(QPlainTextEdit):
    """Words copied or dragged from an article come in as a citation."""

    cited = Signal(object)
    """The Passage that was pasted or dropped."""
    marker_clicked = Signal(int)
    rested = Signal()
    """The keyboard has gone elsewhere."""
    left = Signal()
    """The keyboard is to go back to the texts."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = _Look(self, theme)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Text of the note, in Markdown")
        self.setPlaceholderText(
            "Write in Markdown. To cite a passage, select it in an article and press Ctrl+Shift+C, or drag it here."
        )

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasFormat(PASSAGE) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        passage = unpacked(bytes(source.data(PASSAGE).data())) if source.hasFormat(PASSAGE) else None
        if passage is None:
            super().insertFromMimeData(source)
        else:
            self.cited.emit(passage)

    def insert_mark(self, mark: str) -> None:
        """Put the mark of a citation where the cursor is, with a blank before it if need be."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        cursor.insertText(f"{' ' if before and not before[-1].isspace() else ''}{mark}")
        self.setTextCursor(cursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        number = self._marker_at(event)
        if number and event.button() == Qt.MouseButton.LeftButton:
            self.marker_clicked.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Escape would else be heard by the window, which lets go of the selection.
        pressed = event.key() if isinstance(event, QKeyEvent) else None
        if event.type() == QEvent.Type.ShortcutOverride and pressed == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.rested.emit()

    def _marker_at(self, event: QMouseEvent) -> int | None:
        cursor = self.cursorForPosition(event.position().toPoint())
        place = cursor.positionInBlock()
        for found in _MARKER.finditer(cursor.block().text()):
            if found.start() <= place <= found.end():
                return int(found[1])
        return None


class _Look(QSyntaxHighlighter):
    """Shows headings and strong words as such, and marks of citations as links."""

    def __init__(self, editor: QPlainTextEdit, theme: Theme) -> None:
        super().__init__(editor.document())
        self._theme = theme
        theme.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        strong, link = QTextCharFormat(), QTextCharFormat()
        strong.setFontWeight(QFont.Weight.Bold)
        link.setForeground(QColor(self._theme.scheme.accent))
        link.setFontUnderline(True)
        if _HEADING.match(text):
            self.setFormat(0, len(text), strong)
        for found in _STRONG.finditer(text):
            self.setFormat(found.start(), len(found[0]), strong)
        for found in _MARKER.finditer(text):
            self.setFormat(found.start(), len(found[0]), link)
