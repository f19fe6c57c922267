"""Statements ready to be compared, made in one line, for the tests of the engine's stages."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pytest

from core.calibration import calibration
from core.candidates import TermIndex
from core.claims import whole_claim
from core.matching import Side
from core.model import Article, Span
from core.relations import Pair
from core.terms import terms_of

WELL_ALIGNED = 1.0  # similarity of two statements of which nobody doubts that they are about one matter


def article(text: str, outlet: str = "Harbour Times", **more: object) -> Article:
    """Return an article as a reader would give it, under the id that its text gives."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(digest[:12], f"{outlet.lower().replace(' ', '-')}.txt", digest, text, outlet=outlet, **more)


def side(text: str, published: str | None = None, outlet: str = "Harbour Times") -> Side:
    """Return a whole text as one claim with its terms."""
    owner = article(text, outlet, published=published)
    claim = whole_claim(owner)
    return Side(claim, terms_of(claim), owner)


def pair(
    a: str, b: str, a_date: str | None = None, b_date: str | None = None, similarity: float = WELL_ALIGNED
) -> Pair:
    """Return two statements as an aligned pair, dated as their outlets published them."""
    one, other = side(a, a_date), side(b, b_date, "Coast Post")
    index = TermIndex([one.terms, other.terms])
    return Pair(one, other, {}, similarity, index, calibration().strengths)


def spans(text: str, *words: str) -> tuple[Span, ...]:
    """Return where some words stand in a text."""
    return tuple(Span(text.index(word), text.index(word) + len(word)) for word in words)


def told(text: str, found: Sequence[Span]) -> tuple[str, ...]:
    """Return the words under some spans."""
    return tuple(span.of(text) for span in found)


def bug(*values: object, reason: str) -> object:
    """Return a row of a table that does not hold yet; it will complain as soon as it does."""
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))
