from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.terms import Terms
from tests.core.statements import side


def terms(text: str, published: str | None = None) -> Terms:
    return side(text, published).terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Troops left Kiev", "Troops left Kyiv"),
        ("The envoys of Seoul left", "Envoys left the Republic of Korea"),
        ("The mayor supplied boats", "mayors supply a boat"),
        ("Then Yoon Suk Yeol left", "Yoon Suk-yeol had left"),
        ("a dozen lorries burned", "12 lorries burned"),
        ("The toll was 1,200", "The toll was 1200"),
        ("The bridge cost $3bn", "The bridge cost 3 billion dollars"),
        ("The tug sank on Monday", "The tug sank"),
        ("The cafés burned", "The café burned"),
        ("The tug SANK", "The tug sank"),
        ("Ferry Fire Kills Sailors", "A ferry fire killed sailors"),
        ("The café burned", "the cafe burned"),
    ],
)
def test_statements_that_say_the_same_in_other_writing_have_the_same_terms(one: str, other: str) -> None:
    assert terms(one).forms == terms(other).forms
    assert terms(one).forms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 lorries burned", "21 lorries burned"),
        ("5 km of road", "5 kg of road"),
        ("Troops left Kiev", "Troops left Minsk"),
        ("Prices rose", "Prices fell"),
    ],
)
def test_what_differs_in_substance_differs_in_terms(one: str, other: str) -> None:
    assert terms(one).forms != terms(other).forms


def test_function_words_and_times_are_left_out() -> None:
    assert terms("It was then that they had been there on Monday at 5 a.m.").forms == frozenset()


def test_a_bare_surname_meets_the_full_name() -> None:
    assert terms("Then Marta Ilves left").forms & terms("Then Ilves left").forms - terms("They left").forms


def test_every_term_shows_the_words_it_comes_from() -> None:
    text = "About 1,200 homes in Kiev burned."
    found = terms(text)
    assert [t.span.of(text) for t in found.sequence] == ["About 1,200", "homes", "Kiev", "burned"]
    (home,) = [t.form for t in found.sequence if t.span.of(text) == "homes"]
    assert [s.of(text) for s in found.spans_of({home})] == ["homes"]
    assert found.spans_of(frozenset()) == ()


def test_neighbours_are_the_terms_that_stand_side_by_side() -> None:
    assert terms("The old tug sank").neighbours == {("old", "tug"), ("tug", "sink")}
    assert terms("tug").neighbours == frozenset()


_WORDS = (
    "The",
    "12",
    "about",
    "Kiev",
    "Seoul",
    "Marta",
    "Ilves",
    "sank",
    ",",
    ".",
    "on",
    "Monday",
    "“",
    "”",
    "$",
    "not",
)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(_WORDS),
        max_size=12,
    )
)
def test_terms_lie_in_text_order_inside_the_claim(words: list[str]) -> None:
    text = " ".join(words)
    found = terms(text)
    assert list(found.sequence) == sorted(found.sequence, key=lambda t: (t.start, t.form))
    assert all(0 <= t.start < t.end <= len(text) for t in found.sequence)
    assert list(found.ordered) == sorted(found.forms)
    assert set(found.joined.split()) >= {f for f in found.forms if " " not in f}
