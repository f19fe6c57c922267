"""Finding words in the articles' texts as they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.model import Article, Span
from gui.looking import Passage

# Written either way in articles, and on a keyboard only one way.
_ALIKE = (("'", "'’‘ʼ"), ('"', '"“”„«»'), ("-", "-‐‑–—"))


def pattern_of(query: str, case: bool = False, whole: bool = False) -> re.Pattern[str] | None:
    """Return what finds a query: any space stands for any run of spaces, quotation marks and dashes for their kin.

    None where the query holds nothing to look for.
    """
    words = query.split()
    if not words:
        return None
    found = r"\s+".join("".join(map(_character, word)) for word in words)
    if whole:
        found = rf"(?<!\w){found}(?!\w)"
    return re.compile(found, 0 if case else re.IGNORECASE)


def search(articles: Sequence[Article], query: str, case: bool = False, whole: bool = False) -> tuple[Passage, ...]:
    """Return where a query stands in the texts, article by article in reading order."""
    pattern = pattern_of(query, case, whole)
    if pattern is None:
        return ()
    return tuple(
        Passage(article.id, Span(*match.span())) for article in articles for match in pattern.finditer(article.text)
    )


def _character(character: str) -> str:
    return next((f"[{kin}]" for _, kin in _ALIKE if character in kin), re.escape(character))
