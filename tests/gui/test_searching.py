"""Finding words in texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.searching import pattern_of, search
from tests.gui.conftest import Story, article


def found(text: str, query: str, **how: bool) -> list[str]:
    of = article("Wire", "Title", "2026-03-03", text)
    return [passage.span.of(of.text) for passage in search([of], query, **how)]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("The mayor’s car", "mayor's", ["mayor’s"]),
        ("He said “no”.", '"no"', ["“no”"]),
        ("ferry\nsank", "ferry  sank", ["ferry\nsank"]),
        ("a north–south line", "north-south", ["north–south"]),
        ("Straße STRASSE", "straße", ["Straße"]),
        ("1.5 and 1x5", "1.5", ["1.5"]),
        ("😀 dead", "dead", ["dead"]),
        ("nothing", "  ", []),
    ],
)
def test_texts_are_found_however_they_are_typed(text: str, query: str, expected: list[str]):
    assert found(text, query) == expected


def test_case_and_whole_words_narrow_the_search():
    text = "Port, port, ports and airport"
    assert found(text, "port") == ["Port", "port", "port", "port"]
    assert found(text, "port", case=True) == ["port", "port", "port"]
    assert found(text, "port", whole=True) == ["Port", "port"]


def test_all_articles_are_searched_in_order(story: Story):
    passages = search(story.articles, "captain")
    assert [passage.article for passage in passages] == [story.articles[0].id] + [story.articles[1].id] * 2


@given(st.text(max_size=40))
def test_any_query_is_taken_as_words_and_never_as_a_pattern(query: str):
    pattern = pattern_of(query)
    assert (pattern is None) == (not query.split())
    assert pattern is None or pattern.search(query)
