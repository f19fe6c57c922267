"""Dates and times as the heads of articles state them, to the precision stated and never completed by a guess."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from core import resources

LEXICON = "lexicons/headers.yaml"


@dataclass(frozen=True, slots=True)
class Stamp:
    """One date or time in a line, with the word that introduces it.

    ``date`` is ISO and None where the year is not stated or day and month could be swapped; ``time`` is ``HH:MM`` of
    the outlet's own clock. ``updated`` marks the time of a change rather than of the first publication.
    """

    start: int
    end: int
    date: str | None = None
    time: str | None = None
    month: int | None = None
    day: int | None = None
    updated: bool = False


def find_stamps(line: str) -> tuple[Stamp, ...]:
    """Return the dates and times of a line, in order; a date and a time next to one another are one stamp."""
    return tuple(_joined(line, [stamp for match in _patterns().moment.finditer(line) if (stamp := _stamp(match))]))


def moment(stamps: tuple[Stamp, ...], updated: bool) -> str | None:
    """Return the first full date among the stamps that are, or are not, of an update, as ISO 8601.

    A time without a date takes the date stated elsewhere in the same head.
    """
    day = next((stamp.date for stamp in stamps if stamp.date), None)
    for stamp in stamps:
        if stamp.updated == updated and (stamp.date or (updated and stamp.time)) and day:
            time = stamp.time or ("" if updated else _lone_time(stamps))
            return (stamp.date or day) + (f"T{time}" if time else "")
    return None


def iso_moment(text: str) -> str | None:
    """Return a machine-written or plainly written date as ISO 8601 to the minute, on the outlet's clock; else None."""
    text = text.strip()
    try:
        found = datetime.datetime.fromisoformat(text)
    except ValueError:
        stamps = find_stamps(text[:200])
        return moment(stamps, updated=False) or moment(stamps, updated=True)
    return text[:10] if len(text) == len("2026-03-03") else found.replace(tzinfo=None).isoformat(timespec="minutes")


@functools.cache
def months() -> dict[str, int]:
    """Return the number of each month by its names and abbreviations in small letters."""
    checker = resources.Checker(f"resources/{LEXICON}")
    rows = checker.entries(resources.load(LEXICON).get("months"), "$.months")
    found = {name: int(checker.number(value, at, 1, 12)) for name, value, at in rows}
    checker.done()
    return found


@dataclass(frozen=True, slots=True)
class _Patterns:
    moment: re.Pattern[str]


@functools.cache
def _patterns() -> _Patterns:
    checker = resources.Checker(f"resources/{LEXICON}")
    tree = checker.mapping(resources.load(LEXICON), "$", ("weekdays", "zones", "published", "updated"))
    words = {key: checker.texts(tree.get(key), f"$.{key}") for key in ("weekdays", "zones", "published", "updated")}
    checker.done()

    def any_of(found: tuple[str, ...] | list[str]) -> str:
        return "(?:" + "|".join(re.escape(word) for word in sorted(found, key=len, reverse=True)) + ")"

    month = any_of(list(months()))
    intro = rf"(?:(?P<updated>{any_of(words['updated'])})|{any_of(words['published'])})\b\s*:?\s*(?:on |at )?"
    weekday = rf"(?:{any_of(words['weekdays'])}\b\.?,?\s+)?"
    ordinal = r"(?:st|nd|rd|th)?"
    date = (
        r"(?:(?P<y1>\d{4})-(?P<m1>\d{2})-(?P<d1>\d{2})"
        rf"|(?P<d2>\d{{1,2}}){ordinal}\s+(?:of\s+)?(?P<n2>{month})\b\.?(?:,?\s+(?P<y2>\d{{4}}))?"
        rf"|(?P<n3>{month})\b\.?\s+(?P<d3>\d{{1,2}}){ordinal}\b(?!\d*[:.]\d)(?:,?\s+(?P<y3>\d{{4}})\b)?"
        r"|(?P<d4>\d{1,2})(?P<s4>[./])(?P<m4>\d{1,2})[./](?P<y4>\d{4})"
        r"|(?P<y5>\d{4})/(?P<m5>\d{2})/(?P<d5>\d{2}))"
    )
    zone = rf"(?:\s*(?:{any_of(words['zones'])}\b|[+-]\d{{2}}:?\d{{2}}|Z\b)|\s+[A-Z][a-z]+(?: time)\b|\s+eastern\b)?"
    half = r"(?P<half>[ap])\.?m\b\.?"
    time = (
        rf"(?:h\.\s*)?(?:(?P<h1>\d{{1,2}})[:.](?P<min1>\d{{2}})(?::\d{{2}}(?:\.\d+)?)?(?:\s*{half})?"
        rf"|(?P<h2>\d{{1,2}})\s*{half.replace('half', 'half2')}"
        rf"|(?P<h3>\d{{2}})(?P<min3>\d{{2}})\s*(?=gmt|utc|hrs|hours))"
        rf"(?![\d%]|[.,]\d){zone}"
    )
    return _Patterns(re.compile(rf"(?:(?<![\w.])|(?<=\dT))(?:{intro})?(?:{weekday}{date}(?!\d)|{time})", re.IGNORECASE))


def _stamp(match: re.Match[str]) -> Stamp | None:
    """Return what a match states; None if it is no real date or time."""
    part = match.groupdict()
    updated = part["updated"] is not None
    where = (match.start(), match.end())
    hour = part["h1"] or part["h2"] or part["h3"]
    if hour is not None:
        time = _clock(int(hour), int(part["min1"] or part["min3"] or 0), part["half"] or part["half2"])
        return Stamp(*where, time=time, updated=updated) if time else None
    day = int(part["d1"] or part["d2"] or part["d3"] or part["d4"] or part["d5"])
    name = part["n2"] or part["n3"]
    month = months()[name.lower()] if name else int(part["m1"] or part["m4"] or part["m5"])
    year = part["y1"] or part["y2"] or part["y3"] or part["y4"] or part["y5"]
    if part["s4"] == "/" and day != month:
        if day <= 12 and month <= 12:
            return Stamp(*where, updated=updated)
        day, month = max(day, month), min(day, month)
    try:
        date = datetime.date(int(year or 2000), month, day)  # 2000 has a 29 February
    except ValueError:
        return None
    return Stamp(*where, date.isoformat() if year else None, None, month, day, updated)


def _clock(hour: int, minute: int, half: str | None) -> str | None:
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


_BETWEEN = re.compile(r"(?:\s*[,|·–—-]?\s*|T|\s*,?\s*(?:at|kl|um|à)\s+)", re.IGNORECASE)


def _joined(line: str, stamps: list[Stamp]) -> Iterator[Stamp]:
    """Make one stamp of a date and the time beside it, unless the second has an introduction of its own."""
    before: Stamp | None = None
    for stamp in stamps:
        if before is not None and _complement(before, stamp) and _BETWEEN.fullmatch(line, before.end, stamp.start):
            dated = before if before.time is None else stamp
            before = Stamp(
                before.start, stamp.end, dated.date, before.time or stamp.time, dated.month, dated.day, before.updated
            )
            continue
        if before is not None:
            yield before
        before = stamp
    if before is not None:
        yield before


def _complement(one: Stamp, other: Stamp) -> bool:
    return (one.time is None) != (other.time is None) and not (other.updated and not one.updated)


def _lone_time(stamps: tuple[Stamp, ...]) -> str | None:
    """Return the one time that stands without a date and is not of an update."""
    times = [stamp.time for stamp in stamps if stamp.time and not stamp.date and not stamp.month and not stamp.updated]
    return times[0] if len(times) == 1 else None
