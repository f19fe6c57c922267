"""Figures that cannot both be true, or that both claims give.

Two figures conflict only if they count the same thing in the same unit and their bounds exclude each other; "at
least 12" and 21 are compatible, and so are 1,187 and "about 1,200". A count that moves while events go on (a toll)
and was reported at different times has changed and does not conflict.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from core.facts.quantities import compatible
from core.lexicon import english
from core.model import Quantity, Reason, Span
from core.relations.finding import Finding, Pair, Sense
from core.relations.times import apart, order_of
from core.terms import Terms

_LARGEST_RATIO = 10.0  # figures further apart than this hardly fill one slot
_ROUNDING = 0.1  # a later count that differs by less is the same one rounded
_SETTING_TERMS = 6
_SETTING_SHARED = 0.3  # of the rarer words around the figures, before they can count the same thing


def detect(pair: Pair) -> tuple[Finding, ...]:
    """Compare every figure of one claim with the figures of the other that fill the same slot."""
    if not (pair.a.claim.quantities and pair.b.claim.quantities):
        return ()
    equal, differing = [], []
    for one in pair.a.claim.quantities:
        partners = [other for other in pair.b.claim.quantities if same_slot(one, other)]
        meeting = [other for other in partners if compatible(one, other)]
        if meeting and not (len(partners) == 1 and _risen(pair, one, meeting[0])):
            equal.append(_equal(pair, one, meeting[0]))
        elif len(partners) == 1 and _only_of_slot(pair, one) and _same_setting(pair, one, partners[0]):
            differing.append(_differing(pair, one, partners[0]))
        elif partners:
            differing.append(_doubtful(pair, one, partners[0]))
    if not differing and not equal:
        differing.extend(_other_slots(pair))
    return tuple(differing + equal)


def same_slot(one: Quantity, other: Quantity) -> bool:
    """Tell whether two figures count the same thing in the same unit."""
    if one.unit != other.unit:
        return False
    if one.counted is not None or other.counted is not None:
        return one.counted == other.counted
    return one.unit is not None


def _only_of_slot(pair: Pair, one: Quantity) -> bool:
    return sum(same_slot(one, other) for other in pair.a.claim.quantities) == 1


def _other_slots(pair: Pair) -> list[Finding]:
    """Find figures that count plainly different things (the killed, the injured), so that the claims do not agree.

    Where each claim has one count and what is counted is only worded differently, they may yet fill one slot.
    """
    slots = _groups()
    for one in pair.a.claim.quantities:
        for other in pair.b.claim.quantities:
            if one.counted in slots and other.counted in slots and one.counted != other.counted:
                text = (
                    f"{' and '.join(_words(pair, one, other))} count different things: {one.counted}, {other.counted}."
                )
                reason = Reason("number", text, "number.other", (one.span,), (other.span,))
                return [Finding(Sense.DOUBT, reason, 0.5)]
    a, b = pair.a.claim.quantities, pair.b.claim.quantities
    counts = [_counts_of_its_own(a, b), _counts_of_its_own(b, a)]
    if all(len(found) == 1 for found in counts) and not compatible(counts[0][0], counts[1][0]):
        return [_doubtful(pair, counts[0][0], counts[1][0])]
    return []


def _counts_of_its_own(mine: Sequence[Quantity], theirs: Sequence[Quantity]) -> list[Quantity]:
    """Return the counts of one claim that the other does not give too."""
    given = {q.value for q in theirs if q.unit is None}
    return [q for q in mine if q.unit is None and q.value not in given]


def _risen(pair: Pair, one: Quantity, other: Quantity) -> bool:
    """Tell whether an open count of an earlier report has become a higher one ("at least 12", a day later 19)."""
    later = order_of(pair.a.article, pair.b.article)
    low = min(one.value, other.value)
    return abs(one.value - other.value) > _ROUNDING * low and _moving(one, other, later)


def _doubtful(pair: Pair, one: Quantity, other: Quantity) -> Finding:
    mine, theirs = _words(pair, one, other)
    noun = _noun(one) if same_slot(one, other) else ""
    text = f"{mine} and {theirs} differ{noun}, but it is not certain that they count the same."
    return Finding(Sense.DOUBT, Reason("number", text, "number.doubtful", (one.span,), (other.span,)), 0.5)


def _same_setting(pair: Pair, one: Quantity, other: Quantity) -> bool:
    """Tell whether two figures are of one order of magnitude and stand among the same words."""
    if not one.value or not other.value or max(one.value, other.value) > _LARGEST_RATIO * min(one.value, other.value):
        return False
    mine, theirs = _around(pair.a.terms, one), _around(pair.b.terms, other)
    least = min(pair.index.weight(mine), pair.index.weight(theirs))
    return not least or pair.index.weight(mine & theirs) >= _SETTING_SHARED * least


def _around(terms: Terms, one: Quantity) -> frozenset[str]:
    """Return the few terms nearest to a figure, itself and other figures left out."""
    near = sorted(
        (t for t in terms.sequence if not t.form.startswith("#")),
        key=lambda t: min(abs(t.start - one.end), abs(one.start - t.end)),
    )
    return frozenset(t.form for t in near[:_SETTING_TERMS])


def _equal(pair: Pair, one: Quantity, other: Quantity) -> Finding:
    mine, theirs = _words(pair, one, other)
    exact = one.value == other.value
    text = f"Both give {mine}" if mine.lower() == theirs.lower() else f"{mine} and {theirs} are compatible figures"
    sense = Sense.SAME if exact else Sense.EXPLAINED
    rule = "number.equal" if exact else "number.compatible"
    reason = Reason("number", f"{text}{_noun(one)}.", rule, (one.span,), (other.span,))
    return Finding(sense, reason, pair.strengths.get("number.equal", 0.5))


def _differing(pair: Pair, one: Quantity, other: Quantity) -> Finding:
    mine, theirs = _words(pair, one, other)
    later = order_of(pair.a.article, pair.b.article)
    moving = _moving(one, other, later)
    if moving or apart(pair.a.claim, pair.b.claim):
        why = "reported at different times" if moving else "said of different times"
        reason = Reason("time", f"{mine} → {theirs}{_noun(one)}, {why}.", "time.later", (one.span,), (other.span,))
        return Finding(Sense.CHANGED, reason, pair.strengths.get("time.later", 0.9))
    text = f"{mine} ≠ {theirs}{_noun(one)}."
    reason = Reason("number", text, "number.differs", (one.span,), (other.span,))
    return Finding(Sense.CONFLICT, reason, pair.strengths.get("number.differs", 0.9))


def _moving(one: Quantity, other: Quantity, later: int) -> bool:
    """Tell whether the order of publication explains the difference of two counts."""
    changing = _groups().get(one.counted or "", "no")
    if later == 0 or changing == "no":
        return False
    return changing == "any" or (other.value - one.value) * later > 0


@cache
def _groups() -> Mapping[str, str]:
    return {group.name: group.changing for group in english().counted.values()}


def _words(pair: Pair, one: Quantity, other: Quantity) -> tuple[str, str]:
    return _quoted(one.span, pair.a.article.text), _quoted(other.span, pair.b.article.text)


def _quoted(span: Span, text: str) -> str:
    return " ".join(span.of(text).split())


def _noun(one: Quantity) -> str:
    return f", same thing counted: {one.counted}" if one.counted else ", same unit"
