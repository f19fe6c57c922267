"""The visible text of a page as blocks, each with what its surroundings in the page say it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core import cleaning
from core.importers.encoding import SHAPELESS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z]+|\d+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BREAKS = re.compile(r"\n\s*\n")
_WRAPPERS = frozenset({"html", "body", "main", "article"})
_SHORT = 120
"""Characters up to which a line may be a byline, a time or a cross-heading of the article."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a page: its words, its element, and a reason if its surroundings say it is not the article."""

    text: str
    tag: str
    reason: str | None

    @property
    def is_short(self) -> bool:
        """Whether the block may be a byline, a time or a cross-heading."""
        return len(self.text) < _SHORT and "\n" not in self.text


class _Gathering:
    """Gathers the text between the edges of block elements, while a page is walked through."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._lexicon = cleaning.lexicon().page
        self._words: list[str] = []
        self._inside: list[tuple[str, str | None]] = [("html", None)]
        self._unseen = 0

    def start(self, element: HtmlElement) -> None:
        """Take in an element's opening and the words up to the next one."""
        self._unseen += self._is_unseen(element)
        if self._unseen:
            return
        if element.tag in self._lexicon.blocks:
            self.finish()
            self._inside.append((element.tag, self._inside[-1][1] or self._reason(element)))
        elif element.tag == "br":
            self._words.append("\n")
        self.add(element.text)

    def end(self, element: HtmlElement) -> None:
        """Take in an element's close and the words behind it."""
        if self._unseen:
            self._unseen -= self._is_unseen(element)
        elif element.tag in self._lexicon.blocks:
            self.finish()
            self._inside.pop()
        self.add(element.tail)

    def add(self, words: str | None) -> None:
        """Take in words, unless a browser would not show them."""
        if words and not self._unseen:
            self._words.append(words.replace("\n", " "))

    def finish(self) -> None:
        """Make blocks of the words gathered so far; two line breaks in a row separate paragraphs."""
        for part in _BREAKS.split(SHAPELESS.sub("", "".join(self._words))):
            lines = [" ".join(line.split()) for line in part.split("\n")]
            if text := "\n".join(line for line in lines if line):
                self.blocks.append(Block(text, *self._inside[-1]))
        self._words = []

    def _is_unseen(self, element: HtmlElement) -> bool:
        hidden = element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))
        return hidden or element.tag in self._lexicon.unseen

    def _reason(self, element: HtmlElement) -> str | None:
        """Return why an element is not the article, as its tag, its role or its names tell."""
        if element.tag in _WRAPPERS:
            return None
        role = (element.get("role") or "").lower()
        if reason := self._lexicon.tags.get(element.tag) or self._lexicon.roles.get(role):
            return reason
        names = f"{element.get('class') or ''} {element.get('id') or ''}"[:400]
        words = {word.lower() for name in names.split() for word in _NAME.findall(_CAMEL.sub("-", name))}
        if not words or words & {"content", "body"}:
            return None
        return next((reason for word, reason in self._lexicon.names if word in words), None)


def page_blocks(tree: HtmlElement) -> list[Block]:
    """Return the blocks of a page in its order, without what a browser would not show."""
    from lxml import etree

    gathering = _Gathering()
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            gathering.add(element.tail)
        elif event == "start":
            gathering.start(element)
        else:
            gathering.end(element)
    gathering.finish()
    return gathering.blocks
