"""The list of all matters on which articles touch, in step with the panes; and an honest word where it is empty."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QItemSelectionModel, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import QLabel, QStyleOptionViewItem, QToolButton, QVBoxLayout, QWidget

from gui import stamp, wordings
from gui.filtering import ALL
from gui.marks import Row, plainly
from gui.panels.row_list import RowList
from gui.panels.rows import VALUE, Index, RowDelegate, paint_line, paint_lines, resized
from gui.session import Session
from gui.standing import Standing
from gui.theme import Theme


class ClaimsModel(QAbstractListModel):
    """The survey's rows."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.rows: tuple[Row, ...] = ()
        self._ids: list[str] = []
        session.comparison_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Take over the rows of the session's survey."""
        rows = self._session.survey.rows
        # By their ids alone: to compare 20,000 rows link by link would block the window for a moment.
        if self._ids != (ids := [row.id for row in rows]):
            self.beginResetModel()
            self.rows, self._ids = rows, ids
            self.endResetModel()
        elif rows:
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 0))

    def place_of(self, row_id: str) -> int | None:
        """Return where a row stands, or None if it does not."""
        return self._ids.index(row_id) if row_id in self._session.survey.holders else None

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.rows)

    def columnCount(self, _parent: Index | None = None) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return wordings.opening(row.opening)
        if role == VALUE:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return wordings.why(self._session, row.lead.id)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = f", {verdict}" if (verdict := wordings.row_judged(row)) else ", not judged"
            touched = f"articles {letters(self._session, row)}"
            return f"{row.relation}, {row.kind}, {touched}{said}: {wordings.opening(row.opening)}"
        return None


def letters(session: Session, row: Row) -> str:
    """Return the letters of the articles that a row is about, such as "A C"."""
    articles = dict.fromkeys(claim.article for claim in row.claims)
    return " ".join(sorted((session.label(article) for article in articles), key=lambda letter: (len(letter), letter)))


class _ClaimDelegate(RowDelegate):
    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(theme)
        self._session = session

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(180, 3 * option.fontMetrics.height() + 18)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(VALUE)
        scheme, look = self.theme.scheme, self.theme.look(row.relation)
        painter.save()
        box = self.paint_ground(painter, option)
        font: QFont = option.font
        line = option.fontMetrics.height()
        badge = QRectF(box.left(), box.top(), line + 3, line + 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.strong))
        painter.drawRoundedRect(badge, badge.width() / 2, badge.width() / 2)
        bold = resized(font, 0, QFont.Weight.Bold)
        painter.setFont(bold)
        painter.setPen(QColor(scheme.text))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, self.theme.sign(row.relation).sign)
        small = resized(font, -0.5)
        left = badge.right() + 9
        heading = QRectF(left, box.top(), box.right() - left, line + 2)
        place = heading.left() + paint_line(
            painter, row.kind.capitalize(), heading, resized(small, 0, QFont.Weight.DemiBold), look.ink
        )
        room = self._paint_judged(painter, row, heading, small)
        rest = QRectF(place + 10, heading.top(), room - place - 10, line + 2)
        paint_line(painter, letters(self._session, row), rest, small, scheme.muted)
        words = QRectF(left, heading.bottom() + 1, box.right() - left, 2 * line)
        ink = scheme.faint if row.standing is Standing.REJECTED else scheme.text
        paint_lines(painter, wordings.opening(row.opening), words, small, ink, 2)
        painter.restore()

    def _paint_judged(self, painter: QPainter, row: Row, heading: QRectF, font: QFont) -> float:
        """Paint at the right what the analyst said of a row, and return where that begins."""
        scheme, size = self.theme.scheme, heading.height() - 3
        if row.standing:
            box = QRectF(heading.right() - size, heading.top() + 1, size, size)
            stamp.paint(painter, box, row.standing, QColor(scheme.text), QColor(scheme.surface))
            return box.left() - 6
        if row.judged:
            said = f"{row.judged}/{len(row.links)}"
            width = painter.fontMetrics().horizontalAdvance(said)
            paint_line(painter, said, heading.adjusted(heading.width() - width - 2, 0, 0, 0), font, scheme.muted)
            return heading.right() - width - 8
        return heading.right()


class ClaimsPanel(QWidget):
    """Choose a row to bring every pane to it."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model = ClaimsModel(session)
        self._delegate = _ClaimDelegate(session, theme)
        self.list = RowList(self._delegate, self)
        self.list.setAccessibleName("Claims that articles share or dispute")
        self.list.setModel(self.model)
        self.progress = QLabel(self)
        self.progress.setObjectName("muted")
        self.progress.setContentsMargins(14, 0, 14, 6)
        self.plain_word = QLabel(self)
        self.plain_word.setObjectName("muted")
        self.plain_word.setWordWrap(True)
        self.plain_word.setContentsMargins(14, 4, 14, 10)
        self.plain_word.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.way_out = QToolButton(self)
        self.way_out.setObjectName("link")
        self.way_out.setText("Show all marks")
        self.way_out.setAccessibleName("Drop all filters and show all marks")
        self.way_out.clicked.connect(lambda: session.show_only(ALL))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.progress)
        layout.addWidget(self.plain_word)
        layout.addWidget(self.way_out, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.list, 1)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.list.clicked.connect(self._chosen)
        session.comparison_changed.connect(self._say_plainly)
        self._place = 0
        self.model.modelAboutToBeReset.connect(self._note_place)
        self.model.modelReset.connect(self._stay)
        session.selection_changed.connect(self._follow)
        theme.changed.connect(self.list.viewport().update)
        self._say_plainly()

    def _chosen(self, index: Index) -> None:
        if index.isValid():
            self._session.select_row(index.data(VALUE).id)

    def _follow(self) -> None:
        row = self._session.selection.row
        place = self.model.place_of(row.id) if row else None
        model = self.list.selectionModel()
        if place is None:
            model.clear()
            return
        index = self.model.index(place, 0)
        if index != self.list.currentIndex():
            model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.list.scrollTo(index)

    def _note_place(self) -> None:
        self._place = self.list.verticalScrollBar().value()

    def _stay(self) -> None:
        """Keep the chosen row and the place in the list, which is filled anew with every comparison."""
        self._follow()
        self.list.verticalScrollBar().setValue(self._place)

    def _say_plainly(self) -> None:
        session = self._session
        words = ""
        if session.complete or len(session.articles) == 1:
            words = plainly(session.survey, len(session.articles), session.filter.active)
        survey = session.survey
        self.progress.setText(f"{survey.judged} of {wordings.number_of(survey.to_judge, 'pair')} judged")
        self.progress.setVisible(bool(survey.to_judge))
        self.way_out.setVisible(bool(words) and bool(session.survey.totals) and not session.survey.rows)
        self.plain_word.setText(words)
        self.plain_word.setVisible(bool(words))
        self._give_room()

    def _give_room(self) -> None:
        """Keep the plain word whole where the window is low; the list scrolls."""
        self.plain_word.setMinimumHeight(self.plain_word.heightForWidth(self.width()) if self.plain_word.text() else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()
