"""The workspace file: opened with care, written to in one transaction for each edit, copied and backed up.

SQL stands here and in ``layout`` and ``reading`` only. What goes wrong comes out as ``WorkspaceError``: a sentence, and
what to do.
"""

from __future__ import annotations

import contextlib
import glob
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.errors import UnsavedError, WorkspaceError
from core.model import Article
from core.workspace import layout
from core.workspace.codec import CodecError, dumps, encode
from core.workspace.edits import ABOUT, RECORDS, Change, Edit
from core.workspace.history import Entry, Move, Step
from core.workspace.judgements import Workspace
from core.workspace.reading import BROKEN, Loaded, checksum, edits_of, load, worded
from core.workspace.withholding import withheld_text

_HEADER = 100  # bytes of SQLite's file header
_PATIENCE = 120.0  # seconds after which reading a file is given up: a damaged one may lead in circles
_STEPS = 100_000  # of SQLite's machine between two looks at the clock; some milliseconds
_LONGEST = 200_000_000  # bytes of one value; an article's text has at most a hundredth of that
_ABANDONED = 3600.0  # seconds after which nobody is still writing a copy
_LOCKED = 2.0  # seconds to wait for another connection

Veil = Callable[[str, str], str]

ELSEWHERE = "What you did is kept in memory: save a copy elsewhere, or make room and go on."


class Store:
    """One open workspace file."""

    def __init__(self, path: Path, writable: bool) -> None:
        self.path = path
        self._connection = _connect(path, writable)
        self._identity = _identity(path)

    def load(self) -> Loaded:
        """Read everything; what is damaged is left out and named. WorkspaceError for what no workspace may hold."""
        deadline = time.monotonic() + _PATIENCE
        self._connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
        try:
            layout.guard(self._connection)
            return self._load()
        except BROKEN as error:
            return self._load_damaged(f"The file's structure is damaged: {worded(error)}.")
        finally:
            self._connection.set_progress_handler(None, 0)

    def _load_damaged(self, why: str) -> Loaded:
        try:
            layout.bear_damage(self._connection)
            layout.guard(self._connection)
            found = self._load()
            return replace(found, damage=(why, *(line for line in found.damage if line != why)))
        except BROKEN as error:
            raise damaged(self.path, error) from error

    def _load(self) -> Loaded:
        if layout.foreign_parts(self._connection):
            raise WorkspaceError(
                f"{self.path.name} holds parts that act by themselves; no workspace has them.",
                "It was not opened. Ask whoever made it for a copy saved by Parallax.",
            )
        return load(self._connection)

    def edits_of(self, number: int) -> tuple[Edit, Edit]:
        """Return an edit of the history and the way back."""
        try:
            return edits_of(self._connection, number)
        except (sqlite3.Error, UnicodeDecodeError, CodecError) as error:
            raise WorkspaceError(
                f"Entry {number} of the history cannot be read: {worded(error)}.",
                "Save a copy elsewhere and go on with that.",
            ) from error

    def write(self, steps: Iterable[Step]) -> None:
        """Write steps in one transaction; they are on the disk when this returns. UnsavedError if they are not."""
        if _identity(self.path) != self._identity:
            raise UnsavedError(f"{self.path} is no longer where it was; the drive may have been removed.", ELSEWHERE)
        try:
            with self._transaction() as run:
                for step in steps:
                    _write(run, step)
        except sqlite3.Error as error:
            raise UnsavedError(_trouble(self.path, error), ELSEWHERE) from error

    def copy_to(self, target: Path, steps: Sequence[Step] = (), veil: Veil | None = None) -> None:
        """Write the file with its history and these further steps to another place, whole or not at all.

        ``veil`` returns what stands in the copy for the text of a SHA-256, where texts are to be withheld.
        """
        with _put_in_place(target) as beside, contextlib.closing(sqlite3.connect(beside, isolation_level=None)) as copy:
            self._connection.backup(copy)
            layout.guard(copy)
            for step in steps:
                _write(copy.execute, step)
            _withhold(copy, veil)

    def compact(self) -> int:
        """Give back the room that deleted records took; returns by how many bytes the file shrank."""
        before = self.path.stat().st_size
        try:
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            raise WorkspaceError(_trouble(self.path, error), "The workspace is as it was; make room first.") from error
        return before - self.path.stat().st_size

    def close(self) -> None:
        """Close the file; SQLite then folds its log into it."""
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[Any]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection.execute
            self._connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise


def create(
    path: Path,
    workspace: Workspace | None = None,
    past: Iterable[Entry] = (),
    steps: Iterable[Step] = (),
    veil: Veil | None = None,
) -> None:
    """Make a workspace file, which appears whole or not at all.

    It may begin with records, with a ``past`` that can be read but not undone, and with the steps that led to them.
    """
    with _put_in_place(path) as beside, contextlib.closing(sqlite3.connect(beside, isolation_level=None)) as connection:
        layout.guard(connection)
        layout.make(connection)
        connection.execute("BEGIN")
        for change in _changes_to(workspace or Workspace()):
            _apply(connection.execute, change)
        for entry in past:
            _note(connection.execute, Step(replace(entry, move=Move.PAST), Edit("", ())))
        for step in steps:
            _note(connection.execute, step)
        connection.execute("COMMIT")
        _withhold(connection, veil)


def version_of(path: Path) -> int:
    """Return the format version of a workspace file by its first bytes; WorkspaceError if it is none."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except OSError as error:
        raise WorkspaceError(f"{path} cannot be read: {error.strerror or error}.", "Check its rights.") from error
    ours = header[:16] == layout.MAGIC and header[68:72] == layout.APPLICATION.to_bytes(4, "big")
    if len(header) < _HEADER or not ours:
        raise WorkspaceError(
            f"{path.name} is no workspace of Parallax, or its beginning is damaged.",
            f"If it was one, open the newest copy in {backup_folder(path).name} beside it.",
        )
    return int.from_bytes(header[60:64], "big")


def bring_up_to_date(path: Path) -> None:
    """Migrate a file of an older version: a copy is changed and checked, the old file goes to the backups."""
    try:
        kept = _backup_name(path, f"version-{version_of(path)}")
        with _put_in_place(kept) as beside, contextlib.closing(_connect(path, writable=True)) as old:
            layout.guard(old)
            old.execute("VACUUM INTO ?", (str(beside),))
        with _put_in_place(path) as beside, contextlib.closing(_copied(kept, beside)) as new:
            layout.guard(new)
            layout.migrate(new, version_of(kept))
            if load(new).damage:
                raise WorkspaceError(f"{path.name} is damaged.", "Open a backup of it.")
    except (sqlite3.Error, OSError, WorkspaceError) as error:
        raise WorkspaceError(
            f"{path.name} is of an older version and could not be brought up to date.", f"It is as it was. {error}"
        ) from error


def _copied(source: Path, target: Path) -> sqlite3.Connection:
    target.write_bytes(source.read_bytes())
    return sqlite3.connect(target, isolation_level=None)


def backup_folder(path: Path) -> Path:
    """Return where the backups of a workspace file are kept."""
    return path.with_name(f"{path.name}-backups")


def backups(path: Path) -> tuple[Path, ...]:
    """Return the backups of a workspace file, newest first."""
    found = backup_folder(path).glob("*.parallax") if backup_folder(path).is_dir() else ()
    return tuple(sorted(found, key=lambda file: (file.stat().st_mtime_ns, file.name), reverse=True))


def back_up(store: Store, keep: int) -> None:
    """Make a backup and drop the oldest beyond so many; WorkspaceError if there is no room for it."""
    target = _backup_name(store.path, time.strftime("%Y-%m-%d-%H%M%S"))
    store.copy_to(target)
    for old in backups(store.path)[keep:]:
        with contextlib.suppress(OSError):
            old.unlink()


def _backup_name(path: Path, when: str) -> Path:
    folder = backup_folder(path)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise WorkspaceError(f"{folder} cannot be made: {error.strerror}.", "Check the folder's rights.") from error
    return folder / f"{path.stem}-{when}.parallax"


def damaged(path: Path, error: BaseException) -> WorkspaceError:
    """Return the error for a file that cannot be read at all."""
    newest = next(iter(backups(path)), None)
    todo = f"Open its backup {newest}." if newest else "There is no backup beside it; look for a copy elsewhere."
    return WorkspaceError(f"{path.name} is damaged and cannot be read: {worded(error)}.", todo)


def _connect(path: Path, writable: bool) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode={'rw' if writable else 'ro'}",
            uri=True, isolation_level=None, timeout=_LOCKED, check_same_thread=False,
        )  # fmt: skip
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    except sqlite3.Error as error:
        raise damaged(path, error) from error
    return connection


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells this very file from another of its name; None if there is none."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_dev, stat.st_ino


def _withhold(copy: sqlite3.Connection, veil: Veil | None) -> None:
    """Put veiled texts in the place of all texts, and leave nothing of them in the file's free pages."""
    if veil is None:
        return
    for sha256, body in copy.execute("SELECT sha256, body FROM texts").fetchall():
        shown = veil(sha256, body.decode("utf-8", "surrogatepass")).encode("utf-8", "surrogatepass")
        copy.execute("UPDATE texts SET body = ?, withheld = 1 WHERE sha256 = ?", (shown, sha256))
    copy.execute("VACUUM")


def _write(run: Any, step: Step) -> None:
    for change in step.applied.changes:
        _apply(run, change)
    _note(run, step)


def _apply(run: Any, change: Change) -> None:
    if change.kind != "about" and change.value is None:
        run(f"DELETE FROM {change.kind} WHERE id = ?", (change.key,))  # noqa: S608 - one of RECORDS
        return
    _store_text(run, change)
    value = dumps(_encoded(change))
    run(f"INSERT OR REPLACE INTO {change.kind} VALUES (?, ?, ?)", (change.key, value, checksum(value)))  # noqa: S608


def _note(run: Any, step: Step) -> None:
    entry = step.entry
    row = (entry.number, entry.time, entry.author, entry.what, str(entry.move), entry.of)
    run("INSERT INTO history VALUES (?, ?, ?, ?, ?, ?)", row)
    if step.back is not None:
        for change in (*step.applied.changes, *step.back.changes):
            _store_text(run, change)
        run("INSERT INTO edits VALUES (?, ?, ?)", (entry.number, _told(step.applied), _told(step.back)))


def _store_text(run: Any, change: Change) -> None:
    """Keep an article's text under its SHA-256; one that had been withheld is put in its place."""
    if not isinstance(change.value, Article):
        return
    body = change.value.text.encode("utf-8", "surrogatepass")
    run(
        "INSERT INTO texts VALUES (?, ?, ?) ON CONFLICT (sha256) DO UPDATE"
        " SET body = excluded.body, withheld = 0 WHERE withheld AND NOT excluded.withheld",
        (change.value.sha256, body, withheld_text(change.value)),
    )


def _told(edit: Edit) -> str:
    changes = [[c.kind, c.key, None if c.value is None else _encoded(c)] for c in edit.changes]
    return dumps({"what": edit.what, "changes": changes})


def _encoded(change: Change) -> Any:
    value = encode(change.value)
    if isinstance(change.value, Article):
        del value["text"]
    return value


def _changes_to(workspace: Workspace) -> Iterator[Change]:
    for name in ABOUT:
        yield Change("about", name, getattr(workspace, name))
    for kind in RECORDS:
        for key, record in getattr(workspace, kind).items():
            yield Change(kind, key, record)


@contextlib.contextmanager
def _put_in_place(target: Path) -> Iterator[Path]:
    """Give the name of a file to make beside a target; it takes the target's place once it is complete."""
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    leftovers = [beside, *(beside.with_name(beside.name + end) for end in ("-wal", "-shm", "-journal"))]
    try:
        for file in (*leftovers, *_abandoned(target)):
            file.unlink(missing_ok=True)
        yield beside
        with beside.open("rb+") as made:
            os.fsync(made.fileno())
        beside.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise WorkspaceError(
            f"{target} cannot be written: {_reason(error)}.", "Make room, or choose another folder."
        ) from error
    finally:
        for file in leftovers:
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)


def _abandoned(target: Path) -> list[Path]:
    """Return what programs that were killed have left half-made beside a target."""
    found = target.parent.glob(f".{glob.escape(target.name)}.*.new*")
    return [file for file in found if time.time() - file.stat().st_mtime > _ABANDONED]


_WORDS = {
    "SQLITE_FULL": "the disk is full",
    "SQLITE_READONLY": "it may not be written",
    "SQLITE_BUSY": "another program is writing to it",
    "SQLITE_CORRUPT": "it is damaged",
    "SQLITE_NOTADB": "it is damaged",
    "SQLITE_CANTOPEN": "it cannot be opened",
    "SQLITE_IOERR": "the disk reports an error, or is full",
    "SQLITE_CONSTRAINT": "another program has written to it",
}


def _reason(error: BaseException) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    name = getattr(error, "sqlite_errorname", "")
    return next((words for start, words in _WORDS.items() if name.startswith(start)), str(error))


def _trouble(path: Path, error: sqlite3.Error) -> str:
    return f"{path.name} cannot be written: {_reason(error)}."
