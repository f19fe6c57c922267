"""The visible text of a page as blocks, each with what its surroundings in the page say it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core import cleaning

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_UNSEEN = frozenset(
    "script style noscript template svg math head title iframe object embed canvas audio video select option textarea "
    "input datalist map area link meta".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot "
    "th thead tr ul".split()
)
_TAG_REASONS = {
    "nav": "navigation",
    "menu": "navigation",
    "button": "navigation",
    "figcaption": "caption",
    "figure": "caption",
    "footer": "page",
    "form": "page",
    "dialog": "consent",
    "aside": "page",
}
_ROLE_REASONS = {"navigation": "navigation", "search": "navigation", "dialog": "consent", "contentinfo": "page"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z]+|\d+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BREAKS = re.compile(r"\n\s*\n")
_WRAPPERS = frozenset({"html", "body", "main", "article"})


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a page: its words, its element, and a reason if its surroundings say it is not the article.

    ``near_head`` marks what may be short and still belong: bylines, times and cross-headings.
    """

    text: str
    tag: str
    reason: str | None
    near_head: bool


class _Blocks:
    """Gathers the text between the edges of block elements."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self._words: list[str] = []

    def add(self, words: str | None) -> None:
        if words:
            self._words.append(words.replace("\n", " "))

    def line_break(self) -> None:
        self._words.append("\n")

    def end(self, tag: str, reason: str | None) -> None:
        for part in _BREAKS.split("".join(self._words)):
            lines = [" ".join(line.split()) for line in part.split("\n")]
            text = "\n".join(line for line in lines if line)
            if text:
                near_head = tag in ("time", "address", "h2", "h3", "h4") or len(text) < 120 and "\n" not in text
                self.found.append(Block(text, tag, reason, near_head))
        self._words = []


def page_blocks(tree: HtmlElement) -> list[Block]:
    """Return the blocks of a page in its order, without what a browser would not show."""
    from lxml import etree

    blocks = _Blocks()
    stack: list[tuple[str, str | None]] = [("html", None)]
    unseen = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi") or not isinstance(element.tag, str):
            if not unseen:
                blocks.add(element.tail)
            continue
        tag = element.tag.lower()
        if event == "start":
            unseen += _is_unseen(tag, element)
            if unseen:
                continue
            if tag in _BLOCKS:
                blocks.end(*stack[-1])
                stack.append((tag, stack[-1][1] or _reason(tag, element)))
            elif tag == "br":
                blocks.line_break()
            blocks.add(element.text)
            continue
        if unseen:
            unseen -= _is_unseen(tag, element)
        elif tag in _BLOCKS and len(stack) > 1:
            blocks.end(*stack.pop())
        if not unseen:
            blocks.add(element.tail)
    blocks.end(*stack[-1])
    return blocks.found


def _is_unseen(tag: str, element: HtmlElement) -> bool:
    return tag in _UNSEEN or element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _reason(tag: str, element: HtmlElement) -> str | None:
    """Return why an element is not the article, as its tag, its role or its names tell."""
    if tag in _WRAPPERS:
        return None
    if reason := _TAG_REASONS.get(tag) or _ROLE_REASONS.get((element.get("role") or "").lower()):
        return reason
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:400]
    words = {word.lower() for name in names.split() for word in _NAME.findall(_CAMEL.sub("-", name))}
    if not words or "content" in words or "body" in words:
        return None
    return next((reason for word, reason in cleaning.lexicon().parts if word in words), None)
