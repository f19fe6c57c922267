"""Contrary words on the two sides of what is otherwise the same statement: rose and fell, acquitted and convicted."""

from __future__ import annotations

from functools import cache, lru_cache

from core.lexicon import english
from core.matching import Side
from core.model import Reason, Span
from core.relations.finding import Finding, Pair, Sense
from core.tokens import normal, tokenise

_Phrase = tuple[str, ...]
_REST_SHARED = 0.5  # of the shorter claim, the contrary words left out


def detect(pair: Pair) -> tuple[Finding, ...]:
    """Find a word on one side whose opposite stands on the other, neither side holding both."""
    if pair.a.claim.polarity is not pair.b.claim.polarity:
        return ()
    for one, other in _oppositions():
        for left, right in ((one, other), (other, one)):
            mine, theirs = _places(pair.a, left), _places(pair.b, right)
            if not mine or not theirs or _places(pair.a, right) or _places(pair.b, left):
                continue
            contrary = frozenset(word for phrase in left | right for word in phrase)
            if pair.shared_without(contrary) < _REST_SHARED:
                continue
            words = mine[0].of(pair.a.article.text), theirs[0].of(pair.b.article.text)
            text = f"“{words[0]}” against “{words[1]}”, and the rest is told alike."
            reason = Reason("opposite", text, "opposite.words", mine, theirs)
            return (Finding(Sense.CONFLICT, reason, pair.strengths.get("opposite.words", 0.6)),)
    return ()


def _places(side: Side, phrases: frozenset[_Phrase]) -> tuple[Span, ...]:
    """Return where a claim holds one of the phrases, in any form of its words."""
    words = _words(side.claim.text)
    first = {phrase[0] for phrase in phrases}
    found = []
    for at, (form, start, _) in enumerate(words):
        if form not in first:
            continue
        for phrase in phrases:
            if tuple(w[0] for w in words[at : at + len(phrase)]) == phrase:
                end = words[at + len(phrase) - 1][2]
                found.append(Span(side.claim.start + start, side.claim.start + end))
    return tuple(sorted(set(found)))


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[tuple[str, int, int], ...]:
    return tuple((normal(t.text), t.start, t.end) for t in tokenise(text) if t.is_word)


@cache
def _oppositions() -> tuple[tuple[frozenset[_Phrase], frozenset[_Phrase]], ...]:
    return tuple((_phrases(left), _phrases(right)) for left, right in english().opposites)


def _phrases(words: frozenset[str]) -> frozenset[_Phrase]:
    return frozenset(tuple(normal(word) for word in phrase.split()) for phrase in words)
