"""Which links cross which gutter when articles stand side by side in some order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.model import Claim, Link
from gui.compare.ribbons import Extent
from gui.marks import Row


@dataclass(frozen=True, slots=True)
class Crossing:
    """A link at a gutter, by its claims to the left and to the right; None for an end that lies farther off."""

    link: Link
    left: str | None
    right: str | None


def crossings(rows: Iterable[Row], panes: Sequence[str]) -> tuple[tuple[Crossing, ...], ...]:
    """Return, for each gutter between neighbours of ``panes`` (article ids), what it has to show.

    A link between panes that are not neighbours shows at each end, pointing across, if the pane next to that end has
    nothing on the matter; else the ribbons by way of that pane tell the same.
    """
    place = {article: at for at, article in enumerate(panes)}
    result: list[list[Crossing]] = [[] for _ in range(max(len(panes) - 1, 0))]
    for row in rows:
        claims = {claim.id: claim for claim in row.claims}
        present = {place[claim.article] for claim in row.claims if claim.article in place}
        for link in row.links:
            ends = _ends(link, claims, place)
            if ends is None:
                continue
            (at, left), (to, right) = ends
            if to - at == 1:
                result[at].append(Crossing(link, left, right))
                continue
            if at + 1 not in present:
                result[at].append(Crossing(link, left, None))
            if to - 1 not in present:
                result[to - 1].append(Crossing(link, None, right))
    return tuple(tuple(gutter) for gutter in result)


def _ends(
    link: Link, claims: Mapping[str, Claim], place: Mapping[str, int]
) -> tuple[tuple[int, str], tuple[int, str]] | None:
    """Return (pane, claim) of the link's two ends from left to right, or None if one of them has no pane."""
    articles = claims[link.a].article, claims[link.b].article
    if articles[0] not in place or articles[1] not in place:
        return None
    first, second = sorted([(place[articles[0]], link.a), (place[articles[1]], link.b)])
    return (first, second) if first[0] != second[0] else None


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

    def __init__(self, links: tuple[tuple[Link, Extent | None, Extent | None], ...]) -> None:
        self.links = links
        self.left, self.right = _Side(left for _, left, _ in links), _Side(right for _, _, right in links)
