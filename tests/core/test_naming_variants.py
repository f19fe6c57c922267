"""The naming variants that ship with the program hold together."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from core import resources

LEXICON = resources.load("lexicons/names.yaml")
NAMES = {entry["id"]: entry for entry in LEXICON["names"]}
UN_MEMBERS = 193
WITHOUT_SEAT = {"belgium", "monaco", "san-marino"}  # Brussels stands for the EU; the others are their own capitals


def test_ids_are_unique_and_in_kebab_case() -> None:
    assert len(NAMES) == len(LEXICON["names"])
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in NAMES)


def test_no_variant_belongs_to_two_ids() -> None:
    owners: dict[str, set[str]] = {}
    for name, entry in NAMES.items():
        for variant in [*entry["names"], *entry.get("adjectives", [])]:
            plain = re.sub(r"[-' ]", "", variant.lower()) if len(variant) > 5 else variant
            owners.setdefault(plain, set()).add(name)
    assert {variant: ids for variant, ids in owners.items() if len(ids) > 1} == {}


def test_every_seat_is_a_place_with_one_owner() -> None:
    seats = Counter(seat for entry in NAMES.values() for seat in entry.get("seats", []))
    assert {NAMES[seat]["kind"] for seat in seats} == {"city", "place"}
    assert max(seats.values()) == 1


def test_every_member_of_the_united_nations_is_there_with_its_capital() -> None:
    countries = {name: entry for name, entry in NAMES.items() if entry["kind"] == "country"}
    assert len(countries) == UN_MEMBERS
    assert {name for name, entry in countries.items() if not entry.get("seats")} == WITHOUT_SEAT


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kiev", "Kyiv"), ("Odessa", "Odesa"), ("Republic of Korea", "South Korea"), ("Zelenskyy", "Zelensky"),
     ("Rousse", "Ruse"), ("Pentagon", "US Defense Department"), ("Hizbollah", "Hezbollah")],
)  # fmt: skip
def test_well_known_variants_share_an_id(one: str, other: str) -> None:
    assert [name for name, e in NAMES.items() if one in e["names"]] == [
        name for name, e in NAMES.items() if other in e["names"]
    ]


def test_a_framing_label_stands_in_one_group() -> None:
    labels = Counter(label for group in LEXICON["framing"] for label in group)
    assert {label for label, count in labels.items() if count > 1} == set()
