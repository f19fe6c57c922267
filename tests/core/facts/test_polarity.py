from __future__ import annotations

import pytest

from core.facts.polarity import certainty_of, find_hedges, find_negations, polarity_of
from core.model import Certainty, Polarity
from tests.core.statements import told


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("Nobody was hurt.", ("Nobody",)),
        ("He did not resign.", ("not",)),
        ("He didn't resign.", ("didn't",)),
        ("He didn’t resign.", ("didn’t",)),
        ("He cannot resign.", ("cannot",)),
        ("It isnt so.", ("isnt",)),
        ("The town has no water.", ("no",)),
        ("He sailed without a permit.", ("without",)),
        ("Neither side agreed.", ("Neither",)),
        ("They failed to stop the fire.", ("failed",)),
        ("He refused to sign.", ("refused",)),
        ("The tug lacked a permit.", ("lacked",)),
        ("The minister ruled out a ceasefire.", ("ruled",)),
        ("The ship is no longer afloat.", ("no",)),
    ],
)
def test_words_that_deny_are_found_where_they_stand(text: str, cues: tuple[str, ...]) -> None:
    found = find_negations(text)
    assert told(text, found) == cues
    assert polarity_of(found) is Polarity.NEGATIVE


@pytest.mark.parametrize(
    "text",
    [
        "He resigned.",
        "No fewer than 12 people died.",
        "Not only the crew but the pilot died.",
        "There is no doubt that he left.",
        "It lasted no longer than five days.",
        "The engine failed.",
        "It was a notable northern nodule.",
    ],
)
def test_what_only_looks_like_a_denial_is_none(text: str) -> None:
    assert find_negations(text) == ()
    assert polarity_of(()) is Polarity.POSITIVE


@pytest.mark.parametrize("text", ["He never said nothing.", "They did not fail to stop the fire."])
def test_two_negations_cancel_out(text: str) -> None:
    found = find_negations(text)
    assert len(found) == 2
    assert polarity_of(found) is Polarity.POSITIVE


def test_only_the_asked_stretch_is_searched_and_offsets_are_of_the_whole_text() -> None:
    text = "No one left. He did not resign. Nobody cared."
    start, end = text.index("He"), text.index(" Nobody")
    assert told(text, find_negations(text, start, end)) == ("not",)


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The bridge was damaged.", Certainty.CERTAIN),
        ("The bridge was damaged in May.", Certainty.CERTAIN),
        ("The bridge was reportedly damaged.", Certainty.REPORTED),
        ("According to police, the bridge was damaged.", Certainty.REPORTED),
        ("The bridge was probably damaged.", Certainty.PROBABLE),
        ("The bridge is feared lost.", Certainty.PROBABLE),
        ("The bridge may be damaged.", Certainty.POSSIBLE),
        ("The bridge could be damaged.", Certainty.POSSIBLE),
        ("The driver allegedly fled.", Certainty.ALLEGED),
        ("The driver may allegedly have fled.", Certainty.ALLEGED),
        ("Police confirmed that the driver fled.", Certainty.REPORTED),
        ("Police said that the driver probably fled.", Certainty.PROBABLE),
        ("He is alleged to have confirmed it.", Certainty.ALLEGED),
        ("Police confirmed that the driver may flee.", Certainty.POSSIBLE),
    ],
)
def test_the_lowest_rung_of_the_ladder_counts(text: str, certainty: Certainty) -> None:
    assert certainty_of(find_hedges(text)) is certainty


def test_every_hedge_has_its_words_and_its_rung() -> None:
    text = "Officials said the driver may have fled, according to a report."
    found = [(span.of(text), rung) for span, rung in find_hedges(text)]
    assert ("may", Certainty.POSSIBLE) in found
    assert ("said", Certainty.REPORTED) in found
    assert ("according to", Certainty.REPORTED) in found
