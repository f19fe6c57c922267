"""Starts the window: the one place where its parts are made and handed to one another."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gui.display import NO_DISPLAY, available

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from gui.main_window import MainWindow

NOTHING_DONE = 3
INTERRUPTED = 130
TURN_S = 0.001  # how long one thread may keep the others of Python waiting


def run(paths: Sequence[Path], sample: bool) -> int:
    """Open the window on files or on the sample, and return the exit status once it is closed.

    Where no window can be opened, says so in a sentence on standard error and returns 3, before Qt is imported.
    """
    if not available(os.environ):
        print(NO_DISPLAY, file=sys.stderr)  # noqa: T201
        return NOTHING_DONE
    try:
        from PySide6.QtWidgets import QApplication
    except ImportError as error:
        print(  # noqa: T201
            f"Parallax cannot open its window because a library is missing: {error}.\n"
            "Install it with your system's package manager, or compare without a window: parallax compare FILE…",
            file=sys.stderr,
        )
        return NOTHING_DONE
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    window = build(application)
    window.show()
    _open(window, paths, sample)
    status = _attend(application)
    window.close()
    return status


def build(application: QApplication) -> MainWindow:
    """Make the window and everything it is made of."""
    from PySide6.QtCore import QSettings

    from gui.jobs import JobRunner
    from gui.main_window import MainWindow
    from gui.messages import Messages
    from gui.preferences import Store
    from gui.session import Session
    from gui.theme import Theme

    application.setApplicationName("Parallax")
    application.setOrganizationName("Parallax")
    application.setDesktopFileName("parallax")
    if application.style().objectName() != "fusion":
        application.setStyle("Fusion")
    format_, scope = QSettings.Format.IniFormat, QSettings.Scope.UserScope
    store = Store(QSettings(format_, scope, "Parallax", "Parallax"))
    preferences = store.load()
    theme = Theme(application, preferences.theme)
    return MainWindow(Session(preferences), JobRunner(), Messages(), theme, store)


def _open(window: MainWindow, paths: Sequence[Path], sample: bool) -> None:
    if sample:
        window.operations.sample()
    elif paths:
        window.operations.open_files(paths, new=True)


def _attend(application: QApplication) -> int:
    """Run the window with everything that needs care around it, and return the exit status."""
    from gui.garbage import Collector
    from gui.main_window import MainWindow

    window = next(widget for widget in application.topLevelWidgets() if isinstance(widget, MainWindow))
    interrupted: list[int] = []

    def interrupt(_signal: int, _frame: object) -> None:
        interrupted.append(INTERRUPTED)
        application.quit()

    hook, handler = sys.excepthook, signal.signal(signal.SIGINT, interrupt)
    sys.excepthook = window.messages.report
    # The window waits less for its turn while other threads work.
    sys.setswitchinterval(TURN_S)
    # Its timer also gives Python a moment to notice Ctrl+C.
    garbage = Collector(window.session, window.jobs, window)
    try:
        status = int(application.exec())
    finally:
        garbage.stop()
        sys.excepthook = hook
        signal.signal(signal.SIGINT, handler)
    return interrupted[0] if interrupted else status
