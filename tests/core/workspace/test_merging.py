from __future__ import annotations

from dataclasses import replace

import pytest

from core.model import Relation
from core.workspace import Workspace, edits
from core.workspace.edits import apply
from core.workspace.judgements import Judgement, Note, Ruling
from core.workspace.merging import agreement, merged, side_by_side
from tests.core.workspace.works import filled, passage

WORDS = ("Ferry", "killed", "carried", "captain", "ministry", "inspected")


def judged(author: str, *rulings: Ruling | None) -> Workspace:
    """Return work of an analyst: one ruling after another on the same pairs, None where nothing was said."""
    state = replace(filled(), analyst=author)
    for word, ruling in zip(WORDS, rulings, strict=False):
        pair = passage(state, "courier.txt", word), passage(state, "post.txt", "ferry")
        if ruling is not None:
            said = Judgement(pair, ruling, marked=Relation.AGREES, author=author)
            state, _ = apply(state, edits.judge(said))
    return state


YES, NO = Ruling.ACCEPT, Ruling.REJECT


def test_kappa_is_cohens():
    pairs = side_by_side(judged("Ana", YES, YES, YES, NO, NO), judged("Ben", YES, YES, NO, NO, YES))
    found = agreement(pairs)
    assert found.table == {
        ("agrees", "agrees"): 2, ("agrees", "rejected"): 1, ("rejected", "agrees"): 1, ("rejected", "rejected"): 1,
    }  # fmt: skip
    assert (found.judged, found.observed) == (5, 0.6)
    assert found.kappa == pytest.approx((0.6 - 0.52) / 0.48)


def test_kappa_is_not_given_where_it_says_nothing():
    assert agreement(side_by_side(judged("Ana", YES, YES), judged("Ben", YES, YES))).kappa is None
    assert agreement(side_by_side(judged("Ana", YES), judged("Ben", None, NO))).kappa is None
    assert agreement(side_by_side(judged("Ana", YES, NO), judged("Ben", YES, NO))).kappa == 1


def test_mine_stays_unless_it_is_settled_their_way():
    mine, theirs = judged("Ana", YES, None, NO), judged("Ben", NO, YES, NO)
    pairs = side_by_side(mine, theirs)
    (conflict,) = [pair for pair in pairs if pair.differs]
    kept, _ = apply(mine, merged(mine, theirs))
    assert len(kept.judgements) == 3
    assert kept.judgements[conflict.id].author == "Ana"
    settled, back = apply(mine, merged(mine, theirs, {conflict.id}))
    assert settled.judgements[conflict.id].author == "Ben"
    assert settled.analyst == "Ana"
    assert apply(settled, back)[0] == mine


def test_articles_and_notes_of_the_other_come_along():
    theirs, _ = apply(judged("Ben"), edits.write_note(Note("n", "Ask the police.", author="Ben")))
    mine, _ = apply(judged("Ana"), edits.remove_article(judged("Ana"), next(iter(theirs.articles))))
    after, _ = apply(mine, merged(mine, theirs))
    assert (after.articles, after.notes) == (theirs.articles, theirs.notes)


def test_a_mere_tag_gives_way_to_a_ruling_but_a_note_does_not():
    theirs = judged("Ben", YES)
    (ruled,) = theirs.judgements.values()
    for note, author in (("", "Ben"), ("Mine.", "Ana")):
        mine, _ = apply(judged("Ana"), edits.judge(replace(ruled, ruling=None, note=note, author="Ana")))
        after, _ = apply(mine, merged(mine, theirs))
        assert after.judgements[ruled.id].author == author
