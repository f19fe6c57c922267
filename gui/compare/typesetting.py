"""Sets an article's stored text for reading: leading, paragraphs, headline, and removed passages small and grey."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from core.model import Article, Span
from gui.compare.positions import Positions
from gui.theme import Scheme, design

_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


def measure() -> int:
    """Return how many characters a line holds at most."""
    return design().prose.measure


def apply(document: QTextDocument, article: Article, positions: Positions, scheme: Scheme) -> None:
    """Format a document that holds the article's text; the text itself is never touched."""
    everything = QTextCursor(document)
    everything.beginEditBlock()
    everything.select(QTextCursor.SelectionType.Document)
    plain = QTextCharFormat()
    plain.setForeground(QColor(scheme.text))
    everything.setCharFormat(plain)
    everything.setBlockFormat(_paragraph(document))
    for span in (removed.span for removed in article.removed):
        _select(document, positions, span).mergeCharFormat(_removed(scheme))
    if article.headline:
        _select(document, positions, article.headline).mergeCharFormat(_headline())
    _close_up(document, article, positions)
    everything.endEditBlock()


def _select(document: QTextDocument, positions: Positions, span: Span) -> QTextCursor:
    cursor = QTextCursor(document)
    cursor.setPosition(positions.to_qt(span.start))
    cursor.setPosition(positions.to_qt(span.end), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _paragraph(document: QTextDocument) -> QTextBlockFormat:
    shape = QTextBlockFormat()
    shape.setLineHeight(design().prose.leading, _PROPORTIONAL)
    shape.setBottomMargin(document.defaultFont().pointSizeF() * 0.75)
    return shape


def _removed(scheme: Scheme) -> QTextCharFormat:
    small = QTextCharFormat()
    small.setProperty(QTextCharFormat.Property.FontSizeAdjustment, -1)
    small.setForeground(QColor(scheme.faint))
    return small


def _headline() -> QTextCharFormat:
    large = QTextCharFormat()
    large.setProperty(QTextCharFormat.Property.FontSizeAdjustment, 2)
    large.setFontWeight(QFont.Weight.DemiBold)
    return large


def _close_up(document: QTextDocument, article: Article, positions: Positions) -> None:
    """Draw removed paragraphs together and blank lines, which part the paragraphs of the stored text, to a sliver."""
    headline = _in_qt(article.headline, positions) if article.headline else None
    cut = [_in_qt(removed.span, positions) for removed in article.removed]
    block = document.begin()
    while block.isValid():
        text = block.text()
        start = block.position() + len(text) - len(text.lstrip())
        end = block.position() + len(text.rstrip())
        if not text.strip():
            _shrink(block, document.defaultFont().pointSizeF() * 0.2)
        elif any(first <= start and end <= last for first, last in cut):
            _reshape(block, 115, below=4)
        elif headline and headline[0] <= start and end <= headline[1]:
            _reshape(block, 112, below=6)
        block = block.next()


def _in_qt(span: Span, positions: Positions) -> tuple[int, int]:
    return positions.to_qt(span.start), positions.to_qt(span.end)


def _reshape(block: QTextBlock, leading: float, below: float) -> None:
    shape = QTextBlockFormat()
    shape.setLineHeight(leading, _PROPORTIONAL)
    shape.setBottomMargin(below)
    QTextCursor(block).mergeBlockFormat(shape)


def _shrink(block: QTextBlock, points: float) -> None:
    """Make a blank line as low as letters of that size; a fixed line height would reach into its neighbours."""
    _reshape(block, 100, below=0)
    tiny = QTextCharFormat()
    tiny.setFontPointSize(points)
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.mergeBlockCharFormat(tiny)
    cursor.mergeCharFormat(tiny)
