"""Figures in a text: value, bounds, unit, and what is counted.

Two figures can only disagree when they count the same thing in the same unit, so what is counted matters as much as
the figure. "At least 12" bounds from below, "nearly 1,200" reaches a little under, an exact figure bounds both ways.
Dates, clock times, years and ordinals are no quantities.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from core.facts.counted import counted_by
from core.facts.figures import Figure, lower_at, read_figure
from core.lexicon import English, english
from core.model import DateMention, Quantity
from core.tokens import Token, lemma, tokenise

_SMALL_BREAK = frozenset({"-", "–", "to"})
_ROUNDING = 0.03  # share by which a rounded figure may differ; beyond it 19 against 20 is a difference


def find_quantities(
    text: str, dates: Sequence[DateMention] = (), start: int = 0, end: int | None = None
) -> tuple[Quantity, ...]:
    """Return the figures of ``text[start:end]`` in order; spans already read as ``dates`` are passed over."""
    words = english()
    tokens = tokenise(text, start, end)
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        figure = None if _within(tokens[at], dates) else read_figure(tokens, at, words)
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
    """Tell whether the second figure is the first with fewer digits, rounded or cut off (1,187 as 1,200)."""
    if fine <= 0 or coarse < 20 or abs(fine - coarse) > _ROUNDING * coarse:
        return False
    digits = _digits(coarse)
    places = digits - 1 - math.floor(math.log10(fine))
    cut = math.floor(fine * 10**places) / 10**places
    return _digits(fine) > digits and any(
        math.isclose(told, coarse, rel_tol=1e-9) for told in (round(fine, places), cut)
    )


def _digits(value: float) -> int:
    """Return how many digits of a figure carry meaning: 1,200 has two, 28.9 three."""
    return len(f"{value:.10g}".replace(".", "").strip("0"))


def _within(token: Token, dates: Sequence[DateMention]) -> bool:
    return bool(dates) and any(d.start <= token.start < d.end for d in dates)


def _quantity(tokens: Sequence[Token], figure: Figure, words: English) -> tuple[Quantity | None, int]:
    """Return the quantity of a figure and the token at which reading goes on."""
    first, last, upper = figure.first, figure.last, None
    value = figure.value
    if (
        lower_at(tokens, first - 1) != "from"
        and (other := _range_end(tokens, last, words, lower_at(tokens, first - 1) == "between")) is not None
    ):
        upper, last = other.value, other.last
    unit, factor, unit_last = _unit(tokens, last, words)
    before = words.units.get(lower_at(tokens, first - 1))
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
        counted = None if unit not in (None, "share") else counted_by(tokens, first, last, words)
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


def _range_end(tokens: Sequence[Token], last: int, words: English, between: bool) -> Figure | None:
    """Read the upper end of "10 to 15", "10-15" or "between 10 and 15", if one follows."""
    if last + 2 >= len(tokens) or not (
        tokens[last + 1].lower in _SMALL_BREAK or (between and tokens[last + 1].lower == "and")
    ):
        return None
    upper = read_figure(tokens, last + 2, words)
    if upper is None or upper.first != last + 2:
        return None
    return upper


def _unit(tokens: Sequence[Token], last: int, words: English) -> tuple[str | None, float, int]:
    """Read a unit after a figure; return its base unit, the factor into it, and the last token taken."""
    at = _skip_hyphen(tokens, last) if lower_at(tokens, last + 1) in {"-", "‑"} else last + 1
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
    return last + 2 if lower_at(tokens, last + 1) in {"-", "‑"} else last + 1


def _lower_skip(tokens: Sequence[Token], last: int) -> str:
    return lower_at(tokens, _skip_hyphen(tokens, last))


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
    if lower_at(tokens, first - 1) == "aged" or [lower_at(tokens, last + n) for n in (1, 2, 3, 4)] == [
        "-",
        "year",
        "-",
        "old",
    ]:
        return True
    closed = lower_at(tokens, last + 1) in {",", "."} and lower_at(tokens, first - 1) == ","
    return (
        closed
        and first >= 2
        and tokens[first - 2].is_capitalised
        and tokens[first].is_number
        and len(tokens[first].text) <= 3
    )
