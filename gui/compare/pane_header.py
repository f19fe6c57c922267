"""What stands above a pane: letter, outlet, headline, time, length, and what is marked in it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.model import Article, Relation
from gui import wordings
from gui.marks import TELLING
from gui.theme import Theme

HEIGHT = 78


class PaneHeader(QWidget):
    """Painted, not laid out, so that every text shortens with the pane and nothing is ever cut in half."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._letter = ""
        self._article: Article | None = None
        self._counts: Mapping[Relation, int] = {}
        self._active = False
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_article(self, letter: str, article: Article, counts: Mapping[Relation, int]) -> None:
        """Show this article under its letter, with the number of its links of each relation."""
        self._letter, self._article, self._counts = letter, article, counts
        self.setAccessibleName(f"Article {letter}: {article.name}")
        self.setAccessibleDescription(
            f"{article.title or 'No headline'}. {wordings.moment(article.published)}. "
            f"{wordings.words(article)}. {wordings.counted(counts)}."
        )
        self.setToolTip(f"{article.title or article.source_file}\n{wordings.length_and_time(article)}")
        self.update()

    def set_active(self, active: bool) -> None:
        """Show whether keys act on this pane."""
        if active != self._active:
            self._active = active
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT)

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
        badge = QRectF(14, 13, 22, 22)
        paint_badge(painter, self._theme, badge, self._letter)
        right = self._paint_counts(painter, self.width() - 14.0)
        self._line(painter, self._article.name, 45, 12, right - 12, 24, scheme.text, QFont.Weight.DemiBold)
        wide = self.width() - 14.0
        self._line(painter, self._article.title or "No headline found", 14, 38, wide, 18, scheme.text)
        facts = wordings.length_and_time(self._article)
        self._line(painter, facts, 14, 55, wide, 17, scheme.muted, smaller=1.0)

    def _line(
        self,
        painter: QPainter,
        text: str,
        x: float,
        y: float,
        right: float,
        height: float,
        colour: str,
        weight: QFont.Weight = QFont.Weight.Normal,
        smaller: float = 0.0,
    ) -> None:
        font = QFont(self.font())
        font.setWeight(weight)
        font.setPointSizeF(font.pointSizeF() - smaller)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(round(right - x), 0))
        painter.drawText(QRectF(x, y, right - x, height), Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_counts(self, painter: QPainter, right: float) -> float:
        """Paint the counts from the right edge, the most telling first, and return where they begin."""
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        for relation in reversed(TELLING):
            number = self._counts.get(relation, 0)
            if not number:
                continue
            text = f"{self._theme.sign(relation).sign}\u2009{number}"
            width = painter.fontMetrics().horizontalAdvance(text)
            painter.setPen(QColor(self._theme.look(relation).ink))
            painter.drawText(QRectF(right - width, 12, width + 2, 24), Qt.AlignmentFlag.AlignVCenter, text)
            right -= width + 10
        return right


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
