"""The one door to a workspace file: open it, apply edits, undo and redo them; each is on the disk when it returns."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from types import TracebackType

from core.errors import UnsavedError, WorkspaceError
from core.workspace import layout, salvage, storage
from core.workspace.edits import Edit, apply
from core.workspace.history import Entry, Move, Step, Trail
from core.workspace.judgements import Workspace
from core.workspace.locking import Lock, acquire
from core.workspace.withholding import veil

SUFFIX = ".parallax"
BACKUPS = 5  # kept beside a workspace: the states in which it was left the last times

Clock = Callable[[], str]


def now() -> str:
    """Return the time as a workspace notes it: UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def open_workspace(path: Path | str, create: bool = False, clock: Clock = now) -> OpenWorkspace:
    """Open a workspace file, or make one where there is none and ``create`` is true.

    It opens read-only, and ``why_read_only`` says why, where another program has it open, its folder may not be
    written, a newer version made it, or it is damaged. Raises WorkspaceError where nothing of it can be read.
    """
    path = Path(os.path.realpath(path))
    if not path.is_file():
        _refuse(path, create)
        storage.create(path)
    lock, why = _lock(path)
    try:
        return _opened(path, lock, why, clock)
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def _opened(path: Path, lock: Lock | None, why: str, clock: Clock) -> OpenWorkspace:
    try:
        version = storage.version_of(path)
    except WorkspaceError as error:
        return _mended(path, lock, clock, error)
    if version // layout.MAJOR > layout.VERSION // layout.MAJOR:
        raise WorkspaceError(
            f"{path.name} was made by a newer version of Parallax.", "Open it with that version or a newer one."
        )
    if version < layout.VERSION and lock is not None:
        storage.bring_up_to_date(path)
    if version > layout.VERSION:
        why = f"{path.name} was made by a newer version of Parallax and has things that this one would lose."
    try:
        return OpenWorkspace(path, lock, why, clock)
    except WorkspaceError as error:
        return _mended(path, lock, clock, error)


def _mended(path: Path, lock: Lock | None, clock: Clock, error: WorkspaceError) -> OpenWorkspace:
    """Open a copy of a file with its header put right, for reading; raise the error if that is not what is wrong."""
    sound = salvage.mended(path)
    if sound is not None:
        with contextlib.suppress(WorkspaceError):
            return OpenWorkspace(path, lock, salvage.WHY, clock, sound)
    raise error


def _refuse(path: Path, create: bool) -> None:
    if path.exists():
        raise WorkspaceError(f"{path} is no file.", "Choose a workspace file; its name ends in .parallax.")
    if not create:
        raise WorkspaceError(f"There is no workspace {path}.", "Check the name and the folder.")
    if not path.parent.is_dir():
        raise WorkspaceError(f"There is no folder {path.parent}.", "Make it first, or choose another.")


def _lock(path: Path) -> tuple[Lock | None, str]:
    """Return the lock if this program may write, else why not."""
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        return None, f"{path.name} or its folder may not be written."
    try:
        lock = acquire(path)
    except OSError as error:
        return None, f"{path.name} cannot be locked: {error.strerror}."
    return lock, "" if lock else f"{path.name} is open in another window or program."


class OpenWorkspace:
    """A workspace file that is open: ``workspace`` is its present state, every method leaves state and file alike.

    Where an edit cannot be written, it stands in ``workspace`` all the same, ``unsaved`` counts it, UnsavedError says
    why, and the next edit that can be written takes it along; ``save_copy`` and ``move_to`` find it another place.
    May be used from any thread, by one at a time.
    """

    def __init__(
        self, path: Path, lock: Lock | None, why_read_only: str, clock: Clock, sound: bytes | None = None
    ) -> None:
        self._clock = clock
        self._turn = RLock()
        self._begin(path, lock, why_read_only, sound)

    def _begin(self, path: Path, lock: Lock | None, why_read_only: str, sound: bytes | None = None) -> None:
        """Open the file; ``sound`` are its bytes where they had to be put right, and are read in its place."""
        self.path, self.why_read_only = path, why_read_only
        self._lock = lock
        self._aside: tempfile.TemporaryDirectory[str] | None = None
        self._store = self._open(path, sound)
        try:
            loaded = self._store.load()
        except BaseException:
            self._leave()
            raise
        self.workspace: Workspace = loaded.workspace
        self.damage: tuple[str, ...] = (*((salvage.WHY,) if sound else ()), *loaded.damage)
        self._trail = Trail(loaded.entries)
        self._pending: list[Step] = []
        self._edited = False
        if self.damage:
            self.why_read_only = f"{path.name} is damaged; it is shown as far as it can be read."

    @property
    def read_only(self) -> bool:
        """Whether edits are refused; ``why_read_only`` has the sentence."""
        return bool(self.why_read_only)

    @property
    def unsaved(self) -> int:
        """How many edits are in memory only, because they could not be written."""
        return len(self._pending)

    def apply(self, edit: Edit, author: str | None = None) -> Workspace:
        """Apply an edit and return the new state; WorkspaceError if read-only, UnsavedError if it is in memory only."""
        with self._turn:
            self._check_writable()
            changed, back = apply(self.workspace, edit)
            number = self._trail.next_number
            entry = Entry(number, self._clock(), self._author(author), edit.what, Move.EDIT, number)
            return self._take(Step(entry, edit, back), changed)

    def undo(self, author: str | None = None) -> Entry | None:
        """Take back the last edit that stands, of whatever session; returns its new entry, None if there is none."""
        with self._turn:
            return self._move(Move.UNDO, self._trail.to_undo, author)

    def undo_to(self, number: int, author: str | None = None) -> int:
        """Take back whatever stands that was done after an entry, the latest first; returns how many edits."""
        with self._turn:
            count = 0
            while (last := self._trail.to_undo) is not None and last > number:
                self._move(Move.UNDO, last, author)
                count += 1
            return count

    def redo(self, author: str | None = None) -> Entry | None:
        """Make again the edit that was undone last; returns its new entry, None if there is none."""
        with self._turn:
            return self._move(Move.REDO, self._trail.to_redo, author)

    def catch_up(self) -> bool:
        """Write the edits that could not be written before; False if there are still some in memory only."""
        with self._turn:
            if self._pending:
                with contextlib.suppress(UnsavedError):
                    self._store.write(self._pending)
                    self._pending = []
            return not self._pending

    def can_undo(self) -> str | None:
        """Return what undo would take back, None if nothing."""
        return self._what(self._trail.to_undo)

    def can_redo(self) -> str | None:
        """Return what redo would make again, None if nothing."""
        return self._what(self._trail.to_redo)

    def history(self) -> tuple[Entry, ...]:
        """Return everything that was ever done, oldest first."""
        return tuple(self._trail.entries)

    def standing(self) -> frozenset[int]:
        """Return the numbers of the entries that hold now and have not been undone."""
        return self._trail.standing()

    def save_copy(self, path: Path | str, texts: bool = True) -> None:
        """Write all of it, history and unsaved edits too, to another file; without full ``texts`` if so wished."""
        target = Path(os.path.realpath(path))
        if target == self.path:
            raise WorkspaceError(f"{target.name} is the workspace itself.", "Choose another name for the copy.")
        with self._turn:
            hidden = None if texts else veil(self.workspace)
            if not self.damage:
                with contextlib.suppress(WorkspaceError):
                    self._store.copy_to(target, self._pending, hidden)
                    return
            made = len(self._pending)
            past = self._trail.entries[: len(self._trail.entries) - made]
            storage.create(target, self.workspace, past, self._pending, hidden)

    def move_to(self, path: Path | str) -> None:
        """Save a copy elsewhere and go on with that one; the file left behind stays as it is."""
        target = Path(os.path.realpath(path))
        self.save_copy(target)
        with self._turn:
            lock, why = _lock(target)
            self._leave()
            self._begin(target, lock, why)

    def compact(self) -> int:
        """Give back the room that is no longer used; returns by how many bytes the file shrank."""
        with self._turn:
            self._check_writable()
            return self._store.compact()

    def back_up(self) -> None:
        """Make a backup beside the file and drop the oldest ones."""
        with self._turn:
            storage.back_up(self._store, BACKUPS)
            self._edited = False

    def close(self, backup: bool = True) -> None:
        """Close the file; what was changed is backed up, if there is room for it."""
        with self._turn:
            if backup and self._edited and not self._pending:
                with contextlib.suppress(WorkspaceError):
                    self.back_up()
            self._leave()

    def __enter__(self) -> OpenWorkspace:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _open(self, path: Path, sound: bytes | None) -> storage.Store:
        """Open the file; where even reading needs to write beside it and may not, a copy of it in another folder."""
        if sound is None and self._lock is not None:
            return storage.Store(path, writable=True)
        if sound is None and os.access(path.parent, os.W_OK):
            return storage.Store(path, writable=False)
        self._aside = tempfile.TemporaryDirectory(prefix="parallax-")
        for end in ("", "-wal"):
            source = path.with_name(path.name + end)
            if source.exists():
                shutil.copyfile(source, Path(self._aside.name) / source.name)
        copy = Path(self._aside.name) / path.name
        if sound is not None:
            copy.write_bytes(sound)
        return storage.Store(copy, writable=True)

    def _leave(self) -> None:
        self._store.close()
        if self._aside is not None:
            self._aside.cleanup()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _check_writable(self) -> None:
        if self.read_only:
            raise WorkspaceError(self.why_read_only, "Save a copy under another name and work on that.")

    def _author(self, author: str | None) -> str:
        return self.workspace.analyst if author is None else author

    def _what(self, number: int | None) -> str | None:
        return None if number is None else self._entry(number).what

    def _entry(self, number: int) -> Entry:
        entries = self._trail.entries
        first = entries[0].number
        guess = entries[number - first]
        return guess if guess.number == number else next(entry for entry in entries if entry.number == number)

    def _move(self, move: Move, of: int | None, author: str | None) -> Entry | None:
        self._check_writable()
        if of is None:
            return None
        unsaved = next(((s.applied, s.back) for s in self._pending if s.entry.number == of and s.back), None)
        applied, back = unsaved or self._store.edits_of(of)
        edit = back if move is Move.UNDO else applied
        what = f"{'Undid' if move is Move.UNDO else 'Did again'}: {self._entry(of).what}"
        changed, _ = apply(self.workspace, edit)
        entry = Entry(self._trail.next_number, self._clock(), self._author(author), what, move, of)
        self._take(Step(entry, edit), changed)
        return entry

    def _take(self, step: Step, changed: Workspace) -> Workspace:
        """Write a step after whatever could not be written before, and make it the present state."""
        steps = [*self._pending, step]
        unsaved = None
        try:
            self._store.write(steps)
        except UnsavedError as error:
            unsaved = error
        self._pending = steps if unsaved else []
        self.workspace, self._edited = changed, True
        self._trail.add(step.entry)
        if unsaved:
            raise unsaved
        return changed
