"""A claim told in one's own words, and the passages of all outlets that assert or deny it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from core.model import Relation
from gui import wordings
from gui.looking import Passage
from gui.panels.find_bar import clearable
from gui.panels.rows import VALUE, Index, RowDelegate, paint_line, paint_lines, resized
from gui.session import Session
from gui.theme import Theme

if TYPE_CHECKING:
    from core.finding import Finds, Found

_STANCES = {
    Relation.AGREES: "Asserts it",
    Relation.CONFLICTS: "Denies or contradicts it",
    Relation.CHANGED: "Says so of another time",
    Relation.RELATED: "On the same matter",
    None: "Comes near",
}
_BEFORE = "Say in your own words what you want to know, such as “Twelve people were killed”, and press Enter."


class _FoundModel(QAbstractListModel):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.found: tuple[Found, ...] = ()

    def show_found(self, found: tuple[Found, ...]) -> None:
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = self.found[index.row()]
        if role == VALUE:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return wordings.opening(found.claim)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(reason.text for reason in found.reasons) or _STANCES[found.relation]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_STANCES[found.relation]}, {self.source(found)}: {found.claim.text}"
        return None

    def source(self, found: Found) -> str:
        """Return "A Coast Wire, ¶1 s2"."""
        article = next((a for a in self._session.articles if a.id == found.claim.article), None)
        place = f"¶{found.claim.paragraph} s{found.claim.sentence}" if found.claim.paragraph else "headline"
        return f"{self._session.label(article.id)}  {article.name}, {place}" if article else place


class _FoundDelegate(RowDelegate):
    def __init__(self, model: _FoundModel, theme: Theme) -> None:
        super().__init__(theme)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, 3 * option.fontMetrics.height() + 20)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found: Found = index.data(VALUE)
        scheme = self.theme.scheme
        look = self.theme.look(found.relation) if found.relation else None
        font: QFont = option.font
        line = option.fontMetrics.height()
        painter.save()
        box = self.paint_ground(painter, option)
        badge = QRectF(box.left(), box.top(), line + 2, line + 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.strong if look else scheme.line))
        painter.drawRoundedRect(badge, badge.width() / 2, badge.width() / 2)
        painter.setFont(resized(font, 0, QFont.Weight.Bold))
        painter.setPen(QColor(scheme.text))
        sign = self.theme.sign(found.relation).sign if found.relation else "·"
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, sign)
        left = badge.right() + 9
        heading = QRectF(left, box.top(), box.right() - left, line)
        stance = resized(font, 0, QFont.Weight.DemiBold)
        place = left + paint_line(
            painter, _STANCES[found.relation], heading, stance, look.ink if look else scheme.muted
        )
        rest = QRectF(place + 10, heading.top(), max(box.right() - place - 10, 0), line)
        paint_line(painter, self._model.source(found), rest, font, scheme.muted)
        words = QRectF(left, box.top() + line + 2, box.right() - left, 2 * line)
        paint_lines(painter, wordings.opening(found.claim, 400), words, font, scheme.text, 2)
        painter.restore()


class FindClaimPanel(QWidget):
    """Enter looks; the arrow keys walk what was found, in step with the panes; Enter there selects the mark."""

    asked = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setAccessibleName("Find a claim")
        self.query = QLineEdit(self)
        self.query.setPlaceholderText("Find a claim in your own words")
        self.query.setAccessibleName("Claim to find, in your own words")
        clearable(self.query)
        self.query.returnPressed.connect(self._ask)
        self.query.installEventFilter(self)
        self.go = QPushButton("Find", self)
        self.go.setAccessibleName("Find the claim")
        self.go.clicked.connect(self._ask)
        self.said = QLabel(_BEFORE, self)
        self.said.setObjectName("muted")
        self.said.setWordWrap(True)
        self.model = _FoundModel(session)
        self.list = QListView(self)
        self.list.setAccessibleName("Passages found")
        self.list.setModel(self.model)
        self._delegate = _FoundDelegate(self.model, theme)
        self.list.setItemDelegate(self._delegate)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.selectionModel().currentChanged.connect(self._look)
        self.list.clicked.connect(self._look)
        self.list.activated.connect(self._select)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.query, 1)
        line.addWidget(self.go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 6)
        layout.setSpacing(6)
        layout.addLayout(line)
        layout.addWidget(self.said)
        layout.addWidget(self.list, 1)
        session.articles_changed.connect(self._articles_changed)
        theme.changed.connect(self.list.viewport().update)

    def start(self, words: str) -> None:
        """Put the keyboard into the field, with the words that were selected in a text if any, and look for these."""
        if words:
            self.query.setText(words)
        self.query.selectAll()
        self.query.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if words:
            self._ask()

    def show_finds(self, finds: Finds | None) -> None:
        """List what was found, or nothing where looking was given up."""
        self.go.setEnabled(True)
        found = finds.found if finds else ()
        self.model.show_found(found)
        self.said.setText(_told(finds) if finds else _BEFORE)
        self._session.find(self._passages(), -1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        down = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down
        if down and self.model.found:
            self.list.setFocus()
            self.list.setCurrentIndex(self.model.index(0))
            return True
        return super().eventFilter(watched, event)

    def _ask(self) -> None:
        if self.query.text().strip():
            self.said.setText("Looking …")
            self.go.setEnabled(False)
            self.asked.emit(self.query.text())

    def _passages(self) -> list[Passage]:
        return [Passage(found.claim.article, found.claim.span) for found in self.model.found]

    def _look(self, index: Index) -> None:
        if index.isValid():
            self._session.find(self._passages(), index.row())

    def _select(self, index: Index) -> None:
        self._session.select_claim(index.data(VALUE).claim.id)

    def _articles_changed(self) -> None:
        known = {article.id for article in self._session.articles}
        if any(found.claim.article not in known for found in self.model.found):
            self.model.show_found(())
            self.said.setText(_BEFORE)


def _told(finds: Finds) -> str:
    """Say in a sentence what was found, and how far it can be trusted."""
    counts = Counter(found.relation for found in finds.found)
    asserting, denying, changed = (
        len({found.claim.article for found in finds.found if found.relation is relation})
        for relation in (Relation.AGREES, Relation.CONFLICTS, Relation.CHANGED)
    )
    parts = [
        f"{number} {'article' if number == 1 else 'articles'} {what}"
        for number, what in (
            (asserting, "asserting it"),
            (denying, "denying or contradicting it"),
            (changed, "saying so of another time"),
        )
        if number
    ]
    if parts:
        said = f"{', '.join(parts)}."
    elif counts:
        said = "No passage asserts or denies it. These come nearest; say it in other words if none is meant."
    else:
        said = "Nothing like it stands in these articles. Say it in other words, or look for single words with Ctrl+F."
    by_words = (
        " Only words were compared, as the language models are not at hand: what is told in other words is missed."
    )
    return said + (by_words if finds.by_words else "")
