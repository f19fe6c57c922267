"""Families of claims: what is written in them is whole, and pairs are drawn from them as they say."""

import random
from collections import Counter

import pytest

from tests.quality.training.families import families, pairs_of, round_of_families

KINDS = {
    *("number", "date", "place", "name", "negation", "opposite"),
    *("role", "certainty", "attribution", "denial", "scope", "quote"),
}
FAMILY = {
    "event": "a ferry off Cebu",
    "anchor": {"text": "Nine of the crew are missing", "date": "2026-03-03T20:10"},
    "agrees": [{"text": "nine who worked on board had yet to be found", "before": "It burned for six hours."}],
    "conflicts": [{"text": "All hands were accounted for by nightfall", "kind": "denial"}],
    "changed": [{"text": "The last of them was pulled out alive on Thursday", "date": "2026-03-05T09:00"}],
    "related": [{"text": "Nine passengers were treated for burns"}],
    "unrelated": [{"text": "She was built in Setouchi in 1998"}],
}


@pytest.fixture(scope="module")
def written():
    return families()


def test_every_family_is_whole(written) -> None:
    for family in written:
        assert family["anchor"]["text"], family["event"]
        assert family["agrees"], family["event"]
        assert {claim["kind"] for claim in family["conflicts"]} <= KINDS, family["event"]
        for relation in ("agrees", "conflicts", "changed", "related", "unrelated"):
            for claim in family.get(relation) or ():
                assert claim["text"].strip(), family["event"]
                assert set(claim) <= {"text", "date", "before", "kind"}, family["event"]


def test_no_text_has_two_relations_to_one_anchor(written) -> None:
    for family in written:
        texts = Counter(claim["text"] for a, claim, _ in pairs_of(family) if a is family["anchor"])
        assert max(texts.values()) == 1, family["event"]


def test_all_that_agree_conflict_with_what_conflicts() -> None:
    found = Counter(relation for _, _, relation in pairs_of(FAMILY))
    assert found == {"agrees": 1, "conflicts": 2, "related": 2, "unrelated": 2, "changed": 1}


def test_a_change_is_never_shown_without_its_dates() -> None:
    for seed in range(20):
        changed = [one for one in round_of_families([FAMILY], random.Random(seed)) if one.allowed == ("changed",)]
        assert [{one.pair.a_date, one.pair.b_date} for one in changed] == [{"2026-03-03T20:10", "2026-03-05T09:00"}]


def test_a_round_is_the_same_for_the_same_seed(written) -> None:
    some = written[:20]
    assert round_of_families(some, random.Random(3)) == round_of_families(some, random.Random(3))
    assert round_of_families(some, random.Random(3)) != round_of_families(some, random.Random(4))
