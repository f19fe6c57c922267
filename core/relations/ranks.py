"""Ranks that differ: tenth place on one side, fifth on the other.

A rank stands in no slot that could be named, so a difference casts doubt and is weighed with everything else.
"""

from __future__ import annotations

from functools import cache, lru_cache

from core.lexicon import english
from core.model import Claim, Reason, Span
from core.relations.finding import Finding, Pair, Sense
from core.tokens import normal, tokenise

_ALL_SHARED = 0.8  # of the shorter claim, ranks left out, before two ranks can be one and the same
_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_MAKES_A_SHARE = frozenset({"a", "one"})  # "a third of the votes"


def detect(pair: Pair) -> tuple[Finding, ...]:
    """Find the one rank that each claim has for itself, if all else is told alike."""
    mine, theirs = _ranks(pair.a.claim), _ranks(pair.b.claim)
    own = [span for rank, span in mine if rank not in {r for r, _ in theirs}]
    other = [span for rank, span in theirs if rank not in {r for r, _ in mine}]
    if len(own) != 1 or len(other) != 1 or pair.shared_without(_forms()) < _ALL_SHARED:
        return ()
    words = own[0].of(pair.a.article.text), other[0].of(pair.b.article.text)
    text = f"{words[0]} and {words[1]} differ, but it is not certain that they rank the same."
    return (Finding(Sense.DOUBT, Reason("number", text, "number.doubtful", tuple(own), tuple(other)), 0.5),)


@cache
def _forms() -> frozenset[str]:
    """Return the terms that ranks make, which are no part of all else."""
    return frozenset(normal(word) for word in english().ordinals)


def _ranks(claim: Claim) -> list[tuple[int, Span]]:
    """Return the ranks of a claim with their places, those that belong to a date left out."""
    found = [(rank, Span(claim.start + s.start, claim.start + s.end)) for rank, s in _written(claim.text)]
    return [(rank, span) for rank, span in found if not any(d.span.overlaps(span) for d in claim.dates)]


@lru_cache(maxsize=50_000)
def _written(text: str) -> tuple[tuple[int, Span], ...]:
    tokens, ordinals = tokenise(text), english().ordinals
    found = []
    for at, token in enumerate(tokens):
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if token.lower in ordinals and not (at and tokens[at - 1].lower in _MAKES_A_SHARE):
            found.append((ordinals[token.lower], token.span))
        elif token.text.isdecimal() and after is not None and after.start == token.end and after.lower in _ENDINGS:
            found.append((int(token.text), Span(token.start, after.end)))
    return tuple(found)
