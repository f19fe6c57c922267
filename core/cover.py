"""Which parts of a text a set of spans covers, answered quickly for texts with thousands of spans."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from core.model import Span


class Cover:
    """The union of spans of one text; empty spans cover nothing."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(span for span in spans if span.start < span.end):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def overlaps(self, span: Span) -> bool:
        """Tell whether any part of a span is covered."""
        return next(self._within(span), None) is not None

    def contains(self, span: Span) -> bool:
        """Tell whether all of a span is covered."""
        return any(start <= span.start and span.end <= end for start, end in self._within(span))

    def gaps(self, span: Span) -> Iterator[Span]:
        """Yield the parts of a span that are not covered, in order."""
        at = span.start
        for start, end in self._within(span):
            if start > at:
                yield Span(at, start)
            at = max(at, end)
        if at < span.end:
            yield Span(at, span.end)

    def _within(self, span: Span) -> Iterator[tuple[int, int]]:
        index = max(0, bisect_right(self._starts, span.start) - 1)
        while index < len(self._starts) and self._starts[index] < span.end:
            if self._ends[index] > span.start:
                yield self._starts[index], self._ends[index]
            index += 1


def mostly_same(one: Span, other: Span) -> bool:
    """Tell whether two spans share half of the shorter one; what share less are neighbours, not the same words."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared >= max(1, min(len(one), len(other)))


def trimmed(text: str, span: Span) -> Span:
    """Return a span of a text without the blanks at its ends."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - len(words) + len(words.rstrip())))
