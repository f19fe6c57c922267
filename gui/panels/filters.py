"""One button for each relation: legend, count and filter in one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from core.model import Relation
from gui.marks import TELLING
from gui.session import Session
from gui.theme import Theme


class Chip(QAbstractButton):
    """A switch that shows sign, name and number of a relation; crossed out where its marks are hidden."""

    def __init__(self, relation: Relation, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._relation, self._theme = relation, theme
        self._number: int | None = None
        sign = theme.sign(relation)
        self.setCheckable(True)
        self.setChecked(True)
        self.setText(sign.chip)
        self.setToolTip(f"{sign.sign}  {sign.meaning}\nClick to hide or show these marks.")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_number(None)

    def set_number(self, number: int | None) -> None:
        """Show how many links there are, or nothing while that is not known."""
        self._number = number
        counted = "" if number is None else f", {number}"
        self.setAccessibleName(f"Show {self._theme.sign(self._relation).many}{counted}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        number = "" if self._number is None else str(self._number)
        width = self._words_left() + metrics.horizontalAdvance(self.text()) + 14
        return QSize(width + (12 + metrics.horizontalAdvance(f"{number} ") if number else 0), metrics.height() + 13)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scheme, look = self._theme.scheme, self._theme.look(self._relation)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        on = self.isChecked()
        edge = look.ink if on and self.underMouse() else scheme.line
        painter.setPen(QPen(QColor(scheme.accent), 2) if self.hasFocus() else QPen(QColor(edge), 1))
        painter.setBrush(QColor(look.tint if on else scheme.window))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(look.ink if on else scheme.faint))
        middle = Qt.AlignmentFlag.AlignVCenter
        sign = self._theme.sign(self._relation).sign
        painter.drawText(box.adjusted(11, 0, 0, 0), middle, sign)
        number = "" if self._number is None else str(self._number)
        painter.drawText(box.adjusted(0, 0, -12, 0), middle | Qt.AlignmentFlag.AlignRight, number)
        font.setBold(False)
        font.setStrikeOut(not on)
        painter.setFont(font)
        painter.setPen(QColor(scheme.text if on else scheme.faint))
        painter.drawText(box.adjusted(self._words_left() - 1, 0, 0, 0), middle, self.text())

    def _words_left(self) -> int:
        """Return where the name begins, behind the sign."""
        return 19 + self.fontMetrics().horizontalAdvance("≠ ")


class FilterBar(QWidget):
    """The chips of all relations, in step with the session's filter."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setAccessibleName("Filter by relation")
        self.chips = {relation: Chip(relation, theme, self) for relation in TELLING}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for chip in self.chips.values():
            layout.addWidget(chip)
            chip.clicked.connect(self._chosen)
        session.comparison_changed.connect(self._refresh)
        theme.changed.connect(self.update)
        self._refresh()

    def _chosen(self) -> None:
        shown = frozenset(relation for relation, chip in self.chips.items() if chip.isChecked())
        if shown != self._session.shown:
            self._session.show_relations(shown)

    def _refresh(self) -> None:
        known = self._session.comparison is not None
        for relation, chip in self.chips.items():
            chip.set_number(self._session.survey.totals.get(relation, 0) if known else None)
            chip.setChecked(relation in self._session.shown)
