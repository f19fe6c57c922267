from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.options import AnalysisOptions
from core.pairs import judge_lines
from tests import schemas


def judged(*lines: bytes) -> list[dict]:
    found = [json.loads(text) for text, _ in judge_lines(lines, AnalysisOptions())]
    for one in found:
        schemas.validate(one, "pairs")
    return found


def pair(**changes: object) -> bytes:
    given = {
        "id": "p1",
        "a": "Twelve people were killed in Ruse.",
        "b": "The fire in Ruse killed 21 people.",
        **changes,
    }
    return json.dumps(given).encode()


def test_a_pair_is_judged_with_reasons():
    (found,) = judged(pair())
    assert found["id"] == "p1"
    assert found["relation"] == "conflicts"
    assert {reason["kind"] for reason in found["reasons"]} >= {"number"}


def test_statements_that_have_nothing_in_common_are_unrelated():
    (found,) = judged(pair(a="The orchestra plays Brahms tonight.", b="Wheat prices fell in Chicago."))
    assert found["relation"] == "unrelated"


def test_dates_and_numbers_as_ids_are_taken():
    (found,) = judged(pair(id=7, a_date="2023-04-11", b_date="2023-04-11T14:20"))
    assert found["id"] == 7


@pytest.mark.parametrize(
    ("line", "identity", "error"),
    [
        (b"{", None, "not JSON"),
        (b"\xff\xfe", None, "not UTF-8"),
        (b"[" * 100_000, None, "not JSON"),
        (b"7", None, "an object"),
        (b'{"a": "x", "b": "y"}', None, "id must be"),
        (pair(id=True), None, "id must be"),
        (pair(id=[1]), None, "id must be"),
        (pair(b=None), "p1", "b must be a statement"),
        (pair(a=" "), "p1", "a must be a statement"),
        (pair(a_date="yesterday"), "p1", "a_date must be a date"),
        (pair(b_date=2023), "p1", "b_date must be a date"),
    ],
)
def test_a_malformed_line_keeps_its_place(line, identity, error):
    before, found, after = judged(pair(id="before"), line, pair(id="after"))
    assert (before["id"], after["id"]) == ("before", "after")
    assert found["id"] == identity
    assert error in found["error"]


def test_blank_lines_are_no_pairs():
    assert [found["id"] for found in judged(b"", pair(), b" \r")] == ["p1"]


@given(st.binary(max_size=60))
def test_any_line_is_judged_or_refused(line):
    for text, fine in judge_lines([line], AnalysisOptions()):
        assert ("error" in json.loads(text)) is not fine
