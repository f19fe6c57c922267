from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.importers import read_text
from core.model import Relation, Span
from core.workspace import edits
from core.workspace.anchors import Outcome, find_again
from core.workspace.edits import apply
from core.workspace.judged import lost
from core.workspace.judgements import (
    About,
    Correction,
    Judgement,
    ManualLink,
    Note,
    Reliability,
    Ruling,
    SourceGrade,
    anchor_at,
)
from core.workspace.versions import earlier_version, replace_article
from tests.core.workspace.works import articles, changed, filled, passage

COURIER = "courier.txt"


def anchor(words: str):
    return passage(filled(), COURIER, words)


@pytest.mark.parametrize(
    ("words", "old", "new", "outcome", "found"),
    [
        ("140 passengers", "in January.", "in February.", Outcome.KEPT, "140 passengers"),
        ("140 passengers", "At least", "By Tuesday, at least", Outcome.MOVED, "140 passengers"),
        ("The ferry carried 140 passengers.", "140 passengers", "141 passengers", Outcome.REWORDED,
         "The ferry carried 141 passengers."),
        ("Officials said that the captain had reported smoke at 5 a.m.", "Officials said that the captain",
         "Two officials said the captain", Outcome.REWORDED, "officials said the captain had reported smoke at 5 a.m."),
        ("The ferry carried 140 passengers.", "The ferry carried 140 passengers.", "Why?", Outcome.LOST, None),
        ("5 a.m.", "Officials said that the captain had reported smoke at 5 a.m.", "Rain fell.", Outcome.LOST, None),
    ],
)  # fmt: skip
def test_a_passage_is_found_again(words, old, new, outcome, found):
    before = anchor(words)
    article = changed(articles()[0], old, new)
    fate = find_again(before, article)
    assert (fate.outcome, fate.new.quote if fate.new else None) == (outcome, found)
    if fate.new:
        assert fate.new == anchor_at(article, fate.new.span)
        assert fate.new.span.of(article.text) == fate.new.quote


def test_of_several_places_the_one_with_the_same_context_is_taken():
    text = "Alpha said twelve people died. Beta said twelve people died. Gamma said twelve people died."
    one = read_text(text, "a.txt")
    at = text.index("twelve", 40)
    before = anchor_at(one, Span(at, at + 13))
    after = read_text(
        text.replace("Alpha said twelve people died. ", "Omega now says twelve people died, or more. "), "a.txt"
    )
    fate = find_again(before, after)
    assert after.text[fate.new.start - 10 : fate.new.start] == "Beta said "


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="ab \n.é🚢", max_size=60), st.data())
def test_words_that_are_untouched_are_always_found(inserted, data):
    article = articles()[1]
    start = data.draw(st.integers(0, len(article.text) - 40))
    before = anchor_at(article, Span(start, start + 40))
    at = data.draw(st.integers(0, start))
    after = read_text(article.text[:at] + inserted + article.text[at:], "b.txt")
    fate = find_again(before, after)
    if at == start or len(after.text) != len(article.text) + len(inserted):
        return
    assert fate.outcome in (Outcome.KEPT, Outcome.MOVED)
    assert fate.new.quote == before.quote


@pytest.fixture
def judged():
    """A workspace with everything that can be said of an article."""
    state = filled()
    carried = passage(state, COURIER, "The ferry carried 140 passengers.")
    confirmed = passage(
        state, COURIER, "The transport ministry confirmed that the ferry had been inspected in January."
    )
    headline = passage(state, COURIER, "Ferry fire kills 12 near Tulcea")
    other = passage(state, "herald.txt", "The ferry carried 140 passengers.")
    denied = passage(state, "herald.txt", "The transport ministry denied that the ferry had been inspected in January.")
    courier = carried.article
    for edit in (
        edits.judge(Judgement((carried, other), Ruling.ACCEPT, marked=Relation.AGREES, note="Same figure.")),
        edits.judge(Judgement((confirmed, denied), Ruling.ACCEPT, marked=Relation.CONFLICTS)),
        edits.link_by_hand(ManualLink("m", headline, denied, Relation.RELATED)),
        edits.write_note(Note("n", "See [1] and [2].", About.SPAN, (headline,), None, (confirmed, other))),
        edits.write_note(Note("a", "Trustworthy.", About.ARTICLE, article=courier)),
        edits.grade(SourceGrade(courier, Reliability.B)),
        edits.correct(Correction(courier, {"outlet": "The Courier"})),
        edits.restore(state, courier, state.articles[courier].removed[0]),
    ):
        state, _ = apply(state, edit)
    return state


def test_another_version_takes_everything_along(judged):
    old = articles()[0]
    new = changed(old, "At least 12 people were killed", "By Tuesday, at least 13 people had been killed")
    assert earlier_version(judged, new) == old.id
    edit, report = replace_article(judged, old.id, new, COURIER)
    after, back = apply(judged, edit)
    assert set(after.articles) == {new.id, *(a.id for a in articles()[1:])}
    assert {(record.kind, record.outcome) for record in report.records} == {
        ("judgements", Outcome.MOVED), ("manual_links", Outcome.KEPT), ("notes", Outcome.MOVED),
    }  # fmt: skip
    assert list(lost(after)) == []
    assert sorted(j.note for j in after.judgements.values()) == ["", "Same figure."]
    for judgement in after.judgements.values():
        for place in judgement.anchors:
            assert place.span.of(after.articles[place.article].text) == place.quote
    assert (after.notes["a"].article, after.grades[new.id].reliability) == (new.id, Reliability.B)
    read = next(a for a in after.readable() if a.id == new.id)
    assert (read.outlet, len(read.removed)) == ("The Courier", len(new.removed) - 1)
    assert apply(after, back)[0] == judged


def test_what_is_lost_stays_and_is_listed_and_is_there_again_with_the_old_version(judged):
    old = articles()[0]
    sentence = "The transport ministry confirmed that the ferry had been inspected in January."
    new = changed(old, sentence, "Rain is expected.")
    edit, report = replace_article(judged, old.id, new, COURIER)
    after, _ = apply(judged, edit)
    gone = {(record.kind, record.key) for record in report.of(Outcome.LOST)}
    assert {kind for kind, _ in gone} == {"judgements", "notes"}
    assert set(lost(after)) == gone
    assert len(after.judgements) == len(judged.judgements)
    assert after.notes["n"].anchors[0].article == new.id
    (kept,) = [j for j in after.judgements.values() if sentence in [a.quote for a in j.anchors]]
    assert kept in judged.judgements.values()
    edit, _ = replace_article(after, new.id, old, COURIER)
    again, _ = apply(after, edit)
    assert list(lost(again)) == []
    assert again.judgements == judged.judgements


def test_another_article_of_the_same_file_name_is_no_version():
    state = filled()
    assert (
        earlier_version(state, read_text("Wheat prices rose by 4% in Chicago on Friday after rain.", COURIER)) is None
    )
    assert earlier_version(state, articles()[0]) is None
