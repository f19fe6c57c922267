"""The window in which two analysts' work is put side by side and what excludes each other is settled."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.workspace import Workspace
from core.workspace.edits import RECORDS
from core.workspace.joining import word
from core.workspace.merging import Agreement, Difference, agreement, differences, sentences, side_by_side, subject
from gui import wordings
from gui.theme import Theme

_NAMES = {
    "articles": "article", "judgements": "judgement", "manual_links": "link by hand", "notes": "note",
    "grades": "grade", "corrections": "correction",
}  # fmt: skip
_OF, _MINE, _THEIRS = range(3)
_TABLE_HEIGHT = 150


class MergeDialog(QDialog):
    """M takes mine, T takes theirs, then on to the next; what does not stand is kept in writing beside it."""

    def __init__(
        self, mine: Workspace, theirs: Workspace, names: tuple[str, str], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._left: tuple[Difference, ...] = differences(mine, theirs)
        self._theirs: set[int] = set()
        self._names, self._theme = names, theme
        self.setWindowTitle("Merge a workspace")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.resize(860, 620)
        found = agreement(side_by_side(mine, theirs))
        self.said = QLabel(" ".join((*sentences(found, *names), _new(mine, theirs, names[1]))), self)
        self.said.setWordWrap(True)
        self.table = _table(found, names)
        self.list = _List(self)
        self.list.setHeaderLabels(("Of", names[0], names[1]))
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.words.setObjectName("muted")
        self.take_mine, self.take_theirs = QPushButton("Take &mine", self), QPushButton("Take &theirs", self)
        self.merge, self.cancel = QPushButton("Mer&ge", self), QPushButton("&Cancel", self)
        self.merge.setDefault(True)
        self._fill(mine)
        self._lay_out(bool(found.judged))
        self.list.currentItemChanged.connect(lambda _now, _before: self._say())
        self.take_mine.clicked.connect(lambda: self.take(False))
        self.take_theirs.clicked.connect(lambda: self.take(True))
        self.merge.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        (self.list if self._left else self.merge).setFocus()
        self._say()

    @property
    def settled(self) -> frozenset[tuple[str, str]]:
        """The kinds and ids of the records of which theirs is to stand."""
        return frozenset((self._left[place].kind, self._left[place].key) for place in self._theirs)

    def take(self, theirs: bool) -> None:
        """Settle the current difference their way or mine, and go on to the next."""
        item = self.list.currentItem()
        if item is None:
            return
        place = self.list.indexOfTopLevelItem(item)
        (self._theirs.add if theirs else self._theirs.discard)(place)
        self._show(item, place)
        following = self.list.topLevelItem(place + 1)
        if following is not None:
            self.list.setCurrentItem(following)
        self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_M, Qt.Key.Key_T) and self._left:
            self.take(event.key() == Qt.Key.Key_T)
        else:
            super().keyPressEvent(event)

    def _fill(self, mine: Workspace) -> None:
        for place, one in enumerate(self._left):
            item = QTreeWidgetItem([subject(one, mine), word(one.mine), word(one.theirs)])
            item.setToolTip(_OF, subject(one, mine))
            self.list.addTopLevelItem(item)
            self._show(item, place)
        if first := self.list.topLevelItem(0):
            self.list.setCurrentItem(first)

    def _lay_out(self, judged: bool) -> None:
        title = QLabel("To settle: M takes mine, T takes theirs" if self._left else "Nothing is left to settle.", self)
        title.setObjectName("sectionTitle")
        choices = QHBoxLayout()
        choices.setSpacing(8)
        choices.addWidget(self.words, 1)
        choices.addWidget(self.take_mine)
        choices.addWidget(self.take_theirs)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.cancel)
        below.addWidget(self.merge)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.said)
        layout.addWidget(self.table)
        layout.addWidget(title)
        layout.addWidget(self.list, 1)
        layout.addLayout(choices)
        layout.addLayout(below)
        self.table.setVisible(judged)
        for part in (self.list, self.words, self.take_mine, self.take_theirs):
            part.setVisible(bool(self._left))
        if not self._left:
            layout.addStretch(1)

    def _show(self, item: QTreeWidgetItem, place: int) -> None:
        """Show whose word stands: in bold and with a tick."""
        one, theirs = self._left[place], place in self._theirs
        for column, record, stands in ((_MINE, one.mine, not theirs), (_THEIRS, one.theirs, theirs)):
            font = QFont(self.font())
            font.setBold(stands)
            item.setFont(column, font)
            item.setText(column, f"{'✔ ' if stands else ''}{word(record)}")

    def _say(self) -> None:
        item = self.list.currentItem()
        if item is None:
            return
        one = self._left[self.list.indexOfTopLevelItem(item)]
        told = [
            f"{name}: {note}"
            for name, record in zip(self._names, (one.mine, one.theirs), strict=True)
            if (note := getattr(record, "note", ""))
        ]
        taken = f"{len(self._theirs)} of {len(self._left)} are taken from {self._names[1]}."
        self.words.setText("  ".join((*told, taken)))


class _List(QTreeWidget):
    """The differences; letters are the window's keys, not a search in the list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("What excludes each other")
        self.setAccessibleDescription("M takes mine, T takes theirs.")
        self.setRootIsDecorated(False)
        self.header().setSectionResizeMode(_OF, QHeaderView.ResizeMode.Stretch)
        self.header().setStretchLastSection(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and event.text().isalpha():
            event.ignore()
        else:
            super().keyPressEvent(event)


def _new(mine: Workspace, theirs: Workspace, name: str) -> str:
    """Return what comes from the other that is not here."""
    counts = Counter({kind: len(getattr(theirs, kind).keys() - getattr(mine, kind).keys()) for kind in RECORDS})
    parts = [
        wordings.number_of(counts[kind], one).replace("link by hands", "links by hand")
        for kind, one in _NAMES.items()
        if counts[kind]
    ]
    return f"New from {name}: {', '.join(parts)}." if parts else f"{name} has nothing that you have nothing on."


def _table(found: Agreement, names: tuple[str, str]) -> QTableWidget:
    words = sorted({word for pair in found.table for word in pair})
    table = QTableWidget(len(words), len(words))
    table.setAccessibleName(f"How often {names[0]}, in rows, and {names[1]}, in columns, said what")
    table.setVerticalHeaderLabels([f"{names[0]}: {word}" for word in words])
    table.setHorizontalHeaderLabels([f"{names[1]}: {word}" for word in words])
    for row, mine in enumerate(words):
        for column, theirs in enumerate(words):
            item = QTableWidgetItem(str(found.table.get((mine, theirs), 0)))
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            table.setItem(row, column, item)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    wanted = table.horizontalHeader().sizeHint().height() + len(words) * table.verticalHeader().defaultSectionSize()
    table.setFixedHeight(min(wanted + 4, _TABLE_HEIGHT))
    return table
