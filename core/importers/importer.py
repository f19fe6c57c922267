"""What an importer is: one file format, and how to make articles of its bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from core import cleaning
from core.errors import ReadError
from core.model import Article

SHORTEN = "Cut the file into single articles, or save only the text of the page."

Read = Callable[[bytes, str], tuple[Article, ...]]
Sniff = Callable[[bytes], bool]


@dataclass(frozen=True, slots=True)
class Importer:
    """One format that Parallax reads.

    ``read`` takes a file's bytes and its name and returns its articles, not yet cleaned, or raises ReadError;
    ``sniff`` tells from the first kilobytes whether a file without a telling name is of this format.
    """

    name: str
    label: str
    suffixes: tuple[str, ...]
    read: Read
    sniff: Sniff


def new_article(text: str, source_file: str) -> Article:
    """Return an article of a text as it is to be stored; ReadError if it holds no words or more than any article."""
    if not text.strip():
        raise ReadError(f"{source_file} holds no text.", "Check that the file was saved completely.")
    limits = cleaning.limits()
    lines = sum(1 for line in text.split("\n") if line.strip())
    for size, limit, unit in ((len(text), limits.article_text, "characters"), (lines, limits.article_lines, "lines")):
        if size > limit:
            raise ReadError(
                f"{source_file} is too long for an article: {size:,} {unit}, and the limit is {limit:,}.", SHORTEN
            )
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(id=digest[:12], source_file=source_file, sha256=digest, text=text)
