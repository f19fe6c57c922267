"""Plain text, and anything that is text without being another format."""

from __future__ import annotations

from core.importers.encoding import decode
from core.importers.importer import Importer, new_article
from core.model import Article


def read(data: bytes, name: str) -> tuple[Article, ...]:
    """Return the one article of a text file; ReadError if it is no text."""
    return (new_article(decode(data, name), name),)


PLAIN = Importer("text", "Plain text", (".txt", ".text"), read, lambda _head: True)
