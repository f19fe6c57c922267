"""Figures in a text: value, bounds, unit, and what is counted.

Two figures can only disagree when they count the same thing in the same unit, so what is counted matters as much as
the figure. "At least 12" bounds from below, "nearly 1,200" reaches a little under, an exact figure bounds both ways.
Dates, clock times, years and ordinals are no quantities.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.lexicon import English, english
from core.model import DateMention, Quantity
from core.tokens import Token, lemma, tokenise

_SMALL_BREAK = frozenset({"-", "–", "to"})
_REACH_AHEAD = 7  # how many tokens after a figure may hold what it counts ("12 people were later reported killed")
_REACH_BACK = 8  # how many before it ("the death toll had risen to 19")
_ROUNDING = 0.03  # share by which a rounded figure may differ; beyond it 19 against 20 is a difference
_CLAUSE_END = {",", ";", ":", "(", ")", "—", "–", '"', "“", "”", "and", "but", "while"}


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number as read: its value, the tokens it took, and a currency found against it."""

    value: float
    first: int
    last: int
    unit: str | None = None
    spelled: bool = False


def find_quantities(
    text: str, dates: Sequence[DateMention] = (), start: int = 0, end: int | None = None
) -> tuple[Quantity, ...]:
    """Return the figures of ``text[start:end]`` in order; spans already read as ``dates`` are passed over."""
    words = english()
    tokens = tokenise(text, start, end)
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        figure = None if _within(tokens[at], dates) else _read_figure(tokens, at, words)
        if figure is None:
            at += 1
            continue
        quantity, at = _quantity(tokens, figure, words)
        if quantity is not None:
            found.append(quantity)
    return tuple(found)


def compatible(one: Quantity, other: Quantity) -> bool:
    """Tell whether two figures of the same thing can both be true: bounds meet, or one is the other rounded."""
    if not (_below(one.high, other.low) or _below(other.high, one.low)):
        return True
    return _rounds_to(one.value, other.value) or _rounds_to(other.value, one.value)


def _below(high: float | None, low: float | None) -> bool:
    return high is not None and low is not None and high < low * (1 - 1e-9)


def _rounds_to(fine: float, coarse: float) -> bool:
    """Tell whether the second figure is the first with fewer digits ("1,187" told as "1,200", 28.9 as 29)."""
    if fine <= 0 or coarse < 20 or abs(fine - coarse) > _ROUNDING * coarse:
        return False
    digits = _digits(coarse)
    places = digits - 1 - math.floor(math.log10(fine))
    return _digits(fine) > digits and math.isclose(round(fine, places), coarse, rel_tol=1e-9)


def _digits(value: float) -> int:
    """Return how many digits of a figure carry meaning: 1,200 has two, 28.9 three."""
    return len(f"{value:.10g}".replace(".", "").strip("0"))


def _within(token: Token, dates: Sequence[DateMention]) -> bool:
    return any(d.start <= token.start < d.end for d in dates)


def _read_figure(tokens: Sequence[Token], at: int, words: English) -> _Figure | None:
    token = tokens[at]
    if token.is_number:
        return _read_digits(tokens, at, words)
    return _read_words(tokens, at, words)


def _read_digits(tokens: Sequence[Token], at: int, words: English) -> _Figure | None:
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
    elif after is not None and after.lower in words.magnitudes:
        value, last = value * words.magnitudes[after.lower], at + 1
    first = at - 1 if unit is not None else at
    return _Figure(value, first, last, unit)


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


def _read_words(tokens: Sequence[Token], at: int, words: English) -> _Figure | None:
    """Read "twenty-one", "two hundred and five", "a dozen", "half a million"."""
    total, current, last, seen = 0.0, 0.0, at, False
    i = at
    while i < len(tokens):
        word = tokens[i].lower
        if seen and [_lower(tokens, i + n) for n in range(3)] == ["and", "a", "half"]:
            current, last, i = current + 0.5, i + 2, i + 2
        elif word in words.number_words:
            current, last, seen = current + words.number_words[word], i, True
        elif word in words.magnitudes and (seen or (_lower(tokens, i - 1) in {"a", "an", "half"} and i <= at + 2)):
            scale = words.magnitudes[word]
            current = (current or (0.5 if "half" in {_lower(tokens, i - 1), _lower(tokens, i - 2)} else 1)) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
            last, seen = i, True
        elif not (word in {"and", "-", "‑"} and seen and _goes_on(tokens, i, words)) and not (
            i <= at + 1 and word in {"a", "an", "half"} and not seen and _leads(tokens, i, words)
        ):
            break
        i += 1
    if not seen or _is_pronoun_one(tokens, at, last, words):
        return None
    return _Figure(total + current, at, last, spelled=True)


def _goes_on(tokens: Sequence[Token], i: int, words: English) -> bool:
    """Tell whether "and" or a hyphen joins two number words of one figure."""
    after, before = _lower(tokens, i + 1), _lower(tokens, i - 1)
    if after not in words.number_words:
        return False
    if tokens[i].lower == "and":
        return before in words.magnitudes and words.magnitudes[before] >= 100
    return before in words.number_words and words.number_words[before] >= 20


def _leads(tokens: Sequence[Token], i: int, words: English) -> bool:
    after = _lower(tokens, i + 1)
    return after in words.magnitudes or (after in {"a", "half"} and _lower(tokens, i + 2) in words.magnitudes)


def _is_pronoun_one(tokens: Sequence[Token], first: int, last: int, words: English) -> bool:
    """Tell whether a lone "one" is a pronoun or article rather than a count ("one of them", "one day")."""
    if first != last or tokens[first].lower != "one":
        return False
    ahead = [t.lower for t in tokens[first + 1 : first + 1 + _REACH_AHEAD]]
    if not ahead or ahead[0] in {"of", "another", "more", "day", "thing", "way", "is", "was", "could", "can", "should"}:
        return True
    stop = next((i for i, w in enumerate(ahead) if w in _CLAUSE_END), len(ahead))
    return not any(w in {"person", "man", "woman"} or w in words.counted for w in ahead[:stop])


def _quantity(tokens: Sequence[Token], figure: _Figure, words: English) -> tuple[Quantity | None, int]:
    """Return the quantity of a figure and the token at which reading goes on."""
    first, last, upper = figure.first, figure.last, None
    value = figure.value
    if (other := _range_end(tokens, last, words, _lower(tokens, first - 1) == "between")) is not None:
        upper, last = other.value, other.last
    unit, factor, unit_last = _unit(tokens, last, words)
    before = words.units.get(_lower(tokens, first - 1))
    if figure.unit is not None:
        unit, factor, unit_last = figure.unit, 1.0, last
    elif unit is None and before is not None and before.base == "magnitude":
        unit = before.base
    if unit is None and _is_fraction(tokens, last, words):
        unit, value, unit_last = "share", value * words.fractions[_lower_skip(tokens, last)], _skip_hyphen(tokens, last)
    low, high, approximate, start = _bounds(tokens, first, words, value)
    if upper is not None:
        low, high = value, max(upper, value)
    if (after := _bound_after(tokens, unit_last, words)) is not None:
        low, high, approximate = _apply(after, value, words)
    counted: str | None
    if _is_age(tokens, first, last):
        unit, counted, factor = "year", "age", 1.0
    else:
        counted = None if unit not in (None, "share") else _counted(tokens, first, last, words)
    if counted is None and unit is None and not figure.spelled and value < 2 and not approximate:
        return None, last + 1
    span_end = tokens[unit_last].end
    scaled = [None if x is None else _clean(x * factor) for x in (value, low, high)]
    return (
        Quantity(scaled[0] or 0.0, scaled[1], scaled[2], unit, counted, tokens[start].start, span_end, approximate),
        max(last, unit_last) + 1,
    )


def _clean(x: float) -> float:
    return float(f"{x:.9g}")


def _range_end(tokens: Sequence[Token], last: int, words: English, between: bool) -> _Figure | None:
    """Read the upper end of "10 to 15", "10-15" or "between 10 and 15", if one follows."""
    if last + 2 >= len(tokens) or not (
        tokens[last + 1].lower in _SMALL_BREAK or (between and tokens[last + 1].lower == "and")
    ):
        return None
    upper = _read_figure(tokens, last + 2, words)
    if upper is None or upper.first != last + 2:
        return None
    return upper


def _unit(tokens: Sequence[Token], last: int, words: English) -> tuple[str | None, float, int]:
    """Read a unit after a figure; return its base unit, the factor into it, and the last token taken."""
    at = _skip_hyphen(tokens, last) if _lower(tokens, last + 1) in {"-", "‑"} else last + 1
    for length in (3, 2, 1):
        taken = tokens[at : at + length]
        if len(taken) < length:
            continue
        phrase = " ".join(t.lower for t in taken)
        for form in (phrase, _singular(phrase)):
            if form in words.units and not (form == "m" and not taken[0].text.islower()):
                unit = words.units[form]
                return unit.base, unit.factor, at + length - 1
            if form in words.currencies and not _leads_figure(tokens, at + length - 1):
                return words.currencies[form], 1.0, at + length - 1
    return None, 1.0, last


def _leads_figure(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a currency sign belongs to the figure after it."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after is not None and after.is_number and after.start == tokens[at].end


def _singular(phrase: str) -> str:
    head, _, tail = phrase.rpartition(" ")
    return f"{head} {lemma(tail)}".strip()


def _skip_hyphen(tokens: Sequence[Token], last: int) -> int:
    return last + 2 if _lower(tokens, last + 1) in {"-", "‑"} else last + 1


def _lower_skip(tokens: Sequence[Token], last: int) -> str:
    return _lower(tokens, _skip_hyphen(tokens, last))


def _is_fraction(tokens: Sequence[Token], last: int, words: English) -> bool:
    return _lower_skip(tokens, last) in words.fractions


def _bounds(
    tokens: Sequence[Token], first: int, words: English, value: float
) -> tuple[float | None, float | None, bool, int]:
    """Read the bound words before a figure; return low, high, whether it is approximate, and the first token."""
    for phrase, kind in words.bounds.items():
        parts = phrase.split()
        start = first - len(parts)
        if start >= 0 and [t.lower for t in tokens[start:first]] == parts:
            low, high, approximate = _apply(kind, value, words)
            return low, high, approximate, start
    return value, value, False, first


def _bound_after(tokens: Sequence[Token], last: int, words: English) -> str | None:
    for phrase, kind in words.bounds_after.items():
        parts = phrase.split()
        if [t.lower for t in tokens[last + 1 : last + 1 + len(parts)]] == parts:
            return kind
    return None


def _apply(kind: str, value: float, words: English) -> tuple[float | None, float | None, bool]:
    if kind in ("low", "above"):
        return value, None, False
    if kind in ("high", "below"):
        return None, value, False
    if kind in words.approximate_reach:
        down, up = words.approximate_reach[kind]
        return value * down, value * up, True
    return value, value, False


def _is_age(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether a figure is an age: "aged 41", "41-year-old", ", 41,"."""
    if _lower(tokens, first - 1) == "aged" or [_lower(tokens, last + n) for n in (1, 2, 3, 4)] == [
        "-",
        "year",
        "-",
        "old",
    ]:
        return True
    closed = _lower(tokens, last + 1) in {",", "."} and _lower(tokens, first - 1) == ","
    return (
        closed
        and first >= 2
        and tokens[first - 2].is_capitalised
        and tokens[first].is_number
        and len(tokens[first].text) <= 3
    )


def _counted(tokens: Sequence[Token], first: int, last: int, words: English) -> str | None:
    """Return what a figure counts: a slot of the lexicon if one is near, else the noun after it as a lemma."""
    noun: str | None = None
    part = False
    whole = "of" in {_lower(tokens, first - 1), _lower(tokens, first - 2)}  # "2,500 of the 10,000 residents fled"
    for token in tokens[last + 1 : last + 1 + _REACH_AHEAD]:
        if token.lower in _CLAUSE_END:
            break
        if token.lower == "of" and noun is None and token is tokens[last + 1]:  # "2,500 of the 10,000 residents"
            part = True
        if part and (token.is_number or token.lower in words.number_words):
            break
        slot = None if whole else _slot(token, words)
        if slot is not None:
            return slot
        if (
            noun is None
            and token.is_word
            and token.lower not in words.counted_generic
            and token.lower not in words.stop_words
        ):
            noun = lemma(token.lower)
    return noun if whole else _counted_before(tokens, first, words) or noun


def _counted_before(tokens: Sequence[Token], first: int, words: English) -> str | None:
    """Read what is counted before the figure: "killing 12", "the toll rose to 19", "injured at least 30"."""
    for token in reversed(tokens[max(0, first - _REACH_BACK) : first]):
        if token.lower in {",", ";", ":", "and", "but"} or token.is_number:
            return None
        if token.is_word and (slot := _slot(token, words)) is not None:
            return slot
    return None


def _slot(token: Token, words: English) -> str | None:
    for form in (token.lower, lemma(token.lower)):
        if form in words.counted:
            return words.counted[form].name
    return None


def _lower(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].lower if 0 <= at < len(tokens) else ""
