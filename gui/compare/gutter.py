"""The strip between two neighbouring panes: ribbons and stubs, hover and click; dragging it moves the border."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QToolTip

from core.model import Relation
from gui import stamp
from gui.compare.pane_header import height_for
from gui.compare.ribbons import STUB_HEIGHT, Arrow, Band, Shapes, Side, Stub, hit
from gui.marks import rank
from gui.standing import NONE, Standing, Standings
from gui.theme import Theme, mixed

WIDTH = 46
_STUB_WIDTH = 20.0
_STAMP = 13.0
_WHERE = {
    Arrow.UP: "Counterpart farther up",
    Arrow.DOWN: "Counterpart farther down",
    Arrow.ONWARD: "Counterpart in an article farther right",
    Arrow.BACK: "Counterpart in an article farther left",
}


class Gutter(QSplitterHandle):
    """Paints the shapes it is given; says which links are under the pointer or were clicked.

    ``head`` is the height of the panes' headers; shapes begin below.
    """

    links_hovered = Signal(tuple)
    link_clicked = Signal(str)

    def __init__(self, splitter: QSplitter, theme: Theme, tip: Callable[[str], str]) -> None:
        super().__init__(Qt.Orientation.Horizontal, splitter)
        self._theme = theme
        self._tip = tip
        self.spoken: object = None
        self._shapes_for: Callable[[float], Shapes] = lambda _height: Shapes()
        self._shapes = Shapes()
        self._standings: Standings = NONE
        self._stamps: dict[Standing, QPixmap] = {}
        self._lit: frozenset[str] = frozenset()
        self._soft: frozenset[str] = frozenset()
        self._hovered: tuple[str, ...] = ()
        self._pressed: QPointF | None = None
        self.head = height_for(self.font())
        self._stubs: dict[tuple[Relation, Side, Arrow, int, bool], tuple[QPixmap, float]] = {}
        self._inks: dict[tuple[Relation, int, bool], tuple[QColor, QPen, QPen]] = {}
        theme.changed.connect(self._forget_colours)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setAccessibleName("Ribbons between two articles")
        self.setAccessibleDescription("The list of claims holds the same links and can be used with the keyboard.")

    def follow(self, shapes_for: Callable[[float], Shapes], standings: Standings = NONE) -> None:
        """Show what this function lays out for a height, asked once for each painting, and which links are judged."""
        self._shapes_for, self._standings = shapes_for, standings
        self.update()

    def light(self, lit: frozenset[str], soft: frozenset[str]) -> None:
        """Bring out the ribbons of some links, and a little those of others that belong to the same matter."""
        if (lit, soft) != (self._lit, self._soft):
            self._lit, self._soft = lit, soft
            self.update()

    def shape_at(self, point: QPointF) -> Band | Stub | None:
        """Return what is under a point."""
        return hit(self._shapes, self.width(), point.x(), point.y() - self.head) if point.y() >= self.head else None

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        scheme = self._theme.scheme
        painter.fillRect(self.rect(), QColor(scheme.window))
        height = self.height() - self.head
        self._shapes = self._shapes_for(height)
        painter.translate(0, self.head)
        painter.setClipRect(0, 0, self.width(), height)
        layers: dict[tuple[int, Relation], list[Band]] = {}
        for band in self._shapes.bands:
            layers.setdefault((self._level(band), band.relation), []).append(band)
        for level, relation in sorted(layers, key=lambda layer: (layer[0], -rank(layer[1]))):
            self._paint_bands(painter, layers[level, relation], relation, level)
        if self._standings:
            self._paint_stamps(painter)
        for stub in self._shapes.stubs:
            self._paint_stub(painter, stub, self._level(stub) > 0)

    def _paint_stamps(self, painter: QPainter) -> None:
        """Paint what the analyst said on the middle of each ribbon of which all links are judged."""
        for band in self._shapes.bands:
            said = {self._standings.get(link) for link in band.links}
            if None in said:
                continue
            standing = min(standing for standing in said if standing)
            if standing not in self._stamps:
                scheme, ratio = self._theme.scheme, self.devicePixelRatioF()
                self._stamps[standing] = stamp.drawn(standing, _STAMP, ratio, scheme.text, scheme.window)
            top, bottom = band.edges(0.5)
            place = QPointF((self.width() - _STAMP) / 2, (top + bottom - _STAMP) / 2)
            painter.drawPixmap(place, self._stamps[standing])

    def _level(self, shape: Band | Stub) -> int:
        """Return 2 for what is brought out, 1 for what belongs to it, 0 for all else."""
        if not (self._lit or self._soft):
            return 0
        if self._lit.intersection(shape.links):
            return 2
        return 1 if self._soft.intersection(shape.links) else 0

    def _paint_bands(self, painter: QPainter, bands: Sequence[Band], relation: Relation, level: int) -> None:
        """Paint bands that look the same, as opaque as paper, so that one sees which goes above which.

        What is brought out is parted by a rim of the ground from what it crosses, and all else recedes. Only edges
        need to be smooth; quiet bands are edges alone. Filling in the mode Source keeps Qt from sharing out a fill of
        96 rows or more among threads, for which it would wait ten times as long as filling takes.
        """
        quiet, receding = relation is Relation.RELATED, level == 0 and bool(self._lit or self._soft)
        key = relation, level, receding
        if key not in self._inks:
            self._inks[key] = self._ink(relation, level, receding)
        fill, edge, rim = self._inks[key]
        area = QPainterPath()
        area.setFillRule(Qt.FillRule.WindingFill)
        for band in bands:
            _trace(area, band, self.width())
        if level:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.strokePath(area, rim)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if level or not quiet:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.fillPath(area, fill)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.strokePath(area, edge)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _ink(self, relation: Relation, level: int, receding: bool) -> tuple[QColor, QPen, QPen]:
        """Return fill, edge and rim of bands that look the same."""
        ink, ground = QColor(self._theme.look(relation).ink), QColor(self._theme.scheme.window)
        quiet = relation is Relation.RELATED
        share = (0.06 if receding else 0.16, 0.16 if quiet else 0.3, 0.5)[level]
        fill = mixed(ink, ground, share)
        ink.setAlphaF(((0.35 if quiet else 0.6) * (0.5 if receding else 1.0), 0.8, 1.0)[level])
        style = Qt.PenStyle.DotLine if quiet else Qt.PenStyle.SolidLine
        return fill, QPen(ink, 1.4 if level == 2 else 1.0, style), QPen(ground, 5.0)

    def _paint_stub(self, painter: QPainter, stub: Stub, lit: bool) -> None:
        key = (stub.relation, stub.side, stub.arrow, len(stub.links), lit)
        if key not in self._stubs:
            drawn = self._drawn(stub, lit)
            self._stubs[key] = drawn, drawn.deviceIndependentSize().width()
        picture, width = self._stubs[key]
        left = 0.0 if stub.side is Side.LEFT else self.width() - width
        painter.drawPixmap(QPointF(left, stub.y - STUB_HEIGHT / 2), picture)

    def _drawn(self, stub: Stub, lit: bool) -> QPixmap:
        """Draw a stub once, to be painted wherever one like it stands."""
        look, scheme = self._theme.look(stub.relation), self._theme.scheme
        number = str(len(stub.links)) if len(stub.links) > 1 else ""
        font = self.font()
        font.setPointSizeF(max(font.pointSizeF() - 2.5, 6.5))
        width = _STUB_WIDTH + (QFontMetricsF(font).horizontalAdvance(number) - 2 if number else 0)
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round((width + 1) * ratio), round(STUB_HEIGHT * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        plain = scheme.surface if look.tint == scheme.page else look.tint
        ink = QColor(look.ink)
        ink.setAlphaF(1.0 if lit else 0.75)
        painter.setPen(QPen(ink, 1.0))
        painter.setBrush(QColor(look.strong if lit else plain))
        box = QRectF(-6.5 if stub.side is Side.LEFT else 0.5, 1, width + 6, STUB_HEIGHT - 2)
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(QColor(look.ink))
        painter.drawText(QRectF(0, 0, width, STUB_HEIGHT), Qt.AlignmentFlag.AlignCenter, f"{stub.arrow}{number}")
        painter.end()
        return picture

    def _forget_colours(self) -> None:
        self._stubs.clear()
        self._inks.clear()
        self._stamps.clear()
        self.update()

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

    def spoken_items(self) -> list[tuple[str, QRect]]:
        """Return each ribbon and stub in sight as it is spoken, from top to bottom, and where it is."""
        shown = QRectF(0, 0, self.width(), self.height() - self.head)
        found = []
        for band in self._shapes.bands:
            top, bottom = min(band.left.top, band.right.top), max(band.left.bottom, band.right.bottom)
            found.append((self._words(band), QRectF(0, top, self.width(), bottom - top)))
        for stub in self._shapes.stubs:
            left = 0.0 if stub.side is Side.LEFT else self.width() - _STUB_WIDTH
            place = QRectF(left, stub.y - STUB_HEIGHT / 2, _STUB_WIDTH, STUB_HEIGHT)
            found.append((f"{_WHERE[stub.arrow]}: {self._words(stub)}", place))
        found = [(words, place.intersected(shown).translated(0, self.head)) for words, place in found]
        return sorted(((words, place.toRect()) for words, place in found), key=lambda item: item[1].y())

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


def _trace(path: QPainterPath, band: Band, width: float) -> None:
    """Add what a band covers; with control points at thirds, Bézier curves are just the bend of ``Band.edges``."""
    left, right = band.left, band.right
    path.moveTo(0, left.top)
    path.cubicTo(width / 3, left.top, width * 2 / 3, right.top, width, right.top)
    path.lineTo(width, right.bottom)
    path.cubicTo(width * 2 / 3, right.bottom, width / 3, left.bottom, 0, left.bottom)
    path.closeSubpath()
