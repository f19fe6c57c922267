"""The sections of a note as a list to tick and to put in order, by mouse or by keys."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from core.note_options import Section, ordered

TITLES = MappingProxyType(
    {
        Section.BOTTOM_LINE: "Bottom line",
        Section.SOURCES: "Sources",
        Section.AGREED: "Agreed",
        Section.CONFLICTS: "Conflicts",
        Section.CHANGED: "Changed over time",
        Section.ONLY_IN: "In one article only, missing from",
        Section.FRAMING: "Framing and sourcing",
        Section.OPEN: "Open questions",
        Section.METHOD: "Method and limits",
        Section.MATRIX: "Annex: claims by outlet",
        Section.CITATIONS: "Annex: citations",
        Section.NAMING: "Annex: naming variants",
        Section.NOTES: "Annex: your notes",
        Section.LOG: "Annex: log of judgements",
    }
)
_SECTION = Qt.ItemDataRole.UserRole


class SectionList(QListWidget):
    """Space ticks a section, Alt+Up and Alt+Down move it; a mouse can drag it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sections")
        self.setAccessibleName("Sections of the note, in their order")
        self.setAccessibleDescription("Space ticks a section, Alt+Up and Alt+Down move it.")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.itemChanged.connect(lambda _item: self.changed.emit())

    def show_sections(self, chosen: Sequence[Section]) -> None:
        """Tick these sections and list them in this order, the others at their usual places."""
        with QSignalBlocker(self):
            self.clear()
            for section in ordered(chosen):
                item = QListWidgetItem(TITLES[section], self)
                item.setData(_SECTION, section.value)
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled
                    | Qt.ItemFlag.ItemIsSelectable
                    | Qt.ItemFlag.ItemIsUserCheckable
                    | Qt.ItemFlag.ItemIsDragEnabled
                )
                ticked = Qt.CheckState.Checked if section in chosen else Qt.CheckState.Unchecked
                item.setCheckState(ticked)
            self.setCurrentRow(0)

    def chosen(self) -> tuple[Section, ...]:
        """Return the ticked sections in their order."""
        items = (self.item(row) for row in range(self.count()))
        return tuple(Section(item.data(_SECTION)) for item in items if item.checkState() is Qt.CheckState.Checked)

    def shift(self, step: int) -> None:
        """Move the current section up (-1) or down (1)."""
        row = self.currentRow()
        if 0 <= row + step < self.count() and row >= 0:
            with QSignalBlocker(self):
                self.insertItem(row + step, self.takeItem(row))
                self.setCurrentRow(row + step)
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.shift(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        super().dropEvent(event)
        self.changed.emit()
