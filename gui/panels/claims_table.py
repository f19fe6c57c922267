"""All matters as a table: searched, sorted, grouped, walked by keys, in step with the panes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QItemSelectionModel, QObject, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QTableView, QVBoxLayout, QWidget

from gui import stamp, wordings
from gui.arranging import Arrangement, Column, Entry, Group, Grouping, arrange, entries_of
from gui.panels.choice import Choice
from gui.panels.find_bar import clearable
from gui.panels.rows import VALUE, Index
from gui.session import Session
from gui.theme import Theme

COLUMNS = tuple(Column)
# As wide as these words, in whatever type; the first words of a claim take the rest.
_SAMPLES = ("≠  Agreement  ", "Attribution", "A B C D", "Missing from", "Confidence", "2 of 3 judged")
_STAMP = 15
_ROOM = 26  # pixels around a cell's words


class ClaimsTableModel(QAbstractTableModel):
    """The entries, each group below a line of its own that holds its title."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self.arrangement = Arrangement()
        self.lines: tuple[Entry | Group, ...] = ()

    @property
    def headings(self) -> tuple[int, ...]:
        """The places of the lines that hold a title."""
        return tuple(at for at, line in enumerate(self.lines) if isinstance(line, Group))

    def refresh(self, arrangement: Arrangement | None = None) -> None:
        """Take over the rows of the session's survey, arranged anew."""
        self.beginResetModel()
        self.arrangement = arrangement or self.arrangement
        articles = self._session.articles
        groups = arrange(entries_of(self._session.survey.rows, articles), articles, self.arrangement)
        self.lines = tuple(line for group in groups for line in ((group,) if group.title else ()) + group.entries)
        self.endResetModel()

    def entry(self, index: Index) -> Entry | None:
        """Return the entry at an index, or None where there is a title or nothing."""
        line = self.lines[index.row()] if index.isValid() else None
        return line if isinstance(line, Entry) else None

    def place_of(self, row_id: str) -> int | None:
        """Return the line where a matter stands, the first if it does more than once; None if the search hides it."""
        return next(
            (at for at, line in enumerate(self.lines) if isinstance(line, Entry) and line.row.id == row_id), None
        )

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.lines)

    def columnCount(self, _parent: Index | None = None) -> int:
        return len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        # The keyboard passes over what is not enabled.
        return super().flags(index) if self.entry(index) else Qt.ItemFlag.NoItemFlags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].value
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if isinstance(line, Group):
            return self._of_group(line, index.column(), role)
        if role == VALUE:
            return line.row
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.value}: {self._text(line, column)}"
        if role == Qt.ItemDataRole.ForegroundRole and column is Column.RELATION:
            return QColor(self._theme.look(line.row.relation).ink)
        if role == Qt.ItemDataRole.DecorationRole and column is Column.JUDGED and line.row.standing:
            scheme = self._theme.scheme
            return stamp.drawn(line.row.standing, _STAMP, 2, scheme.text, scheme.surface)
        if role == Qt.ItemDataRole.ToolTipRole:
            return wordings.why(self._session, line.row.lead.id)
        return None

    def _of_group(self, group: Group, column: int, role: int) -> Any:
        if column == 0 and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{group.title} ({len(group.entries)})"
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(self._theme.scheme.text)
        if role == Qt.ItemDataRole.BackgroundRole:
            return QColor(self._theme.scheme.hover)
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return None

    def _text(self, entry: Entry, column: Column) -> str:
        row, articles = entry.row, self._session.articles

        def letters(places: tuple[int, ...]) -> str:
            return " ".join(self._session.label(articles[at].id) for at in places)

        if column is Column.RELATION:
            sign = self._theme.sign(row.relation)
            return f"{sign.sign}  {sign.one.capitalize()}"
        if column is Column.KIND:
            return row.kind.capitalize()
        if column is Column.IN:
            return letters(entry.present)
        if column is Column.MISSING:
            return letters(entry.missing) or "–"
        if column is Column.CONFIDENCE:
            return f"{row.lead.confidence:.2f}"
        if column is Column.JUDGED:
            return wordings.row_judged(row).capitalize() or "–"
        return wordings.opening(row.opening, 240)


class ClaimsTable(QWidget):
    """Choose a row to bring every pane to it; sort by a click on a heading."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model = ClaimsTableModel(session, theme)
        self.query = QLineEdit(self)
        self.query.setPlaceholderText("Search the claims")
        self.query.setAccessibleName("Words to search the claims for")
        self.query.setMaximumWidth(320)
        clearable(self.query)
        self.query.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.grouping = Choice(theme, self)
        self.grouping.setAccessibleName("Group the claims")
        for grouping in Grouping:
            self.grouping.addItem(grouping.value)
        self.said = QLabel(self)
        self.said.setObjectName("muted")
        self.table = self._table()
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.query, 1)
        line.addWidget(self.grouping)
        line.addWidget(self.said)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 4)
        layout.setSpacing(6)
        layout.addLayout(line)
        layout.addWidget(self.table, 1)
        self.query.textChanged.connect(lambda words: self._arrange(query=words))
        self.grouping.currentIndexChanged.connect(lambda at: self._arrange(grouping=tuple(Grouping)[at]))
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._sort)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        session.comparison_changed.connect(self._refresh)
        session.articles_changed.connect(self._refresh)
        session.selection_changed.connect(self._follow)
        theme.changed.connect(self.table.viewport().update)
        self._stale = True

    def _table(self) -> QTableView:
        table = QTableView(self)
        table.setAccessibleName("All claims that articles share or dispute")
        table.setModel(self.model)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 12)
        header = table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, sample in enumerate(_SAMPLES):
            table.setColumnWidth(column, header.fontMetrics().horizontalAdvance(sample) + _ROOM)
        return table

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the keyboard into the table."""
        self.table.setFocus(reason)
        first = next((at for at, line in enumerate(self.model.lines) if isinstance(line, Entry)), None)
        if not self.table.currentIndex().isValid() and first is not None:
            self.table.setCurrentIndex(self.model.index(first, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        self._arrange(column=COLUMNS[section], descending=order == Qt.SortOrder.DescendingOrder)

    def _arrange(self, **changes: Any) -> None:
        self.model.refresh(replace(self.model.arrangement, **changes))
        self._arranged()

    def _refresh(self) -> None:
        # A threshold that is dragged does not wait for a table that nobody sees.
        self._stale = not self.isVisible()
        if not self._stale:
            self.model.refresh()
            self._arranged()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def _arranged(self) -> None:
        self.table.clearSpans()
        for place in self.model.headings:
            self.table.setSpan(place, 0, 1, len(COLUMNS))
        self._follow()
        every = len(self._session.survey.rows)
        shown = len({line.row.id for line in self.model.lines if isinstance(line, Entry)})
        if every and not shown:
            self.said.setText(f"None of {every} claims holds these words.")
        elif not every and self._session.filter.active and self._session.survey.totals:
            self.said.setText("The filters hide all claims.")
        else:
            self.said.setText(f"{shown} of {every} claims" if shown < every else f"{every} claims")

    def _choose(self, index: Index) -> None:
        entry = self.model.entry(index)
        if entry:
            self._session.select_row(entry.row.id)

    def _follow(self) -> None:
        row = self._session.selection.row
        current = self.model.entry(self.table.currentIndex())
        if row is None:
            self.table.selectionModel().clear()
        elif current is None or current.row.id != row.id:
            place = self.model.place_of(row.id)
            if place is None:
                self.table.selectionModel().clear()
                return
            index = self.model.index(place, 0)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(index, flags)
            self.table.scrollTo(index)
