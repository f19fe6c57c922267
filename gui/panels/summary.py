"""What a note begins with, in the analyst's own words: title, question, name, bottom line, and how sure."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from core.workspace.judgements import Level
from gui.looking import Passage
from gui.panels.choice import Choice
from gui.panels.note_editor import NoteEditor
from gui.session import Session
from gui.theme import Theme

_PAUSE_MS = 500  # after the last key, before what was typed is on the disk
_FIELDS_WIDTH = 330


class SummaryPanel(QWidget):
    """What is typed is on the disk after each pause, and at once when the keyboard goes elsewhere."""

    left = Signal()
    """The keyboard is to go back to the texts."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._of = session.opened
        self.setAccessibleName("What the note begins with")
        self.title = self._field("Title of the note", "Coverage compared, if left empty")
        self.question = self._field("Question of the work", "What is to be found out")
        self.analyst = self._field("Your name", "Stands beside your judgements and notes")
        self.confidence = Choice(theme, self)
        self.confidence.setAccessibleName("How sure you are of the bottom line")
        for level in (None, *Level):
            self.confidence.addItem("–" if level is None else level.value.capitalize(), level)
        self.bottom_line = NoteEditor(theme, self)
        self.bottom_line.setAccessibleName("Bottom line, in Markdown")
        self.bottom_line.setPlaceholderText("What a reader in a hurry has to know, in your own words. Markdown.")
        self._lay_out()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        for field in (self.title, self.question, self.analyst):
            field.textEdited.connect(self._pause.start)
            field.editingFinished.connect(self.keep)
        self.bottom_line.textChanged.connect(self._pause.start)
        self.bottom_line.rested.connect(self.keep)
        self.bottom_line.left.connect(self.left)
        self.bottom_line.cited.connect(self._take_words)
        self.confidence.activated.connect(self.keep)
        session.leaving.connect(self.keep)
        session.workspace_changed.connect(self.refresh)
        self.refresh()

    def keep(self) -> None:
        """Keep what is being typed."""
        from core.workspace.edits import describe

        self._pause.stop()
        opened = self._session.opened
        if opened is None or opened.read_only or opened is not self._of:
            return
        changed = {
            name: value for name, value in self._typed().items() if value != getattr(self._session.workspace, name)
        }
        if changed:
            self._session.edit(describe(**changed))

    def refresh(self) -> None:
        """Show what the workspace has now; a field that is being typed in has it already."""
        opened, workspace = self._session.opened, self._session.workspace
        if self._pause.isActive() and opened is self._of:
            return
        self._of = opened
        self.setEnabled(opened is not None and not opened.read_only)
        for name in ("title", "question", "analyst"):
            field: QLineEdit = getattr(self, name)
            if field.text().strip() != getattr(workspace, name):
                field.setText(getattr(workspace, name))
        if self.bottom_line.toPlainText() != workspace.bottom_line:
            with QSignalBlocker(self.bottom_line):
                self.bottom_line.setPlainText(workspace.bottom_line)
        self.confidence.setCurrentIndex(self.confidence.findData(workspace.confidence))

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep()
        super().hideEvent(event)

    def _typed(self) -> dict[str, object]:
        level = self.confidence.currentData()  # Qt hands back a plain text
        return {
            "title": self.title.text().strip(),
            "question": self.question.text().strip(),
            "analyst": self.analyst.text().strip(),
            "bottom_line": self.bottom_line.toPlainText(),
            "confidence": Level(level) if level else None,
        }

    def _field(self, name: str, hint: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setAccessibleName(name)
        field.setPlaceholderText(hint)
        return field

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(6)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("Title", self.title)
        form.addRow("Question", self.question)
        form.addRow("Analyst", self.analyst)
        form.addRow("Confidence", self.confidence)
        box = QWidget(self)
        box.setFixedWidth(_FIELDS_WIDTH)
        form.setContentsMargins(0, 0, 0, 0)
        box.setLayout(form)
        at_right = QVBoxLayout()
        at_right.setSpacing(4)
        label = QLabel("Bottom line", self)
        label.setObjectName("sectionTitle")
        label.setBuddy(self.bottom_line)
        at_right.addWidget(label)
        at_right.addWidget(self.bottom_line, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(16)
        layout.addWidget(box)
        layout.addLayout(at_right, 1)

    def _take_words(self, passage: Passage) -> None:
        """Put words that were pasted from an article into the bottom line, which cites nothing."""
        known = next((a for a in self._session.articles if a.id == passage.article), None)
        self.bottom_line.insertPlainText(passage.span.of(known.text) if known else "")
