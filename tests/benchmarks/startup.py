"""From the call to its answer: the version on the command line, the welcome page in the window.

The window is timed from the start of its process to the end of its first paint. ``bare`` is the same for a window of
PySide6 with a label in it: what no program in Python and Qt can be quicker than.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
RUNS = 7

# Ends the program as soon as the first paint of a top-level window is over.
_WATCH = """
import os, sys
from PySide6.QtCore import QEvent, QObject, QTimer

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.isWindow():
            QTimer.singleShot(0, lambda: os._exit(0))
        return False
"""

_BARE = (
    _WATCH
    + """
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([])
watch = FirstPaint()
app.installEventFilter(watch)
window = QMainWindow()
window.setCentralWidget(QLabel("Parallax"))
window.show()
app.exec()
"""
)

_WINDOW = (
    _WATCH
    + """
from PySide6.QtWidgets import QApplication
watch = FirstPaint()
execute = QApplication.exec
def watched_exec(*_):
    return execute()
install = QApplication.__init__
def watched_init(app, *arguments):
    install(app, *arguments)
    app.installEventFilter(watch)
QApplication.__init__ = watched_init
import main
sys.argv = ["main.py"]
main.main()
"""
)


def figures() -> dict[str, float]:
    """Medians of several runs, each in a process and a home of its own."""
    version = _median(["main.py", "--version"])
    bare = _median(["-c", _BARE])
    window = _median(["-c", _WINDOW])
    return {
        "version_s": round(version, 3),
        "window_s": round(window, 3),
        "bare_s": round(bare, 3),
        "ratio": round(window / bare, 2),
    }


def _median(arguments: list[str]) -> float:
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "HOME": home,
            "XDG_CONFIG_HOME": f"{home}/config",
            "XDG_DATA_HOME": f"{home}/data",
            "XDG_CACHE_HOME": f"{home}/cache",
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(REPOSITORY),
        }
        _seconds(arguments, environment)  # warms the file cache and writes the byte code
        return statistics.median(_seconds(arguments, environment) for _ in range(RUNS))


def _seconds(arguments: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments], cwd=REPOSITORY, env=environment, check=True, stdout=subprocess.DEVNULL, timeout=60
    )
    return time.perf_counter() - start
