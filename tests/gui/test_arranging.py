"""Searching, sorting and grouping the list of claims."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gui.arranging import Arrangement, Column, Grouping, arrange, entries_of
from gui.marks import survey
from tests.gui.conftest import Story, make_story

STORY = make_story(1)
ENTRIES = entries_of(survey(STORY.comparison).rows, STORY.articles)


def ids(arrangement: Arrangement) -> list[list[str]]:
    return [[entry.row.id for entry in group.entries] for group in arrange(ENTRIES, STORY.articles, arrangement)]


def test_each_row_knows_who_has_it_and_who_lacks_it():
    assert [(entry.row.id, entry.present, entry.missing) for entry in ENTRIES] == [
        ("captain", (0, 1), (2,)),
        ("dead", (0, 1), (2,)),
        ("sank", (0, 1, 2), ()),
        ("vessel", (0, 2), (1,)),
    ]


@pytest.mark.parametrize(
    ("column", "descending", "expected"),
    [
        (Column.RELATION, False, ["captain", "dead", "sank", "vessel"]),
        (Column.RELATION, True, ["vessel", "sank", "dead", "captain"]),
        (Column.WORDS, False, ["dead", "captain", "sank", "vessel"]),
        (Column.IN, False, ["captain", "dead", "vessel", "sank"]),
        (Column.KIND, False, ["sank", "vessel", "captain", "dead"]),
    ],
)
def test_columns_sort(column: Column, descending: bool, expected: list[str]):
    assert ids(Arrangement(column=column, descending=descending)) == [expected]


def test_all_words_must_be_held_by_some_passage():
    assert ids(Arrangement(query="BRIDGE owner")) == [["captain"]]
    assert ids(Arrangement(query="light")) == [["sank"]]
    assert ids(Arrangement(query="zeppelin")) == []


def test_groups_have_titles(story: Story):
    groups = arrange(ENTRIES, STORY.articles, Arrangement(grouping=Grouping.MISSING))
    assert [(group.title, len(group.entries)) for group in groups] == [
        ("Missing from Morning Ledger", 1),
        ("Missing from Varda Post", 2),
        ("In every article", 1),
    ]
    kinds = arrange(ENTRIES, STORY.articles, Arrangement(grouping=Grouping.KIND))
    assert [group.title for group in kinds] == ["Meaning", "Negation", "Number"]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.builds(
        Arrangement,
        column=st.sampled_from(list(Column)),
        descending=st.booleans(),
        grouping=st.sampled_from([Grouping.NONE, Grouping.RELATION, Grouping.KIND]),
    )
)
def test_no_arrangement_loses_or_doubles_a_row(arrangement: Arrangement):
    assert sorted(row for group in ids(arrangement) for row in group) == ["captain", "dead", "sank", "vessel"]
