"""Files and pasted texts to articles: read, told apart by suffix and content, given metadata and cleaned.

A new format is one file that makes an ``Importer`` and one ``IMPORTERS.add`` line below.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from core import cleaning, metadata
from core.cover import Cover
from core.errors import ReadError
from core.importers import encoding
from core.importers.html import HTML
from core.importers.importer import SHORTEN, Importer, new_article
from core.importers.markdown import MARKDOWN
from core.importers.plain import PLAIN
from core.model import Article, Problem, Reading, Span
from core.progress import Progress
from core.registry import Registry

IMPORTERS: Registry[Importer] = Registry("importer")
IMPORTERS.add(HTML.name, HTML)
IMPORTERS.add(MARKDOWN.name, MARKDOWN)
IMPORTERS.add(PLAIN.name, PLAIN)  # last, for it takes whatever is text

_HEAD = 4096
"""Bytes by which the format of a file without a telling suffix is told."""


def read_files(paths: Sequence[Path], progress: Progress | None = None) -> Reading:
    """Read files as articles, cleaned and with their metadata; a file that cannot be read becomes a Problem.

    A file named twice is read once. Files are called by their names, and by their folders too where names are shared.
    """
    progress = progress or Progress()
    articles: list[Article] = []
    problems: list[Problem] = []
    remarks: list[Problem] = []
    seen: set[str] = set()
    for done, (path, name) in enumerate(zip(paths, _names(paths), strict=True)):
        progress.report("reading", done, len(paths))
        file = _identity(path)
        if file in seen:
            remarks.append(Problem(name, f"{name} is named more than once.", "It was read once."))
            continue
        seen.add(file)
        try:
            found = read_bytes(_contents(Path(path), name), name)
        except ReadError as error:
            problems.append(Problem(name, error.message, error.hint))
            continue
        articles += found
        if any(encoding.is_mojibake(article.text) for article in found):
            what = f"{name} looks as if it had once been saved in the wrong encoding (â€™ for ’)."
            remarks.append(Problem(name, what, "It was read as it stands; if you can, save it again as UTF-8."))
    progress.report("reading", len(paths), len(paths))
    return Reading(tuple(articles), tuple(problems), tuple(remarks))


def _identity(path: Path) -> str:
    """Return the same text for the same file, whatever links lead to it."""
    try:
        return os.path.realpath(path)
    except ValueError:
        return str(path)  # no file can have that name


def _names(paths: Sequence[Path]) -> list[str]:
    """Return the shortest end of each path that tells it from the others: mostly the file's name alone."""
    parts = [Path(os.path.abspath(path)).parts for path in paths]  # noqa: PTH100 - links stay as they are named
    names = [part[-1] if part else "" for part in parts]
    distinct = set(parts)
    for depth in range(2, max(map(len, parts), default=0)):
        shared = Counter(Path(*part[1 - depth :]).as_posix() for part in distinct)
        names = [
            Path(*part[-depth:]).as_posix() if shared[name] > 1 else name
            for part, name in zip(parts, names, strict=True)
        ]
    return names


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
    """Return the article with its metadata and cleaned; ReadError if nothing of it is left then."""
    cleaned = cleaning.clean(metadata.complete(article))
    kept = Cover(removed.span for removed in cleaned.removed).gaps(Span(0, len(article.text)))
    if not any(letter.isalnum() for span in kept for letter in span.of(article.text)):
        found = " and ".join(sorted({removed.reason for removed in cleaned.removed}))
        raise ReadError(
            f"{article.source_file} shows no article: only {found or 'signs'}.",
            "If it is a page, answer what it asks and save it again when the article shows; or copy its text.",
        )
    return cleaned


def _contents(path: Path, name: str) -> bytes:
    """Return a file's bytes; ReadError with what is wrong and what to do."""
    limit = cleaning.limits().file_bytes
    try:
        if path.is_dir():
            raise ReadError(f"{name} is a folder.", "Choose the files inside it.")
        if path.is_symlink() and not path.exists():
            raise ReadError(f"{name} is a link that leads nowhere.", "Choose the file itself.")
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
        SHORTEN,
    )
