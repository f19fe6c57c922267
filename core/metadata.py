"""What an article states about itself: title, outlet, byline, dates, dateline, and where each was read.

Importers give what their format states (JSON-LD, front matter); this module reads the rest from the head of the text,
whose lines come in every order and shape. Nothing is guessed: a date without a year stays unset.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import replace
from types import MappingProxyType

from core import resources
from core.datelines import Found, find_dateline
from core.heads import Head, read_head
from core.model import Article, Removed

_LANGUAGES = "lexicons/languages.yaml"
_SAMPLE = 5000
"""Characters whose words are counted: an article's first forty sentences or so."""
_SURE = 0.12
"""Least share of function words: news of the story sets has .25 to .45 in its own language, under .08 in another."""
_FEW = 12
"""Fewest words to tell a language by."""


def complete(article: Article) -> Article:
    """Return the article with what the head of its text states, its dateline and its language.

    Fields that are already set stay; lines that only carry metadata are marked as removed.
    """
    head = read_head(article)
    found = _dateline(article, head)
    stated = {name: (value, head.read_from) for name, value in head.fields.items()}
    if found is not None:
        if found.date:
            stated.setdefault("published", (found.date, "dateline"))
        if found.dateline.agency:
            stated.setdefault("outlet", (found.dateline.agency, "dateline"))
    fields = {name: value for name, (value, _) in stated.items() if getattr(article, name) is None}
    sources = dict(article.metadata_from) | {name: stated[name][1] for name in fields}
    removed = [*article.removed, *head.removed]
    if found is not None:
        removed.append(Removed(found.dateline.start, found.dateline.end, "dateline"))
        sources["dateline"] = "text"
    language = article.language or detect_language(article.text)
    if article.language is None and language is not None:
        sources["language"] = "text"
    return replace(
        article,
        **fields,
        headline=article.headline or head.headline,
        dateline=article.dateline or (found.dateline if found else None),
        language=language,
        removed=tuple(sorted(set(removed))),
        own_claims=article.own_claims,
        metadata_from=MappingProxyType(dict(sorted(sources.items()))),
    )


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language whose function words are commonest in a text, None if none is sure."""
    words = Counter(re.findall(r"[^\W\d_]+", text[:_SAMPLE].lower()))
    total = words.total()
    shares = {code: sum(words[word] for word in known) / max(total, 1) for code, known in _function_words().items()}
    best = max(shares, key=lambda code: (shares[code], code))
    return best if total >= _FEW and shares[best] >= _SURE else None


@functools.cache
def _function_words() -> dict[str, frozenset[str]]:
    checker = resources.Checker(f"resources/{_LANGUAGES}")
    rows = checker.entries(resources.load(_LANGUAGES), "$")
    found = {code: frozenset(checker.texts(words, at)) for code, words, at in rows}
    checker.done()
    return found


def _dateline(article: Article, head: Head) -> Found | None:
    """Return the dateline of the first paragraphs of the story: some pages put a line or two above it."""
    for line in head.openings:
        if found := find_dateline(article.text, line.start, line.end):
            return found
    return None
