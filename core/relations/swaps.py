"""Two claims told in the same words but for one place, where each has its own.

What stands in that place may be the whole conflict ("fell" where the other has "rose") or nothing of the kind (a
synonym), which words alone cannot tell: so this casts doubt on agreement and is weighed with everything else.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.model import Reason, Span
from core.relations.finding import Finding, Pair, Sense
from core.terms import Term, Terms

_REST_SHARED = 0.6  # of both claims' terms, in the same order
_MOST_SWAPPED = 3  # terms of a stretch; a longer one is another way to put it
_SPELLED_ALIKE = 75  # of 100, by letters; a name in two transliterations, a slip of the pen
_STRENGTH = 0.3

_Stretch = tuple[Sequence[Term], Sequence[Term]]


def detect(pair: Pair) -> tuple[Finding, ...]:
    """Find the one stretch of words that differs, if the rest stands in the same order."""
    from rapidfuzz import fuzz

    swapped = _swapped(pair.a.terms, pair.b.terms)
    if swapped is None or _moved(pair, swapped):
        return ()
    mine, theirs = _cover(swapped[0]), _cover(swapped[1])
    one, other = (" ".join(w.split()) for w in (mine.of(pair.a.article.text), theirs.of(pair.b.article.text)))
    kind = _kind(pair, swapped)
    if kind != "number" and fuzz.ratio(one.lower(), other.lower()) >= _SPELLED_ALIKE:
        return ()
    text = f"“{one}” stands where the other has “{other}”, and the rest is told in the same order."
    return (Finding(Sense.DOUBT, Reason(kind, text, "word.swapped", (mine,), (theirs,)), _STRENGTH),)


def _swapped(mine: Terms, theirs: Terms) -> _Stretch | None:
    """Return the only stretch that one claim has in place of the other's, None where there is none or more than one."""
    from rapidfuzz.distance import Indel

    a, b = mine.sequence, theirs.sequence
    needed = _REST_SHARED * (len(a) + len(b)) / 2
    if not a or not b or sum(map(theirs.forms.__contains__, mine.in_order)) < needed:
        return None
    steps = Indel.opcodes(mine.in_order, theirs.in_order)
    kept = sum(step.src_end - step.src_start for step in steps if step.tag == "equal")
    if kept < needed:
        return None
    found: list[_Stretch] = []
    own: _Stretch = ((), ())
    for step in [*steps, None]:
        if step is not None and step.tag != "equal":
            own = (*own[0], *a[step.src_start : step.src_end]), (*own[1], *b[step.dest_start : step.dest_end])
            continue
        if own[0] and own[1]:
            found.append(own)
        own = ((), ())
    if len(found) != 1 or max(len(found[0][0]), len(found[0][1])) > _MOST_SWAPPED:
        return None
    return found[0]


def _moved(pair: Pair, swapped: _Stretch) -> bool:
    """Tell whether words of the stretch stand elsewhere in the other claim: then they were moved and not replaced."""
    mine, theirs = ({t.form for t in stretch} for stretch in swapped)
    return bool(mine & pair.b.terms.forms or theirs & pair.a.terms.forms)


def _cover(terms: Sequence[Term]) -> Span:
    return Span(terms[0].start, max(t.end for t in terms))


def _kind(pair: Pair, swapped: _Stretch) -> str:
    """Return the kind of conflict that the stretch would make, if it makes one."""
    a, b = pair.a.claim, pair.b.claim
    mine, theirs = ({t.span for t in side} for side in swapped)
    if mine & {q.span for q in a.quantities} and theirs & {q.span for q in b.quantities}:
        return "number"
    if mine & {n.span for n in a.names} and theirs & {n.span for n in b.names}:
        return "name"
    return "opposite"
