"""Quotations: what a text puts between quotation marks."""

from __future__ import annotations

import re

from core.model import Span

# A straight quote opens where a word begins and closes where one ends; apostrophes inside words are neither.
_QUOTED = re.compile(r"“([^“”]{1,2000})”|\"([^\"]{1,2000})\"|(?<!\w)[‘']{1,2}([^‘’'\n]{12,600})[’']{1,2}(?!\w)")


def find_quotes(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Return the spans between quotation marks in ``text[start:end]``, the marks themselves left out."""
    spans = []
    for match in _QUOTED.finditer(text, start, len(text) if end is None else end):
        group = match.lastindex or 1
        if match.group(group).strip():
            spans.append(Span(*match.span(group)))
    return tuple(spans)
