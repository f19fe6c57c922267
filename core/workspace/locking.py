"""Who may write to a workspace file: the program that holds the lock of a small file beside it.

The operating system gives the lock back when the program ends, however it ends, so a lock cannot go stale. The
workspace file itself is not locked: closing any handle on it would drop the locks that SQLite holds there.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

SUFFIX = "-lock"


class Lock:
    """A held lock; ``release`` gives it back and takes the small file away."""

    def __init__(self, handle: int, path: Path) -> None:
        self._handle, self._path = handle, path

    def release(self) -> None:
        """Give the lock back; the file goes first, so that nobody locks what is about to vanish."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            os.close(self._handle)


def acquire(workspace: Path) -> Lock | None:
    """Return the lock of a workspace file, None if another program has it; OSError where no file can be made."""
    path = workspace.with_name(workspace.name + SUFFIX)
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        if not _locked(handle):
            os.close(handle)
            return None
        with contextlib.suppress(OSError):
            if os.path.samestat(os.fstat(handle), path.stat()):
                return Lock(handle, path)
        os.close(handle)  # its last holder took the file away in between


if sys.platform == "win32":
    import msvcrt

    def _locked(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
