"""The workspace that a comparison of files or pasted texts gets by itself, so that nothing has to be saved."""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

from core.errors import WorkspaceError

if TYPE_CHECKING:
    from core.model import Article
    from core.workspace import OpenWorkspace

_MOST_NAMES = 3
_ASIDE = "parallax-draft-"
_LONGEST_NAME = 80


def folder() -> Path:
    """Return where drafts are kept: the user's data folder."""
    location = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return Path(location) / "Parallax" / "drafts"


def left() -> tuple[Path, ...]:
    """Return the drafts that there are, the newest first: what is judged in one stays until it is taken elsewhere."""
    with contextlib.suppress(OSError):
        found = [(file.stat().st_mtime_ns, file) for file in folder().glob("*.parallax")]
        return tuple(file for _, file in sorted(found, reverse=True))
    return ()


def is_draft(path: Path) -> bool:
    """Tell whether a workspace is a draft: its name was not chosen by the analyst."""
    return path.parent in (folder(), folder().resolve()) or path.parent.name.startswith(_ASIDE)


def begin(articles: Sequence[Article], files: Sequence[str], time: datetime) -> OpenWorkspace:
    """Return a new draft that holds these articles; WorkspaceError if there is no room for one anywhere.

    Where the data folder may not be written, it lies in the system's folder for temporary files.
    """
    name = name_for([article.name for article in articles], time)
    try:
        return _made(folder(), name, articles, files)
    except WorkspaceError:
        try:
            return _made(Path(tempfile.mkdtemp(prefix=_ASIDE)), name, articles, files)
        except OSError as error:
            raise WorkspaceError(f"No draft can be made: {error.strerror}.", "Make room on the disk.") from error


def begun(articles: Sequence[Article], files: Sequence[str]) -> OpenWorkspace | WorkspaceError:
    """Return a new draft that holds these articles, named by the time, or why there is none; fit for any thread."""
    try:
        return begin(articles, files, datetime.now())  # noqa: DTZ005 - a name for people, in their time
    except WorkspaceError as error:
        return error


def _made(where: Path, name: str, articles: Sequence[Article], files: Sequence[str]) -> OpenWorkspace:
    from core.workspace import Workspace, open_workspace
    from core.workspace.edits import add_articles
    from core.workspace.opening import SUFFIX, now

    try:
        where.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorkspaceError(f"{where} cannot be made: {error.strerror}.", "Check the folder's rights.") from error
    path, number = where / f"{name}{SUFFIX}", 1
    while path.exists():
        number += 1
        path = where / f"{name} ({number}){SUFFIX}"
    opened = open_workspace(path, create=True)
    try:
        opened.apply(add_articles(Workspace(), articles, files, now()))
    except WorkspaceError:
        discard(opened)
        raise
    return opened


def name_for(coverage: Sequence[str], time: datetime) -> str:
    """Return what to call a draft: by its coverage and the time, such as "Coast Wire, Varda Post 2026-03-03 14.20"."""
    names = list(dict.fromkeys(" ".join(re.sub(r'[\\\\/:*?"<>|.\x00-\x1f]', " ", name).split()) for name in coverage))
    told = ", ".join(names[:_MOST_NAMES])[:_LONGEST_NAME].strip()
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return f"{told}{more} {time:%Y-%m-%d %H.%M}".strip()


def holds_work(opened: OpenWorkspace) -> bool:
    """Tell whether a draft holds more than articles that can be read from their files again."""
    sources = opened.workspace.sources.values()
    return len(opened.history()) > 1 or not all(source.file and Path(source.file).is_file() for source in sources)


def discard(opened: OpenWorkspace) -> None:
    """Close a draft and take its files away."""
    opened.close(backup=False)
    take_away(opened.path)


def take_away(path: Path) -> None:
    """Take the file of a draft away, with its folder if that was made for it alone."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
        if path.parent.name.startswith(_ASIDE):
            path.parent.rmdir()
