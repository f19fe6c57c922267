"""One article's text, set for reading, with its marks; the place where code points become pixels."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from core.model import Article, Relation, Span
from gui.compare import typesetting
from gui.compare.highlights import Highlighter, Stretch, flatten, stretch_at
from gui.compare.positions import Positions, as_shown
from gui.compare.ribbons import Extent
from gui.marks import Mark, rank
from gui.theme import Theme

SIGN_MARGIN = 34
TEXT_MARGIN = 22
END_ROOM = 180


class TextPane(QTextEdit):
    """Read-only text of one article. Tells which marked passage is under the pointer or was clicked, by claim id.

    It is ``settling`` while it scrolls because its text was laid out anew, not because the analyst scrolls.
    """

    claim_hovered = Signal(str)
    claim_clicked = Signal(str)
    zoom_asked = Signal(int)
    laid_out = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._highlighter = Highlighter(theme)
        self._positions = Positions("")
        self._article: Article | None = None
        self._marks: tuple[Mark, ...] = ()
        self._stretches: tuple[Stretch, ...] = ()
        self._extents: dict[str, Extent] = {}
        self._signs: list[tuple[float, float, Relation]] = []
        self._emphasised: list[QTextEdit.ExtraSelection] = []
        self._pointed: list[QTextEdit.ExtraSelection] = []
        self._hovered = ""
        self._pressed_at: QPoint | None = None
        self._stayed = (0, 0)
        self._signs_left = 0.0
        self.settling = False
        self._tips: dict[str, str] = {}
        self._sign_pictures: dict[Relation, QPixmap] = {}
        self.setObjectName("prose")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        interaction = Qt.TextInteractionFlag
        self.setTextInteractionFlags(interaction.TextSelectableByMouse | interaction.TextSelectableByKeyboard)
        # It paints all of its ground itself, so that scrolling moves what is painted and only the rest is painted anew.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self.document().documentLayout().documentSizeChanged.connect(self._forget_layout)

    def show_article(self, article: Article, font: QFont) -> None:
        """Set the text of an article; its marks come by ``set_marks``."""
        self._article = article
        self._marks, self._stretches = (), ()
        self._emphasised, self._pointed = [], []
        self._positions = Positions(article.text)
        self.setPlainText(as_shown(article.text))
        self.setAccessibleName(f"Text of {article.name}")
        self._highlighter.forget()
        self.typeset(font)

    def typeset(self, font: QFont) -> None:
        """Set the text anew, in another size or in other colours; reading goes on at the same line."""
        if self._article is None:
            return
        with self._staying():
            self.document().setDefaultFont(font)
            self._sign_pictures = {relation: self._sign_picture(relation, font) for relation in Relation}
            typesetting.apply(self.document(), self._article, self._positions, self._theme.scheme)
            self._set_margins()
            self._highlighter.apply(self.document(), self._stretches, self._positions)
            self._forget_layout()

    @contextmanager
    def _staying(self) -> Iterator[None]:
        """Go on reading at the same line when the text has been laid out anew.

        The offset is kept until the analyst scrolls, lest the line creep upwards while the window is dragged wider.
        """
        bar = self.verticalScrollBar()
        value, offset = self._stayed
        reading = offset if value == bar.value() else self.offset_at(bar.value())
        self.settling = True
        yield
        bar.setValue(round(self.y_of(reading)) if reading else 0)
        self._stayed = bar.value(), reading
        self.settling = False

    def set_marks(self, marks: Sequence[Mark], tips: dict[str, str]) -> None:
        """Mark these passages; ``tips`` says in one line, by claim id, why."""
        self._tips = tips
        if tuple(marks) == self._marks:
            return
        self._marks = tuple(marks)
        self._stretches = flatten(self._marks)
        self._highlighter.apply(self.document(), self._stretches, self._positions)
        self._forget_layout()

    def emphasise(self, passages: Iterable[tuple[Span, Relation]]) -> None:
        """Bring a few passages out on top of their marks."""
        self._emphasised = [self._selection(span, self._highlighter.emphasis(relation)) for span, relation in passages]
        self.setExtraSelections([*self._emphasised, *self._pointed])

    def point_at(self, found: Iterable[Span] = (), current: Span | None = None, lit: Iterable[Span] = ()) -> None:
        """Show found words, the one looked at among them, and the words a reason rests on, above all marks."""
        look = self._highlighter.pointing
        self._pointed = [self._selection(span, look("found")) for span in found if span != current]
        self._pointed += [self._selection(span, look("lit")) for span in lit]
        self._pointed += [self._selection(current, look("current"))] if current else []
        self.setExtraSelections([*self._emphasised, *self._pointed])

    def _selection(self, span: Span, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        cursor = self._cursor(span)
        selection.cursor, selection.format = cursor, look
        return selection

    def extent(self, span: Span) -> Extent:
        """Return the lines of a span, in pixels from the top of the document."""
        top = self._line(span.start)
        bottom = self._line(max(span.end - 1, span.start))
        return Extent(top.top(), bottom.bottom())

    def extents(self) -> dict[str, Extent]:
        """Return the lines of every marked passage by claim id, in pixels from the top of the document."""
        if not self._extents and self._marks:
            self._extents = {mark.claim.id: self.extent(mark.claim.span) for mark in self._marks}
            self._signs = self._placed_signs()
        return self._extents

    def y_of(self, code_point: int) -> float:
        """Return the top of the line that holds an offset, in pixels from the top of the document."""
        return self._line(code_point).top()

    def offset_at(self, y: float) -> int:
        """Return the offset of the first character of the line at a height in the document."""
        x = self.document().rootFrame().frameFormat().leftMargin() + 1
        place = self.document().documentLayout().hitTest(QPointF(x, y + 4), Qt.HitTestAccuracy.FuzzyHit)
        return self._positions.from_qt(max(place, 0))

    def claim_at(self, point: QPoint) -> str:
        """Return the claim marked at a point of the viewport, or an empty text."""
        in_document = QPointF(point) + QPointF(0, self.verticalScrollBar().value())
        place = self.document().documentLayout().hitTest(in_document, Qt.HitTestAccuracy.ExactHit)
        found = stretch_at(self._stretches, self._positions.from_qt(place)) if place >= 0 else None
        return found.claim if found else ""

    def selected_span(self) -> Span | None:
        """Return what the analyst has selected in the text, or None."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        return Span(self._positions.from_qt(start), self._positions.from_qt(end))

    def _cursor(self, span: Span) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._positions.to_qt(span.start))
        cursor.setPosition(self._positions.to_qt(span.end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _line(self, code_point: int) -> QRectF:
        place = self._positions.to_qt(code_point)
        block = self.document().findBlock(place)
        box = self.document().documentLayout().blockBoundingRect(block)
        line = block.layout().lineForTextPosition(place - block.position())
        return line.rect().translated(block.layout().position()) if line.isValid() else box

    def _set_margins(self) -> None:
        """Keep lines short enough to read: what a wide pane has to spare goes to both sides."""
        measure = QFontMetricsF(self.document().defaultFont()).averageCharWidth() * typesetting.measure()
        spare = max((self.viewport().width() - SIGN_MARGIN - TEXT_MARGIN - measure) / 2, 0.0)
        frame = self.document().rootFrame()
        shape = frame.frameFormat()
        self._signs_left = spare
        shape.setLeftMargin(SIGN_MARGIN + spare)
        shape.setRightMargin(TEXT_MARGIN + spare)
        shape.setTopMargin(18)
        shape.setBottomMargin(END_ROOM)
        if shape != frame.frameFormat():
            frame.setFrameFormat(shape)

    def _forget_layout(self) -> None:
        self._extents = {}
        self._signs = []
        self.viewport().update()
        self.laid_out.emit()

    def _placed_signs(self) -> list[tuple[float, float, Relation]]:
        """Return (y, height, relation) of the signs in the margin: one for a line, the most telling of its marks."""
        lines: dict[float, tuple[float, Relation]] = {}
        for mark in self._marks:
            line = self._line(mark.claim.start)
            held = lines.get(line.top())
            if held is None or rank(mark.relation) < rank(held[1]):
                lines[line.top()] = (line.height(), mark.relation)
        return sorted((y, height, relation) for y, (height, relation) in lines.items())

    def paintEvent(self, event: QPaintEvent) -> None:
        ground = QPainter(self.viewport())
        ground.fillRect(event.rect(), QColor(self._theme.scheme.page))
        ground.end()
        super().paintEvent(event)
        self.extents()
        if not self._signs:
            return
        scroll = self.verticalScrollBar().value()
        first = bisect_left(self._signs, event.rect().top() + scroll - 60.0, key=lambda sign: sign[0])
        painter = QPainter(self.viewport())
        for y, height, relation in self._signs[first:]:
            if y - scroll > event.rect().bottom():
                break
            picture = self._sign_pictures[relation]
            painter.drawPixmap(
                QPointF(self._signs_left, y - scroll + (height - picture.deviceIndependentSize().height()) / 2), picture
            )

    def _sign_picture(self, relation: Relation, font: QFont) -> QPixmap:
        """Draw a sign once: drawing text for every frame would take half of the frame's time."""
        bold = QFont(self.font())
        bold.setPointSizeF(font.pointSizeF())
        bold.setBold(True)
        ratio, height = self.devicePixelRatioF(), QFontMetricsF(bold).height()
        picture = QPixmap(round((SIGN_MARGIN - 6) * ratio), round(height * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setFont(bold)
        painter.setPen(QColor(self._theme.look(relation).ink))
        box = QRectF(0, 0, SIGN_MARGIN - 6, height)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._theme.sign(relation).sign)
        painter.end()
        return picture

    def resizeEvent(self, event: QResizeEvent) -> None:
        with self._staying() if event.size().width() != event.oldSize().width() else nullcontext():
            super().resizeEvent(event)
            self._set_margins()
            self._forget_layout()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tip = self._tips.get(self.claim_at(event.pos()), "")
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        if event.type() == QEvent.Type.Leave:
            self._hover("")
        return super().viewportEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if not event.buttons():
            self._hover(self.claim_at(event.position().toPoint()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed_at = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        clicked = self._pressed_at is not None and (point - self._pressed_at).manhattanLength() < 4
        self._pressed_at = None
        claim = self.claim_at(point) if clicked and not self.textCursor().hasSelection() else ""
        if claim:
            self.claim_clicked.emit(claim)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_asked.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def _hover(self, claim: str) -> None:
        if claim != self._hovered:
            self._hovered = claim
            shape = Qt.CursorShape.PointingHandCursor if claim else Qt.CursorShape.IBeamCursor
            self.viewport().setCursor(shape)
            self.claim_hovered.emit(claim)
