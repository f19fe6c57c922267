"""Who did what and when, the latest first, and the way back to any of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from gui import wordings
from gui.session import Session
from gui.theme import Theme

if TYPE_CHECKING:
    from core.workspace.history import Entry

_COLUMNS = ("When", "Who", "What")
_MOST = 2000  # entries that are listed; the file keeps them all
_NUMBER = Qt.ItemDataRole.UserRole


class HistoryPanel(QWidget):
    """Enter, or the button, takes back everything that was done after the chosen entry; redo does it again."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self._listed: tuple[object, int] = (None, 0)
        self.setAccessibleName("History")
        self.list = QTreeWidget(self)
        self.list.setHeaderLabels(_COLUMNS)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAccessibleName("What was done, the latest first")
        self.back = QPushButton("Go &back to here", self)
        self.back.setToolTip("Take back all that was done after the chosen entry; redo does it again")
        self.told = QLabel(self)
        self.told.setObjectName("muted")
        self.told.setWordWrap(True)
        below = QHBoxLayout()
        below.addWidget(self.told, 1)
        below.addWidget(self.back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 6)
        layout.setSpacing(6)
        layout.addWidget(self.list, 1)
        layout.addLayout(below)
        self.back.clicked.connect(self.go_back)
        self.list.itemActivated.connect(lambda _item, _column: self.go_back())
        self.list.currentItemChanged.connect(lambda _now, _before: self._say())
        session.workspace_changed.connect(self._follow)
        theme.changed.connect(self._refill)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()

    def go_back(self) -> None:
        """Take back all that was done after the chosen entry and still stands."""
        chosen = self._chosen()
        if chosen is not None and self._after(chosen):
            self._session.undo_to(chosen)

    def _follow(self) -> None:
        opened = self._session.opened
        state = (opened, len(opened.history()) if opened else 0)
        if self.isVisible() and state != self._listed:
            self._refill()

    def _refill(self) -> None:
        opened = self._session.opened
        entries = opened.history() if opened else ()
        self._listed = (opened, len(entries))
        standing = opened.standing() if opened else frozenset()
        chosen = self._chosen()
        self.list.clear()
        self.list.addTopLevelItems([self._row(entry, standing) for entry in reversed(entries[-_MOST:])])
        for place in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(place)
            if item is not None and item.data(0, _NUMBER) == chosen:
                self.list.setCurrentItem(item)
        for column in (0, 1):
            self.list.resizeColumnToContents(column)
        self._say()

    def _row(self, entry: Entry, standing: frozenset[int]) -> QTreeWidgetItem:
        from core.workspace.history import Move

        taken_back = entry.move is Move.EDIT and entry.number not in standing
        what = f"{entry.what} (taken back)" if taken_back else entry.what
        when = wordings.moment(entry.time.removesuffix("Z") + ("+00:00" if entry.time.endswith("Z") else ""))
        item = QTreeWidgetItem([when, entry.author or "–", what])
        item.setData(0, _NUMBER, entry.number)
        if taken_back or entry.move in (Move.UNDO, Move.REDO, Move.PAST):
            font = QFont(self.font())
            font.setItalic(True)
            for column in range(len(_COLUMNS)):
                item.setForeground(column, QColor(self._theme.scheme.muted))
                item.setFont(column, font)
        return item

    def _say(self) -> None:
        chosen = self._chosen()
        after = self._after(chosen) if chosen is not None else 0
        opened = self._session.opened
        self.back.setEnabled(bool(after) and opened is not None and not opened.read_only)
        if chosen is None:
            self.told.setText("Choose an entry to go back to.")
        elif after:
            self.told.setText(f"After it stand {wordings.number_of(after, 'edit')}, which can be taken back.")
        else:
            self.told.setText("Nothing that was done after it still stands.")

    def _chosen(self) -> int | None:
        item = self.list.currentItem()
        return int(item.data(0, _NUMBER)) if item else None

    def _after(self, number: int) -> int:
        opened = self._session.opened
        return sum(other > number for other in opened.standing()) if opened else 0
