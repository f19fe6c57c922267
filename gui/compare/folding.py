"""Long stretches that cleaning set aside, folded away until the analyst wants to see them. The text stays as stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument

from core.model import Article
from gui.compare.positions import Positions

# Below this many characters a fold's own line would hardly be shorter than what it hides.
_WORTH_FOLDING = 120


@dataclass(frozen=True, slots=True)
class Fold:
    """Blocks ``first`` to ``last`` of the document, which hold nothing but removed text, and what it was removed as."""

    first: int
    last: int
    reasons: tuple[str, ...]
    paragraphs: int

    def words(self) -> str:
        """Return what stands in place of the fold."""
        what = ", ".join(dict.fromkeys(self.reasons))
        lines = "1 passage" if self.paragraphs == 1 else f"{self.paragraphs} passages"
        return f"⋯ {lines} set aside: {what}"


def folds(document: QTextDocument, article: Article, positions: Positions) -> tuple[Fold, ...]:
    """Find the runs of removed paragraphs that are long enough to be folded, with the blank lines behind them."""
    cuts = [(positions.to_qt(cut.start), positions.to_qt(cut.end), cut.reason) for cut in article.removed]
    found: list[Fold] = []
    run: list[QTextBlock] = []
    reasons: list[str] = []
    for block in (*_blocks(document), None):
        text = block.text() if block else ""
        reason = _removed_as(block, cuts) if block and text.strip() else None
        if block and (reason or (run and not text.strip())):
            run.append(block)
            reasons += [reason] if reason else []
            continue
        if sum(len(each.text()) for each in run) >= _WORTH_FOLDING:
            found.append(Fold(run[0].blockNumber(), run[-1].blockNumber(), tuple(reasons), len(reasons)))
        run, reasons = [], []
    return tuple(found)


def apply(document: QTextDocument, found: tuple[Fold, ...], folded: bool, room: float) -> None:
    """Hide or show the blocks of these folds; what follows a hidden one gets ``room`` above it for the fold's line."""
    for fold in found:
        for number in range(fold.first, fold.last + 1):
            document.findBlockByNumber(number).setVisible(not folded)
        below = document.findBlockByNumber(fold.last + 1)
        if below.isValid():
            shape = QTextBlockFormat()
            shape.setTopMargin(room if folded else 0.0)
            QTextCursor(below).mergeBlockFormat(shape)
        start = document.findBlockByNumber(fold.first).position()
        end = below.position() if below.isValid() else document.characterCount()
        document.markContentsDirty(start, end - start)


def shown_block(block: QTextBlock) -> QTextBlock:
    """Return a block, or the next one that is not hidden, or the last that is not."""
    at = block
    while at.isValid() and not at.isVisible():
        at = at.next()
    if at.isValid():
        return at
    at = block
    while at.isValid() and not at.isVisible():
        at = at.previous()
    return at if at.isValid() else block


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _removed_as(block: QTextBlock, cuts: list[tuple[int, int, str]]) -> str | None:
    text = block.text()
    start = block.position() + len(text) - len(text.lstrip())
    end = block.position() + len(text.rstrip())
    return next((reason for first, last, reason in cuts if first <= start and end <= last), None)
