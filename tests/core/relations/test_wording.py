from __future__ import annotations

import re

import pytest

from core.relations import Sense
from core.relations.wording import detect
from tests.core.statements import pair, told


def test_shared_words_are_shown_where_they_stand_on_both_sides() -> None:
    a, b = "Divers searched the wreck at dawn.", "At noon the wreck was searched by divers."
    (finding,) = detect(pair(a, b))
    assert finding.sense is Sense.SAME
    assert set(told(a, finding.reason.a)) == {"Divers", "searched", "wreck"}
    assert set(told(b, finding.reason.b)) == {"divers", "searched", "wreck"}


@pytest.mark.parametrize(
    ("a", "b", "names"),
    [
        ("Troops left Kiev at dawn.", "Troops left Kyiv at dawn.", ("Kiev", "Kyiv")),
        ("The envoys of Seoul left.", "The envoys of South Korea left.", ("Seoul", "South Korea")),
        (
            "Then President Yoon Suk Yeol left.",
            "Then President Yoon Suk-yeol left.",
            ("Yoon Suk Yeol", "Yoon Suk-yeol"),
        ),
    ],
)
def test_one_name_in_two_forms_is_pointed_out(a: str, b: str, names: tuple[str, str]) -> None:
    (variant,) = [f.reason for f in detect(pair(a, b)) if f.reason.kind == "name"]
    assert told(a, variant.a) == names[:1]
    assert told(b, variant.b) == names[1:]
    assert all(name in variant.text for name in names)


def test_one_name_in_one_form_is_not() -> None:
    assert [f.reason.kind for f in detect(pair("Troops left Kyiv.", "Tanks left Kyiv."))] == ["wording"]


def test_a_capital_beside_its_country_is_no_other_name_for_it() -> None:
    a, b = "They met in Kyoto, Japan.", "They met in Tokyo, Japan."
    assert [f.reason.kind for f in detect(pair(a, b))] == ["wording"]


def test_claims_without_a_common_word_still_get_a_reason_with_spans() -> None:
    a, b = "Divers searched the wreck.", "A choir from Leeds won."
    (finding,) = detect(pair(a, b))
    assert finding.reason.text
    assert told(a, finding.reason.a) == (a,)
    assert told(b, finding.reason.b) == (b,)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Divers searched the wreck.", "Divers searched the old wreck."),
        ("The engineer Marta Ilves left.", "The engineer Marta Ilves stayed."),
    ],
)
def test_no_shared_word_is_listed_twice(a: str, b: str) -> None:
    listed = re.findall("“([^”]*)”", next(f.reason.text for f in detect(pair(a, b)) if f.reason.kind == "wording"))
    assert len(listed) == len(set(listed))
