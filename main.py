"""Parallax: hands over to the command line, which opens the window when the call says so."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


def open_window(files: Sequence[Path], sample: bool) -> int:
    """Open the window; the import is here so that no other call needs Qt."""
    from gui.app import run

    return run(files, sample)


def main() -> int:
    """Run the program and return its exit status."""
    if not sys.argv[1:]:
        return open_window((), sample=False)  # the first page waits for no other call's words
    from core import cli

    return cli.run(open_window)


if __name__ == "__main__":
    sys.exit(main())
