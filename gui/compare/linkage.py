"""The links of each gutter with the places of their ends in the two documents, laid out anew for every frame."""

from __future__ import annotations

from collections.abc import Sequence

from gui.compare.column import Column
from gui.compare.crossings import Crossing, Ends, crossings
from gui.compare.ribbons import Pair, Shapes, lay_out
from gui.marks import Survey


class Linkage:
    """Knows which links cross which gutter of a row of columns, and where they end."""

    def __init__(self) -> None:
        self._columns: tuple[Column, ...] = ()
        self._crossings: tuple[tuple[Crossing, ...], ...] = ()
        self._ends: dict[int, Ends] = {}

    def __len__(self) -> int:
        return len(self._crossings)

    def join(self, survey: Survey, columns: Sequence[Column]) -> None:
        """Take over the links of a survey, to be shown between these columns."""
        self._columns = tuple(columns)
        self._crossings = crossings(survey, [column.article_id for column in columns])
        self._ends.clear()

    def forget_places(self) -> None:
        """Drop what was measured: text has moved."""
        self._ends.clear()

    def shapes(self, place: int, height: float) -> Shapes:
        """Lay out a gutter; only what has an end in sight is looked at closely, as this runs for every frame."""
        if place >= len(self._crossings):
            return Shapes()
        scrolls = [column.text.verticalScrollBar().value() for column in self._columns[place : place + 2]]
        ends = self._ends_at(place)
        in_sight = ends.left.between(scrolls[0], scrolls[0] + height) | ends.right.between(
            scrolls[1], scrolls[1] + height
        )
        pairs = (ends.pairs[at] for at in sorted(in_sight))
        return lay_out(pairs, height, scrolled=(scrolls[0], scrolls[1]))

    def _ends_at(self, place: int) -> Ends:
        if place not in self._ends:
            left, right = (column.text.extents() for column in self._columns[place : place + 2])
            self._ends[place] = Ends(
                tuple(
                    Pair(
                        crossing.link.id,
                        crossing.link.relation,
                        left.get(crossing.left or ""),
                        right.get(crossing.right or ""),
                    )
                    for crossing in self._crossings[place]
                )
            )
        return self._ends[place]
