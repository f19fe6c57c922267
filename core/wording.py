"""Word by word, what two passages share and what only one of them has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from core.model import Span

# A figure with its separators, a word with its apostrophes and hyphens, or a single sign such as "%" or "$".
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|\w+(?:[’'\-]\w+)*|[^\w\s]")
_SIGNS = frozenset("%$€£¥°")


class Change(StrEnum):
    """What became of some words on the way from one passage to the other."""

    SAME = "same"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class WordPiece:
    """Some words of ``a``, of ``b``, or of both, as spans of the two texts; an empty span where there are none."""

    change: Change
    a: Span
    b: Span


def compare_words(a: str, b: str) -> tuple[WordPiece, ...]:
    """Align two texts word by word, without regard to case and punctuation; pieces cover all words, in order."""
    from rapidfuzz.distance import Indel

    words_a, words_b = _words(a), _words(b)
    keys_a, keys_b = [_key(a, word) for word in words_a], [_key(b, word) for word in words_b]
    steps = [
        (step.tag, step.src_start, step.src_end, step.dest_start, step.dest_end)
        for step in Indel.opcodes(keys_a, keys_b)
    ]
    pieces: list[WordPiece] = []
    place = 0
    while place < len(steps):
        _, a0, a1, b0, b1 = steps[place]
        equal = steps[place][0] == "equal"
        # Words taken out next to words put in are one change.
        while not equal and place + 1 < len(steps) and steps[place + 1][0] != "equal":
            place += 1
            a1, b1 = steps[place][2], steps[place][4]
        pieces.append(WordPiece(_change(equal, a1 - a0, b1 - b0), _cover(words_a, a0, a1), _cover(words_b, b0, b1)))
        place += 1
    return tuple(pieces)


def _words(text: str) -> list[Span]:
    found = (Span(*match.span()) for match in _WORD.finditer(text))
    return [word for word in found if text[word.start] in _SIGNS or any(map(str.isalnum, word.of(text)))]


def _key(text: str, word: Span) -> str:
    return word.of(text).casefold().replace("’", "'")


def _change(equal: bool, from_a: int, from_b: int) -> Change:
    if equal:
        return Change.SAME
    if from_a and from_b:
        return Change.CHANGED
    return Change.REMOVED if from_a else Change.ADDED


def _cover(words: list[Span], first: int, last: int) -> Span:
    """Return the span of words[first:last], or an empty one where they would stand."""
    if first < last:
        return Span(words[first].start, words[last - 1].end)
    place = words[first].start if first < len(words) else (words[-1].end if words else 0)
    return Span(place, place)
