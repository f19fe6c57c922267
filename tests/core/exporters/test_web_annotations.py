from __future__ import annotations

import base64
import hashlib
import json

import pytest

from core.exporters import web_annotations
from core.note_options import NoteOptions
from tests import comparisons, schemas
from tests.core.exporters import coverage

CASES = {
    "ferry": lambda: (comparisons.ferry(), None),
    "judged": coverage.judged,
    "samples": lambda: (coverage.samples(), None),
    "hostile": lambda: (coverage.hostile(), None),
}


def collection(case: str, **options) -> dict:
    return json.loads(web_annotations.render(*CASES[case](), NoteOptions(**options)))


def named(text: str) -> str:
    """The name of a text by its hash, as RFC 6920 has it."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()).decode()
    return f"ni:///sha-256;{digest.rstrip('=')}"


@pytest.mark.parametrize("case", CASES)
def test_annotations_fit_the_models_rules(case):
    document = collection(case, timestamp="2026-03-05T10:00:00+00:00")
    schemas.validate(document, "web-annotation")
    items = document["first"]["items"]
    assert document["total"] == len(items)
    assert len({item["id"] for item in items}) == len(items)


@pytest.mark.parametrize("case", CASES)
def test_both_selectors_resolve_to_the_same_words(case):
    comparison, _ = CASES[case]()
    texts = {named(article.text): article.text for article in comparison.articles}
    targets = [target for item in collection(case)["first"]["items"] for target in item["target"]]
    assert targets
    for target in targets:
        quote, position = target["selector"]
        text = texts[target["source"]["id"]]
        assert text[position["start"] : position["end"]] == quote["exact"]
        whole = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert text.find(whole) == position["start"] - len(quote["prefix"]) or text.count(whole) > 1
        assert len(quote["prefix"]) == min(32, position["start"])
        assert len(quote["suffix"]) == min(32, len(text) - position["end"])


def test_a_link_is_an_annotation_with_two_targets():
    links = [item for item in collection("ferry")["first"]["items"] if item["motivation"] == "linking"]
    assert len(links) == 3
    for link in links:
        assert len({target["source"]["id"] for target in link["target"]}) == 2
        assert link["creator"] == {"type": "Software", "name": "Parallax"}
    (conflict,) = [link for link in links if link["body"][0]["value"] == "conflicts"]
    assert [body["purpose"] for body in conflict["body"]] == ["classifying", "describing", "describing"]


def test_a_judged_link_is_the_analysts_and_a_rejected_one_is_none():
    links = [item for item in collection("judged")["first"]["items"] if item["motivation"] == "linking"]
    assert sorted(link["body"][0]["value"] for link in links) == ["agrees", "conflicts", "conflicts"]
    (retyped,) = [link for link in links if any(body["purpose"] == "tagging" for body in link["body"])]
    assert retyped["creator"] == {"type": "Person", "name": "M. Ilves"}
    assert retyped["created"] == "2026-03-05T10:00:00Z"
    assert any(body["value"].startswith("Both say **Monday**") for body in retyped["body"])


def test_a_time_that_is_none_is_left_out():
    assert not any("generated" in item for item in collection("ferry", timestamp="yesterday")["first"]["items"])
