"""Numbers as written: "1,187", "3bn", "twenty-one", "a dozen", "three and a half million", "a third of"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.lexicon import English
from core.tokens import Token

REACH_AHEAD = 7  # how many tokens after a figure may hold what it counts ("12 people were later reported killed")
CLAUSE_END = frozenset({",", ";", ":", "(", ")", "—", "–", '"', "“", "”", "and", "but", "while"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as read: its value, the tokens it took, and a currency found against it."""

    value: float
    first: int
    last: int
    unit: str | None = None
    spelled: bool = False


def read_figure(tokens: Sequence[Token], at: int, words: English) -> Figure | None:
    """Return the number that begins at a token, in digits or in words, or None."""
    token = tokens[at]
    if token.is_number:
        return _read_digits(tokens, at, words)
    return _read_words(tokens, at, words)


def _read_digits(tokens: Sequence[Token], at: int, words: English) -> Figure | None:
    token = tokens[at]
    value = _value(token.text)
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    glued = after is not None and after.start == token.end and after.is_word
    before = tokens[at - 1] if at else None
    unit = words.currencies.get(before.lower) if before is not None else None
    last = at
    if value is None or (
        before is not None
        and before.end == token.start
        and before.text in {"-", "–", "/"}
        and _letter_before(tokens, at)
    ):
        return None
    if glued and after is not None:
        if after.lower in {"st", "nd", "rd", "th", "s"}:
            return None
        scale = words.magnitude_suffixes.get(after.lower)
        if scale is not None and (unit is not None or after.lower != "m"):
            value, last = value * scale, at + 1
    elif unit is not None and after is not None and after.lower in words.magnitude_suffixes:  # "$38 bn"
        value, last = value * words.magnitude_suffixes[after.lower], at + 1
    elif after is not None and after.lower in words.magnitudes:
        value, last = value * words.magnitudes[after.lower], at + 1
    first = at - 1 if unit is not None else at
    return Figure(value, first, last, unit)


def _letter_before(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a digit hangs on a word by a hyphen (Covid-19, F-16): part of a name, no figure."""
    return at >= 2 and tokens[at - 2].end == tokens[at - 1].start and tokens[at - 2].is_word


def _value(text: str) -> float | None:
    """Read 1,187 and 1.2 and 1.200.000 as written in English news; None for version-like runs."""
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", text):
        return float(text.replace(",", ""))
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return float(text)
    if re.fullmatch(r"\d{1,3}(\.\d{3}){2,}", text):
        return float(text.replace(".", ""))
    return None


def _read_words(tokens: Sequence[Token], at: int, words: English) -> Figure | None:
    """Read "twenty-one", "two hundred and five", "a dozen", "half a million"."""
    total, current, last, seen = 0.0, 0.0, at, False
    i = at
    while i < len(tokens):
        word = tokens[i].lower
        if seen and [lower_at(tokens, i + n) for n in range(3)] == ["and", "a", "half"]:
            current, last, i = current + 0.5, i + 2, i + 2
        elif word in words.number_words:
            current, last, seen = current + words.number_words[word], i, True
        elif word in words.magnitudes and (seen or (lower_at(tokens, i - 1) in {"a", "an", "half"} and i <= at + 2)):
            scale = words.magnitudes[word]
            current = (current or (0.5 if "half" in {lower_at(tokens, i - 1), lower_at(tokens, i - 2)} else 1)) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
            last, seen = i, True
        elif i == at + 1 and word in words.fractions and tokens[at].lower in {"a", "an", "one"}:
            return Figure(words.fractions[word], at, i, "share", spelled=True)
        elif not (word in {"and", "-", "‑"} and seen and _goes_on(tokens, i, words)) and not (
            i <= at + 1 and word in {"a", "an", "half"} and not seen and _leads(tokens, i, words)
        ):
            break
        i += 1
    if not seen or _is_pronoun_one(tokens, at, last, words):
        return None
    return Figure(total + current, at, last, spelled=True)


def _goes_on(tokens: Sequence[Token], i: int, words: English) -> bool:
    """Tell whether "and" or a hyphen joins two number words of one figure."""
    after, before = lower_at(tokens, i + 1), lower_at(tokens, i - 1)
    if after not in words.number_words:
        return False
    if tokens[i].lower == "and":
        return before in words.magnitudes and words.magnitudes[before] >= 100
    return before in words.number_words and words.number_words[before] >= 20


def _leads(tokens: Sequence[Token], i: int, words: English) -> bool:
    after = lower_at(tokens, i + 1)
    if after in words.fractions and after != "half" and tokens[i].lower != "half":
        return lower_at(tokens, i + 2) == "of"
    return after in words.magnitudes or (after in {"a", "half"} and lower_at(tokens, i + 2) in words.magnitudes)


def _is_pronoun_one(tokens: Sequence[Token], first: int, last: int, words: English) -> bool:
    """Tell whether a lone "one" is a pronoun or article rather than a count ("one of them", "one day")."""
    if first != last or tokens[first].lower != "one":
        return False
    ahead = [t.lower for t in tokens[first + 1 : first + 1 + REACH_AHEAD]]
    if not ahead or ahead[0] in {"of", "another", "more", "day", "thing", "way", "is", "was", "could", "can", "should"}:
        return True
    stop = next((i for i, w in enumerate(ahead) if w in CLAUSE_END), len(ahead))
    return not any(w in {"person", "man", "woman"} or w in words.counted for w in ahead[:stop])


def lower_at(tokens: Sequence[Token], at: int) -> str:
    """Return the word at a place in lower case, "" where there is none."""
    return tokens[at].lower if 0 <= at < len(tokens) else ""
