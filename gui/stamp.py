"""What the analyst said of a mark, as a filled stamp: the one sign in the window that the program never makes itself.

A disc is a word on what the program marked, with a check or a cross; a square is the analyst's own mark, with a check
for a relation that was changed and a plus for a link made by hand.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from gui.standing import Standing

# In parts of the stamp's width, from its upper left corner.
_CHECK = (((0.26, 0.52), (0.44, 0.69), (0.75, 0.34)),)
_CROSS = (((0.32, 0.32), (0.68, 0.68)), ((0.68, 0.32), (0.32, 0.68)))
_PLUS = (((0.5, 0.27), (0.5, 0.73)), ((0.27, 0.5), (0.73, 0.5)))


def paint(painter: QPainter, box: QRectF, standing: Standing, ink: QColor, ground: QColor) -> None:
    """Paint a stamp into a square box: filled with ``ink``, its drawing in ``ground``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    if standing in (Standing.ACCEPTED, Standing.REJECTED):
        painter.drawEllipse(box)
    else:
        painter.drawRoundedRect(box, box.width() * 0.2, box.width() * 0.2)
    pen = QPen(ground, max(box.width() * 0.14, 1.2))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line in _drawing(standing):
        points = [QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in line]
        painter.drawPolyline(QPolygonF(points))
    painter.restore()


def drawn(standing: Standing, size: float, ratio: float, ink: str, ground: str) -> QPixmap:
    """Return a stamp as a picture, ``size`` pixels wide and high on a screen with that many pixels to a point."""
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint(painter, QRectF(0.5, 0.5, size - 1, size - 1), standing, QColor(ink), QColor(ground))
    painter.end()
    return picture


def _drawing(standing: Standing) -> tuple[tuple[tuple[float, float], ...], ...]:
    if standing is Standing.REJECTED:
        return _CROSS
    return _PLUS if standing is Standing.BY_HAND else _CHECK
