from __future__ import annotations

import pytest

from core.errors import WriteError
from core.exporters.citing import Citer, plainly
from core.model import Span
from core.workspace.judgements import anchor_at
from tests import comparisons


def test_a_claim_is_cited_with_what_stands_around_it():
    citation = Citer(comparisons.ferry()).claim(comparisons.ferry().claims[0].id)
    assert citation.shown == "A ¶1 s1, 49–105"
    assert citation.quote == "At least 12 people were killed when a ferry caught fire."
    assert citation.before.endswith("off Port Maren\n\n")
    assert len(citation.before) == len(citation.after) == 32


def test_a_place_the_analyst_marked_has_paragraph_and_sentence():
    comparison = comparisons.ferry()
    first = comparison.articles[0]
    within = Citer(comparison).anchor(anchor_at(first, Span(110, 120)))
    assert within is not None
    assert within.shown == "A ¶1 s2, 110–120"


def test_words_that_are_gone_are_not_cited():
    comparison = comparisons.ferry()
    first, second, _ = comparison.articles
    anchor = anchor_at(first, Span(110, 120))
    citer = Citer(comparison)
    assert citer.anchor(type(anchor)(second.id, 0, 5, "Other", "", "", "")) is None
    assert citer.anchor(type(anchor)("gone", 0, 5, "Ferry", "", "", "")) is None
    assert citer.quote(type(anchor)("gone", 0, 5, "Ferry", "", "", "")) is None
    assert citer.quoted == ()


def test_what_was_quoted_is_remembered_once_and_in_order():
    comparison = comparisons.ferry()
    citer = Citer(comparison)
    for claim in (comparison.claims[5], comparison.claims[0], comparison.claims[5]):
        citer.quote(claim.id)
    assert [citation.label for citation in citer.quoted] == ["A", "C"]


def test_a_quotation_says_whom_it_is_from():
    comparison = comparisons.ferry()
    quotation = Citer(comparison).quote(comparison.claims[1].id)
    assert quotation is not None
    assert quotation.said_by == "The harbour office (said)"


@pytest.mark.parametrize("words", ['[A ¶1 s1, 0–4] "x"', "see A headline, 0–63", "B passage, 1–2"])
def test_foreign_words_do_not_pass_for_a_citation(words):
    assert "–" not in plainly(words)


def test_plain_words_stay_as_they_are():
    assert plainly("pages 3–4,  two\nlines") == "pages 3–4, two lines"


def test_a_claim_that_is_not_in_its_text_stops_the_export():
    from dataclasses import replace

    comparison = comparisons.ferry()
    moved = replace(comparison.claims[0], start=50, end=106)
    with pytest.raises(WriteError, match="A ¶1 s1, 50–106"):
        Citer(replace(comparison, claims=(moved,))).claim(moved.id)
