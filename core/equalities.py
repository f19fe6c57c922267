"""Words of two claims that differ and mean the same: 12 and "a dozen", Kiev and Kyiv, Tuesday and 3 March."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from core.model import Claim, Span


def equalities(a: Claim, b: Claim) -> tuple[tuple[Span, Span], ...]:
    """Return the words that stand for one figure, time or name in both claims but are written differently.

    Spans are offsets into the two articles' texts, in the order of ``a``; each name is given once.
    """
    theirs = list(_meanings(b))
    found: list[tuple[Span, Span]] = []
    written: set[tuple[str, str]] = set()
    for meaning, of_what, mine in _meanings(a):
        same = [span for other, of, span in theirs if other == meaning and (of == of_what or None in (of, of_what))]
        words = [_words(a, mine), *(_words(b, span) for span in same)]
        if not same or words[0] in words[1:] or (words[0], words[1]) in written:
            continue
        written.add((words[0], words[1]))
        found.append((mine, same[0]))
    return tuple(sorted(found))


def _meanings(claim: Claim) -> Iterator[tuple[Hashable, str | None, Span]]:
    """Yield what the words of a claim stand for, what a figure counts if that is known, and where they stand."""
    for quantity in claim.quantities:
        bounds = quantity.value, quantity.low, quantity.high, quantity.approximate
        yield ("figure", bounds, quantity.unit), quantity.counted, quantity.span
    for date in claim.dates:
        if date.first is not None:
            yield ("time", date.first, date.last, date.part), None, date.span
    for name in claim.names:
        yield ("name", name.canonical), None, name.span


def _words(claim: Claim, span: Span) -> str:
    return " ".join(claim.text[span.start - claim.start : span.end - claim.start].casefold().split())
