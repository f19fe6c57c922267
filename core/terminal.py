"""What the command line says and writes: complaints and progress on standard error, results on standard output."""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from pathlib import Path
from typing import TextIO

from core.errors import WriteError
from core.progress import Pace, in_words

_BAR_WIDTH = 24
_COMMANDS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # what a file's name could tell a terminal to do
_REDRAW_S = 0.1  # often enough to look alive, too seldom to slow the work


def complain(what: str, todo: str) -> None:
    """Say on standard error what went wrong and why, and on the next line what to do."""
    if sys.stderr is not None:
        sys.stderr.write(_COMMANDS.sub("\ufffd", f"{what}\n{todo}\n"))
        sys.stderr.flush()


class ProgressLine:
    """Shows how far the work is: a bar redrawn in place on a terminal, else a line for each stage.

    It is a ``core.progress.Report``. As a context manager it clears the bar however the work ends.
    """

    def __init__(self, stream: TextIO | None, shown: bool) -> None:
        self._stream = stream if shown else None
        self._live = stream is not None and stream.isatty()
        self._pace = Pace()
        self._stage = ""
        self._drawn_at = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` steps of a stage are behind us."""
        now = time.monotonic()
        if self._stream is None or (stage == self._stage and (not self._live or now - self._drawn_at < _REDRAW_S)):
            return
        if self._live:
            filled = _BAR_WIDTH * done // total if total else _BAR_WIDTH
            left = in_words(self._pace.left(stage, done, total, now))
            bar = f"[{'#' * filled}{'.' * (_BAR_WIDTH - filled)}] {stage} {done}/{total}"
            self._stream.write(f"\r\x1b[2K{bar}{f', {left}' if left else ''}")
        else:
            self._stream.write(f"{stage} …\n")
        self._stream.flush()
        self._stage, self._drawn_at = stage, now

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(self, *_: object) -> None:
        if self._stream is not None and self._live and self._stage:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()


def check_target(out: Path | None) -> None:
    """Raise WriteError if a result could not be written there, before any work is done for it."""
    if out is None:
        return
    if out.is_dir():
        raise WriteError(f"{out} is a folder, not a file to write to.", "Name a file inside it.")
    if not out.parent.is_dir():
        raise WriteError(f"There is no folder {out.parent}.", "Make it first, or write somewhere else.")
    if not os.access(out if out.exists() else out.parent, os.W_OK):
        raise WriteError(f"{out} may not be written.", "Write to a folder of your own.")


def deliver(data: bytes, out: Path | None) -> None:
    """Write a result to a file, whole or not at all, or to standard output; WriteError if that fails."""
    try:
        if out is None:
            _print(data)
        elif out.exists() and not out.is_file():
            out.write_bytes(data)  # a device or a pipe: nothing to replace
        else:
            _replace(data, Path(os.path.realpath(out)))
    except OSError as error:
        where = "standard output" if out is None else str(out)
        reason = error.strerror or str(error)
        raise WriteError(f"{where} cannot be written: {reason}.", "Make room, or write somewhere else.") from error


def _print(data: bytes) -> None:
    if sys.stdout is None:
        raise WriteError("There is no standard output to write to.", "Name a file with -o.")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:  # the reader has what it wanted; nothing more may be written, not even at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _replace(data: bytes, out: Path) -> None:
    """Write a file beside the target and put it in the target's place, with the rights a new file would have."""
    mode = out.stat().st_mode & 0o777 if out.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=f".{out.name}.", dir=out.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    current = os.umask(0o022)
    os.umask(current)
    return current
