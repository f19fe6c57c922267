"""How rows of the side lists are painted: background, selection, focus, and lines of text that shorten."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
VALUE = Qt.ItemDataRole.UserRole


class RowDelegate(QStyledItemDelegate):
    """Base of the lists' delegates."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> QRectF:
        """Paint what lies under a row and return the box for its content."""
        scheme = self.theme.scheme
        box = QRectF(option.rect).adjusted(6, 2, -6, -2)
        state = option.state
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(QColor(scheme.line), 1) if selected else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(scheme.raised if selected else scheme.hover))
            painter.drawRoundedRect(box, 7, 7)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(scheme.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 7, 7)
        return box.adjusted(8, 6, -8, -6)


def paint_line(painter: QPainter, text: str, box: QRectF, font: QFont, colour: str) -> float:
    """Paint one line, shortened to its box, and return the width it took."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(int(box.width()), 0))
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
    return painter.fontMetrics().horizontalAdvance(shown)


def paint_lines(painter: QPainter, text: str, box: QRectF, font: QFont, colour: str, most: int) -> None:
    """Paint at most so many wrapped lines; the last one is shortened."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    height = painter.fontMetrics().height() if painter.font() == font else 0.0
    starts: list[int] = []
    while len(starts) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(box.width())
        starts.append(line.textStart())
        height = line.height()
    layout.endLayout()
    for place, start in enumerate(starts):
        last = place == most - 1
        end = len(text) if last or place + 1 == len(starts) else starts[place + 1]
        paint_line(
            painter,
            text[start:end].strip(),
            QRectF(box.left(), box.top() + place * height, box.width(), height),
            font,
            colour,
        )


def resized(font: QFont, points: float = 0.0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return a font some points larger or smaller, in another weight."""
    result = QFont(font)
    result.setPointSizeF(font.pointSizeF() + points)
    result.setWeight(weight)
    return result
