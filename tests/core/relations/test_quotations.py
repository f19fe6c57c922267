"""One utterance in two wordings."""

from __future__ import annotations

import pytest

from core.relations.finding import Sense
from core.relations.quotations import detect
from tests.core.statements import pair


@pytest.mark.parametrize(
    ("a", "b", "sense"),
    [
        (
            "“We asked for a second bridge for years,” she said.",
            "“We asked for a new bridge for years,” she said.",
            Sense.DOUBT,
        ),
        (
            "“We asked for a second bridge for years,” she said.",
            "She said: “We asked for a second bridge for years.”",
            Sense.SAME,
        ),
        (
            "“We asked for a second bridge for years,” she said.",
            "“Nobody ever told the harbour office,” he said.",
            None,
        ),
        ("“We asked for a second bridge for years,” she said.", "They asked for a second bridge for years.", None),
    ],
)
def test_changed_words_of_one_quotation_are_pointed_out(a: str, b: str, sense: Sense | None) -> None:
    assert [f.sense for f in detect(pair(a, b))] == ([sense] if sense else [])


def test_the_changed_words_are_shown() -> None:
    a, b = "“We asked for a second bridge for years,” she said.", "“We asked for a new bridge for years,” she said."
    (found,) = detect(pair(a, b))
    assert [s.of(a) for s in found.reason.a] == ["second"]
    assert [s.of(b) for s in found.reason.b] == ["new"]
