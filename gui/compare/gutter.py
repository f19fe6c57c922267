"""The strip between two neighbouring panes: ribbons and stubs, hover and click; dragging it moves the border."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QToolTip

from core.model import Relation
from gui.compare.pane_header import HEIGHT
from gui.compare.ribbons import STUB_HEIGHT, Band, Shapes, Side, Stub, hit
from gui.theme import Theme

WIDTH = 46
_STUB_WIDTH = 20.0


class Gutter(QSplitterHandle):
    """Paints the shapes it is given; says which links are under the pointer or were clicked."""

    links_hovered = Signal(tuple)
    link_clicked = Signal(str)

    def __init__(self, splitter: QSplitter, theme: Theme, tip: Callable[[str], str]) -> None:
        super().__init__(Qt.Orientation.Horizontal, splitter)
        self._theme = theme
        self._tip = tip
        self._shapes_for: Callable[[float], Shapes] = lambda _height: Shapes()
        self._shapes = Shapes()
        self._lit: frozenset[str] = frozenset()
        self._soft: frozenset[str] = frozenset()
        self._hovered: tuple[str, ...] = ()
        self._pressed: QPointF | None = None
        self.setMouseTracking(True)
        self.setAccessibleName("Ribbons between two articles")
        self.setAccessibleDescription("The list of claims holds the same links and can be used with the keyboard.")

    def follow(self, shapes_for: Callable[[float], Shapes]) -> None:
        """Show what this function lays out for a height; it is asked once for each painting."""
        self._shapes_for = shapes_for
        self.update()

    def light(self, lit: frozenset[str], soft: frozenset[str]) -> None:
        """Bring out the ribbons of some links, and a little those of others that belong to the same matter."""
        if (lit, soft) != (self._lit, self._soft):
            self._lit, self._soft = lit, soft
            self.update()

    def shape_at(self, point: QPointF) -> Band | Stub | None:
        """Return what is under a point."""
        return hit(self._shapes, self.width(), point.x(), point.y() - HEIGHT) if point.y() >= HEIGHT else None

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        scheme = self._theme.scheme
        painter.fillRect(self.rect(), QColor(scheme.window))
        height = self.height() - HEIGHT
        self._shapes = self._shapes_for(height)
        painter.translate(0, HEIGHT)
        painter.setClipRect(QRectF(0, 0, self.width(), height))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for level, band in sorted(((self._level(band), band) for band in self._shapes.bands), key=lambda each: each[0]):
            self._paint_band(painter, band, level)
        for stub in self._shapes.stubs:
            self._paint_stub(painter, stub, self._level(stub) > 0)

    def _level(self, shape: Band | Stub) -> int:
        """Return 2 for what is brought out, 1 for what belongs to it, 0 for all else."""
        if self._lit.intersection(shape.links):
            return 2
        return 1 if self._soft.intersection(shape.links) else 0

    def _paint_band(self, painter: QPainter, band: Band, level: int) -> None:
        ink = QColor(self._theme.look(band.relation).ink)
        fill = QColor(ink)
        quiet = band.relation is Relation.RELATED
        fill.setAlphaF((0.06 if quiet else 0.16, 0.16 if quiet else 0.3, 0.5)[level])
        ink.setAlphaF((0.35 if quiet else 0.6, 0.8, 1.0)[level])
        top, bottom = (band.left.top, band.right.top), (band.left.bottom, band.right.bottom)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillPath(self._curve(top, bottom), fill)
        # The lines drawn over its edges are smooth; a smooth fill would take far longer and look the same.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(ink, 1.4 if level == 2 else 1.0, Qt.PenStyle.DotLine if quiet else Qt.PenStyle.SolidLine)
        painter.strokePath(self._curve(top), pen)
        painter.strokePath(self._curve(bottom), pen)

    def _curve(self, there: tuple[float, float], back: tuple[float, float] | None = None) -> QPainterPath:
        """Return a band's edge from left to right, closed along its other edge if given.

        With control points at thirds a Bézier curve is just the bend of ``Band.edges``.
        """
        width = self.width()
        curve = QPainterPath(QPointF(0, there[0]))
        curve.cubicTo(width / 3, there[0], width * 2 / 3, there[1], width, there[1])
        if back:
            curve.lineTo(width, back[1])
            curve.cubicTo(width * 2 / 3, back[1], width / 3, back[0], 0, back[0])
        return curve

    def _paint_stub(self, painter: QPainter, stub: Stub, lit: bool) -> None:
        look = self._theme.look(stub.relation)
        ink = QColor(look.ink)
        number = str(len(stub.links)) if len(stub.links) > 1 else ""
        font = self.font()
        font.setPointSizeF(max(font.pointSizeF() - 2.5, 6.5))
        painter.setFont(font)
        width = _STUB_WIDTH + (painter.fontMetrics().horizontalAdvance(number) - 2 if number else 0)
        left = -6.0 if stub.side is Side.LEFT else self.width() - width
        box = QRectF(left, stub.y - STUB_HEIGHT / 2 + 1, width + 6, STUB_HEIGHT - 2)
        fill = QColor(look.strong if lit else look.tint)
        if not lit and look.tint == self._theme.scheme.page:
            fill = QColor(self._theme.scheme.surface)
        ink.setAlphaF(1.0 if lit else 0.75)
        painter.setPen(QPen(ink, 1.0))
        painter.setBrush(fill)
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(QColor(look.ink))
        inner = box.adjusted(6, 0, 0, 0) if stub.side is Side.LEFT else box.adjusted(0, 0, -6, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, f"{stub.arrow}{number}")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None:
            super().mouseMoveEvent(event)
            return
        shape = self.shape_at(event.position())
        self._hover(shape.links if shape else ())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        super().mouseReleaseEvent(event)
        if pressed is None or (event.position() - pressed).manhattanLength() > 3:
            return
        shape = self.shape_at(event.position())
        if shape:
            self.link_clicked.emit(shape.links[0])

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            shape = self.shape_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._words(shape), self)
            return True
        if event.type() == QEvent.Type.Leave:
            self._hover(())
        return super().event(event)

    def _words(self, shape: Band | Stub | None) -> str:
        if shape is None:
            return ""
        shown = [self._tip(link) for link in shape.links[:5]]
        more = len(shape.links) - len(shown)
        return "\n".join([*shown, *([f"and {more} more"] if more else [])])

    def _hover(self, links: tuple[str, ...]) -> None:
        if links != self._hovered:
            self._hovered = links
            self.setCursor(Qt.CursorShape.PointingHandCursor if links else Qt.CursorShape.SplitHCursor)
            self.links_hovered.emit(links)
