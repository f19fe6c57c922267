"""Which links cross which gutter when articles stand side by side in some order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.model import Link
from gui.compare.ribbons import Extent, Pair
from gui.marks import Survey
from gui.standing import Standing


@dataclass(frozen=True, slots=True)
class Crossing:
    """A link at a gutter, by its claims to the left and to the right; None for an end that lies farther off."""

    link: Link
    left: str | None
    right: str | None


def crossings(survey: Survey, panes: Sequence[str]) -> tuple[tuple[Crossing, ...], ...]:
    """Return, for each gutter between neighbours of ``panes`` (article ids), what it has to show.

    A link between panes that are not neighbours shows at each end, pointing across, if the pane next to that end has
    nothing on the matter; else the ribbons by way of that pane tell the same. What was rejected joins nothing. Only
    marks of these panes are looked at, for a comparison of 50 articles has tens of thousands of links.
    """
    place = {mark.claim.id: at for at, article in enumerate(panes) for mark in survey.marks_of(article)}
    present: dict[str, frozenset[int]] = {}
    result: list[list[Crossing]] = [[] for _ in range(max(len(panes) - 1, 0))]
    for at, article in enumerate(panes):
        for mark in survey.marks_of(article):
            left = mark.claim.id
            for link in mark.links:
                if survey.standings.get(link.id) is Standing.REJECTED:
                    continue
                right = link.b if link.a == left else link.a
                to = place.get(right, -1)
                if to == at + 1:
                    result[at].append(Crossing(link, left, right))
                elif to > at:
                    passed = _present(survey, link, place, present)
                    if at + 1 not in passed:
                        result[at].append(Crossing(link, left, None))
                    if to - 1 not in passed:
                        result[to - 1].append(Crossing(link, None, right))
    return tuple(tuple(gutter) for gutter in result)


def _present(survey: Survey, link: Link, place: Mapping[str, int], known: dict[str, frozenset[int]]) -> frozenset[int]:
    """Return the panes that have something on the matter of a link."""
    row = survey.row_of(link.id)
    if row is None:
        return frozenset()
    if row.id not in known:
        known[row.id] = frozenset(place[claim.id] for claim in row.claims if claim.id in place)
    return known[row.id]


class _Side:
    """The ends of a gutter's links in one pane, found by height."""

    def __init__(self, extents: Iterable[Extent | None]) -> None:
        placed = sorted((extent.top, extent.bottom, at) for at, extent in enumerate(extents) if extent)
        self._tops = [top for top, _, _ in placed]
        self._bottoms = [bottom for _, bottom, _ in placed]
        self._at = [at for _, _, at in placed]
        self._tallest = max((bottom - top for top, bottom, _ in placed), default=0.0)

    def between(self, top: float, bottom: float) -> set[int]:
        """Return which links have an end that shows between two heights of the document."""
        first, last = bisect_left(self._tops, top - self._tallest), bisect_left(self._tops, bottom)
        return {self._at[place] for place in range(first, last) if self._bottoms[place] > top}


class Ends:
    """A gutter's links with the places of their ends in the two documents."""

    def __init__(self, pairs: tuple[Pair, ...]) -> None:
        self.pairs = pairs
        self.left, self.right = _Side(pair.left for pair in pairs), _Side(pair.right for pair in pairs)
