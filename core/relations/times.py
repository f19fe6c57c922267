"""Times: which article is later, whether two claims speak of different times, and dates that exclude each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from core.lexicon import english
from core.model import Article, Claim, DateMention, Reason
from core.relations.finding import Finding, Pair, Sense

_SAME_REPORT_HOURS = 3  # two reports within this time describe the same state of affairs
_SAME_MINUTES = 20  # clock times closer than this are one time told roughly
_LONGEST_DATE = 31  # days; a longer stretch dates an event only if all else is told alike
_REST_SHARED = 0.6  # of the shorter claim, dates left out, before two dates can be dates of one event
_ALL_SHARED = 0.8
_NEVER = "9999-12-31"
_UNTIL = frozenset({"before", "by", "until", "till"})
_SINCE = frozenset({"after", "since", "from"})
_BOUND = re.compile(rf"\b({'|'.join(sorted(_UNTIL | _SINCE))})\s+(?:the\s+)?$")


def order_of(a: Article, b: Article) -> int:
    """Return 1 if the second article is clearly later, -1 if the first is, 0 if that is not known."""
    if a.published is None or b.published is None:
        return 0
    one, other = _moment(a.published), _moment(b.published)
    if one is None or other is None:
        return 0
    if len(a.published) > 10 and len(b.published) > 10:
        hours = (other - one).total_seconds() / 3600
        return 0 if abs(hours) < _SAME_REPORT_HOURS else (1 if hours > 0 else -1)
    return (other.date() > one.date()) - (other.date() < one.date())


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)
    except ValueError:
        return None


def apart(a: Claim, b: Claim) -> bool:
    """Tell whether both claims name days and no day of one can be a day of the other."""
    mine, theirs = _days(a), _days(b)
    return bool(mine and theirs) and not any(_meet(d, e) for d in mine for e in theirs)


def detect(pair: Pair) -> tuple[Finding, ...]:
    """Find one event put on two different days or hours: both claims say nearly the same, but for the time."""
    return _days_differ(pair) or _clocks_differ(pair)


@dataclass(frozen=True, slots=True)
class _Day:
    """A mention of a day or a longer time, with its weekday if it names one and the word that makes it a bound."""

    mention: DateMention
    weekday: int | None
    bound: str

    @property
    def is_known(self) -> bool:
        """Whether its days are settled, by a year or by the time of publication."""
        return bool(self.mention.first and self.mention.last)

    @property
    def key(self) -> tuple[object, ...]:
        """What it names, however it is written."""
        said = self.mention
        return (said.first, said.last) if self.is_known else (said.month, said.day, self.weekday)

    def reach(self, other_bound: str) -> tuple[str, str]:
        """Return the first and last day it can mean beside a mention with another bound."""
        first, last = self.mention.first or "", self.mention.last or ""
        if self.bound == other_bound:
            return first, last
        return "" if self.bound in _UNTIL else first, _NEVER if self.bound in _SINCE else last


def _days(claim: Claim) -> list[_Day]:
    found = []
    for mention in claim.dates:
        start = mention.start - claim.start
        words = claim.text[start : mention.end - claim.start].lower().split()
        weekday = next((english().weekdays[word] for word in words if word in english().weekdays), None)
        before = _BOUND.search(claim.text[:start].lower())
        day = _Day(mention, weekday, before[1] if before else "")
        if day.is_known or mention.month or weekday is not None:
            found.append(day)
    return found


def _meet(one: _Day, other: _Day) -> bool:
    """Tell whether two mentions can mean one day; where days are not settled, weekdays or months decide."""
    if one.is_known and other.is_known:
        mine, theirs = one.reach(other.bound), other.reach(one.bound)
        return mine[0] <= theirs[1] and theirs[0] <= mine[1]
    if one.weekday is not None and other.weekday is not None:
        return one.weekday == other.weekday
    a, b = one.mention, other.mention
    if a.month and b.month:
        return a.month == b.month and (a.day is None or b.day is None or a.day == b.day)
    return True


def _days_differ(pair: Pair) -> tuple[Finding, ...]:
    mine, theirs = _days(pair.a.claim), _days(pair.b.claim)
    alike = _all_told_alike(pair)  # asked for where times are several or not settled
    if len(mine) == 1 and len(theirs) == 1:
        if _meet(mine[0], theirs[0]):
            return _same_time(pair, mine[0].mention, theirs[0].mention)
        longest = max(_length(mine[0].mention), _length(theirs[0].mention))
        if mine[0].is_known and theirs[0].is_known:
            alike = pair.shared_without(frozenset()) >= (_REST_SHARED if longest <= _LONGEST_DATE else _ALL_SHARED)
    elif len(mine) == len(theirs):
        mine, theirs = _not_named_by(mine, theirs), _not_named_by(theirs, mine)
    if len(mine) != 1 or len(theirs) != 1 or _meet(mine[0], theirs[0]):
        return ()
    return (_differing(pair, mine[0].mention, theirs[0].mention, alike),)


def _all_told_alike(pair: Pair) -> bool:
    """Tell whether neither claim tells much that the other does not, times left out."""
    most = max(pair.index.total(side.terms) for side in (pair.a, pair.b))
    return pair.index.weight(pair.shared_forms()) >= _ALL_SHARED * most


def _not_named_by(mine: Sequence[_Day], theirs: Sequence[_Day]) -> list[_Day]:
    """Return the times that the other claim does not name in the same way."""
    named = {day.key for day in theirs}
    return [day for day in mine if day.key not in named]


def _same_time(pair: Pair, one: DateMention, other: DateMention) -> tuple[Finding, ...]:
    if not one.first or (one.first, one.last) != (other.first, other.last):
        return ()
    text = f"Both name the same time: {one.span.of(pair.a.article.text)}."
    reason = Reason("date", text, "date.equal", (one.span,), (other.span,))
    return _clocks_differ(pair) or (Finding(Sense.SAME, reason, 0.2),)


def _differing(pair: Pair, one: DateMention, other: DateMention, alike: bool) -> Finding:
    words = one.span.of(pair.a.article.text), other.span.of(pair.b.article.text)
    if not alike:
        text = f"{words[0]} and {words[1]} differ, but it is not certain that they date the same."
        return Finding(Sense.DOUBT, Reason("date", text, "date.doubtful", (one.span,), (other.span,)), 0.3)
    text = f"{_dated(words[0], one)} ≠ {_dated(words[1], other)} for what is otherwise told alike."
    return _conflict(pair, text, one, other)


def _clocks_differ(pair: Pair) -> tuple[Finding, ...]:
    mine = [d for d in pair.a.claim.dates if d.part and d.part[0].isdigit()]
    theirs = [d for d in pair.b.claim.dates if d.part and d.part[0].isdigit()]
    if len(mine) != 1 or len(theirs) != 1 or apart(pair.a.claim, pair.b.claim):
        return ()
    one, other = mine[0], theirs[0]
    if abs(_minutes(one) - _minutes(other)) < _SAME_MINUTES or pair.shared_without(frozenset()) < _REST_SHARED:
        return ()
    words = one.span.of(pair.a.article.text), other.span.of(pair.b.article.text)
    return (_conflict(pair, f"{words[0]} ≠ {words[1]} for what is otherwise told alike.", one, other),)


def _conflict(pair: Pair, text: str, one: DateMention, other: DateMention) -> Finding:
    reason = Reason("date", text, "date.differs", (one.span,), (other.span,))
    return Finding(Sense.CONFLICT, reason, pair.strengths.get("date.differs", 0.6))


def _dated(words: str, mention: DateMention) -> str:
    return f"{words} ({mention.first})" if mention.first else words


def _minutes(mention: DateMention) -> int:
    hours, minutes = (mention.part or "0:0").split(":")
    return int(hours) * 60 + int(minutes)


def _length(mention: DateMention) -> int:
    """Return how many days a mention spans."""
    if not (mention.first and mention.last):
        return 1
    return (date.fromisoformat(mention.last) - date.fromisoformat(mention.first)).days + 1
