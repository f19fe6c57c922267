"""The geometry between two panes, without a window."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import Relation
from gui.compare.ribbons import MOST_BANDS, STUB_HEIGHT, Arrow, Band, Extent, Pair, Shapes, Side, Stub, hit, lay_out

AGREES, CONFLICTS = Relation.AGREES, Relation.CONFLICTS


def pair(name: str, left: float | None, right: float | None, relation: Relation = AGREES) -> Pair:
    def extent(top: float | None) -> Extent | None:
        return None if top is None else Extent(top, top + 20)

    return Pair(name, relation, extent(left), extent(right))


def test_two_ends_in_sight_make_a_band():
    shapes = lay_out([pair("one", 100, 300)], 500)
    assert shapes == Shapes((Band(("one",), AGREES, Extent(100, 120), Extent(300, 320)),), ())


@pytest.mark.parametrize(
    ("left", "right", "side", "arrow"),
    [
        (100, 600, Side.LEFT, Arrow.DOWN),
        (100, -60, Side.LEFT, Arrow.UP),
        (600, 100, Side.RIGHT, Arrow.DOWN),
        (-60, 100, Side.RIGHT, Arrow.UP),
        (100, None, Side.LEFT, Arrow.ONWARD),
        (None, 100, Side.RIGHT, Arrow.BACK),
    ],
)
def test_an_end_out_of_sight_leaves_a_stub_that_points_to_it(left, right, side, arrow):
    assert lay_out([pair("one", left, right)], 500).stubs == (Stub(("one",), AGREES, side, arrow, 110.0),)


def test_two_ends_out_of_sight_leave_nothing():
    pairs = [pair("up", -60, -80), pair("apart", -60, 900), pair("far", None, 900)]
    assert lay_out(pairs, 500) == Shapes()


def test_stubs_of_one_kind_that_touch_become_one_with_a_count():
    pairs = [pair("one", 100, 900), pair("two", 108, 900), pair("other", 104, 900, CONFLICTS), pair("far", 300, 900)]
    stubs = lay_out(pairs, 500).stubs
    assert [stub.links for stub in stubs] == [("one", "two"), ("other",), ("far",)]


def test_many_bands_are_merged_with_neighbours_of_their_relation():
    pairs = [pair(str(n), n * 6, n * 6 + 50, AGREES if n % 2 else CONFLICTS) for n in range(150)]
    shapes = lay_out(pairs, 1200)
    assert len(shapes.bands) <= MOST_BANDS
    assert sorted(link for band in shapes.bands for link in band.links) == sorted(str(n) for n in range(150))


def test_the_most_telling_is_painted_last():
    bands = lay_out([pair("conflict", 10, 10, CONFLICTS), pair("agrees", 10, 10)], 500).bands
    assert [band.relation for band in bands] == [AGREES, CONFLICTS]


def test_an_outline_is_closed_and_leaves_both_edges_level():
    band = Band(("one",), AGREES, Extent(0, 20), Extent(200, 260))
    outline = band.outline(48)
    assert outline[0] == (0, 0)
    assert outline[-1] == (0, 20)
    assert (48.0, 200.0) in outline
    assert (48.0, 260.0) in outline
    assert band.edges(0.5) == (100, 140)


def test_what_is_under_the_pointer():
    shapes = lay_out([pair("agrees", 100, 300), pair("conflict", 100, 300, CONFLICTS), pair("stub", 400, 900)], 500)
    assert hit(shapes, 48, 0, 110).links == ("conflict",)
    assert hit(shapes, 48, 24, 210).links == ("conflict",)
    assert hit(shapes, 48, 5, 410).links == ("stub",)
    assert hit(shapes, 48, 40, 410) is None


heights = st.one_of(st.none(), st.floats(-500, 1500))
pairs_of_any_kind = st.lists(
    st.builds(pair, st.uuids().map(str), heights, heights, st.sampled_from(Relation)), max_size=40
)


def test_stubs_at_the_foot_of_the_gutter_stand_beside_one_another():
    pairs = [pair(f"{n}", 795, 2000, relation) for n, relation in enumerate(Relation)]
    places = sorted(stub.y for stub in lay_out(pairs, 800).stubs)
    assert len(places) == len(Relation)
    assert all(below - above >= STUB_HEIGHT for above, below in pairwise(places))


@given(pairs_of_any_kind)
def test_stubs_stay_in_sight_and_bands_hold_each_link_once(pairs: list[Pair]):
    shapes = lay_out(pairs, 800)
    links = [link for shape in (*shapes.bands, *shapes.stubs) for link in shape.links]
    assert len(links) == len(set(links))
    assert all(STUB_HEIGHT / 2 <= stub.y <= 800 - STUB_HEIGHT / 2 for stub in shapes.stubs)
