"""Times: which article is later, whether two claims speak of different times, and dates that exclude each other."""

from __future__ import annotations

from datetime import UTC, date, datetime

from core.model import Article, Claim, DateMention, Reason
from core.relations.finding import Finding, Pair, Sense

_SAME_REPORT_HOURS = 3  # two reports within this time describe the same state of affairs
_SAME_MINUTES = 20  # clock times closer than this are one time told roughly
_LONGEST_DATE = 31  # days; a longer stretch dates an event only if all else is told alike
_REST_SHARED = 0.6  # of the shorter claim, dates left out, before two dates can be dates of one event
_ALL_SHARED = 0.8


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


def _days(claim: Claim) -> list[DateMention]:
    return [d for d in claim.dates if (d.first and d.last) or (d.month and d.day)]


def _meet(one: DateMention, other: DateMention) -> bool:
    """Tell whether two mentions can mean one day; where a year is open, month and day decide."""
    if one.first and one.last and other.first and other.last:
        return one.first <= other.last and other.first <= one.last
    if one.day and other.day:
        return (one.month, one.day) == (other.month, other.day)
    return True


def _days_differ(pair: Pair) -> tuple[Finding, ...]:
    mine, theirs = _days(pair.a.claim), _days(pair.b.claim)
    if len(mine) != 1 or len(theirs) != 1:
        return ()
    one, other = mine[0], theirs[0]
    words = one.span.of(pair.a.article.text), other.span.of(pair.b.article.text)
    if _meet(one, other):
        if not one.first or (one.first, one.last) != (other.first, other.last):
            return ()
        reason = Reason("date", f"Both name the same time: {words[0]}.", "date.equal", (one.span,), (other.span,))
        return _clocks_differ(pair) or (Finding(Sense.SAME, reason, 0.2),)
    needed = _REST_SHARED if max(_length(one), _length(other)) <= _LONGEST_DATE else _ALL_SHARED
    if pair.shared_without(frozenset()) < needed:
        text = f"{words[0]} and {words[1]} differ, but it is not certain that they date the same."
        return (Finding(Sense.DOUBT, Reason("date", text, "date.doubtful", (one.span,), (other.span,)), 0.3),)
    text = f"{_dated(words[0], one)} ≠ {_dated(words[1], other)} for what is otherwise told alike."
    return (_conflict(pair, text, one, other),)


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
