"""Files and pasted texts to articles: read, told apart by suffix and content, given metadata and cleaned.

A new format is one file that makes an ``Importer`` and one ``IMPORTERS.add`` line below.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from core import cleaning, metadata
from core.errors import ReadError
from core.importers import encoding
from core.importers.html import HTML
from core.importers.importer import Importer, new_article
from core.importers.markdown import MARKDOWN
from core.importers.plain import PLAIN
from core.model import Article, Problem, Reading
from core.progress import Progress
from core.registry import Registry

IMPORTERS: Registry[Importer] = Registry("importer")
IMPORTERS.add(HTML.name, HTML)
IMPORTERS.add(MARKDOWN.name, MARKDOWN)
IMPORTERS.add(PLAIN.name, PLAIN)  # last, for it takes whatever is text

_HEAD = 4096
"""Bytes by which the format of a file without a telling suffix is told."""


def read_files(paths: Sequence[Path], progress: Progress | None = None) -> Reading:
    """Read files as articles, cleaned and with their metadata; a file that cannot be read becomes a Problem."""
    progress = progress or Progress()
    articles: list[Article] = []
    problems: list[Problem] = []
    for done, path in enumerate(paths):
        progress.report("reading", done, len(paths))
        try:
            articles += read_bytes(_contents(Path(path)), Path(path).name)
        except ReadError as error:
            problems.append(Problem(Path(path).name, error.message, error.hint))
    progress.report("reading", len(paths), len(paths))
    return Reading(tuple(articles), tuple(problems))


def read_bytes(data: bytes, name: str) -> tuple[Article, ...]:
    """Read one file's contents as articles; ReadError if it is no text, too large or without words."""
    limit = cleaning.limits().file_bytes
    if len(data) > limit:
        raise ReadError(*_too_large(name, len(data), limit))
    return tuple(_finished(article) for article in importer_for(name, data[:_HEAD]).read(data, name))


def read_text(text: str, source_file: str = "pasted text") -> Article:
    """Read a pasted text as an article; ReadError if it holds no words."""
    return _finished(new_article(encoding.normalised(text), source_file))


def importer_for(name: str, head: bytes) -> Importer:
    """Return the importer of a file by its suffix, else by its first bytes; plain text if none knows it."""
    suffix = Path(name).suffix.lower()
    by_suffix = next((importer for importer in IMPORTERS if suffix in importer.suffixes), None)
    if by_suffix is not None and by_suffix is not PLAIN:
        return by_suffix
    return next((importer for importer in IMPORTERS if importer.sniff(head)), PLAIN)


def _finished(article: Article) -> Article:
    return cleaning.clean(metadata.complete(article))


def _contents(path: Path) -> bytes:
    """Return a file's bytes; ReadError with what is wrong and what to do."""
    limit = cleaning.limits().file_bytes
    name = path.name or str(path)
    try:
        if path.is_dir():
            raise ReadError(f"{name} is a folder.", "Choose the files inside it.")
        if not path.exists():
            raise ReadError(f"{name} does not exist.", "Check the name and the folder.")
        if not path.is_file():
            raise ReadError(f"{name} is not a regular file.", "Save the article as a file and read that.")
        if (size := path.stat().st_size) > limit:
            raise ReadError(*_too_large(name, size, limit))
        return path.read_bytes()
    except PermissionError as error:
        raise ReadError(f"{name} may not be read.", "Ask for the right to read it, or copy it elsewhere.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"{name} cannot be read: {reason}.", "Check the disk and the name, then try again.") from error


def _too_large(name: str, size: int, limit: int) -> tuple[str, str]:
    return (
        f"{name} is too large for an article: {size / 1e6:.0f} MB, and the limit is {limit / 1e6:.0f} MB.",
        "Cut the file into single articles, or save only the text of the page.",
    )
