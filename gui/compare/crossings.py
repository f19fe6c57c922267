"""Which links cross which gutter when articles stand side by side in some order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.model import Claim, Link
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
