"""The shapes between two neighbouring panes, as pure geometry: matched passages in, bands and stubs out.

All y are pixels from the top of the gutter. A pair whose two ends are in sight becomes a band. If one end is out of
sight, the other keeps a stub with an arrow to where its counterpart lies; stubs of one kind that would touch become
one with a count. If there are too many bands to read, neighbours of one relation are merged.

Extents and shapes are named tuples, not frozen dataclasses: some hundred are made for each frame, three times as fast.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from core.model import Relation
from gui.marks import rank

MOST_BANDS = 28
STUB_HEIGHT = 16.0
STEPS = 14


class Side(StrEnum):
    """The edge of the gutter that a stub grows from."""

    LEFT = "left"
    RIGHT = "right"


class Arrow(StrEnum):
    """Where the counterpart of a stub lies."""

    UP = "↑"
    DOWN = "↓"
    ONWARD = "→"
    BACK = "←"


class Extent(NamedTuple):
    """Where a passage stands, top to bottom."""

    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


class Pair(NamedTuple):
    """One link across a gutter. An end is None if it lies in a pane that is not next to this gutter."""

    link: str
    relation: Relation
    left: Extent | None
    right: Extent | None


class Band(NamedTuple):
    """A ribbon from the left edge to the right edge; it stands for all its ``links``."""

    links: tuple[str, ...]
    relation: Relation
    left: Extent
    right: Extent

    def edges(self, across: float) -> tuple[float, float]:
        """Return top and bottom of the band at ``across`` of the width, 0..1: a curve that leaves both edges level."""
        bend = across * across * (3 - 2 * across)
        return (
            self.left.top + (self.right.top - self.left.top) * bend,
            self.left.bottom + (self.right.bottom - self.left.bottom) * bend,
        )

    def outline(self, width: float) -> tuple[tuple[float, float], ...]:
        """Return the polygon of the band in a gutter of that width: along the top, back along the bottom."""
        sampled = [(step / STEPS, *self.edges(step / STEPS)) for step in range(STEPS + 1)]
        top = [(across * width, upper) for across, upper, _ in sampled]
        bottom = [(across * width, lower) for across, _, lower in reversed(sampled)]
        return (*top, *bottom)


class Stub(NamedTuple):
    """A short mark at one edge that points to where its counterparts are; ``y`` is its middle."""

    links: tuple[str, ...]
    relation: Relation
    side: Side
    arrow: Arrow
    y: float


@dataclass(frozen=True, slots=True)
class Shapes:
    """What a gutter paints."""

    bands: tuple[Band, ...] = ()
    stubs: tuple[Stub, ...] = ()


def lay_out(
    pairs: Iterable[Pair], height: float, most: int = MOST_BANDS, scrolled: tuple[float, float] = (0.0, 0.0)
) -> Shapes:
    """Turn the links of a gutter of that height into at most ``most`` bands (if they can be merged) and stubs.

    ``scrolled`` is by how much the documents at its left and right are scrolled, where pairs are placed in these.
    """
    bands: list[Band] = []
    stubs: list[Stub] = []
    for link, relation, left, right in pairs:
        here, left_out = _in_sight(left, scrolled[0], height) if left else (None, None)
        there, right_out = _in_sight(right, scrolled[1], height) if right else (None, None)
        if here and there:
            bands.append(Band((link,), relation, here, there))
        elif here:
            stubs.append(Stub((link,), relation, Side.LEFT, right_out or Arrow.ONWARD, here.middle))
        elif there:
            stubs.append(Stub((link,), relation, Side.RIGHT, left_out or Arrow.BACK, there.middle))
    # The most telling last, so that they are painted on top.
    merged = sorted(_merged(bands, most), key=lambda band: -rank(band.relation))
    return Shapes(tuple(merged), tuple(_spread(_gathered(stubs), height)))


def _in_sight(extent: Extent, scrolled: float, height: float) -> tuple[Extent | None, Arrow | None]:
    """Return where a passage shows, or in which direction it is out of sight."""
    top, bottom = extent[0] - scrolled, extent[1] - scrolled
    if bottom <= 0:
        return None, Arrow.UP
    return (None, Arrow.DOWN) if top >= height else (Extent(top, bottom), None)


def hit(shapes: Shapes, width: float, x: float, y: float, slack: float = 2.0) -> Band | Stub | None:
    """Return the topmost shape under a point, stubs before bands, or None."""
    for stub in shapes.stubs:
        near = x <= width / 2 if stub.side is Side.LEFT else x >= width / 2
        if near and abs(y - stub.y) <= STUB_HEIGHT / 2:
            return stub
    for band in reversed(shapes.bands):
        top, bottom = band.edges(min(max(x / width, 0.0), 1.0))
        if top - slack <= y <= bottom + slack:
            return band
    return None


def _merged(bands: Sequence[Band], most: int) -> list[Band]:
    """Merge neighbours of one relation, in ever wider reach, until few enough are left or none are near."""
    if len(bands) <= most:
        return list(bands)
    left = sorted(bands, key=lambda band: (band.relation, band.left.top, band.right.top))
    reach = 8.0
    while len(left) > most and reach <= 256:
        left = _merged_within(left, reach)
        reach *= 2
    return left


def _merged_within(bands: Sequence[Band], reach: float) -> list[Band]:
    result: list[Band] = []
    for band in bands:
        last = result[-1] if result else None
        if last and last.relation == band.relation and _near(last, band, reach):
            result[-1] = Band(
                last.links + band.links,
                band.relation,
                _around(last.left, band.left),
                _around(last.right, band.right),
            )
        else:
            result.append(band)
    return result


def _near(one: Band, other: Band, reach: float) -> bool:
    return _gap(one.left, other.left) <= reach and _gap(one.right, other.right) <= reach


def _gap(one: Extent, other: Extent) -> float:
    return max(one.top, other.top) - min(one.bottom, other.bottom)


def _around(one: Extent, other: Extent) -> Extent:
    return Extent(min(one.top, other.top), max(one.bottom, other.bottom))


def _gathered(stubs: Iterable[Stub]) -> list[Stub]:
    """Join stubs of one edge, relation and arrow that would touch one another."""
    result: list[Stub] = []
    for stub in sorted(stubs, key=lambda stub: (stub.side, stub.relation, stub.arrow, stub.y)):
        last = result[-1] if result else None
        same = last and (last.side, last.relation, last.arrow) == (stub.side, stub.relation, stub.arrow)
        if last and same and stub.y - last.y < STUB_HEIGHT:
            result[-1] = _moved(last, last.y, stub.links)
        else:
            result.append(stub)
    return result


def _spread(stubs: Iterable[Stub], height: float) -> list[Stub]:
    """Move stubs of one edge apart so that none covers another while there is room, and keep them in sight."""
    ordered = sorted(stubs, key=lambda stub: (stub.y, rank(stub.relation), stub.arrow))
    result: list[Stub] = []
    for side in Side:
        its = [stub for stub in ordered if stub.side is side]
        step = min(STUB_HEIGHT + 1, max(height - STUB_HEIGHT, 0.0) / max(len(its) - 1, 1))
        y = STUB_HEIGHT / 2
        for place, stub in enumerate(its):
            # So far down that those before it fit, but never so far that those after it do not.
            last = height - STUB_HEIGHT / 2 - step * (len(its) - 1 - place)
            y = max(min(max(stub.y, y), last), STUB_HEIGHT / 2)
            result.append(_moved(stub, y))
            y += step
    return result


def _moved(stub: Stub, y: float, more: tuple[str, ...] = ()) -> Stub:
    return Stub(stub.links + more, stub.relation, stub.side, stub.arrow, y)
