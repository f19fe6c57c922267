"""The page of all keys, made from the table of actions."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QScrollArea, QVBoxLayout, QWidget

from gui.actions import MENUS, SPECS, Spec, plain
from gui.theme import Theme

# Keys that belong to a widget rather than to an action.
_ELSEWHERE = (
    ("Space", "In the list of articles: hide or show the article's pane"),
    ("Delete", "In the list of articles: take the article out of the comparison"),
    ("Enter, Shift+Enter", "While finding words: the next place, the one before"),
    ("Down", "From a search field: into the list of what was found"),
    ("Enter", "Under Matter: compare the passage with the first one of the pair"),
    ("Enter", "Under Find a claim: select the mark of the passage"),
    ("Enter, Delete", "In the passages that a note cites: go to one, take it out of the note"),
    ("Enter", "Under History: take back all that was done after the entry"),
    ("Alt+Up, Alt+Down", "In the sections of an export: move the section up, down"),
    ("M, T", "While merging: take mine, take theirs"),
    ("Enter", "Under Outlets: show only what lies between the two outlets, or all again"),
    ("Left, Right, Page", "On the confidence slider: by one hundredth, or by ten"),
    ("Ctrl+Wheel", "Over an article: zoom"),
)


class KeysPage(QDialog):
    """Can stay open beside the window."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.resize(480, 600)
        self.text = QLabel(keys_page(theme.scheme.muted), self)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setWordWrap(True)
        self.text.setContentsMargins(8, 4, 8, 4)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        scroll = QScrollArea(self)
        scroll.setWidget(self.text)
        scroll.setWidgetResizable(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.addWidget(scroll, 1)
        layout.addWidget(buttons)


def keys_page(muted: str) -> str:
    """Return all keys as HTML tables, by menu."""
    by_id = {spec.id: spec for spec in SPECS}
    parts = []
    for title, entries in MENUS:
        names = [name for entry in entries for name in (entry[1] if isinstance(entry, tuple) else (entry,)) if name]
        rows = [_row(by_id[name]) for name in names if by_id[name].keys]
        parts.append(f"<h3>{html.escape(plain(title))}</h3><table cellpadding='3'>{''.join(rows)}</table>")
    rows = [f"<tr><td width='130'><b>{key}</b></td><td>{html.escape(does)}</td></tr>" for key, does in _ELSEWHERE]
    parts.append(f"<h3>Elsewhere</h3><table cellpadding='3'>{''.join(rows)}</table>")
    return f"{''.join(parts)}<p style='color:{muted}'>Tab moves through everything else.</p>"


def _row(spec: Spec) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    keys = " or ".join(QKeySequence(key).toString(native) for key in spec.keys)
    return f"<tr><td width='130'><b>{html.escape(keys)}</b></td><td>{html.escape(spec.tip)}</td></tr>"
