"""What is known of an article's source, where each thing was read, and the analyst's own word on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from core.model import Article
from core.workspace.judgements import CORRECTABLE, Credibility, Reliability, SourceGrade
from gui.panels.choice import Choice
from gui.theme import Theme

_NAMES = {
    "title": "&Headline",
    "outlet": "&Outlet",
    "byline": "&By",
    "published": "&Published",
    "updated": "&Updated",
    "language": "&Language",
    "url": "&Address",
}
_DATES = ("published", "updated")
# The Admiralty's two scales, as NATO's AJP-2.1 words them.
_RELIABILITY = {
    Reliability.A: "completely reliable",
    Reliability.B: "usually reliable",
    Reliability.C: "fairly reliable",
    Reliability.D: "not usually reliable",
    Reliability.E: "unreliable",
    Reliability.F: "cannot be judged",
}
_CREDIBILITY = {
    Credibility.ONE: "confirmed by other sources",
    Credibility.TWO: "probably true",
    Credibility.THREE: "possibly true",
    Credibility.FOUR: "doubtful",
    Credibility.FIVE: "improbable",
    Credibility.SIX: "cannot be judged",
}


@dataclass(frozen=True, slots=True)
class Details:
    """What the analyst entered: every field of ``CORRECTABLE``, None for not known, and the two grades."""

    values: Mapping[str, str | None]
    reliability: Reliability | None = None
    credibility: Credibility | None = None
    note: str = ""


class SourceDialog(QDialog):
    """The fields as they are known now; below each stands where it was read."""

    def __init__(
        self, article: Article, grade: SourceGrade | None, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Source: {article.name}")
        self.resize(560, 0)
        self.fields = {name: QLineEdit(getattr(article, name) or "", self) for name in CORRECTABLE}
        form = QFormLayout()
        form.setSpacing(6)
        for name, field in self.fields.items():
            origin = article.metadata_from.get(name)
            field.setPlaceholderText("not known")
            field.setToolTip(f"Read from: {origin}" if origin else "Not found in the file")
            field.textChanged.connect(self._check)
            form.addRow(_NAMES[name], field)
            form.addRow("", _origin(origin, self))
        self.reliability = _scale(_RELIABILITY, grade.reliability if grade else None, theme, self)
        self.credibility = _scale(_CREDIBILITY, grade.credibility if grade else None, theme, self)
        self.note = QLineEdit(grade.note if grade else "", self)
        self.note.setPlaceholderText("why this grade")
        form.addRow("&Reliability of the source", self.reliability)
        form.addRow("&Credibility of what it says", self.credibility)
        form.addRow("&Note", self.note)
        for row in (*self.fields.values(), self.reliability, self.credibility, self.note):
            form.labelForField(row).setMinimumHeight(row.sizeHint().height())
        self.hint = QLabel(self)
        self.hint.setObjectName("muted")
        self.hint.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.keep = buttons.addButton("Keep", QDialogButtonBox.ButtonRole.AcceptRole)
        self.keep.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self.hint)
        layout.addWidget(buttons)
        self._check()

    def details(self) -> Details:
        """Return what was entered."""
        values = {name: field.text().strip() or None for name, field in self.fields.items()}
        # By place, for Qt hands back a plain text where a word of an enumeration was put in.
        reliability = (None, *Reliability)[self.reliability.currentIndex()]
        credibility = (None, *Credibility)[self.credibility.currentIndex()]
        return Details(values, reliability, credibility, self.note.text().strip())

    def _check(self) -> None:
        dated = all(_is_date(self.fields[name].text().strip()) for name in _DATES)
        self.hint.setText(
            "What you correct is kept beside what was read; the article's text stays as it is."
            if dated
            else "Write dates as year-month-day: 2026-03-03 or 2026-03-03T14:20."
        )
        self.keep.setEnabled(dated)


def _origin(origin: str | None, parent: QWidget) -> QLabel:
    label = QLabel(f"read from: {origin}" if origin else "not found in the file", parent)
    label.setObjectName("muted")
    font = label.font()
    font.setPointSizeF(font.pointSizeF() - 1)
    label.setFont(font)
    return label


def _scale(
    words: Mapping[Reliability, str] | Mapping[Credibility, str],
    chosen: Reliability | Credibility | None,
    theme: Theme,
    parent: QWidget,
) -> Choice:
    choice = Choice(theme, parent)
    choice.addItem("Not graded")
    for grade, word in words.items():
        choice.addItem(f"{grade.value}  {word}")
    choice.setCurrentIndex([None, *words].index(chosen))
    return choice


def _is_date(text: str) -> bool:
    try:
        return not text or bool(datetime.fromisoformat(text))
    except ValueError:
        return False
