"""Saved web pages: the visible text as paragraphs, what is not the article marked, and what the page says of itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from core import cleaning
from core.errors import ReadError
from core.importers.encoding import decode
from core.importers.importer import Importer, new_article
from core.importers.page_blocks import Block, page_blocks
from core.importers.page_metadata import stated_by
from core.model import Article, Removed, Span

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LOOKS = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p|h1)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,300}\?>")
_LONG_TAG = re.compile(r"<[a-z][^<>]{20000,}", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_ATTRIBUTES = 1000
"""Attributes of one element past which a page is refused: the parser's time grows with their square."""
_COPY = "Copy the article's text from the browser and paste it."
_KEY = re.compile(r"[\W_]+")
_TELLING = 20
"""Letters from which a heading inside a longer title is the headline: titles of pages end in the outlet's name."""
_LEAST_SHARE = 0.2
"""Share of the page's prose that an extraction must hold to be believed: consent walls and wrong guesses hold less."""
_PROSE = 40
"""Characters from which an unmarked block inside the article counts as part of it."""


def read(data: bytes, name: str) -> tuple[Article, ...]:
    """Return the one article of a page; ReadError if the page cannot be taken apart or shows no text."""
    declared = _CHARSET.search(data[:4096])
    source = _XML_DECLARATION.sub("", decode(data, name, declared[1].decode("ascii") if declared else None))
    tree = _tree(source, name)
    stated = stated_by(tree, source[:4096])  # before the blocks: nothing of the tree is changed by either
    blocks = page_blocks(tree)
    if not blocks:
        raise ReadError(f"{name} shows no text.", "The page may fill itself by script: copy its text and paste it.")
    heading = _heading(blocks, stated.titles)
    blocks = _marked(blocks, heading, _extracted(tree, blocks))
    article = new_article("\n\n".join(block.text for block in blocks), name)
    fields: dict[str, Any] = dict(stated.fields)
    sources = dict(stated.sources)
    if heading is not None:
        fields["title"], sources["title"] = " ".join(blocks[heading].text.split()), "page heading"
    spans = _spans(blocks)
    removed = [
        Removed(span.start, span.end, block.reason) for span, block in zip(spans, blocks, strict=True) if block.reason
    ]
    return (
        replace(
            article,
            **fields,
            headline=spans[heading] if heading is not None else None,
            removed=tuple(removed),
            metadata_from=MappingProxyType(sources),
        ),
    )


def _tree(source: str, name: str) -> HtmlElement:
    """Parse a page; nothing is fetched and no entity of its own is expanded."""
    from lxml import etree, html

    for tag in _LONG_TAG.finditer(source):
        if len(_QUOTED.sub("", tag[0]).split()) > _ATTRIBUTES:
            raise ReadError(f"{name} has an element with thousands of attributes, which no page of news has.", _COPY)
    parser = html.HTMLParser(huge_tree=True, no_network=True)
    try:
        tree = html.document_fromstring(source, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise ReadError(f"{name} holds no page that can be read.", "Save the page again, or copy its text.") from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise ReadError(
            f"{name} is nested too deeply to be a page of news.",
            _COPY,
        )
    return tree


def _heading(blocks: Sequence[Block], titles: Sequence[str]) -> int | None:
    """Return which block is the headline: the heading with the page's own title, else its one main heading."""
    keys = [_key(title) for title in titles]
    headings = [
        index for index, block in enumerate(blocks) if block.tag in ("h1", "h2") and block.reason != "navigation"
    ]
    for index in headings:
        key = _key(blocks[index].text)
        if key and any(key == title or (len(key) > _TELLING and key in title) for title in keys):
            return index
    main = [index for index in headings if blocks[index].tag == "h1" and blocks[index].reason is None]
    return main[-1] if main else None


def _marked(blocks: Sequence[Block], heading: int | None, article: str | None) -> list[Block]:
    """Return the blocks with a reason for each that is not part of the article.

    ``article`` are the letters of the extracted article; without them only what the page itself marks is set aside.
    """
    if article is None:
        return [replace(block, reason=None) if index == heading else block for index, block in enumerate(blocks)]
    found = [index for index, block in enumerate(blocks) if block.reason != "caption" and _within(block, article)]
    if any(blocks[index].reason is None and len(blocks[index].text) >= _PROSE for index in found):
        found = [index for index in found if blocks[index].reason != "consent"]  # a notice above the article
    kept_blocks = frozenset(found)
    first = min([heading] if heading is not None else found, default=0)
    last = max(found, default=0)
    marked = []
    for index, block in enumerate(blocks):
        kept = index == heading or index in kept_blocks
        between = first < index < last and block.reason is None and (len(block.text) >= _PROSE or block.is_short)
        between = between and cleaning.reason_of(block.text) is None
        reason = None if kept or between else block.reason or cleaning.reason_of(block.text) or "page"
        marked.append(replace(block, reason=reason))
    return marked


def _within(block: Block, article: str) -> bool:
    key = _key(block.text)
    return bool(key) and key in article


def _extracted(tree: HtmlElement, blocks: Sequence[Block]) -> str | None:
    """Return the letters of what trafilatura takes for the article; None if it finds none that can be believed."""
    if sum(len(block.text) for block in blocks) > cleaning.limits().page_text:
        return None
    import trafilatura
    from lxml import etree, html

    try:
        with _quiet():
            found = trafilatura.bare_extraction(
                html.fromstring(html.tostring(tree, encoding="unicode")), include_comments=False, with_metadata=False
            )
    except (etree.LxmlError, ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
        return None  # a page that the library trips over is read without it
    text = getattr(found, "text", None) or ""
    prose = sum(len(_key(block.text)) for block in blocks if block.reason is None and len(block.text) >= _PROSE)
    letters = _key(text)
    return letters if len(letters) >= max(1, prose * _LEAST_SHARE) else None


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the library's log to itself: a page it finds nothing in is no event for the user."""
    log = logging.getLogger("trafilatura")
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(before)


def _spans(blocks: Sequence[Block]) -> list[Span]:
    spans, start = [], 0
    for block in blocks:
        spans.append(Span(start, start + len(block.text)))
        start += len(block.text) + 2
    return spans


def _key(text: str) -> str:
    return _KEY.sub("", text).casefold()


HTML = Importer(
    "html", "Saved web page", (".html", ".htm", ".xhtml"), read, lambda head: bool(_LOOKS.search(head.lstrip()[:1024]))
)
