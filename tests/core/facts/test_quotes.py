from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.facts.quotes import find_quotes
from tests.core.statements import told


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“We did it,” he said.", ("We did it,",)),
        ('"We did it," he said.', ("We did it,",)),
        ('"Yes," he said. "No."', ("Yes,", "No.")),
        ("“first” and “second”", ("first", "second")),
        ("He said 'we will never leave this town' and left.", ("we will never leave this town",)),
        ("He said ‘we will never leave this town’ and left.", ("we will never leave this town",)),
        ("“outer ‘and the inner words’ end”", ("outer ‘and the inner words’ end",)),
        ("It's the dogs' dinner and nobody's business.", ()),
        ("“never closed", ()),
        ("never opened”", ()),
        ("“ ”", ()),
        ("No marks at all.", ()),
    ],
)
def test_a_quotation_is_what_stands_between_its_marks(text: str, quoted: tuple[str, ...]) -> None:
    assert told(text, find_quotes(text)) == quoted


def test_only_the_asked_stretch_is_searched_and_offsets_are_of_the_whole_text() -> None:
    text = "“one” then “two” then “three”"
    start, end = text.index("“two"), text.index(" then “three")
    assert told(text, find_quotes(text, start, end)) == ("two",)


@given(st.text(alphabet="ab '\"“”‘’.\n", max_size=80))
def test_quotations_lie_in_order_and_hold_words(text: str) -> None:
    found = find_quotes(text)
    assert list(found) == sorted(found)
    assert all(span.of(text).strip() for span in found)
    assert not any(one.overlaps(other) for one, other in pairwise(found))
