"""The picture of the welcome page: three reports of one story and what runs between them, drawn by the real ribbons."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from core.model import Relation
from gui.compare.ribbons import Band, Extent
from gui.theme import Theme

_SIZE = QSize(720, 190)
_PAGE = 184
_GAP = 84
_LINE = 14
# (first line, lines, relation) of the passages on each page; ribbons are (page, its passage, the next page's passage).
_PASSAGES = (
    ((1, 2, Relation.AGREES), (5, 1, Relation.CONFLICTS), (8, 2, Relation.RELATED)),
    ((2, 1, Relation.CONFLICTS), (4, 2, Relation.AGREES), (8, 1, Relation.CHANGED)),
    ((1, 1, Relation.CHANGED), (4, 1, Relation.CONFLICTS), (7, 2, Relation.AGREES)),
)
_RIBBONS = ((0, 0, 1), (0, 1, 0), (1, 0, 1), (1, 1, 2), (1, 2, 0))
_WIDTHS = (0.94, 1.0, 0.88, 0.97, 0.6, 0.99, 0.91, 1.0, 0.95, 0.72, 0.9)


class Illustration(QWidget):
    """Decoration; it says nothing that the words beside it do not."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedSize(_SIZE)
        self.setAccessibleName("Three articles with ribbons between passages that agree or conflict")
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for page in range(3):
            self._paint_page(painter, page)
        for page, left, right in _RIBBONS:
            relation = _PASSAGES[page][left][2]
            band = Band((), relation, _extent(_PASSAGES[page][left]), _extent(_PASSAGES[page + 1][right]))
            ink = QColor(self._theme.look(relation).ink)
            fill = QColor(ink)
            fill.setAlphaF(0.2)
            start = page * (_PAGE + _GAP) + _PAGE
            outline = [QPointF(start + x, y) for x, y in band.outline(_GAP)]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            painter.drawPolygon(QPolygonF(outline))
            painter.setPen(QPen(ink, 1))
            painter.drawPolyline(QPolygonF(outline[: len(outline) // 2]))
            painter.drawPolyline(QPolygonF(outline[len(outline) // 2 :]))

    def _paint_page(self, painter: QPainter, page: int) -> None:
        scheme = self._theme.scheme
        left = page * (_PAGE + _GAP)
        painter.setPen(QPen(QColor(scheme.line), 1))
        painter.setBrush(QColor(scheme.page))
        painter.drawRoundedRect(QRectF(left + 0.5, 0.5, _PAGE - 1, _SIZE.height() - 1), 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        for line in range(11):
            width = (_PAGE - 46) * _WIDTHS[(line + page * 3) % len(_WIDTHS)]
            painter.setBrush(QColor(scheme.line))
            painter.drawRoundedRect(QRectF(left + 28, 16 + line * _LINE + 4, width, 5), 2, 2)
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        for passage in _PASSAGES[page]:
            look, extent = self._theme.look(passage[2]), _extent(passage)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.strong))
            painter.drawRoundedRect(QRectF(left + 24, extent.top, _PAGE - 38, extent.bottom - extent.top), 3, 3)
            self._paint_words(painter, left, passage)
            painter.setPen(QColor(look.ink))
            box = QRectF(left + 5, extent.top - 1, 16, _LINE)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._theme.sign(passage[2]).sign)

    def _paint_words(self, painter: QPainter, left: float, passage: tuple[int, int, Relation]) -> None:
        first, lines, relation = passage
        ink = QColor(self._theme.look(relation).ink)
        ink.setAlphaF(0.45)
        painter.setBrush(ink)
        for line in range(first, first + lines):
            width = (_PAGE - 46) * (0.55 if line > first else 0.97)
            painter.drawRoundedRect(QRectF(left + 28, 16 + line * _LINE + 4, width, 5), 2, 2)


def _extent(passage: tuple[int, int, Relation]) -> Extent:
    first, lines, _ = passage
    return Extent(16.0 + first * _LINE, 16.0 + (first + lines) * _LINE - 1)
