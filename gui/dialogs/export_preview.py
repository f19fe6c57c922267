"""The preview of a note: a page, tables, or the first lines of a file, and a line on what will differ."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QLabel,
    QPlainTextEdit,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from core.exporters.tables import Sheet
from gui.note_page import Inks
from gui.previewing import MOST_ROWS, Preview
from gui.theme import Scheme, Theme

_COLUMN = 180  # pixels of a wide column


class _Page(QTextBrowser):
    """A page that Tab leaves: a note has hundreds of links, and the buttons lie behind it."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        return QAbstractScrollArea.focusNextPrevChild(self, forward)


class ExportPreview(QWidget):
    """Shows one preview at a time; a new one leaves the reader at the same place of the page."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Preview")
        self.page = _Page(self)
        self.page.setObjectName("notePage")
        self.page.setAccessibleName("Preview of the note")
        self.page.setOpenLinks(False)
        self.page.anchorClicked.connect(self._follow)
        self.page.document().setDocumentMargin(24)
        self.page.setFont(theme.prose_font(-1))
        self.tables = QTabWidget(self)
        self.tables.setAccessibleName("Preview of the tables")
        self.lines = QPlainTextEdit(self)
        self.lines.setReadOnly(True)
        self.lines.setTabChangesFocus(True)
        self.lines.setAccessibleName("Preview of the file")
        self.lines.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.lines.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._kinds = QStackedWidget(self)
        for kind in (self.page, self.tables, self.lines):
            self._kinds.addWidget(kind)
        self.remark = QLabel(self)
        self.remark.setObjectName("muted")
        self.remark.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._kinds, 1)
        layout.addWidget(self.remark)

    def show_preview(self, preview: Preview) -> None:
        """Show what was worked out."""
        self.remark.setText(preview.remark)
        if preview.html:
            bar = self.page.verticalScrollBar()
            place = bar.value()
            self.page.setHtml(preview.html)
            bar.setValue(place)
            self._kinds.setCurrentWidget(self.page)
        elif preview.sheets:
            self._show_sheets(preview.sheets)
            self._kinds.setCurrentWidget(self.tables)
        else:
            self.lines.setPlainText(preview.text)
            self._kinds.setCurrentWidget(self.lines)

    def _show_sheets(self, sheets: tuple[Sheet, ...]) -> None:
        current = self.tables.currentIndex()
        while self.tables.count():
            if gone := self.tables.widget(0):
                self.tables.removeTab(0)
                gone.deleteLater()
        for sheet in sheets:
            rest = len(sheet.rows) - MOST_ROWS
            title = f"{sheet.name.capitalize()} ({len(sheet.rows):,})" + (" – beginning" if rest > 0 else "")
            self.tables.addTab(_table(sheet), title)
        self.tables.setCurrentIndex(min(max(current, 0), len(sheets) - 1))

    def _follow(self, url: QUrl) -> None:
        """Follow a link within the note; others are not opened from a preview."""
        if url.hasFragment() and not url.path():
            self.page.scrollToAnchor(url.fragment())


def inks_of(scheme: Scheme) -> Inks:
    """Return the colours of a page in the window's own scheme."""
    return Inks(
        text=scheme.text,
        soft=scheme.muted,
        line=scheme.line,
        panel=scheme.surface,
        judged=scheme.accent,
        machine=scheme.faint,
        link=scheme.accent,
        mark=scheme.found,
    )


def _table(sheet: Sheet) -> QTableWidget:
    rows = sheet.rows[:MOST_ROWS]
    table = QTableWidget(len(rows), len(sheet.columns))
    table.setAccessibleName(f"Table of {sheet.name}")
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setHorizontalHeaderLabels(list(sheet.columns))
    table.verticalHeader().hide()
    table.setTabKeyNavigation(False)
    for place, row in enumerate(rows):
        for column, value in enumerate(row):
            table.setItem(place, column, QTableWidgetItem("" if value is None else " ".join(str(value).split())))
    table.setWordWrap(False)
    for column in range(len(sheet.columns)):
        wanted = max(table.sizeHintForColumn(column), table.horizontalHeader().sectionSizeHint(column))
        table.setColumnWidth(column, min(_COLUMN, wanted + 16))
    return table
