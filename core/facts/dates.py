"""Times named in a text, resolved to intervals of days where the publication date settles them.

A weekday means the latest such day up to the day of publication ("on Tuesday" in a report of Wednesday is
yesterday), as news style has it; "last" and "next" move it on. Without a publication date nothing is guessed: month
and day are kept as stated and the interval stays open.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from core.facts.figures import Figure, read_figure
from core.lexicon import English, english
from core.model import DateMention
from core.tokens import Token, tokenise

_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))?\s*(a\.m\.|p\.m\.|am\b|pm\b)|\b([01]?\d|2[0-3]):([0-5]\d)\b", re.I)
_READ = "·"
_LONGEST_AGO = 9999
_UP_TO = frozenset({"-", "–", "to"})
_SHIFTS = {"last": -1, "this": 0, "next": 1, "previous": -1}
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DECADE = re.compile(r"\b((?:19|20)\d)0s\b")
_BEFORE_YEAR = frozenset(
    {"in", "since", "until", "till", "by", "of", "from", "to", "during", "after", "before", "through", "for", "and"}
    | {"or", "spring", "summer", "autumn", "fall", "winter", "early", "late", "mid", "year"}
)


def find_dates(
    text: str, published: str | None = None, start: int = 0, end: int | None = None
) -> tuple[DateMention, ...]:
    """Return the times named in ``text[start:end]``, in order and not overlapping.

    ``published`` is an ISO date or date-time against which relative words are resolved, or None.
    """
    end = len(text) if end is None else end
    words = english()
    reference = day_of(published)
    found = [_iso(match) for match in _ISO.finditer(text, start, end)]
    found += [_decade(match) for match in _DECADE.finditer(text, start, end)]
    clocks = [
        _clock(match)
        for match in _CLOCK.finditer(text, start, end)
        if not any(m and m.start < match.end() and match.start() < m.end for m in found)
    ]
    taken = [m for m in (*found, *clocks) if m is not None]
    tokens = [  # what is read already keeps its place, so that nothing is joined across it
        Token(_READ, _READ, t.start, t.end) if taken and any(m.start < t.end and t.start < m.end for m in taken) else t
        for t in tokenise(text, start, end)
    ]
    at = 0
    while at < len(tokens):
        mention, used = _read(tokens, at, words, reference)
        if mention is not None:
            found.append(mention)
        at += max(1, used)
    mentions = sorted((m for m in found if m is not None), key=lambda m: m.start)
    return tuple(sorted(_with_parts(mentions, clocks, text), key=lambda m: m.start))


def day_of(published: str | None) -> date | None:
    """Return the calendar day of an ISO date or date-time, None if there is none or it lacks the day."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _iso(match: re.Match[str]) -> DateMention | None:
    day = _safe(int(match[1]), int(match[2]), int(match[3]))
    return DateMention(match.start(), match.end(), day.isoformat(), day.isoformat()) if day else None


def _decade(match: re.Match[str]) -> DateMention:
    first = int(match[1]) * 10
    return _between(match.start(), match.end(), date(first, 1, 1), date(first + 9, 12, 31))


def _clock(match: re.Match[str]) -> DateMention:
    if match[3]:
        hour, minute = int(match[1]) % 12, int(match[2] or 0)
        hour += 12 if match[3].lower().startswith("p") else 0
    else:
        hour, minute = int(match[4]), int(match[5])
    return DateMention(match.start(), match.end(), part=f"{hour:02d}:{minute:02d}")


def _read(tokens: Sequence[Token], at: int, words: English, reference: date | None) -> tuple[DateMention | None, int]:
    """Read one time at a token; return it with the number of tokens it took."""
    if not (tokens[at].is_number or tokens[at].lower.rstrip(".") in _openers()):
        return None, 1  # nearly every word: refused here, it costs a tenth of what asking each reader does
    for reader in (_month_first, _day_first, _weekday, _relative, _ago, _period, _year, _part):
        mention, used = reader(tokens, at, words, reference)
        if mention is not None:
            return mention, used
    return None, 1


@cache
def _openers() -> frozenset[str]:
    """Return the words with which a time can begin, besides figures."""
    words = english()
    named = {*words.months, *words.weekdays, *words.relative_days, *words.day_parts, *words.number_words}
    return frozenset(word.rstrip(".") for word in {*named, *_SHIFTS, "a", "an"})


_Read = tuple[DateMention | None, int]


def _month_first(tokens: Sequence[Token], at: int, words: English, reference: date | None) -> _Read:
    """October 22(, 2024) · March 2026 · in March"""
    month = _month(tokens[at], words)
    if month is None:
        return None, 0
    used = 1 + (_lower(tokens, at + 1) == "." and _lower(tokens, at + 2).isdecimal())
    day_token = tokens[at + used] if at + used < len(tokens) else None
    if day_token and _is_day(day_token):
        used += 1
        upto = tokens[at + used + 1] if at + used + 1 < len(tokens) and _lower(tokens, at + used) in _UP_TO else None
        if upto is not None and _is_day(upto) and int(upto.text) > int(day_token.text):
            begun = _on(tokens[at].start, upto.end, None, month, int(day_token.text), reference)
            ended = _on(tokens[at].start, upto.end, None, month, int(upto.text), reference)
            return replace(begun, last=ended.last if begun.first else None), used + 2
        year, more = _year_after(tokens, at + used)
        return _on(
            tokens[at].start, tokens[at + used + more - 1].end, year, month, int(day_token.text), reference
        ), used + more
    year, more = _year_after(tokens, at + used)
    if year is None and not (
        at
        and tokens[at - 1].lower in {"in", "since", "until", "last", "next", "this", "by", "of", "early", "late", "mid"}
    ):
        return None, 0
    year = year or _nearest_year(month, reference)
    start, end = tokens[at].start, tokens[at + used + more - 1].end
    if year is None:
        return DateMention(start, end, month=month), used + more
    last = calendar.monthrange(year, month)[1]
    return DateMention(
        start, end, date(year, month, 1).isoformat(), date(year, month, last).isoformat(), month
    ), used + more


def _day_first(tokens: Sequence[Token], at: int, words: English, reference: date | None) -> _Read:
    """22 October (2024) · the 22nd of October"""
    if not _is_day(tokens[at]):
        return None, 0
    used = 1
    if _lower(tokens, at + used) in {"st", "nd", "rd", "th"}:
        used += 1
    if _lower(tokens, at + used) == "of":
        used += 1
    month = _month(tokens[at + used], words) if at + used < len(tokens) else None
    if month is None:
        return None, 0
    year, more = _year_after(tokens, at + used + 1)
    end = tokens[at + used + more].end
    return _on(tokens[at].start, end, year, month, int(tokens[at].text), reference), used + 1 + more


def _weekday(tokens: Sequence[Token], at: int, words: English, reference: date | None) -> _Read:
    number = words.weekdays.get(tokens[at].lower)
    before = _lower(tokens, at - 1)
    if number is None or not tokens[at].is_capitalised or (before == "the" and _names_on(tokens, at + 1, words)):
        return None, 0
    start = tokens[at - 1].start if before in {"last", "next"} else tokens[at].start
    if reference is None:
        return DateMention(start, tokens[at].end), 1
    back = (reference.weekday() - number) % 7
    day = reference - timedelta(days=back)
    if before == "last" and back == 0:
        day -= timedelta(days=7)
    if before == "next":
        day += timedelta(days=7)
    return DateMention(start, tokens[at].end, day.isoformat(), day.isoformat()), 1


def _names_on(tokens: Sequence[Token], at: int, words: English) -> bool:
    """Tell whether a weekday before this word is part of a name ("the Saturday Evening Post")."""
    after = tokens[at] if at < len(tokens) else None
    return after is not None and after.is_word and after.is_capitalised and _month(after, words) is None


def _relative(tokens: Sequence[Token], at: int, words: English, reference: date | None) -> _Read:
    shift = words.relative_days.get(tokens[at].lower)
    if shift is None:
        return None, 0
    day = (reference + timedelta(days=shift)).isoformat() if reference else None
    return DateMention(tokens[at].start, tokens[at].end, day, day), 1


def _ago(tokens: Sequence[Token], at: int, words: English, reference: date | None) -> _Read:
    """two years ago · twenty-five days ago · a month ago"""
    figure = read_figure(tokens, at, words)
    if figure is None and tokens[at].lower in {"a", "an"}:
        figure = Figure(1, at, at)
    if figure is None or figure.first != at or figure.value > _LONGEST_AGO:
        return None, 0
    unit, used = _lower(tokens, figure.last + 1).rstrip("s"), figure.last + 3 - at
    if unit not in {"day", "week", "month", "year"} or _lower(tokens, figure.last + 2) != "ago":
        return None, 0
    start, end = tokens[at].start, tokens[at + used - 1].end
    if reference is None:
        return DateMention(start, end), used
    return _between(start, end, *_back(reference, int(figure.value), unit)), used


def _period(tokens: Sequence[Token], at: int, _words: English, reference: date | None) -> _Read:
    """last year · next month · this week"""
    shift = _SHIFTS.get(tokens[at].lower)
    unit = _lower(tokens, at + 1)
    if shift is None or unit not in {"week", "month", "year", "weekend"}:
        return None, 0
    start, end = tokens[at].start, tokens[at + 1].end
    if reference is None:
        return DateMention(start, end), 2
    return _between(start, end, *_shifted(reference, unit, shift)), 2


def _year(tokens: Sequence[Token], at: int, _words: English, _reference: date | None) -> _Read:
    """A year on its own: after "in" and the like, or where no word follows that it could count"""
    token = tokens[at]
    if not _YEAR.fullmatch(token.text) or (at and tokens[at - 1].text in {"$", "€", "£", ","}):
        return None, 0
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if _lower(tokens, at - 1) not in _BEFORE_YEAR and (after is None or after.is_word):
        return None, 0
    return _between(token.start, token.end, date(int(token.text), 1, 1), date(int(token.text), 12, 31)), 1


def _part(tokens: Sequence[Token], at: int, words: English, _reference: date | None) -> _Read:
    if tokens[at].lower not in words.day_parts:
        return None, 0
    return DateMention(tokens[at].start, tokens[at].end, part=tokens[at].lower), 1


def _month(token: Token, words: English) -> int | None:
    return words.months.get(token.lower.rstrip(".")) if token.is_capitalised else None


def _lower(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].lower if 0 <= at < len(tokens) else ""


def _is_day(token: Token) -> bool:
    return token.text.isdecimal() and len(token.text) <= 2 and 1 <= int(token.text) <= 31


def _year_after(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    """Read ``2024`` or ``, 2024`` at a token; return the year and the tokens it took."""
    skip = 1 if _lower(tokens, at) == "," else 0
    text = tokens[at + skip].text if at + skip < len(tokens) else ""
    return (int(text), skip + 1) if _YEAR.fullmatch(text) else (None, 0)


def _on(start: int, end: int, year: int | None, month: int, day: int, reference: date | None) -> DateMention:
    year = year or _nearest_year(month, reference, day)
    moment = _safe(year, month, day) if year else None
    iso = moment.isoformat() if moment else None
    return DateMention(start, end, iso, iso, month, day)


def _nearest_year(month: int, reference: date | None, day: int = 15) -> int | None:
    """Return the year in which a month and day lie closest to the publication date."""
    if reference is None:
        return None
    candidates = [y for y in (reference.year - 1, reference.year, reference.year + 1) if _safe(y, month, day)]
    return min(candidates, key=lambda y: abs((date(y, month, day) - reference).days), default=None)


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _between(start: int, end: int, first: date, last: date) -> DateMention:
    return DateMention(start, end, first.isoformat(), last.isoformat())


def _back(reference: date, number: int, unit: str) -> tuple[date, date]:
    """Return the days that "N units ago" can mean: the day itself, or the unit around it."""
    if unit == "day":
        day = reference - timedelta(days=min(number, 3650))
        return day, day
    if unit == "week":
        day = reference - timedelta(weeks=min(number, 520))
        return day - timedelta(days=3), day + timedelta(days=3)
    if unit == "month":
        months = reference.year * 12 + reference.month - 1 - number
        return _month_of(max(12, months))
    year = max(1, reference.year - number)
    return date(year, 1, 1), date(year, 12, 31)


def _shifted(reference: date, unit: str, shift: int) -> tuple[date, date]:
    if unit == "year":
        return date(reference.year + shift, 1, 1), date(reference.year + shift, 12, 31)
    if unit == "month":
        return _month_of(reference.year * 12 + reference.month - 1 + shift)
    monday = reference - timedelta(days=reference.weekday()) + timedelta(weeks=shift)
    return (
        (monday + timedelta(days=5), monday + timedelta(days=6))
        if unit == "weekend"
        else (monday, monday + timedelta(days=6))
    )


def _month_of(months: int) -> tuple[date, date]:
    year, month = divmod(months, 12)
    return date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def _with_parts(mentions: list[DateMention], clocks: list[DateMention], text: str) -> list[DateMention]:
    """Join a part of the day or clock time to the day it stands beside ("5 a.m. on Tuesday", "Tuesday morning")."""
    days = [m for m in mentions if m.part is None]
    parts = clocks + [m for m in mentions if m.part is not None and not any(c.start <= m.start < c.end for c in clocks)]
    joined: list[DateMention] = []
    for part in parts:
        day = next((d for d in days if _beside(d, part, text)), None)
        if day is None:
            joined.append(part)
            continue
        days.remove(day)
        joined.append(
            DateMention(
                min(day.start, part.start), max(day.end, part.end), day.first, day.last, day.month, day.day, part.part
            )
        )
    return joined + days


def _beside(day: DateMention, part: DateMention, text: str) -> bool:
    first, second = sorted((day, part), key=lambda m: m.start)
    between = text[first.end : second.start].strip(" ,").lower()
    return between in {
        "",
        "on",
        "at",
        "in the",
        "of",
        "on the",
        "early",
        "early on",
        "late",
        "late on",
        "local time on",
    }
