"""Contrary words on the two sides of what is otherwise the same statement: rose and fell, acquitted and convicted."""

from __future__ import annotations

from functools import cache

from core.lexicon import english
from core.model import Reason
from core.relations.finding import Finding, Pair, Sense
from core.tokens import normal

_REST_SHARED = 0.5  # of the shorter claim, the contrary words left out


def detect(pair: Pair) -> tuple[Finding, ...]:
    """Find a word on one side whose opposite stands on the other, neither side holding both."""
    for one, other in _oppositions():
        for left, right in ((one, other), (other, one)):
            mine = pair.a.terms.forms & left
            theirs = pair.b.terms.forms & right
            if not mine or not theirs or pair.a.terms.forms & right or pair.b.terms.forms & left:
                continue
            if pair.shared_without(mine | theirs) < _REST_SHARED or pair.a.claim.polarity is not pair.b.claim.polarity:
                continue
            spans_a, spans_b = pair.a.terms.spans_of(mine), pair.b.terms.spans_of(theirs)
            words = spans_a[0].of(pair.a.article.text), spans_b[0].of(pair.b.article.text)
            text = f"“{words[0]}” against “{words[1]}”, and the rest is told alike."
            reason = Reason("opposite", text, "opposite.words", spans_a, spans_b)
            return (Finding(Sense.CONFLICT, reason, pair.strengths.get("opposite.words", 0.6)),)
    return ()


@cache
def _oppositions() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple(
        (frozenset(normal(w) for w in left if " " not in w), frozenset(normal(w) for w in right if " " not in w))
        for left, right in english().opposites
    )
