"""Copies without the articles' full texts, for handing on: only what was quoted, with its context, stays legible.

Every other character gives way to a sign, line ends and spaces aside, so that offsets hold; the SHA-256 stays that of
the whole text, and reading the article's file again puts the text back.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator

from core.cover import Cover
from core.model import Article, Span
from core.workspace.judgements import CONTEXT, Anchor, Workspace, places

SIGN = "░"


def withheld_text(article: Article) -> bool:
    """Tell whether an article's text is not whole: it was withheld from this copy."""
    return hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest() != article.sha256


def veil(workspace: Workspace) -> Callable[[str, str], str]:
    """Return what a text of some SHA-256 looks like where only what the analyst quoted is shown."""
    quoted: dict[str, list[Span]] = {}
    for anchor in anchors_of(workspace):
        around = Span(max(0, anchor.start - CONTEXT), anchor.end + CONTEXT)
        quoted.setdefault(anchor.sha256, []).append(around)
    return lambda sha256, text: _veiled(text, quoted.get(sha256, ()))


def anchors_of(workspace: Workspace) -> Iterator[Anchor]:
    """Yield every place that the analyst's records refer to."""
    for records in (workspace.judgements, workspace.manual_links, workspace.notes):
        for record in records.values():
            yield from places(record)


def _veiled(text: str, shown: Iterable[Span]) -> str:
    parts: list[str] = []
    at = 0
    for gap in Cover(shown).gaps(Span(0, len(text))):
        parts += (text[at : gap.start], re.sub(r"\S", SIGN, gap.of(text)))
        at = gap.end
    return "".join((*parts, text[at:]))
