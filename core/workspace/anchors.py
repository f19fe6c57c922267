"""A passage found again in a changed article: at its place, by its words and their context, or by similar words."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from rapidfuzz import fuzz

from core import resources
from core.model import Article, Span
from core.workspace.judgements import Anchor, anchor_at

FILE = "anchoring.yaml"
_NAMES = ("short_quote", "short_context", "similar", "similar_with_context", "context", "version")


@dataclass(frozen=True, slots=True)
class Levels:
    """The thresholds of ``resources/anchoring.yaml``."""

    short_quote: float
    short_context: float
    similar: float
    similar_with_context: float
    context: float
    version: float


@cache
def levels() -> Levels:
    """Return the thresholds; ResourceError with every problem if the file is wrong."""
    check = resources.Checker(FILE)
    top = check.mapping(resources.load(FILE), "$", _NAMES, ())
    found = Levels(**{name: check.number(top.get(name), f"$.{name}", 0, 100) for name in _NAMES})
    check.done()
    return found


class Outcome(StrEnum):
    """What became of a passage in another version of its article."""

    KEPT = "kept"
    MOVED = "moved"
    REWORDED = "reworded"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one passage: where it was, and where it is now unless it is lost."""

    outcome: Outcome
    old: Anchor
    new: Anchor | None


def find_again(anchor: Anchor, article: Article) -> Fate:
    """Return where the passage of an anchor stands in an article's present text.

    Reworded passages carry their new words: who judged the old ones has to look at them again.
    """
    span = anchor.span
    if article.sha256 == anchor.sha256 or (span.of(article.text) == anchor.quote and _here(anchor, article.text, span)):
        return Fate(Outcome.KEPT, anchor, anchor_at(article, span))
    same = _by_words(anchor, article.text)
    if same is not None:
        outcome = Outcome.KEPT if same == span else Outcome.MOVED
        return Fate(outcome, anchor, anchor_at(article, same))
    similar = _by_likeness(anchor, article.text)
    if similar is not None:
        return Fate(Outcome.REWORDED, anchor, anchor_at(article, similar))
    return Fate(Outcome.LOST, anchor, None)


def _here(anchor: Anchor, text: str, span: Span) -> bool:
    return text[: span.start].endswith(anchor.before) and text[span.end :].startswith(anchor.after)


def _by_words(anchor: Anchor, text: str) -> Span | None:
    """Return the occurrence of the very words with the likest context; of equals, the one nearest to the old place."""
    found = list(_occurrences(anchor.quote, text))
    if not found:
        return None
    best = max(found, key=lambda span: (_context(anchor, text, span), -abs(span.start - anchor.start)))
    short = len(anchor.quote) < levels().short_quote
    return None if short and _context(anchor, text, best) < levels().short_context else best


def _occurrences(quote: str, text: str) -> Iterator[Span]:
    at = text.find(quote) if quote else -1
    while at >= 0:
        yield Span(at, at + len(quote))
        at = text.find(quote, at + 1)


def _context(anchor: Anchor, text: str, span: Span) -> float:
    before = text[max(0, span.start - len(anchor.before)) : span.start]
    after = text[span.end : span.end + len(anchor.after)]
    return fuzz.ratio(anchor.before + anchor.after, before + after)


def _by_likeness(anchor: Anchor, text: str) -> Span | None:
    if len(anchor.quote) < levels().short_quote:
        return None
    low = levels().similar_with_context
    found = (
        fuzz.partial_ratio_alignment(anchor.quote, text, score_cutoff=low) if len(anchor.quote) < len(text) else None
    )
    if found is None:
        return None
    span = _whole_words(text, _fitted(anchor.quote, text, Span(found.dest_start, found.dest_end)))
    score = fuzz.ratio(anchor.quote, span.of(text))
    sure = score >= levels().similar or (score >= low and _context(anchor, text, span) >= levels().context)
    return span if sure else None


def _fitted(quote: str, text: str, near: Span) -> Span:
    """Return the place that a window of the quotation's length found, drawn to where the shared words begin and end."""
    wide = Span(max(0, near.start - len(quote)), min(len(text), near.end + len(quote)))
    blocks = difflib.SequenceMatcher(None, quote, wide.of(text), autojunk=False).get_matching_blocks()
    told = [
        block
        for block in blocks
        if block.size > 2 and near.overlaps(Span(wide.start + block.b, wide.start + block.b + block.size))
    ]
    if not told:
        return near
    first, last = told[0], told[-1]
    start = wide.start + first.b - first.a
    end = wide.start + last.b + last.size + len(quote) - (last.a + last.size)
    return Span(max(0, start), min(len(text), max(end, start + 1)))


def _whole_words(text: str, span: Span) -> Span:
    """Return a span that cuts no word in two and has no blank at its ends."""
    start, end = span.start, span.end
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
