"""One article's text, set for reading, with its marks; the place where code points become pixels."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from core.model import Article, Claim, Relation, Span
from gui.compare import folding, margin, typesetting
from gui.compare.copying import copied
from gui.compare.folding import Fold
from gui.compare.highlights import Highlighter, Stretch, flatten, stretch_at
from gui.compare.layers import Overlay
from gui.compare.margin import Margin
from gui.compare.positions import Positions, as_shown
from gui.compare.ribbons import Extent
from gui.marks import Mark
from gui.theme import Theme

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
        self._margin = Margin(theme)
        self._positions = Positions("")
        self._article: Article | None = None
        self._marks: tuple[Mark, ...] = ()
        self._only: tuple[Claim, ...] = ()
        self._overlays: tuple[Overlay, ...] = ()
        self._numbers: Mapping[int, int] = {}
        self._stretches: tuple[Stretch, ...] = ()
        self._extents: dict[str, Extent] = {}
        self._known: dict[str, Extent] = {}
        self._lines: dict[int, Extent] = {}
        self._placed = False
        self._folds: tuple[Fold, ...] = ()
        self._fold_lines: list[tuple[float, Fold]] = []
        self.folded = True
        self._emphasised: list[QTextEdit.ExtraSelection] = []
        self._pointed: list[QTextEdit.ExtraSelection] = []
        self._hovered = ""
        self._pressed_at: QPoint | None = None
        self._stayed = (0, 0)
        self._text_left = 0.0
        self.settling = False
        self.tip_of: Callable[[str], str] = str
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
        self._marks, self._only, self._overlays, self._stretches = (), (), (), ()
        self._numbers = {}
        self._emphasised, self._pointed = [], []
        self._positions = Positions(article.text)
        self.setPlainText(as_shown(article.text))
        self.setAccessibleName(f"Text of {article.name}")
        self._folds = folding.folds(self.document(), article, self._positions)
        self.typeset(font)

    def typeset(self, font: QFont) -> None:
        """Set the text anew, in another size or in other colours; reading goes on at the same line."""
        if self._article is None:
            return
        with self._staying():
            self.document().setDefaultFont(font)
            self._margin.typeset(font, self.devicePixelRatioF())
            typesetting.apply(self.document(), self._article, self._positions, self._theme.scheme)
            folding.apply(self.document(), self._folds, self.folded, self._fold_room())
            self._set_margins()
            self._highlighter.forget()
            self._highlight()
            self._forget_layout()

    @property
    def folds(self) -> bool:
        """Whether there is anything to fold away."""
        return bool(self._folds)

    def unfold(self, open_: bool) -> None:
        """Show what was set aside, or fold it away; reading goes on at the same line."""
        if self.folded != open_ or not self._folds:
            self.folded = not open_
            return
        with self._staying():
            self.folded = not open_
            folding.apply(self.document(), self._folds, self.folded, self._fold_room())
            self._forget_layout()

    def number(self, paragraphs: Mapping[int, int]) -> None:
        """Show these numbers beside the paragraphs that begin at these offsets; none if it is empty."""
        if paragraphs == self._numbers:
            return
        with self._staying():
            self._numbers = paragraphs
            self._set_margins()
            self._forget_layout()

    def _fold_room(self) -> float:
        return QFontMetricsF(self.font()).height() + 12

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

    def set_marks(self, marks: Sequence[Mark], only: Sequence[Claim] = (), overlays: Sequence[Overlay] = ()) -> None:
        """Mark these passages, those that no other article has, and what layers point out; ``tip_of`` says why."""
        if (tuple(marks), tuple(only), tuple(overlays)) == (self._marks, self._only, self._overlays):
            return
        self._marks, self._only, self._overlays = tuple(marks), tuple(only), tuple(overlays)
        self._stretches = flatten(self._marks)
        self._highlight()
        self._extents, self._placed = {}, False
        self.viewport().update()
        self.laid_out.emit()

    def _highlight(self) -> None:
        self._highlighter.apply(self.document(), self._stretches, self._positions, self._overlays)

    def emphasise(self, passages: Iterable[tuple[Span, Relation | None]]) -> None:
        """Bring a few passages out on top of their marks, and those without relation that only come near."""
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
        return Extent(self._line(span.start).top, self._line(max(span.end - 1, span.start)).bottom)

    def extents(self) -> dict[str, Extent]:
        """Return the lines of every marked passage by claim id, in pixels from the top of the document."""
        if not self._extents and self._marks:
            known = self._known
            for mark in self._marks:
                if mark.claim.id not in known:
                    known[mark.claim.id] = self.extent(mark.claim.span)
            self._extents = {mark.claim.id: known[mark.claim.id] for mark in self._marks}
        return self._extents

    def y_of(self, code_point: int) -> float:
        """Return the top of the line that holds an offset, in pixels from the top of the document."""
        return self._line(code_point).top

    def offset_at(self, y: float) -> int:
        """Return the offset of the first character of the line at a height in the document."""
        x = self.document().rootFrame().frameFormat().leftMargin() + 1
        place = self.document().documentLayout().hitTest(QPointF(x, y + 4), Qt.HitTestAccuracy.FuzzyHit)
        return self._positions.from_qt(max(place, 0))

    def claim_at(self, point: QPoint) -> str:
        """Return the claim marked at a point of the viewport, or an empty text."""
        found = stretch_at(self._stretches, self._offset_under(point))
        return found.claim if found else ""

    def only_at(self, point: QPoint) -> str:
        """Return the claim of this article alone at a point of the viewport, or an empty text."""
        place = self._offset_under(point)
        at = bisect_right(self._only, place, key=lambda claim: claim.start) - 1
        return self._only[at].id if at >= 0 and place < self._only[at].end else ""

    def _offset_under(self, point: QPoint) -> int:
        """Return the offset of the character at a point of the viewport, or -1."""
        in_document = QPointF(point) + QPointF(0, self.verticalScrollBar().value())
        place = self.document().documentLayout().hitTest(in_document, Qt.HitTestAccuracy.ExactHit)
        return self._positions.from_qt(place) if place >= 0 else -1

    def selected_span(self) -> Span | None:
        """Return what the analyst has selected in the text, or None."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        return Span(self._positions.from_qt(start), self._positions.from_qt(end))

    def here(self) -> Span:
        """Return what is selected, or else the place of the cursor as an empty span."""
        at = self._positions.from_qt(self.textCursor().position())
        return self.selected_span() or Span(at, at)

    def createMimeDataFromSelection(self) -> QMimeData:
        return copied(self._article, self.selected_span())

    def _cursor(self, span: Span) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._positions.to_qt(span.start))
        cursor.setPosition(self._positions.to_qt(span.end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _line(self, code_point: int) -> Extent:
        """Return the line that holds an offset; marks come and go without moving it, so it is remembered."""
        if code_point not in self._lines:
            self._lines[code_point] = self._measured(code_point)
        return self._lines[code_point]

    def _measured(self, code_point: int) -> Extent:
        """Find the line that holds an offset; for what is folded away, the line behind the fold."""
        place = self._positions.to_qt(code_point)
        found = self.document().findBlock(place)
        block = folding.shown_block(found)
        box = self.document().documentLayout().blockBoundingRect(block)
        line = block.layout().lineForTextPosition(place - block.position() if block == found else 0)
        if line.isValid():
            box = line.rect().translated(block.layout().position())
        return Extent(box.top(), box.bottom())

    def _set_margins(self) -> None:
        """Keep lines short enough to read: what a wide pane has to spare goes to both sides."""
        measure = QFontMetricsF(self.document().defaultFont()).averageCharWidth() * typesetting.measure()
        beside = margin.SIGNS + (margin.NUMBERS if self._numbers else 0)
        spare = max((self.viewport().width() - beside - TEXT_MARGIN - measure) / 2, 0.0)
        frame = self.document().rootFrame()
        shape = frame.frameFormat()
        self._text_left = beside + spare
        shape.setLeftMargin(self._text_left)
        shape.setRightMargin(TEXT_MARGIN + spare)
        shape.setTopMargin(18)
        shape.setBottomMargin(END_ROOM)
        if shape != frame.frameFormat():
            frame.setFrameFormat(shape)

    def _forget_layout(self) -> None:
        self._lines, self._known = {}, {}
        self._extents, self._placed = {}, False
        self.viewport().update()
        self.laid_out.emit()

    def _place_margin(self) -> None:
        """Find where everything in the margin stands; it holds until text moves."""
        self._placed = True
        signs = ((self._line(mark.claim.start), (mark.relation, mark.standing)) for mark in self._marks)
        numbers = {number: self._line(start) for start, number in self._numbers.items()}
        self._margin.place(signs, (self.extent(claim.span) for claim in self._only), numbers)
        self._fold_lines = []
        for fold in self._folds if self.folded else ():
            below = self.document().findBlockByNumber(fold.last + 1)
            layout = self.document().documentLayout()
            if below.isValid():
                box = layout.blockBoundingRect(below)
                y = below.layout().position().y() - self._fold_room()
            else:
                box = layout.blockBoundingRect(folding.shown_block(self.document().findBlockByNumber(fold.first)))
                y = box.bottom() + 8
            self._fold_lines.append((y, fold))

    def paintEvent(self, event: QPaintEvent) -> None:
        ground = QPainter(self.viewport())
        ground.fillRect(event.rect(), QColor(self._theme.scheme.page))
        ground.end()
        super().paintEvent(event)
        if not self._placed:
            self._place_margin()
        scroll = self.verticalScrollBar().value()
        shown = event.rect().top() + float(scroll), event.rect().bottom() + float(scroll)
        painter = QPainter(self.viewport())
        self._margin.paint(painter, self._text_left, shown, scroll)
        for y, fold in self._fold_lines:
            if y <= shown[1] and y + self._fold_room() >= shown[0]:
                self._paint_fold(painter, y - scroll, fold)

    def _paint_fold(self, painter: QPainter, y: float, fold: Fold) -> None:
        scheme = self._theme.scheme
        painter.setFont(self.font())
        painter.setPen(QColor(scheme.muted))
        box = QRectF(self._text_left, y, self.viewport().width() - self._text_left - 8, self._fold_room() - 10)
        words = painter.fontMetrics().elidedText(fold.words(), Qt.TextElideMode.ElideRight, round(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)

    def fold_at(self, point: QPoint) -> Fold | None:
        """Return the fold whose line is at a point of the viewport."""
        y = point.y() + self.verticalScrollBar().value()
        lines = self._fold_lines if self._placed else []
        return next((fold for top, fold in lines if top <= y <= top + self._fold_room() - 8), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        with self._staying() if event.size().width() != event.oldSize().width() else nullcontext():
            super().resizeEvent(event)
            self._set_margins()
            self._forget_layout()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._words_at(event.pos()), self)
            return True
        if event.type() == QEvent.Type.Leave:
            self._hover("")
        return super().viewportEvent(event)

    def _words_at(self, point: QPoint) -> str:
        """Return why the words at a point are marked: the mark's reason, then what the layers say of them."""
        if fold := self.fold_at(point):
            return f"{fold.words()}\nClick to show what was set aside (U)"
        claim = self.claim_at(point) or self.only_at(point)
        place = self._offset_under(point)
        tips = [each.tip for each in self._overlays if each.span.start <= place < each.span.end]
        return "\n".join([*([self.tip_of(claim)] if claim else []), *tips])

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
        if not clicked or self.textCursor().hasSelection():
            return
        if self.fold_at(point):
            self.unfold(True)
        elif claim := self.claim_at(point):
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
