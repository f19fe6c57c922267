"""Which height of one pane belongs to which of another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.compare.scroll_sync import anchors, carry, follow, mirrored


def test_between_anchors_the_way_is_straight():
    points = anchors([(100, 300)], 1000, 1000)
    assert points == ((0, 0), (100, 300), (1000, 1000))
    assert carry(points, 50) == 150
    assert carry(points, 550) == pytest.approx(650)


def test_passages_that_cross_are_left_out():
    points = anchors([(100, 800), (200, 200), (300, 300), (400, 400)], 1000, 1000)
    assert points == ((0, 0), (200, 200), (300, 300), (400, 400), (1000, 1000))


def test_both_panes_reach_their_ends_together():
    points = anchors([], 1000, 3000)
    assert follow(points, 0, 600, 400, 400) == 0
    assert follow(points, 600, 600, 400, 400) == 3000 - 400


def test_a_short_article_does_not_scroll():
    assert follow(anchors([], 300, 3000), 0, 0, 400, 400) == 0


points_of_any_kind = st.lists(st.tuples(st.floats(0, 1000), st.floats(0, 2000)), max_size=30)


@given(points_of_any_kind, st.floats(0, 1000), st.floats(0, 1000))
def test_scrolling_down_never_moves_the_other_pane_up(points, x, y):
    kept = anchors(points, 1000, 2000)
    low, high = sorted((x, y))
    assert carry(kept, low) <= carry(kept, high) + 1e-6
    assert 0 <= carry(kept, low) <= 2000


@given(points_of_any_kind)
def test_mirrored_anchors_lead_back(points):
    kept = anchors(points, 1000, 2000)
    for x, y in kept:
        assert carry(mirrored(kept), y) == pytest.approx(x, abs=1e-6)
