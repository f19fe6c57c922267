"""The selected matter as rows per outlet: what each says, when, on whose word, how firmly, and who does not have it."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QSize, Qt, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QKeyEvent,
    QPainter,
    QPalette,
    QResizeEvent,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QScrollArea,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from core.model import Article, Claim
from gui import wordings
from gui.looking import Passage
from gui.panels.judgement import JudgementForm
from gui.panels.quotation import context, who_says
from gui.panels.rows import VALUE, Index, RowDelegate
from gui.session import Session
from gui.theme import Theme

_COLUMNS = ("Outlet", "Passage", "Who says so", "Certainty", "Where")
_PASSAGE = 1
_SPARE = (3, 4)
_NARROW = 130  # letters
_LETTERS = ((0, 22), (2, 22), (3, 12), (4, 17))  # width of the other columns in letters, in whatever type
_NONE = "Select a mark to see what every outlet says on its matter."


@dataclass(frozen=True, slots=True)
class OutletRow:
    """What one outlet says on the matter, or that it says nothing (no claim)."""

    article: Article
    claim: Claim | None


def outlet_rows(session: Session) -> tuple[OutletRow, ...]:
    """Return a row for each passage of the selected matter, and one for each article that has none, in order."""
    row = session.selection.row
    if row is None:
        return ()
    found = []
    for article in session.articles:
        claims = [claim for claim in row.claims if claim.article == article.id]
        found += [OutletRow(article, claim) for claim in claims] or [OutletRow(article, None)]
    return tuple(found)


class MatterModel(QAbstractTableModel):
    """The rows of the selected matter."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.rows: tuple[OutletRow, ...] = ()

    def refresh(self) -> None:
        """Take over what is selected."""
        rows = outlet_rows(self._session)
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.rows)

    def columnCount(self, _parent: Index | None = None) -> int:
        return len(_COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _COLUMNS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == VALUE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join(self._texts(row))
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts(row)[index.column()]
        return None

    def _texts(self, row: OutletRow) -> tuple[str, ...]:
        outlet = f"{self._session.label(row.article.id)}  {row.article.name}\n{wordings.moment(row.article.published)}"
        if row.claim is None or self._session.index is None:
            return outlet, "Not found in this article.", "", "", ""
        citation = self._session.index.citation(row.claim.id).split(" ", 1)[1]
        return outlet, row.claim.text, who_says(row.claim), row.claim.certainty.value, citation


class _MatterDelegate(RowDelegate):
    """Paints cells as text that wraps; a passage stands in its sentence, which is paler."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        scheme = self.theme.scheme
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(option.rect, QPalette().highlight() if selected else QPalette().base())
        document = self._document(option, index, option.rect.width())
        painter.translate(option.rect.topLeft())
        painter.setClipRect(0, 0, option.rect.width(), option.rect.height())
        looks = QAbstractTextDocumentLayout.PaintContext()
        missing = index.data(VALUE).claim is None
        ink = scheme.on_accent if selected else scheme.muted if missing else scheme.text
        looks.palette.setColor(QPalette.ColorRole.Text, QColor(ink))
        document.documentLayout().draw(painter, looks)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        width = view.columnWidth(index.column()) if isinstance(view, QTableView) else 200
        return QSize(width, round(self._document(option, index, width).size().height()))

    def _document(self, option: QStyleOptionViewItem, index: Index, width: int) -> QTextDocument:
        row: OutletRow = index.data(VALUE)
        words = html.escape(str(index.data())).replace("\n", "<br>")
        if index.column() == _PASSAGE and row.claim:
            before, after = (html.escape(part) for part in context(row.claim, row.article.text))
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            pale = self.theme.scheme.on_accent if selected else self.theme.scheme.faint
            aside = f"<span style='color:{pale}'>"
            words = f"{aside}{before}</span><b>{words}</b>{aside}{after}</span>"
        document = QTextDocument()
        document.setDefaultFont(option.font)
        document.setDocumentMargin(6)
        document.setHtml(words)
        document.setTextWidth(width)
        return document


class MatterPanel(QWidget):
    """Walking the rows lights each passage; Enter compares it with the first passage of the pair."""

    compare_asked = Signal(str)

    def __init__(
        self, session: Session, theme: Theme, form: JudgementForm | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.model = MatterModel(session)
        self.empty = QLabel(_NONE, self)
        self.empty.setObjectName("muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.table = QTableView(self)
        self.table.setAccessibleName("What every outlet says on the selected matter")
        self.table.setAccessibleDescription("Enter compares a passage with the first one of the selected pair.")
        self.table.setModel(self.model)
        self._delegate = _MatterDelegate(theme)
        self.table.setItemDelegate(self._delegate)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(_PASSAGE, QHeaderView.ResizeMode.Stretch)
        for column, letters in _LETTERS:
            self.table.setColumnWidth(column, letters * self.table.fontMetrics().averageCharWidth())
        header.sectionResized.connect(lambda *_: self.table.resizeRowsToContents())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.empty, 1)
        layout.addWidget(self.table, 1)
        self._beside: QScrollArea | None = None
        if form is not None:
            self._beside = beside = QScrollArea(self)
            beside.setWidget(form)
            beside.setWidgetResizable(True)
            beside.setFixedWidth(form.widths()[0] + 14)
            beside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            beside.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            form.entered.connect(lambda: beside.ensureWidgetVisible(form.focusWidget() or form))
            layout.addWidget(self._beside)
        self.table.selectionModel().currentRowChanged.connect(self._light)
        self.table.activated.connect(self._compare)
        session.selection_changed.connect(self.refresh)
        session.comparison_changed.connect(self.refresh)
        theme.changed.connect(self.table.viewport().update)
        self.refresh()

    def refresh(self) -> None:
        """Show what is selected."""
        self.model.refresh()
        self.empty.setVisible(not self.model.rows)
        self.table.setVisible(bool(self.model.rows))
        if self._beside is not None:
            self._beside.setVisible(bool(self.model.rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out in a narrow window what the leaf of the pair tells too."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW * self.fontMetrics().averageCharWidth()
        for column in _SPARE:
            self.table.setColumnHidden(column, narrow)

    def looked_at(self) -> Claim | None:
        """Return the passage on which the keyboard is, if it is in the table."""
        row: OutletRow | None = self.table.currentIndex().data(VALUE) if self.table.hasFocus() else None
        return row.claim if row else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._compare(self.table.currentIndex())
            return
        super().keyPressEvent(event)

    def _light(self, index: Index) -> None:
        row: OutletRow | None = index.data(VALUE) if index.isValid() else None
        claim = row.claim if row else None
        self._session.light((Passage(claim.article, claim.span),) if claim else ())

    def _compare(self, index: Index) -> None:
        row: OutletRow | None = index.data(VALUE) if index.isValid() else None
        if row and row.claim:
            self.compare_asked.emit(row.claim.id)
