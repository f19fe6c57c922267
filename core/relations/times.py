"""Times: which article is later, whether two claims speak of different times, and dates that exclude each other."""

from __future__ import annotations

from datetime import date, datetime

from core.model import Article, Claim, DateMention, Reason
from core.relations.finding import Finding, Pair, Sense

_SAME_REPORT_HOURS = 3  # two reports within this time describe the same state of affairs
_REST_SHARED = 0.6  # of the shorter claim, dates left out, before two dates can be dates of one event


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
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def apart(a: Claim, b: Claim) -> bool:
    """Tell whether both claims name days and no day of one can be a day of the other."""
    mine, theirs = _days(a), _days(b)
    return bool(mine and theirs) and not any(_meet(d, e) for d in mine for e in theirs)


def _days(claim: Claim) -> list[DateMention]:
    return [d for d in claim.dates if d.first and d.last]


def _meet(one: DateMention, other: DateMention) -> bool:
    return (one.first or "") <= (other.last or "") and (other.first or "") <= (one.last or "")


def detect(pair: Pair) -> tuple[Finding, ...]:
    """Find one event put on two different days: both claims say nearly the same, but for the day."""
    mine, theirs = _days(pair.a.claim), _days(pair.b.claim)
    if len(mine) != 1 or len(theirs) != 1:
        return ()
    one, other = mine[0], theirs[0]
    words = one.span.of(pair.a.article.text), other.span.of(pair.b.article.text)
    if _meet(one, other):
        if (one.first, one.last) != (other.first, other.last):
            return ()
        reason = Reason("date", f"Both name the same time: {words[0]}.", "date.equal", (one.span,), (other.span,))
        return (Finding(Sense.SAME, reason, 0.2),)
    if pair.shared_without(frozenset()) < _REST_SHARED or _length(one) > 31 or _length(other) > 31:
        return ()
    text = f"{words[0]} ({one.first}) ≠ {words[1]} ({other.first}) for what is otherwise told alike."
    reason = Reason("date", text, "date.differs", (one.span,), (other.span,))
    return (Finding(Sense.CONFLICT, reason, pair.strengths.get("date.differs", 0.6)),)


def _length(mention: DateMention) -> int:
    """Return how many days a mention spans."""
    return (date.fromisoformat(mention.last or "") - date.fromisoformat(mention.first or "")).days + 1
