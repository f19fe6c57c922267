"""Notes in Markdown: a list to search, the note that is open, and the passages it cites."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui import wordings
from gui.looking import Passage
from gui.noting import Noting, Place, matching, title
from gui.panels.choice import Choice
from gui.panels.find_bar import clearable
from gui.panels.note_editor import NoteEditor
from gui.session import Session
from gui.theme import Theme

if TYPE_CHECKING:
    from core.workspace.judgements import Note

_PAUSE_MS = 500  # after the last key, before what was typed is on the disk
_LIST_WIDTH = 270
_KEY = Qt.ItemDataRole.UserRole


class NotesPanel(QWidget):
    """What is typed is on the disk after each pause; it is kept at once when the keyboard goes elsewhere."""

    left = Signal()
    """The keyboard is to go back to the texts."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        noting: Noting,
        selected: Callable[[], Passage | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._noting, self._selected = session, noting, selected
        self._note: Note | None = None
        self._places: tuple[Place, ...] = ()
        self._listed: object = None
        self._of = session.opened
        self.setAccessibleName("Your notes")
        self.query = QLineEdit(self)
        self.query.setPlaceholderText("Search your notes")
        self.query.setAccessibleName("Words to find in your notes")
        clearable(self.query)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Your notes, the latest first")
        self.list.setWordWrap(True)
        self.list.setObjectName("notes")
        self.new, self.remove = QPushButton("&New note", self), QPushButton("Delete", self)
        self.remove.setAccessibleName("Delete this note")
        self.on = Choice(theme, self)
        self.on.setAccessibleName("What the note is on")
        self.on.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.editor = NoteEditor(theme, self)
        self.cites = QListWidget(self)
        self.cites.setAccessibleName("Passages that the note cites; Enter goes to one, Delete takes it out")
        self.cites.setObjectName("cites")
        self.cites.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cites.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.told = QLabel(self)
        self.told.setObjectName("muted")
        self._lay_out()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        at_left = QVBoxLayout()
        at_left.setSpacing(6)
        at_left.addWidget(self.query)
        at_left.addWidget(self.list, 1)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.on, 1)
        top.addWidget(self.remove)
        top.addWidget(self.new)
        at_right = QVBoxLayout()
        at_right.setSpacing(6)
        at_right.addLayout(top)
        at_right.addWidget(self.editor, 1)
        at_right.addWidget(self.cites)
        at_right.addWidget(self.told)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 6)
        layout.setSpacing(14)
        box = QWidget(self)
        box.setFixedWidth(_LIST_WIDTH)
        at_left.setContentsMargins(0, 0, 0, 0)
        box.setLayout(at_left)
        layout.addWidget(box)
        layout.addLayout(at_right, 1)

    def _connect(self) -> None:
        self.query.textChanged.connect(self._list_notes)
        self.list.currentItemChanged.connect(self._chosen)
        self.new.clicked.connect(self.begin)
        self.remove.clicked.connect(self._delete)
        self.on.activated.connect(self._move)
        self.editor.textChanged.connect(self._pause.start)
        self.editor.rested.connect(self.keep)
        self.editor.left.connect(self.left)
        self.editor.cited.connect(lambda passage: self.cite((passage,)))
        self.editor.marker_clicked.connect(self._follow_marker)
        self.cites.itemActivated.connect(self._follow_row)
        self.cites.itemClicked.connect(self._follow_row)
        self.cites.installEventFilter(self)
        self._session.workspace_changed.connect(self.refresh)
        self._session.comparison_changed.connect(self._show_cites)
        self._session.leaving.connect(self.keep)

    def begin(self) -> None:
        """Begin a note on what the analyst looks at."""
        self.keep()
        place = self._noting.places(self._selected())[0]
        self._open(self._noting.fresh(place))
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def search(self, words: str) -> None:
        """Show the notes that hold these words, the first of them open."""
        self.query.setText(words)
        if self.list.count():
            self.list.setCurrentRow(0)
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def cite(self, passages: tuple[Passage, ...]) -> None:
        """Cite passages in the open note, or in a new one on the whole."""
        if self._note is None:
            self._open(self._noting.fresh(self._noting.whole()))
        assert self._note is not None
        note, marks = self._noting.cite(self._note, passages)
        if marks:
            self.editor.insert_mark(marks)
            self._note = self._noting.write(note, text=self.editor.toPlainText(), cites=note.cites)
            self._pause.stop()
            self._show_cites()

    def keep(self) -> None:
        """Keep what is being typed."""
        self._pause.stop()
        text = self.editor.toPlainText()
        note = self._note
        if note is None or self._read_only():
            return
        known = note.id in self._session.workspace.notes
        if (known and self._session.workspace.notes[note.id].text != text) or (not known and text.strip()):
            self._note = self._noting.write(note, text=text)

    def refresh(self) -> None:
        """Show the notes as the workspace has them now; what is being typed stays."""
        notes = self._session.workspace.notes
        self.setEnabled(self._session.opened is not None)
        self.editor.setReadOnly(self._read_only())
        if self._listed is not notes:
            self._list_notes()
        if self._of is not self._session.opened:
            self._of = self._session.opened
            self._open(None)
        note = self._note
        if note is None:
            return
        if note.id in notes and notes[note.id] != note:
            self._open(notes[note.id])
        elif note.id not in notes and note.text:
            self._open(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            row = self.cites.currentRow()
            if event.key() == Qt.Key.Key_Delete and self._note is not None and row >= 0:
                self._drop_cite(row + 1)
                return True
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep()
        super().hideEvent(event)

    def _read_only(self) -> bool:
        return self._session.opened is None or self._session.opened.read_only

    def _list_notes(self) -> None:
        self._listed = self._session.workspace.notes
        notes = sorted(self._session.workspace.notes.values(), key=lambda note: (note.time, note.id), reverse=True)
        found = matching(notes, self.query.text(), [self._noting.on(note) for note in notes])
        with QSignalBlocker(self.list):
            self.list.clear()
            for note in found:
                item = QListWidgetItem(f"{title(note)}\n{self._noting.on(note)}", self.list)
                item.setData(_KEY, note.id)
                item.setToolTip(wordings.moment(note.time) + (f", {note.author}" if note.author else ""))
                if self._note is not None and note.id == self._note.id:
                    self.list.setCurrentItem(item)
        shown, there = len(found), len(notes)
        counted = wordings.number_of(there, "note")
        self.told.setText(f"{shown} of {counted}" if self.query.text().strip() else counted)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        note = self._session.workspace.notes.get(item.data(_KEY)) if item else None
        if note is not None and (self._note is None or note.id != self._note.id):
            self.keep()
            self._open(self._session.workspace.notes.get(note.id, note))
            if note.anchors:
                self._noting.go_to(note.anchors[0])

    def _open(self, note: Note | None) -> None:
        self._note = note
        text = note.text if note else ""
        if self.editor.toPlainText() != text:
            with QSignalBlocker(self.editor):
                self.editor.setPlainText(text)
        self.editor.setEnabled(True)
        self.remove.setEnabled(note is not None and not self._read_only())
        self._show_places()
        self._show_cites()

    def _show_places(self) -> None:
        note = self._note
        self.on.clear()
        self.on.setEnabled(note is not None)
        if note is None:
            return
        now = Place(self._noting.on(note), note.about, note.anchors, note.article)
        others = (place for place in self._noting.places(self._selected()) if not _same(place, now))
        self._places = (now, *others)
        self.on.addItems([f"On: {self._places[0].words}", *(place.words for place in self._places[1:])])

    def _move(self, index: int) -> None:
        """Put the note on something else."""
        if self._note is None or not 0 < index < len(self._places):
            return
        place = self._places[index]
        text = self.editor.toPlainText()
        changed = {"about": place.about, "anchors": place.anchors, "article": place.article}
        self._open(self._noting.write(self._note, text=text, **changed))

    def _delete(self) -> None:
        note = self._note
        if note is not None:
            self._pause.stop()
            self._open(None)
            self._noting.delete(note)

    def _show_cites(self) -> None:
        cites = self._note.cites if self._note else ()
        self.cites.clear()
        for number, anchor in enumerate(cites, 1):
            self.cites.addItem(f"[{number}]  {self._noting.shown(anchor)}")
        self.cites.setVisible(bool(cites))
        rows = min(len(cites), 3)
        self.cites.setFixedHeight(rows * (self.fontMetrics().height() + 10) + 6)

    def _drop_cite(self, number: int) -> None:
        assert self._note is not None
        note, text = self._noting.without(self._note, self.editor.toPlainText(), number)
        self._open(self._noting.write(self._note, text=text, cites=note.cites))

    def _follow_marker(self, number: int) -> None:
        if self._note is not None and 0 < number <= len(self._note.cites):
            self._noting.go_to(self._note.cites[number - 1])

    def _follow_row(self, item: QListWidgetItem) -> None:
        self._follow_marker(self.cites.row(item) + 1)


def _same(one: Place, other: Place) -> bool:
    return (one.about, one.anchors, one.article) == (other.about, other.anchors, other.article)
