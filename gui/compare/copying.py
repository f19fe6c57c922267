"""What words of an article carry when they are copied or dragged: themselves, and where they stand."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

from core.model import Article, Span
from gui.looking import PASSAGE, Passage, packed


def copied(article: Article | None, span: Span | None) -> QMimeData:
    """Return words as they are pasted: as text anywhere, as a citation in a note."""
    data = QMimeData()
    if article is not None and span is not None:
        data.setText(span.of(article.text))
        data.setData(PASSAGE, packed(Passage(article.id, span)))
    return data
