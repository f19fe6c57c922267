"""Adding an article by pasting its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text and what the analyst knows about it; empty where it is to be read from the text itself."""

    text: str
    outlet: str = ""
    published: str = ""


class PasteDialog(QDialog):
    """The text, and two facts that pasted texts tend to lack."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Paste an article")
        self.resize(640, 520)
        self.text = QPlainTextEdit(text, self)
        self.text.setPlaceholderText("Paste the article here, with its headline and date lines if you have them.")
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Text of the article")
        self.outlet, self.published = QLineEdit(self), QLineEdit(self)
        self.outlet.setPlaceholderText("read from the text if left empty")
        self.published.setPlaceholderText("such as 2026-03-03 or 2026-03-03T14:20; read from the text if left empty")
        self.hint = QLabel(self)
        self.hint.setObjectName("muted")
        form = QFormLayout()
        form.setSpacing(10)
        form.addRow("&Outlet", self.outlet)
        form.addRow("&Published", self.published)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.add = buttons.addButton("Add to the comparison", QDialogButtonBox.ButtonRole.AcceptRole)
        self.add.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.text.textChanged.connect(self._check)
        self.published.textChanged.connect(self._check)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(14)
        layout.addWidget(self.text, 1)
        layout.addLayout(form)
        layout.addWidget(self.hint)
        layout.addWidget(buttons)
        self._check()
        (self.outlet if text.strip() else self.text).setFocus()

    def pasted(self) -> Pasted:
        """Return what was entered."""
        return Pasted(self.text.toPlainText(), self.outlet.text().strip(), self.published.text().strip())

    def _check(self) -> None:
        dated = _is_date(self.published.text().strip())
        self.hint.setText(
            "The text stays on this computer." if dated else "Write the date as year-month-day: 2026-03-03."
        )
        self.add.setEnabled(dated and bool(self.text.toPlainText().strip()))


def _is_date(text: str) -> bool:
    try:
        return not text or bool(datetime.fromisoformat(text))
    except ValueError:
        return False
