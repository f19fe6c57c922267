"""Datelines: the place, day and agency that open a story (``KYIV, Nov 20 (Reuters) —``)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.model import Dateline
from core.stamps import find_stamps, months

_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_CAPITALS = rf"{_UPPER}[\w'’.-]*"
_PLACE = rf"(?P<place>{_CAPITALS}(?:[ ](?:{_CAPITALS}|d[aeiou]s?|el|la|le|the|of|al|sur|am|and))*(?:/{_CAPITALS})?)"
_REGION = rf"(?P<region>(?:,[ ]{_CAPITALS}(?:[ ]{_CAPITALS}){{0,3}})?)"
_DAY = r"(?P<day>(?:,?[ ][^\n()/—–]{3,32}?)?)"
_AGENCY = r"(?:[ ]*(?:\((?P<agency>[^()\n]{2,60})\)|[./]?[ ]*/(?P<slashed>[^/\n]{2,40})/))?"
_CLOSE = r"(?:,?[ ][^\n()/—–]{3,32}?)?[ ]*(?P<close>[.:]?[ ]?(?:—|–|--|-)[ ]|\.[ ]|:[ ])"
_DATELINE = re.compile(rf"[ \t]*{_PLACE}{_REGION}{_DAY}{_AGENCY}(?P<late>{_CLOSE})")
_NO_PLACES = frozenset(
    {"breaking", "live", "update", "updated", "exclusive", "correction", "opinion", "analysis", "watch"}
)
_STORY = 80
"""Characters that follow a dateline at least where no sentence ends; shorter lines are mastheads and headlines."""
_LONGEST = 140
"""Characters a dateline may have: two places, a full date and an agency's name with a co-operation take 90."""


@dataclass(frozen=True, slots=True)
class Found:
    """A dateline with the date, if it states the year too."""

    dateline: Dateline
    date: str | None


def find_dateline(text: str, start: int, end: int) -> Found | None:
    """Return the dateline that opens the paragraph ``text[start:end]``, or None.

    Certain signs are asked for, so that no sentence is cut: an agency in brackets or slashes, a day, or a place in
    capitals before a dash.
    """
    line = text[start : min(end, start + _LONGEST)]
    match = _DATELINE.match(line)
    if match is None or "|" in match[0] or not _opens_story(text[start + match.end() : end]):
        return None
    if match["place"].strip(" .").lower() in _NO_PLACES | months().keys():
        return None
    agency = match["agency"] or match["slashed"]
    stamps = find_stamps(match[0])
    day = next((stamp for stamp in stamps if stamp.month), None)
    between = match["day"].strip(" ,.")
    if between and not (day or _all_capitals(between)):
        return None
    if agency and (find_stamps(agency) or not _is_agency(agency)):
        agency = None
    dashed = match["close"].strip()[-1:] in "—–-"
    if not (agency or (day and (dashed or match["slashed"])) or (dashed and _all_capitals(match["place"]))):
        return None
    place = match["place"].strip(" ,.")
    stop = start + match.end()
    found = Dateline(
        start + len(match[0]) - len(match[0].lstrip()),
        stop - (len(match[0]) - len(match[0].rstrip())),
        place.title() if place.isupper() and len(place) > 3 else place,
        day.month if day else None,
        day.day if day else None,
        re.split(r", (?=[a-z])", agency)[0].strip() if agency else None,
    )
    return Found(found, day.date if day else None)


def _opens_story(rest: str) -> bool:
    rest = rest[: 20 * _STORY].strip()
    return not rest[:1].islower() and (len(rest) >= _STORY or rest.endswith((".", '."', ".”", "?", "!")))


def _all_capitals(words: str) -> bool:
    letters = [letter for letter in words if letter.isalpha()]
    return len(letters) > 1 and all(letter.isupper() for letter in letters)


def _is_agency(words: str) -> bool:
    return words[:1].isupper() and len(words.split()) <= 6
