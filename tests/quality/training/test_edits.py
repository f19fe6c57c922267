"""The typed edits that training material is made with."""

from __future__ import annotations

import random

import pytest

from tests.quality.training import edits

RNG = range(30)


def drawn(edit: edits.Edit, text: str, shared: str = "") -> set[str]:
    return {found for seed in RNG if (found := edit(text, random.Random(seed), shared))}


def test_a_number_gets_another_value_in_the_same_style() -> None:
    found = drawn(edits.number, "Police arrested twelve people and 1,200 fled.")
    assert found
    assert all(("twelve" in text) != ("1,200" in text) for text in found)


@pytest.mark.parametrize(
    "text", ["At least 12 died.", "It happened on March 12.", "No figure is given.", "It cost $12m."]
)
def test_a_number_that_an_edit_might_not_contradict_is_left_alone(text: str) -> None:
    assert not drawn(edits.number, text)


def test_with_a_shared_text_only_what_stands_in_both_is_edited() -> None:
    assert not drawn(edits.number, "There were 40 on board.", "There were 41 on board.")
    assert drawn(edits.number, "There were 40 on board.", "The 40 passengers are safe.")


def test_a_date_becomes_another_date() -> None:
    found = drawn(edits.date, "The court met on Monday.")
    assert found
    assert all("Monday" not in text for text in found)


def test_negation_is_added_and_taken_away() -> None:
    assert drawn(edits.negation, "The bridge was closed.") == {"The bridge was not closed."}
    assert drawn(edits.negation, "The bridge was not closed.") == {"The bridge was closed."}


def test_an_opposite_takes_the_place_of_a_word() -> None:
    assert drawn(edits.opposite, "Prices rose.") == {"Prices fell."}


def test_a_name_becomes_another_one_of_as_many_words() -> None:
    edit = edits.renamed(["Lyon", "Turin", "Anna Berg"])
    assert drawn(edit, "The train left Lyon at noon.") == {"The train left Turin at noon."}


def test_a_restyled_number_stays_true() -> None:
    found = drawn(edits.restyled, "The fire destroyed 1,187 homes.")
    assert "The fire destroyed nearly 1,200 homes." in found
    assert "The fire destroyed more than 1,100 homes." in found


def test_a_measure_is_converted() -> None:
    assert drawn(edits.converted, "The road is 10 km long.") == {"The road is 6.2 miles long."}
    assert drawn(edits.misconverted, "The road is 10 km long.").isdisjoint({"The road is 6.2 miles long."})


def test_frames_keep_the_claim() -> None:
    assert "According to the authorities, the bridge was closed." in drawn(
        edits.framed("same"), "The bridge was closed."
    )


def test_an_editor_makes_both_kinds_of_the_same_sentence() -> None:
    text = "The mayor of Lyon said that 40 people were rescued from the river, after a long night."
    editor = edits.Editor([text, "The mayor of Turin spoke."])
    made = [example for seed in RNG for example in editor.minimal(text, random.Random(seed))]
    assert {example.allowed[0] for example in made} == {"agrees", "conflicts"}
    assert all(text in (example.pair.a, example.pair.b) or "conflicts" in example.allowed for example in made)
