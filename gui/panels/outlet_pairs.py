"""Which outlets agree and which conflict: a map of all pairs with counts, which filters by a click."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHeaderView,
    QLabel,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.model import Article, Relation
from gui import wordings
from gui.panels.rows import VALUE, Index, RowDelegate, resized
from gui.session import Session
from gui.theme import Theme

_SAID = "How many marked pairs conflict (above) and agree (below). A click on two outlets, or Enter, shows only these."
_MOST_TINT = 0.85  # opacity of the fullest cell, so that its text can still be read


class PairsModel(QAbstractTableModel):
    """A row and a column for each article; a cell holds the counts between the two."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.articles: tuple[Article, ...] = ()

    def refresh(self) -> None:
        """Take over the session's articles, whose counts are asked for when they are painted."""
        if self.articles == self._session.articles:
            return
        self.beginResetModel()
        self.articles = self._session.articles
        self.endResetModel()

    def counts(self, index: Index) -> dict[Relation, int]:
        """Return how many marked pairs there are between the two articles of a cell."""
        a, b = (self.articles[at].id for at in (index.row(), index.column()))
        return dict(self._session.survey.pairs.get(frozenset((a, b)), {})) if a != b else {}

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.articles)

    def columnCount(self, _parent: Index | None = None) -> int:
        return len(self.articles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        article = self.articles[section]
        if role == Qt.ItemDataRole.DisplayRole:
            letter = self._session.label(article.id)
            return letter if orientation == Qt.Orientation.Horizontal else f"{letter}  {article.name}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return article.name
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == VALUE:
            return self.counts(index)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            a, b = (self.articles[at].name for at in (index.row(), index.column()))
            return f"{a} and {b}: {wordings.counted(self.counts(index))}" if index.row() != index.column() else a
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.NoItemFlags if index.row() == index.column() else super().flags(index)


class _CellDelegate(RowDelegate):
    """Above, the conflicts; below, the agreements: the more there are, the fuller the tint."""

    def __init__(self, session: Session, model: PairsModel, theme: Theme) -> None:
        super().__init__(theme)
        self._session, self._model = session, model

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        line = option.fontMetrics.height()
        return QSize(4 * line, 2 * line + 10)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        scheme = self.theme.scheme
        box = QRectF(option.rect).adjusted(1, 1, -1, -1)
        painter.save()
        if index.row() == index.column():
            painter.fillRect(box, QColor(scheme.window))
        else:
            counts: dict[Relation, int] = index.data(VALUE)
            half = box.height() / 2
            upper = QRectF(box.left(), box.top(), box.width(), half)
            self._half(painter, option, upper, Relation.CONFLICTS, counts)
            self._half(painter, option, upper.translated(0, half), Relation.AGREES, counts)
            pair = {self._model.articles[at].id for at in (index.row(), index.column())}
            if pair == self._session.filter.articles:
                painter.setPen(QPen(QColor(scheme.text), 2))
                painter.drawRect(box.adjusted(1, 1, -1, -1))
            if option.state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(QColor(scheme.accent), 2, Qt.PenStyle.DashLine))
                painter.drawRect(box.adjusted(3, 3, -3, -3))
        painter.restore()

    def _half(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        box: QRectF,
        relation: Relation,
        counts: dict[Relation, int],
    ) -> None:
        scheme, number = self.theme.scheme, counts.get(relation, 0)
        most = max((pair.get(relation, 0) for pair in self._session.survey.pairs.values()), default=0)
        painter.fillRect(box, QColor(scheme.raised))
        if number:
            tint = QColor(self.theme.look(relation).strong)
            tint.setAlphaF(_MOST_TINT * (0.25 + 0.75 * number / most))
            painter.fillRect(box, tint)
        painter.setFont(resized(option.font, 0, QFont.Weight.DemiBold if number else QFont.Weight.Normal))
        painter.setPen(QColor(scheme.text if number else scheme.faint))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{self.theme.sign(relation).sign} {number}")


class OutletPairs(QWidget):
    """Enter or a click on a pair shows only what lies between its two articles, once more shows all."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model = PairsModel(session)
        said = QLabel(_SAID, self)
        said.setObjectName("muted")
        said.setWordWrap(True)
        self.table = QTableView(self)
        self.table.setAccessibleName("Agreements and conflicts between outlets")
        self.table.setAccessibleDescription("Enter shows only what lies between the two articles.")
        self.table.setModel(self.model)
        self._delegate = _CellDelegate(session, self.model, theme)
        self.table.setItemDelegate(self._delegate)
        self.table.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        for corner in self.table.findChildren(QAbstractButton):
            corner.setAccessibleName("Corner of the map, without use")
            corner.setEnabled(False)
        for header in (self.table.horizontalHeader(), self.table.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
            header.setResizeContentsPrecision(0)  # what is in sight: 50 articles have 2,500 cells
            header.setHighlightSections(False)
        self.table.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.clicked.connect(self.choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 6)
        layout.setSpacing(6)
        layout.addWidget(said)
        layout.addWidget(self.table, 1)
        session.articles_changed.connect(self._follow)
        session.comparison_changed.connect(self._follow)
        theme.changed.connect(self.table.viewport().update)

    def choose(self, index: Index) -> None:
        """Show only what lies between the two articles of a cell, or all again if that shows already."""
        if not index.isValid() or index.row() == index.column():
            return
        pair = frozenset(self.model.articles[at].id for at in (index.row(), index.column()))
        chosen = frozenset() if self._session.filter.articles == pair else pair
        self._session.show_only(replace(self._session.filter, articles=chosen))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.choose(self.table.currentIndex())
            return
        super().keyPressEvent(event)

    def _follow(self) -> None:
        # Fifty articles make 2,500 cells; nobody waits for them while they do not show.
        if self.isVisible():
            self.model.refresh()
            self.table.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()
