"""Contrary words on the two sides of what is otherwise the same statement: rose and fell, acquitted and convicted."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from core.lexicon import english
from core.model import Reason, Span
from core.relations.finding import Finding, Pair, Sense
from core.tokens import normal, tokenise

_Phrase = tuple[str, ...]
_REST_SHARED = 0.5  # of the shorter claim, the contrary words left out


def detect(pair: Pair) -> tuple[Finding, ...]:
    """Find a word on one side whose opposite stands on the other, neither side holding both."""
    if pair.a.claim.polarity is not pair.b.claim.polarity:
        return ()
    one, other = _held(pair.a.claim.text), _held(pair.b.claim.text)
    for number in sorted(one.keys() & other.keys()):
        mine, theirs = one[number], other[number]
        if len({side for side, _ in mine}) > 1 or {side for side, _ in mine} == {side for side, _ in theirs}:
            continue
        if len({side for side, _ in theirs}) > 1 or pair.shared_without(_contrary(number)) < _REST_SHARED:
            continue
        spans_a, spans_b = _moved(mine, pair.a.claim.start), _moved(theirs, pair.b.claim.start)
        words = spans_a[0].of(pair.a.article.text), spans_b[0].of(pair.b.article.text)
        text = f"“{words[0]}” against “{words[1]}”, and the rest is told alike."
        reason = Reason("opposite", text, "opposite.words", spans_a, spans_b)
        return (Finding(Sense.CONFLICT, reason, pair.strengths.get("opposite.words", 0.6)),)
    return ()


_Held = tuple[tuple[int, Span], ...]


@lru_cache(maxsize=50_000)
def _held(text: str) -> Mapping[int, _Held]:
    """Return which oppositions a claim's words stand in, by number: the side (0 or 1) and the span in the claim."""
    words = tuple((normal(t.text), t.start, t.end) for t in tokenise(text) if t.is_word)
    found: dict[int, set[tuple[int, Span]]] = {}
    for at, (form, start, _) in enumerate(words):
        for number, side, phrase in _by_first_word().get(form, ()):
            if tuple(w[0] for w in words[at : at + len(phrase)]) == phrase:
                found.setdefault(number, set()).add((side, Span(start, words[at + len(phrase) - 1][2])))
    return {number: tuple(sorted(places)) for number, places in found.items()}


def _moved(held: _Held, offset: int) -> tuple[Span, ...]:
    return tuple(Span(offset + span.start, offset + span.end) for _, span in held)


@cache
def _contrary(number: int) -> frozenset[str]:
    return frozenset(word for phrases in _oppositions()[number] for phrase in phrases for word in phrase)


@cache
def _by_first_word() -> Mapping[str, tuple[tuple[int, int, _Phrase], ...]]:
    entries: dict[str, list[tuple[int, int, _Phrase]]] = {}
    for number, sides in enumerate(_oppositions()):
        for side, phrases in enumerate(sides):
            for phrase in sorted(phrases):
                entries.setdefault(phrase[0], []).append((number, side, phrase))
    return {first: tuple(found) for first, found in entries.items()}


@cache
def _oppositions() -> tuple[tuple[frozenset[_Phrase], frozenset[_Phrase]], ...]:
    return tuple((_phrases(left), _phrases(right)) for left, right in english().opposites)


def _phrases(words: frozenset[str]) -> frozenset[_Phrase]:
    return frozenset(tuple(normal(word) for word in phrase.split()) for phrase in words)
