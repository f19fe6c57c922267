"""All against some, everywhere against part, none against any: the same told of more or less of a thing."""

from __future__ import annotations

from functools import lru_cache

from core.lexicon import english
from core.model import Reason, Span
from core.relations.finding import Finding, Pair, Sense
from core.tokens import tokenise

_REST_SHARED = 0.6


def detect(pair: Pair) -> tuple[Finding, ...]:
    """Find words of different scope on the two sides of what is otherwise told alike."""
    mine, theirs = _scopes(pair.a.claim.text), _scopes(pair.b.claim.text)
    if not (mine and theirs):
        return ()
    groups = {group for group, _ in mine}, {group for group, _ in theirs}
    if groups[0] & groups[1] or pair.shared_without(frozenset()) < _REST_SHARED:
        return ()
    one, other = mine[0][1], theirs[0][1]
    spans = (
        Span(pair.a.claim.start + one.start, pair.a.claim.start + one.end),
        Span(pair.b.claim.start + other.start, pair.b.claim.start + other.end),
    )
    words = spans[0].of(pair.a.article.text), spans[1].of(pair.b.article.text)
    text = f"“{words[0]}” against “{words[1]}”: told of more on one side than on the other."
    return (Finding(Sense.DOUBT, Reason("scope", text, "scope.differs", (spans[0],), (spans[1],)), 0.4),)


@lru_cache(maxsize=50_000)
def _scopes(text: str) -> tuple[tuple[str, Span], ...]:
    scope = english().scope
    return tuple((scope[t.lower], t.span) for t in tokenise(text) if t.lower in scope)
