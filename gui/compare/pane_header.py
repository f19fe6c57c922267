"""What stands above a pane: letter, outlet, headline, time, length, what is marked, and the pane's own switches."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolButton, QWidget

from core.model import Article, Relation
from gui import wordings
from gui.marks import TELLING
from gui.theme import Theme

_LEFT = 14
_BUTTON = 20
# What a pane can be switched to: icon, name, tip, and the tip when it is on.
_SWITCHES = {
    "alone": ("unlink", "Scroll alone", "Let this article scroll alone", "Scroll this article along with the others"),
    "pinned": ("pin", "Reference", "Keep this article leftmost, as the reference", "Let this article move again"),
    "hidden": ("eye-off", "Hide", "Take this pane away; the list of articles brings it back", ""),
}


def height_for(font: QFont) -> int:
    """Return the height of headers set in a font: three lines and the room around them."""
    return round(QFontMetricsF(font).height() * 3) + 32


class PaneHeader(QWidget):
    """Painted, not laid out, so that every text shortens with the pane and nothing is ever cut in half.

    Dragging it takes the pane along; ``dropped`` has None as its place if the analyst thought better of it.
    """

    switched = Signal(str, bool)
    dragged = Signal(QPoint)
    dropped = Signal(object)
    menu_asked = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._letter = ""
        self._facts = ""
        self._article: Article | None = None
        self._counts: Mapping[Relation, int] = {}
        self._only = 0
        self._active = False
        self._pressed: QPoint | None = None
        self._dragging = False
        self.setFixedHeight(height_for(self.font()))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.switches = {name: self._switch(name) for name in _SWITCHES}
        self.draw_icons()

    def _switch(self, name: str) -> QToolButton:
        _, text, tip, _ = _SWITCHES[name]
        button = QToolButton(self)
        button.setObjectName("paneSwitch")
        button.setAccessibleName(text)
        button.setToolTip(tip)
        button.setCheckable(name != "hidden")
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.setFixedSize(_BUTTON, _BUTTON)
        button.setIconSize(QSize(14, 14))
        button.clicked.connect(lambda on: self.switched.emit(name, on or name == "hidden"))
        return button

    def show_article(
        self, letter: str, article: Article, counts: Mapping[Relation, int], only: int = 0, grade: str = ""
    ) -> None:
        """Show this article under its letter, with the number of its links of each relation and of claims only here.

        ``grade`` is what the analyst gives its source, such as "B2".
        """
        facts = wordings.length_and_time(article) + (f" · grade {grade}" if grade else "")
        shown = self._letter, self._article, self._counts, self._only, self._facts
        if (letter, article, counts, only, facts) == shown:
            return
        self._letter, self._article, self._counts, self._only, self._facts = letter, article, counts, only, facts
        alone = f", {only} only here" if only else ""
        self.setAccessibleName(f"Article {letter}: {article.name}")
        self.setAccessibleDescription(
            f"{article.title or 'No headline'}. {wordings.moment(article.published)}. "
            f"{wordings.words(article)}. {wordings.counted(counts)}{alone}."
        )
        self.setToolTip(
            f"{article.title or article.source_file}\n{self._facts}\n"
            f"{wordings.counted(counts).capitalize()}{alone}\nDrag to put this pane elsewhere"
        )
        for name, button in self.switches.items():
            button.setAccessibleDescription(f"{_SWITCHES[name][2]}: {letter}, {article.name}")
        self.update()

    def show_switches(self, **on: bool) -> None:
        """Show which of the pane's switches are on, by name."""
        for name, state in on.items():
            _, _, tip, tip_on = _SWITCHES[name]
            self.switches[name].setChecked(state)
            self.switches[name].setToolTip(tip_on if state else tip)
        self.draw_icons()

    def draw_icons(self) -> None:
        """Draw the icons in the colours in use: faint, so that texts come first, until a switch is on."""
        scheme = self._theme.scheme
        for name, button in self.switches.items():
            button.setIcon(self._theme.icon(_SWITCHES[name][0], scheme.accent if button.isChecked() else scheme.faint))

    def set_active(self, active: bool) -> None:
        """Show whether keys act on this pane."""
        if active != self._active:
            self._active = active
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, self.height())

    def resizeEvent(self, _event: object) -> None:
        x, y = self.width() - 8, self.height() - _BUTTON - 6
        for button in reversed(self.switches.values()):
            x -= _BUTTON
            button.move(x, y)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._article is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scheme = self._theme.scheme
        painter.fillRect(self.rect(), QColor(scheme.page))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(scheme.line))
        if self._active:
            painter.fillRect(0, self.height() - 2, self.width(), 2, QColor(scheme.accent))
        line = QFontMetricsF(self.font()).height() + 1
        badge = QRectF(_LEFT, 10, line + 5, line + 5)
        paint_badge(painter, self._theme, badge, self._letter)
        wide = self.width() - float(_LEFT)
        name = badge.right() + 9
        right = self._paint_counts(painter, wide, badge, wide - name)
        self._line(painter, self._article.name, name, badge.top(), right - 12, badge.height(), scheme.text, bold=True)
        y = badge.bottom() + 3
        self._line(painter, self._article.title or "No headline found", _LEFT, y, wide, line, scheme.text)
        before = self.switches["alone"].x() - 6.0
        self._line(painter, self._facts, _LEFT, y + line + 3, before, line, scheme.muted, smaller=1.0)

    def _line(
        self,
        painter: QPainter,
        text: str,
        x: float,
        y: float,
        right: float,
        height: float,
        colour: str,
        bold: bool = False,
        smaller: float = 0.0,
    ) -> None:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        font.setPointSizeF(font.pointSizeF() - smaller)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(round(right - x), 0))
        painter.drawText(QRectF(x, y, right - x, height), Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_counts(self, painter: QPainter, right: float, box: QRectF, room: float) -> float:
        """Paint the counts from the right edge, the most telling first, and return where they begin.

        Where they would leave the outlet's name less than half of the line, the least telling are left out.
        """
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        texts = [
            (f"{self._theme.sign(relation).sign}\u2009{self._counts[relation]}", self._theme.look(relation).ink)
            for relation in TELLING
            if self._counts.get(relation)
        ]
        texts += [(f"{self._only} only", self._theme.scheme.muted)] if self._only else []
        widths = [painter.fontMetrics().horizontalAdvance(text) + 10 for text, _ in texts]
        name = min(painter.fontMetrics().horizontalAdvance(self._article.name if self._article else ""), room / 2)
        while texts and sum(widths) > room - name - 12:
            texts.pop()
            widths.pop()
        for (text, colour), width in zip(reversed(texts), reversed(widths), strict=True):
            painter.setPen(QColor(colour))
            place = QRectF(right - width + 10, box.top(), width - 8, box.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
            right -= width
        return right

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.globalPosition().toPoint()
        if self._pressed is None:
            return
        if not self._dragging and (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._dragging:
            self.dragged.emit(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._stop(event.globalPosition().toPoint())
        self._pressed = None

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._dragging:
            event.accept()  # Escape ends dragging before it means anything else
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._dragging and event.key() == Qt.Key.Key_Escape:
            self._stop(None)
        else:
            super().keyPressEvent(event)

    def _stop(self, at: QPoint | None) -> None:
        self._dragging, self._pressed = False, None
        self.clearFocus()
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.dropped.emit(at)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())


def paint_badge(painter: QPainter, theme: Theme, box: QRectF, letter: str, muted: bool = False) -> None:
    """Paint the letter of an article in its little square."""
    scheme = theme.scheme
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(scheme.line if muted else scheme.text))
    painter.drawRoundedRect(box, 5, 5)
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.setPen(QColor(scheme.muted if muted else scheme.page))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
