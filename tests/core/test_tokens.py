from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.tokens import fold, lemma, normal, tokenise


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("The tug sank.", ["The", "tug", "sank", "."]),
        ("It cost £1,187.50, he said", ["It", "cost", "£", "1,187.50", ",", "he", "said"]),
        ("They don't; O’Brien didn’t", ["They", "don't", ";", "O’Brien", "didn’t"]),
        ("a U.S. tug", ["a", "U.S.", "tug"]),
        ("5km at 4:20", ["5", "km", "at", "4", ":", "20"]),
        ("twenty-one", ["twenty", "-", "one"]),
        ("Türkiye café", ["Türkiye", "café"]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_words_numbers_and_signs_are_tokens(text: str, tokens: list[str]) -> None:
    assert [token.text for token in tokenise(text)] == tokens


def test_a_token_says_what_it_is() -> None:
    word, number, sign, name = tokenise("tug 12 , Vidra")
    assert [t.is_word for t in (word, number, sign, name)] == [True, False, False, True]
    assert [t.is_number for t in (word, number, sign, name)] == [False, True, False, False]
    assert [t.is_capitalised for t in (word, number, sign, name)] == [False, False, False, True]


def test_typographic_and_straight_apostrophes_are_one_in_lower_case() -> None:
    assert [t.lower for t in tokenise("Don't Don’t")] == ["don't", "don't"]


@pytest.mark.parametrize(
    "words",
    [
        ("supplied", "supplies", "supply"),
        ("mayor", "mayors", "Mayor's", "mayor’s"),
        ("Türkiye", "türkiye", "TÜRKIYE"),
        ("killed", "kill", "kills"),
        ("city", "cities"),
        ("fell", "fall", "falls"),
    ],
)
def test_forms_of_one_word_have_one_normal_form(words: tuple[str, ...]) -> None:
    assert len({normal(word) for word in words}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("rise", "fall"), ("port", "report"), ("north", "south"), ("dead", "dread")]
)
def test_different_words_keep_different_normal_forms(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@pytest.mark.parametrize(
    ("word", "plain"), [("Côte", "cote"), ("U.S.", "us"), ("D’Ivoire", "d'ivoire"), ("ŁÓDŹ", "łodz"), ("ﬁre", "fire")]
)
def test_folding_drops_case_accents_and_dots(word: str, plain: str) -> None:
    assert fold(word) == plain


@pytest.mark.parametrize(("word", "base"), [("fell", "fall"), ("deaths", "death"), ("Died", "die"), ("feet", "foot")])
def test_a_lemma_is_what_stands_in_the_dictionary(word: str, base: str) -> None:
    assert lemma(word) == base


@given(st.text(max_size=80), st.integers(0, 20), st.integers(0, 80))
def test_tokens_lie_in_the_asked_stretch_of_the_whole_text(text: str, start: int, length: int) -> None:
    end = min(len(text), start + length)
    tokens = tokenise(text, min(start, end), end)
    assert all(text[t.start : t.end] == t.text == t.span.of(text) for t in tokens)
    assert all(min(start, end) <= t.start < t.end <= end for t in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))


@given(st.text(max_size=80))
def test_nothing_but_blanks_and_underscores_is_left_between_tokens(text: str) -> None:
    covered = {place for token in tokenise(text) for place in range(token.start, token.end)}
    assert all(
        c.isspace() or not c.isprintable() or c == "_" or c.isalnum() for i, c in enumerate(text) if i not in covered
    )


@given(st.text(min_size=1, max_size=20))
def test_folding_twice_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)
