"""Negation and certainty: whether a claim says that something is so, and how firmly.

The ladder follows FactBank (Saurí and Pustejovsky 2009) in the words of the trade: certain, reported, probable,
possible, alleged. Two negations cancel out.
"""

from __future__ import annotations

import re
from functools import cache

from core.lexicon import English, english
from core.model import Certainty, Polarity, Span
from core.tokens import Token, lemma, tokenise

_RUNGS = tuple(Certainty)


def find_negations(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Return the spans of the words that negate in ``text[start:end]``."""
    words = english()
    end = len(text) if end is None else end
    spared = _exceptions(text[start:end], words)
    found = []
    tokens = tokenise(text, start, end)
    for at, token in enumerate(tokens):
        if any(s <= token.start - start < e for s, e in spared):
            continue
        if token.lower in words.negation_cues or token.lower.endswith("n't") or _refuses(tokens, at, words):
            found.append(token.span)
    return tuple(found)


def polarity_of(negations: tuple[Span, ...]) -> Polarity:
    """Return what the negations add up to: an odd number denies, an even one affirms."""
    return Polarity.NEGATIVE if len(negations) % 2 else Polarity.POSITIVE


def find_hedges(text: str, start: int = 0, end: int | None = None) -> tuple[tuple[Span, Certainty], ...]:
    """Return the cues of less than full certainty in ``text[start:end]``, each with its rung."""
    words = english()
    found = []
    tokens = tokenise(text, start, end)
    for at, token in enumerate(tokens):
        if token.lower not in _first_of_hedges():
            continue
        for length in (2, 1):
            taken = tokens[at : at + length]
            rung = words.certainty.get(" ".join(t.lower for t in taken))
            if rung is not None and not (token.lower == "may" and token.is_capitalised):  # the month
                found.append((Span(token.start, taken[-1].end), Certainty(rung)))
                break
    return tuple(found)


@cache
def _first_of_hedges() -> frozenset[str]:
    return frozenset(cue.split()[0] for cue in english().certainty)


def certainty_of(hedges: tuple[tuple[Span, Certainty], ...]) -> Certainty:
    """Return the lowest rung that the hedges put a claim on."""
    return max((rung for _, rung in hedges), key=_RUNGS.index, default=Certainty.CERTAIN)


def _exceptions(text: str, words: English) -> list[tuple[int, int]]:
    lower = text.lower()
    return [
        match.span()
        for phrase in words.negation_exceptions
        if phrase in lower
        for match in re.finditer(rf"(?<!\w){re.escape(phrase)}", lower)
    ]


def _refuses(tokens: tuple[Token, ...], at: int, words: English) -> bool:
    """Tell whether a verb such as "failed" or "refused" denies the infinitive after it."""
    one = lemma(tokens[at].lower)
    if one not in _first_of_refusals():
        return False
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if one in words.negation_verbs:
        return after == "to" or one == "lack"
    return f"{one} {after}" in words.negation_verbs


@cache
def _first_of_refusals() -> frozenset[str]:
    return frozenset(verb.split()[0] for verb in english().negation_verbs)
