"""What became of everything that was said of an article when another version took its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.workspace import Workspace
from core.workspace.anchors import Outcome
from core.workspace.judged import lost
from core.workspace.judgements import Anchor, Judgement, ManualLink, Note, places
from core.workspace.versions import Report
from gui.noting import title
from gui.theme import Theme

_COLUMNS = ("Became", "What you said", "Of these words", "Which now are")
_WORST_FIRST = tuple(reversed(Outcome))
_TOLD = {
    Outcome.LOST: "lost: kept in the workspace with its words, shown again with the earlier version",
    Outcome.REWORDED: "reworded: look at each again",
    Outcome.MOVED: "moved along",
    Outcome.KEPT: "kept",
}
_ANCHOR = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Line:
    """One passage: what became of it, what was said of it, its words then, and where they are now."""

    outcome: Outcome
    said: str
    old: Anchor
    new: Anchor | None


def lines_of(reports: Iterable[Report], workspace: Workspace) -> tuple[Line, ...]:
    """Return every passage of reports on replaced articles, the worst first."""
    found = []
    for report in reports:
        for carried in report.records:
            for fate in carried.fates:
                said = _said(carried.kind, carried.key, workspace)
                found.append(Line(fate.outcome, said, fate.old, fate.new))
    return tuple(sorted(found, key=lambda line: (_WORST_FIRST.index(line.outcome), line.old)))


def lost_of(workspace: Workspace) -> tuple[Line, ...]:
    """Return every passage that stands in no article of the workspace any more."""
    found = (
        Line(Outcome.LOST, _said(kind, key, workspace), anchor, None)
        for kind, key in lost(workspace)
        for anchor in places(getattr(workspace, kind)[key])
        if anchor.article not in workspace.articles
    )
    return tuple(sorted(found, key=lambda line: line.old))


class ReanchoringDialog(QDialog):
    """Can stay open beside the window; Enter brings the pane to a passage."""

    went = Signal(object)
    """The Anchor of a passage that the analyst wants to see."""

    def __init__(self, lines: Sequence[Line], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("What became of what you said")
        self.resize(900, 480)
        counts = Counter(line.outcome for line in lines)
        told = [f"{counts[outcome]} {_TOLD[outcome]}" for outcome in _WORST_FIRST if counts[outcome]]
        self.said = QLabel("\n".join(told) or "Everything you said stands where you said it.", self)
        self.said.setWordWrap(True)
        self.list = QTreeWidget(self)
        self.list.setHeaderLabels(_COLUMNS)
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName("Passages, those that were lost first")
        for line in lines:
            self.list.addTopLevelItem(_row(line, theme))
        for column in (2, 3):
            self.list.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column in (0, 1):
            self.list.resizeColumnToContents(column)
        self.list.itemActivated.connect(self._go)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(12)
        layout.addWidget(self.said)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        if first := self.list.topLevelItem(0):
            self.list.setCurrentItem(first)
        self.list.setFocus()

    def _go(self, item: QTreeWidgetItem) -> None:
        anchor = item.data(0, _ANCHOR)
        if anchor is not None:
            self.went.emit(anchor)


def _row(line: Line, theme: Theme) -> QTreeWidgetItem:
    now = " ".join(line.new.quote.split()) if line.new and line.outcome is Outcome.REWORDED else ""
    item = QTreeWidgetItem([str(line.outcome).capitalize(), line.said, " ".join(line.old.quote.split()), now])
    item.setData(0, _ANCHOR, line.new)
    for column in (2, 3):
        item.setToolTip(column, item.text(column))
    if line.outcome in (Outcome.KEPT, Outcome.MOVED):
        for column in range(len(_COLUMNS)):
            item.setForeground(column, QColor(theme.scheme.muted))
    return item


def _said(kind: str, key: str, workspace: Workspace) -> str:
    """Return what was said in a few words, as far as it still has its old name."""
    record = getattr(workspace, kind).get(key)
    if isinstance(record, Note):
        return f"Note: {title(record)}"
    if isinstance(record, Judgement) and record.ruling is not None:
        return f"Judgement: {record.ruling.value}"
    if isinstance(record, ManualLink):
        return f"Link by hand: {record.relation.value}"
    return {"judgements": "Judgement", "manual_links": "Link by hand", "notes": "Note"}.get(kind, kind.capitalize())
