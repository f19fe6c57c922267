"""The order of panes, as a value."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gui.arrangement import Arrangement

ARTICLES = tuple("ABCDEF")


def test_what_was_never_moved_stays_in_order():
    assert Arrangement().arranged(ARTICLES) == ARTICLES
    assert Arrangement(order=("C", "A")).arranged(ARTICLES) == tuple("CABDEF")


def test_an_article_is_put_at_a_place_among_those_shown():
    moved = Arrangement().moved(ARTICLES, "ABDF", "F", 1)
    assert moved.arranged("ABDF") == tuple("AFBD")
    assert moved.arranged(ARTICLES) == tuple("AFBCDE")
    assert moved.moved(ARTICLES, "ABDF", "A", 9).arranged("ABDF") == tuple("FBDA")


def test_the_pinned_article_is_leftmost_and_cannot_be_overtaken():
    pinned = Arrangement().pin("D")
    assert pinned.arranged(ARTICLES) == tuple("DABCEF")
    assert pinned.moved(ARTICLES, ARTICLES, "C", 0).arranged(ARTICLES) == tuple("DCABEF")
    assert pinned.moved(ARTICLES, ARTICLES, "D", 4) == pinned
    assert pinned.pin(None).arranged(ARTICLES) == ARTICLES


def test_a_pane_scrolls_alone_until_it_is_taken_along_again():
    alone = Arrangement().let("A", True)
    assert alone.alone == {"A"}
    assert alone.let("A", False) == Arrangement()


@given(st.permutations(ARTICLES), st.sets(st.sampled_from(ARTICLES), min_size=1), st.data())
def test_a_move_puts_one_article_where_it_is_wanted_and_leaves_the_order_of_all_others(order, shown, data):
    arrangement = Arrangement(tuple(order))
    visible = arrangement.arranged(sorted(shown))
    article = data.draw(st.sampled_from(visible))
    place = data.draw(st.integers(0, len(visible) - 1))
    moved = arrangement.moved(ARTICLES, visible, article, place)
    assert moved.arranged(visible)[place] == article
    assert [a for a in moved.arranged(ARTICLES) if a != article] == [a for a in order if a != article]
