"""Code points, in which the core counts, and UTF-16 units, in which Qt does: the only place where they meet."""

from __future__ import annotations

import re
from bisect import bisect_left

# What Qt's document would turn into something else, one for one so that every position stays: a carriage return is
# half of a line end, U+2028/2029 and 0xFDD0/1 are Qt's own marks of lines, paragraphs and frames, U+0000 ends text.
_CHANGED = re.compile("[\r\u2028\u2029\ufdd0\ufdd1\x00\ufffc]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def as_shown(text: str) -> str:
    """Return stored text as it can be put into a Qt document: of equal length, with no character Qt would change."""
    return _CHANGED.sub(lambda found: "\n" if found.group() == "\u2029" else " ", text)


class Positions:
    """Converts positions in one text; characters outside the basic plane (emoji, some CJK) take two UTF-16 units."""

    def __init__(self, text: str) -> None:
        self._astral = [found.start() for found in _ASTRAL.finditer(text)]
        self._astral_in_qt = [place + before for before, place in enumerate(self._astral)]

    def to_qt(self, code_point: int) -> int:
        """Return the UTF-16 position of a code point's offset."""
        return code_point + bisect_left(self._astral, code_point)

    def from_qt(self, position: int) -> int:
        """Return the code point's offset at a UTF-16 position; from inside a pair, that of the pair's start."""
        return position - bisect_left(self._astral_in_qt, position)
