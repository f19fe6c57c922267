"""Parallax: hands over to the command line, which opens the window when the call says so."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from core import cli


def open_window(files: Sequence[Path], sample: bool) -> int:
    """Open the window; the import is here so that no other call needs Qt."""
    from gui.app import run

    return run(files, sample)


def main() -> int:
    """Run the program and return its exit status."""
    return cli.run(open_window)


if __name__ == "__main__":
    sys.exit(main())
