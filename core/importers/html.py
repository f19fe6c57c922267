"""Saved web pages (first version: visible text only)."""

from __future__ import annotations

import re

from core.importers.encoding import decode
from core.importers.importer import Importer, new_article
from core.model import Article

_LOOKS = re.compile(rb"<(?:!doctype html|html|head|body|article|div|p|h1)\b", re.IGNORECASE)


def read(data: bytes, name: str) -> tuple[Article, ...]:
    """Return the article of a page."""
    from lxml import html

    tree = html.fromstring(decode(data, name))
    blocks = (" ".join(str(node.text_content()).split()) for node in tree.iter("h1", "h2", "p", "li"))
    return (new_article("\n\n".join(block for block in blocks if block), name),)


HTML = Importer("html", "Saved web page", (".html", ".htm", ".xhtml"), read, lambda head: bool(_LOOKS.search(head)))
