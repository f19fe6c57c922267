from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model import Relation, Span
from core.workspace import Workspace, edits
from core.workspace.edits import RECORDS, apply
from core.workspace.judgements import (
    Correction,
    Credibility,
    Judgement,
    Level,
    Note,
    Reliability,
    Ruling,
    SourceGrade,
    frozen,
)
from core.workspace.merging import agreement, differences, merged, side_by_side
from tests.core.workspace.works import filled, passage, random_edit

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
    settled, back = apply(mine, merged(mine, theirs, {("judgements", conflict.id)}))
    assert settled.judgements[conflict.id].author == "Ben"
    assert settled.analyst == "Ana"
    assert apply(settled, back)[0] == mine


def test_articles_and_notes_of_the_other_come_along():
    theirs, _ = apply(judged("Ben"), edits.write_note(Note("n", "Ask the police.", author="Ben")))
    mine, _ = apply(judged("Ana"), edits.remove_article(judged("Ana"), next(iter(theirs.articles))))
    after, _ = apply(mine, merged(mine, theirs))
    assert (after.articles, after.notes) == (theirs.articles, theirs.notes)


def test_a_ruling_stands_where_the_other_has_none_and_both_notes_are_kept():
    theirs = judged("Ben", YES)
    (ruled,) = theirs.judgements.values()
    said = replace(ruled, note="Theirs.", tags=("b",))
    theirs, _ = apply(theirs, edits.judge(said))
    open_one = replace(ruled, ruling=None, note="Mine.", tags=("a",), author="Ana", confidence=Level.HIGH)
    mine, _ = apply(judged("Ana"), edits.judge(open_one))
    after, _ = apply(mine, merged(mine, theirs))
    found = after.judgements[ruled.id]
    assert (found.ruling, found.author, found.confidence) == (YES, "Ben", Level.HIGH)
    assert (found.note, found.tags) == ("Theirs.\n\nMine.", ("b", "a"))


def test_what_does_not_stand_is_kept_in_writing():
    mine, theirs = judged("Ana", YES), judged("Ben", NO)
    article = next(iter(mine.articles))
    mine, _ = apply(mine, edits.grade(SourceGrade(article, Reliability.B, author="Ana")))
    theirs, _ = apply(theirs, edits.grade(SourceGrade(article, Reliability.D, Credibility.SIX, author="Ben")))
    mine, _ = apply(mine, edits.correct(Correction(article, {"outlet": "Courier"}, "Ana")))
    theirs, _ = apply(theirs, edits.correct(Correction(article, {"outlet": "The Courier"}, "Ben")))
    for state, text in ((mine, "Ask twice."), (theirs, "Ask once.")):
        changed, _ = apply(state, edits.write_note(Note("n", text)))
        mine, theirs = (changed, theirs) if state is mine else (mine, changed)
    mine, theirs = replace(mine, bottom_line="All agree."), replace(theirs, bottom_line="None does.", question="Who?")
    kinds = [difference.kind for difference in differences(mine, theirs)]
    assert kinds == ["judgements", "grades", "corrections"]
    after, back = apply(mine, merged(mine, theirs))
    (said,) = after.judgements.values()
    assert said.note == "Ben: rejected."
    texts = [note.text for note in after.notes.values()]
    for words in ("graded this source D6", "outlet “The Courier”", "Ask once.", "Ask twice.", "None does."):
        assert any(words in text for text in texts), words
    assert (after.question, after.bottom_line) == ("Who?", "All agree.")
    assert apply(after, back)[0] == mine
    assert merged(after, theirs).changes == (), "merging again brings nothing new"
    settled, _ = apply(mine, merged(mine, theirs, {(one.kind, one.key) for one in differences(mine, theirs)}))
    assert settled.grades[article].reliability is Reliability.D
    assert any("graded this source B–" in note.text for note in settled.notes.values())


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_every_record_of_either_is_in_the_merged_work(seed):
    rng, both = random.Random(seed), filled()
    mine = theirs = both
    for _ in range(15):
        mine, _ = apply(mine, random_edit(rng, mine))
        theirs, _ = apply(theirs, random_edit(rng, theirs))
    after, back = apply(mine, merged(mine, theirs))
    for kind in RECORDS:
        assert {*getattr(mine, kind), *getattr(theirs, kind)} <= {*getattr(after, kind)}
    written = " ".join(note.text for note in after.notes.values())
    for records in (mine.judgements, theirs.judgements):
        for key, said in records.items():
            assert said.note.strip() in after.judgements[key].note
            assert set(said.tags) <= set(after.judgements[key].tags)
    assert all(note.text in written for note in (*mine.notes.values(), *theirs.notes.values()))
    assert apply(after, back)[0] == mine


def test_claims_cut_by_hand_come_along_where_they_overlap_none_of_mine():
    state = filled()
    article = next(iter(state.articles))
    mine, _ = apply(state, edits.set_bounds(state, article, Span(40, 60)))
    theirs, _ = apply(state, edits.set_bounds(state, article, Span(50, 70)))
    theirs, _ = apply(theirs, edits.set_bounds(theirs, article, Span(80, 95)))
    after, _ = apply(mine, merged(mine, theirs, name="Ben"))
    assert after.bounds[article].spans == (Span(40, 60), Span(80, 95))
    assert [note.text for note in after.notes.values()] == ["Ben cut claims otherwise, at 50–70."]
    assert merged(after, theirs, name="Ben").changes == ()


def test_a_text_that_was_withheld_comes_back_from_the_other():
    theirs = filled()
    article = next(iter(theirs.articles.values()))
    veiled = replace(article, text="░" * len(article.text))
    mine = replace(theirs, articles=frozen({**theirs.articles, article.id: veiled}))
    assert apply(mine, merged(mine, theirs))[0].articles[article.id] == article
