"""Keeps panes together at their matched passages, as pure arithmetic on pixels.

Between two articles the matched passages that stand in the same order in both are anchors; between anchors the map is
linear. News is told in different orders, so passages that cross are left out: following them would make the other
pane jump while one reads.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

Anchor = tuple[float, float]


def anchors(pairs: Iterable[Anchor], left_height: float, right_height: float) -> tuple[Anchor, ...]:
    """Return the longest run of pairs that rises on both sides, between the two tops and the two ends."""
    inside = sorted({(x, y) for x, y in pairs if 0 < x < left_height and 0 < y < right_height})
    return ((0.0, 0.0), *_rising(inside), (left_height, right_height))


def carry(points: Sequence[Anchor], x: float) -> float:
    """Return the height on the right that belongs to a height on the left."""
    place = min(max(bisect_right(points, x, key=lambda point: point[0]), 1), len(points) - 1)
    (x0, y0), (x1, y1) = points[place - 1], points[place]
    return y0 if x1 <= x0 else y0 + (y1 - y0) * (x - x0) / (x1 - x0)


def follow(points: Sequence[Anchor], scroll: float, most: float, view: float, other_view: float) -> float:
    """Return where the right pane scrolls to when the left one, of ``most`` as its last position, is at ``scroll``.

    The line of the view that is held together slides from its top, at the article's start, to its bottom, at the
    article's end, so that both panes reach their ends together (Meld's sliding sync point).
    """
    share = min(max(scroll / most, 0.0), 1.0) if most > 0 else 0.0
    return carry(points, scroll + share * view) - share * other_view


def mirrored(points: Iterable[Anchor]) -> tuple[Anchor, ...]:
    """Return the anchors as seen from the right pane."""
    return tuple((y, x) for x, y in points)


def _rising(points: Sequence[Anchor]) -> list[Anchor]:
    """Return the longest subsequence of points, sorted by x, that rises strictly in x and y (patience sorting)."""
    ends: list[float] = []
    at: list[int] = []
    before: list[int | None] = []
    ordered = sorted(points, key=lambda point: (point[0], -point[1]))
    for index, (_, y) in enumerate(ordered):
        pile = bisect_left(ends, y)
        before.append(at[pile - 1] if pile else None)
        if pile == len(ends):
            ends.append(y)
            at.append(index)
        else:
            ends[pile], at[pile] = y, index
    run: list[Anchor] = []
    step = at[-1] if at else None
    while step is not None:
        run.append(ordered[step])
        step = before[step]
    return run[::-1]
