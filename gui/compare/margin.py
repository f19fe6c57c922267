"""What stands beside the text: signs of marks, the rule along what only this article has, numbers of paragraphs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from core.model import Relation
from gui import stamp
from gui.compare.ribbons import Extent
from gui.marks import rank
from gui.standing import Standing
from gui.theme import Theme

SIGNS = 34.0
NUMBERS = 26.0
_RULE = 7.0  # from the rule to the text
_TALLEST = 60.0  # no sign or number is taller
_STAMP = 10.5

Sign = tuple[Relation, Standing | None]
"""What stands beside the beginning of a mark."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Something at a height of the document, top to bottom."""

    top: float
    bottom: float
    picture: QPixmap


_Placed = TypeVar("_Placed", Beside, Extent)


class Margin:
    """Draws each sign once and paints it wherever it stands: drawing text for each frame takes half of its time."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._font = QFont()
        self._ratio = 1.0
        self._signs: dict[tuple[Sign, ...], QPixmap] = {}
        self._numbers: dict[int, QPixmap] = {}
        self._beside: list[Beside] = []
        self._rules: list[Extent] = []
        self._longest_rule = 0.0

    def typeset(self, font: QFont, ratio: float) -> None:
        """Draw in this typeface of articles, on a screen with that many pixels to a point."""
        self._font, self._ratio = QFont(font), ratio
        self._signs.clear()
        self._numbers.clear()
        self.clear()

    def clear(self) -> None:
        """Forget where everything stands."""
        self._beside, self._rules = [], []

    def place(
        self,
        signs: Iterable[tuple[Extent, Sign]],
        rules: Iterable[Extent],
        numbers: Mapping[int, Extent],
    ) -> None:
        """Take over where everything stands: lines of the document that hold the beginning of a mark or paragraph.

        A line in which several marks begin shows the two most telling of them.
        """
        lines: dict[Extent, set[Sign]] = {}
        for line, sign in signs:
            lines.setdefault(line, set()).add(sign)
        beside = [
            Beside(line.top, line.bottom, self._sign(tuple(sorted(its, key=_telling)[:2])))
            for line, its in lines.items()
        ]
        beside += [Beside(line.top, line.bottom, self._number(number)) for number, line in numbers.items()]
        self._beside = sorted(beside, key=lambda each: each.top)
        self._rules = sorted(rules, key=lambda extent: extent.top)
        self._longest_rule = max((rule.bottom - rule.top for rule in self._rules), default=0.0)

    def paint(self, painter: QPainter, text_left: float, shown: tuple[float, float], scroll: int) -> None:
        """Paint what stands between two heights of the document, to the left of ``text_left``."""
        ink = QColor(self._theme.scheme.line)
        for rule in _from(self._rules, shown[0] - self._longest_rule):
            if rule.top > shown[1]:
                break
            painter.fillRect(QRectF(text_left - _RULE, rule.top - scroll, 2, rule.bottom - rule.top), ink)
        for each in _from(self._beside, shown[0] - _TALLEST):
            if each.top > shown[1]:
                break
            height = each.picture.deviceIndependentSize().height()
            painter.drawPixmap(
                QPointF(text_left - SIGNS - NUMBERS, (each.top + each.bottom - height) / 2 - scroll), each.picture
            )

    def _sign(self, signs: tuple[Sign, ...]) -> QPixmap:
        if signs not in self._signs:
            bold = QFont()
            bold.setPointSizeF(self._font.pointSizeF() * (1 if len(signs) == 1 else 0.8))
            bold.setBold(True)
            faint, parts = self._theme.scheme.faint, []
            for relation, standing in signs:
                ink = faint if standing is Standing.REJECTED else self._theme.look(relation).ink
                parts.append((self._theme.sign(relation).sign, ink))
            self._signs[signs] = self._drawn(parts, bold, SIGNS - 8, signs[0][1])
        return self._signs[signs]

    def _number(self, number: int) -> QPixmap:
        if number not in self._numbers:
            small = QFont()
            small.setPointSizeF(max(self._font.pointSizeF() * 0.66, 6.5))
            self._numbers[number] = self._drawn([(str(number), self._theme.scheme.faint)], small, -NUMBERS)
        return self._numbers[number]

    def _drawn(
        self, parts: Sequence[tuple[str, str]], font: QFont, width: float, standing: Standing | None = None
    ) -> QPixmap:
        """Draw a few signs side by side, with the stamp of what the analyst said of the first at their foot.

        A negative width stands for something to the left of the signs' column.
        """
        metrics = QFontMetricsF(font)
        whole, number = SIGNS + NUMBERS, width < 0
        picture = QPixmap(round(whole * self._ratio), round(metrics.height() * self._ratio))
        picture.setDevicePixelRatio(self._ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setFont(font)
        wide = sum(metrics.horizontalAdvance(text) for text, _ in parts) + 2 * (len(parts) - 1)
        x = NUMBERS - 6 - wide if number else NUMBERS + (width - wide) / 2
        for text, colour in parts:
            painter.setPen(QColor(colour))
            painter.drawText(QPointF(x, metrics.ascent()), text)
            x += metrics.horizontalAdvance(text) + 2
        if standing is not None:
            scheme, size = self._theme.scheme, _STAMP
            box = QRectF(min(x - 2, whole - 6 - size), metrics.height() - size - 1, size, size)
            stamp.paint(painter, box, standing, QColor(scheme.text), QColor(scheme.page))
        painter.end()
        return picture


def _from(placed: Sequence[_Placed], top: float) -> Sequence[_Placed]:
    return placed[bisect_left(placed, top, key=lambda each: each.top) :]


def _telling(sign: Sign) -> tuple[bool, int, str]:
    return sign[1] is Standing.REJECTED, rank(sign[0]), sign[1] or ""
