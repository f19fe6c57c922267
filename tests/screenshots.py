"""Makes the pictures of the README from the real window on the sample coverage.

    python -m tests.screenshots [--out DIR]

Without ``--out`` the two large ones go to ``resources/screenshots/``; with it, all go to DIR, the small ones and the
welcome page too. Fonts are those of the machine; ``theme.yaml`` names the typefaces that are preferred.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

SIZES = {"": (1440, 900), "-small": (1024, 700)}
SCHEMES = ("light", "dark")


def main() -> int:
    """Make the pictures and name each file."""
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, help="put all pictures into this folder")
    out: Path | None = parser.parse_args().out
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ["XDG_CONFIG_HOME"] = home
        for path in _pictures(out):
            print(path)  # noqa: T201
    return 0


def _pictures(out: Path | None) -> list[Path]:
    from PySide6.QtWidgets import QApplication

    from core import resources
    from gui.app import build

    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    window = build(application)
    window.session.prefer(glide_ms=0)
    window.show()
    folder = out or resources.path("theme.yaml").parent / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    if out:
        made += _shots(window, folder, "welcome-", list(SIZES))
    window.operations.sample()
    _until(lambda: window.session.complete)
    window.session.next_conflict()
    made += _shots(window, folder, "", list(SIZES) if out else [""])
    window.close()
    return made


def _shots(window: object, folder: Path, name: str, sizes: list[str]) -> list[Path]:
    from gui.main_window import MainWindow

    assert isinstance(window, MainWindow)
    made = []
    for scheme in SCHEMES:
        for size in sizes:
            window.theme.choose(scheme)
            window.resize(*SIZES[size])
            _settle(300)
            link = window.session.selection.link
            if link:
                window.session.select_link(None)
                window.session.select_link(link.id)
            _settle(100)
            path = folder / f"{name}{scheme}{size}.png"
            window.grab().save(str(path), "PNG", 0)
            made.append(path)
    return made


def _settle(milliseconds: int) -> None:
    """Let the window work for a while (_settle would keep Python's lock from the worker thread)."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _until(reached: Callable[[], bool]) -> None:
    for _ in range(600):
        if reached():
            return
        _settle(50)
    raise SystemExit("The comparison of the sample did not end within 30 seconds.")


if __name__ == "__main__":
    sys.exit(main())
