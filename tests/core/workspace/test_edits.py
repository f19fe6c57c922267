from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import OptionsError
from core.model import Relation
from core.options import AnalysisOptions
from core.workspace import edits, open_workspace
from core.workspace.edits import apply
from core.workspace.judgements import Correction, Judgement, Note, Ruling, Workspace, anchor_at
from tests.core.workspace.works import articles, filled, judgement, passage, random_edit

NAMES = "names:\n  - {id: tulcea, kind: city, names: [Tulcea, Tultscha]}\n"


@settings(max_examples=60, deadline=None)
@given(seeds=st.lists(st.integers(0, 2**32), min_size=1, max_size=12))
def test_an_edit_and_its_inverse_leave_everything_as_it_was(seeds):
    state = Workspace()
    for seed in seeds:
        edit = random_edit(random.Random(seed), state)
        after, back = apply(state, edit)
        again, forth = apply(after, back)
        assert again == state
        assert apply(again, forth)[0] == after
        state = after


def test_a_thousand_edits_are_undone_and_done_again(tmp_path):
    rng = random.Random(5)
    path = tmp_path / "w.parallax"
    with open_workspace(path, create=True) as work:
        for _ in range(1000):
            work.apply(random_edit(rng, work.workspace))
        end = work.workspace
        assert len(end.judgements) > 50
        assert all((end.notes, end.manual_links, end.grades, end.corrections))
        undone = 0
        while work.undo():
            undone += 1
        assert (undone, work.workspace, work.can_undo()) == (1000, Workspace(), None)
    with open_workspace(path) as work:
        assert work.workspace == Workspace()
        while work.redo():
            undone -= 1
        assert (undone, work.workspace, work.can_redo()) == (0, end, None)
    with open_workspace(path) as work:
        assert (work.workspace, work.damage, len(work.history())) == (end, (), 3000)


def test_an_edit_does_not_touch_the_state_it_is_applied_to():
    before = filled()
    copy = replace(before, judgements=dict(before.judgements))
    apply(before, edits.judge(judgement(random.Random(1), before)))
    assert before == copy


def test_the_same_file_is_added_once_and_the_same_text_of_another_file_twice():
    before = filled()
    one = articles()[0]
    assert edits.add_articles(before, [one], ["again"]).changes == ()
    after, _ = apply(before, edits.add_articles(before, [replace(one, source_file="copy.txt")], ["copy.txt"]))
    assert set(after.articles) - set(before.articles) == {f"{one.id}-2"}
    assert after.articles[f"{one.id}-2"].id == f"{one.id}-2"


def test_corrections_and_restored_text_are_what_is_read_later():
    before = filled()
    courier = next(a for a in before.articles.values() if a.removed)
    after, _ = apply(before, edits.correct(Correction(courier.id, {"outlet": "The Courier", "byline": None})))
    after, _ = apply(after, edits.restore(after, courier.id, courier.removed[0]))
    read = next(a for a in after.readable() if a.id == courier.id)
    assert (read.outlet, read.metadata_from["outlet"]) == ("The Courier", "entered by hand")
    assert read.removed == courier.removed[1:]
    assert after.articles[courier.id] == courier


def test_splitting_keeps_what_was_said_of_the_pair_besides():
    state = filled()
    a, b = passage(state, "courier.txt", "140 passengers"), passage(state, "herald.txt", "140 passengers")
    state, _ = apply(state, edits.judge(Judgement((a, b), Ruling.RETYPE, relation=Relation.RELATED, note="Ask.")))
    split, _ = apply(state, edits.split(state, [a], [b]))
    (said,) = split.judgements.values()
    assert (said.ruling, said.note, said.says) == (Ruling.REJECT, "Ask.", None)
    merged, _ = apply(split, edits.merge(split, [[a], [b]]))
    (said,) = merged.judgements.values()
    assert (said.ruling, said.note) == (Ruling.ACCEPT, "Ask.")


def test_merging_leaves_a_retyped_pair_its_type():
    state = filled()
    a, b = passage(state, "courier.txt", "140 passengers"), passage(state, "herald.txt", "140 passengers")
    retyped = Judgement((a, b), Ruling.RETYPE, relation=Relation.CHANGED)
    state, _ = apply(state, edits.judge(retyped))
    assert apply(state, edits.merge(state, [[b], [a]]))[0] == state


def test_a_judgement_of_a_link_is_of_two_places():
    anchor = anchor_at(articles()[0], articles()[0].removed[0].span)
    with pytest.raises(ValueError, match="1 places"):
        Judgement((anchor,))


def test_options_are_changed_only_if_they_differ_and_take_the_names_along(tmp_path):
    names = tmp_path / "names.yaml"
    names.write_text(NAMES, encoding="utf-8")
    chosen = AnalysisOptions(min_similarity=0.5, names_file=str(names))
    after, _ = apply(Workspace(), edits.choose(Workspace(), chosen))
    assert (after.options.names_file, after.names) == (None, NAMES)
    assert edits.choose(after, chosen) is None
    with pytest.raises(OptionsError, match="cannot be read"):
        edits.choose(after, replace(chosen, names_file=str(tmp_path)))
    names.write_text("names: 7\n", encoding="utf-8")
    with pytest.raises(OptionsError, match="has mistakes"):
        edits.choose(after, chosen)


def test_the_history_names_a_note_by_its_first_words():
    named = edits.write_note(Note("n", "# Ask the *police*\n\nand then \ud83d\0 the owner of the ferry."))
    assert named.what == "Wrote a note: Ask the *police* and then"
    assert edits.write_note(Note("n", "")).what == "Wrote a note"
