"""Marks as formats of text blocks: a tint and an underline by relation, on top of the article's own formats.

The base layer, all marks, is set per block (20,000 highlights in about 60 ms); the hovered and the selected passage
are extra selections of the pane.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from PySide6.QtGui import QColor, QTextBlock, QTextCharFormat, QTextDocument, QTextLayout

from core.model import Relation
from gui.compare.layers import Layer, Overlay
from gui.compare.positions import Positions
from gui.marks import Mark, rank
from gui.standing import Standing
from gui.theme import Theme, design, mixed

_STYLES = {
    "solid": QTextCharFormat.UnderlineStyle.SingleUnderline,
    "dash": QTextCharFormat.UnderlineStyle.DashUnderline,
    "dot": QTextCharFormat.UnderlineStyle.DotLine,
    "fine": QTextCharFormat.UnderlineStyle.DotLine,
}


class Strength(IntEnum):
    """How sure a mark is, and so how strong it looks: by the program's confidence, or by the analyst's word."""

    REJECTED = -1
    WEAK = 0
    FAIR = 1
    SURE = 2


# How much of a mark's colour is left, of tint and underline.
_LEFT = {
    Strength.REJECTED: (0.0, 0.3),
    Strength.WEAK: (0.45, 0.5),
    Strength.FAIR: (0.75, 0.75),
    Strength.SURE: (1.0, 1.0),
}


_Key = tuple[Relation, Relation, Strength] | Layer
"""What a run of text looks like: by tint, underline and strength of its marks, or by a layer."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of text that looks the same, in code points.

    Where marks overlap, the tint is that of the most telling ``relation``, while the underline is that of the
    shortest mark, ``inner``, which is also the ``claim`` that a click finds: so neither hides the other.
    """

    start: int
    end: int
    relation: Relation
    claim: str
    inner: Relation
    strength: Strength = Strength.SURE


def strength_of(mark: Mark) -> Strength:
    """Return how sure a mark is, by the link that gives it its relation."""
    if mark.standing is not None:
        return Strength.REJECTED if mark.standing is Standing.REJECTED else Strength.SURE
    fair, sure = design().strengths
    confidence = mark.links[0].confidence if mark.links else 1.0
    return Strength.SURE if confidence >= sure else Strength.FAIR if confidence >= fair else Strength.WEAK


def flatten(marks: Iterable[Mark]) -> tuple[Stretch, ...]:
    """Cut overlapping marks into stretches in reading order."""
    result: list[Stretch] = []
    for run in _overlapping(marks):
        result += [_stretch(run[0].claim.start, run[0].claim.end, run[0], run[0])] if len(run) == 1 else _cut(run)
    return tuple(result)


def _overlapping(marks: Iterable[Mark]) -> Iterator[list[Mark]]:
    """Yield runs of marks that overlap one another, most of them a single mark."""
    run: list[Mark] = []
    end = 0
    for mark in sorted(marks, key=lambda mark: (mark.claim.start, mark.claim.end)):
        if run and mark.claim.start >= end:
            yield run
            run = []
        run.append(mark)
        end = max(end, mark.claim.end)
    if run:
        yield run


def _stretch(start: int, end: int, top: Mark, inner: Mark) -> Stretch:
    return Stretch(start, end, top.relation, inner.claim.id, inner.relation, strength_of(top))


def _cut(ordered: list[Mark]) -> list[Stretch]:
    bounds = sorted({bound for mark in ordered for bound in (mark.claim.start, mark.claim.end)})
    result: list[Stretch] = []
    covering: list[Mark] = []
    upcoming = 0
    for start, end in pairwise(bounds):
        while upcoming < len(ordered) and ordered[upcoming].claim.start <= start:
            covering.append(ordered[upcoming])
            upcoming += 1
        covering = [mark for mark in covering if mark.claim.end > start]
        if not covering:
            continue
        top = min(covering, key=_telling)
        inner = min(covering, key=lambda mark: (len(mark.claim.span), _telling(mark)))
        stretch = _stretch(start, end, top, inner)
        last = result[-1] if result else None
        if last and last.end == start and _alike(last, stretch):
            result[-1] = Stretch(last.start, end, top.relation, last.claim, last.inner, last.strength)
        else:
            result.append(stretch)
    return result


def _telling(mark: Mark) -> tuple[int, int, str]:
    return rank(mark.relation), len(mark.claim.span), mark.claim.id


def _alike(one: Stretch, other: Stretch) -> bool:
    return (one.claim, one.relation, one.strength) == (other.claim, other.relation, other.strength)


def stretch_at(stretches: Sequence[Stretch], code_point: int) -> Stretch | None:
    """Return the stretch that covers an offset, or None."""
    place = bisect_right(stretches, code_point, key=lambda stretch: stretch.start) - 1
    return stretches[place] if place >= 0 and code_point < stretches[place].end else None


class Highlighter:
    """Puts stretches into a document and takes away those it put there before; blocks that stay the same are left."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._touched: dict[int, tuple[tuple[int, int, _Key], ...]] = {}

    def forget(self) -> None:
        """Take note that the document was filled anew, or is to look otherwise, and that nothing holds any more."""
        self._touched.clear()

    def apply(
        self,
        document: QTextDocument,
        stretches: Iterable[Stretch],
        positions: Positions,
        overlays: Iterable[Overlay] = (),
    ) -> None:
        """Show exactly these stretches and overlays; of two on the same words, what the later one says holds."""
        wanted: defaultdict[int, list[tuple[int, int, _Key]]] = defaultdict(list)
        pieces: list[tuple[int, int, _Key]] = [(s.start, s.end, (s.relation, s.inner, s.strength)) for s in stretches]
        pieces += [(overlay.span.start, overlay.span.end, overlay.layer) for overlay in overlays]
        looks = {key: self._look(key) for key in {key for _, _, key in pieces}}
        for first, last, key in pieces:
            start, end = positions.to_qt(first), positions.to_qt(last)
            block = document.findBlock(start)
            while block.isValid() and block.position() < end:
                at = max(start - block.position(), 0)
                length = min(end - block.position(), block.length() - 1) - at
                wanted[block.blockNumber()].append((at, length, key))
                block = block.next()
        for number in self._touched.keys() | wanted.keys():
            if self._touched.get(number) != tuple(wanted.get(number, ())):
                _set(document.findBlockByNumber(number), wanted.get(number, ()), looks)
        self._touched = {number: tuple(pieces) for number, pieces in wanted.items()}

    def emphasis(self, relation: Relation | None) -> QTextCharFormat:
        """Return how the hovered or selected passage of a relation looks; None for one that only comes near."""
        look = QTextCharFormat()
        if relation is None:
            look.setBackground(QColor(self._theme.scheme.hover))
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashDotLine)
            look.setUnderlineColor(QColor(self._theme.scheme.muted))
        else:
            look.setBackground(QColor(self._theme.look(relation).strong))
        return look

    def pointing(self, what: str) -> QTextCharFormat:
        """Return how "found" words look, the "current" one of them, and words that are "lit" for a while."""
        scheme, look = self._theme.scheme, QTextCharFormat()
        look.setBackground(QColor(scheme.accent if what == "current" else scheme.found))
        look.setForeground(QColor(scheme.on_accent if what == "current" else scheme.text))
        if what == "lit":
            look.setFontOverline(True)
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            look.setUnderlineColor(QColor(scheme.accent))
        return look

    def _look(self, key: _Key) -> QTextCharFormat:
        if isinstance(key, Layer):
            return self._layer(key)
        relation, inner, strength = key
        tint, line = _LEFT[strength]
        page = QColor(self._theme.scheme.page)
        look = QTextCharFormat()
        if self._theme.look(relation).tint != self._theme.scheme.page:
            look.setBackground(mixed(QColor(self._theme.look(relation).tint), page, tint))
        look.setUnderlineStyle(_STYLES[self._theme.sign(inner).underline])
        look.setUnderlineColor(mixed(QColor(self._theme.look(inner).ink), page, line))
        return look

    def _layer(self, layer: Layer) -> QTextCharFormat:
        scheme, look = self._theme.scheme, QTextCharFormat()
        if layer is Layer.HEDGING:
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            look.setUnderlineColor(QColor(scheme.text))
        else:
            look.setForeground(QColor(scheme.accent))
            look.setFontOverline(layer is Layer.NAMING)
        return look


def _set(block: QTextBlock, pieces: Iterable[tuple[int, int, _Key]], looks: Mapping[_Key, QTextCharFormat]) -> None:
    if not block.isValid():
        return
    ranges = []
    for start, length, key in pieces:
        piece = QTextLayout.FormatRange()
        piece.start, piece.length, piece.format = start, length, looks[key]
        ranges.append(piece)
    block.layout().setFormats(ranges)
    block.document().markContentsDirty(block.position(), block.length())
