"""What the analyst says of the selected pair, or of its matter: the verdict, how sure, how important, a note, tags."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.workspace.judgements import Judgement, Level, Status, Subject
from gui import stamp, wordings
from gui.actions import plain
from gui.judging import Judging
from gui.panels.choice import Choice
from gui.session import Session
from gui.theme import Theme, design

if TYPE_CHECKING:
    from core.workspace import OpenWorkspace

_LEVELS = (None, *Level)
_STAMP = 18
_NOTE_LINES = 3
_LETTERS = (28, 36)  # the least and the most width of a form, in letters


class JudgementForm(QWidget):
    """Shows and changes the record of one subject; what is typed is kept when the keyboard leaves the field."""

    left = Signal()
    """The keyboard is to go back to the texts."""
    entered = Signal()
    """The keyboard has come into a field, which is to be seen."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        judging: Judging,
        subject: Subject,
        actions: Sequence[QAction] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._theme, self._judging, self._subject = session, theme, judging, subject
        self._record: Judgement | None = None
        self._opened: OpenWorkspace | None = None
        self._of = "the pair" if subject is Subject.LINK else "the matter"
        self.setAccessibleName(f"Your judgement of {self._of}")
        self.stamp, self.verdict = QLabel(self), QLabel(self)
        self.verdict.setWordWrap(True)
        self.verdict.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.confidence = self._choice("How sure you are", _LEVELS)
        self.importance = self._choice("How important it is", _LEVELS)
        self.status = self._choice("Where it stands", tuple(Status))
        self.note, self.tags = QPlainTextEdit(self), QLineEdit(self)
        self.note.setPlaceholderText("A short note")
        self.note.setAccessibleName(f"Note on {self._of}")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(_NOTE_LINES * self.note.fontMetrics().lineSpacing() + 18)
        self.tags.setPlaceholderText("tags, with commas between")
        self.tags.setAccessibleName(f"Tags of {self._of}")
        for field in (self.note, self.tags, self.status, self.importance, self.confidence):
            field.installEventFilter(self)
        # By place, for Qt hands back a plain text where a word of an enumeration was put in.
        self.confidence.activated.connect(lambda at: self._say(confidence=_LEVELS[at]))
        self.importance.activated.connect(lambda at: self._say(importance=_LEVELS[at]))
        self.status.activated.connect(lambda at: self._say(status=tuple(Status)[at]))
        self.tags.returnPressed.connect(self.left)
        self._lay_out(actions)
        session.leaving.connect(self.keep)
        session.selection_changed.connect(self.refresh)
        session.comparison_changed.connect(self.refresh)
        session.workspace_changed.connect(self.refresh)
        theme.changed.connect(self._draw)
        self.refresh()

    def _choice(self, name: str, values: Sequence[StrEnum | None]) -> Choice:
        choice = Choice(self._theme, self)
        choice.setAccessibleName(f"{name}: {self._of}")
        choice.setToolTip(name)
        for value in values:
            choice.addItem(value.value.capitalize() if value else "Not stated", value)
        return choice

    def _lay_out(self, actions: Sequence[QAction]) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(8)
        heading.addWidget(self.stamp, 0, Qt.AlignmentFlag.AlignTop)
        heading.addWidget(self.verdict, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        for action in actions:
            button = QToolButton(self)
            action.setIconText(plain(action.text()).split()[0])
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(action.statusTip())
            buttons.addWidget(button)
        buttons.addStretch(1)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(5)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("Status", self.status)
        form.addRow("Importance", self.importance)
        form.addRow("Confidence", self.confidence)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 2, 4, 6)
        layout.setSpacing(7)
        layout.addLayout(heading)
        layout.addLayout(buttons)
        layout.addWidget(self.note)
        layout.addWidget(self.tags)
        layout.addLayout(form)
        layout.addStretch(1)

    def widths(self) -> tuple[int, int]:
        """Return the least and the most width that suits the form, in the type in use."""
        letter, needed = self.fontMetrics().averageCharWidth(), self.minimumSizeHint().width()
        return max(_LETTERS[0] * letter, needed), max(_LETTERS[1] * letter, needed)

    def write(self, what: str) -> None:
        """Put the keyboard into the "note" or the "tags"."""
        field = self.note if what == "note" else self.tags
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keep(self) -> None:
        """Keep what is being typed, unless its workspace has been left."""
        if self._record is not None and self._session.opened is self._opened:
            self._say(note=self.note.toPlainText().strip())
            self._say(tags=_tags(self.tags.text()))

    def refresh(self) -> None:
        """Show what is said of the selection; what was typed on another one is kept first."""
        record = self._judging.record(self._subject)
        if self._record is not None and (record is None or record.id != self._record.id):
            self.keep()
        known, self._record = self._record, record
        opened = self._opened = self._session.opened
        self.setEnabled(record is not None and opened is not None and not opened.read_only)
        if record is not None and known != record:
            for choice, value in (
                (self.confidence, record.confidence),
                (self.importance, record.importance),
                (self.status, record.status),
            ):
                choice.setCurrentIndex(choice.findData(value))
            # What is being typed and was just kept is left alone, with the cursor in it.
            if self.note.toPlainText().strip() != record.note:
                self.note.setPlainText(record.note)
            if _tags(self.tags.text()) != record.tags:
                self.tags.setText(", ".join(record.tags))
        self._draw()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        elif event.type() == QEvent.Type.FocusOut:
            self.keep()
        elif isinstance(event, QKeyEvent) and _chooses(watched, event):
            event.accept()
        elif isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            # Escape would else be heard by the window, which lets go of the selection.
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
            elif event.type() == QEvent.Type.KeyPress:
                self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _say(self, **fields: object) -> None:
        if self._record is not None:
            self._judging.say(self._record, **fields)

    def _draw(self) -> None:
        """Tell the verdict, which is the analyst's own wherever it is stamped."""
        row, link = self._session.selection.row, self._session.selection.link
        standing, words = None, ""
        if row is not None and link is not None and self._subject is Subject.LINK:
            standing = self._session.survey.standings.get(link.id)
            words = design().verdicts[standing].said if standing else "Found by the program, not judged yet."
        elif row is not None:
            standing = row.standing
            words = f"{row.judged} of {wordings.number_of(len(row.links), 'pair')} judged."
        when = self._record.time if self._record and standing else ""
        self.verdict.setText(f"{words} {wordings.said_at(when)}." if when else words)
        self.stamp.setVisible(standing is not None)
        if standing is not None:
            scheme = self._theme.scheme
            picture = stamp.drawn(standing, _STAMP, self.devicePixelRatioF(), scheme.text, scheme.surface)
            self.stamp.setPixmap(picture)


def _chooses(watched: QObject, event: QKeyEvent) -> bool:
    """Tell whether a letter is about to choose from a list; the window would else hear it as a verdict."""
    held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(watched, Choice)
    return asked and not held and event.text().isalpha()


def _tags(text: str) -> tuple[str, ...]:
    found = (tag.strip().lstrip("#") for tag in text.replace(";", ",").split(","))
    return tuple(dict.fromkeys(tag for tag in found if tag))
