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
PAINTED = 77  # the exit status that says the first paint was reached

# Ends the program as soon as the first paint of a top-level window is over.
_WATCH = f"""
import os, sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isWindow():
            QTimer.singleShot(0, lambda: os._exit({PAINTED}))
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
install = QApplication.__init__
def watched_init(app, *arguments):
    install(app, *arguments)
    app.installEventFilter(watch)
QApplication.__init__ = watched_init
sys.argv = ["main.py"]
import main
main.main()
"""
)


def figures() -> dict[str, float]:
    """Medians of several runs, each in a process and a home of its own."""
    version = _median(["main.py", "--version"], 0)
    bare = _median(["-c", _BARE], PAINTED)
    window = _median(["-c", _WINDOW], PAINTED)
    return {
        "version_s": round(version, 3),
        "window_s": round(window, 3),
        "bare_s": round(bare, 3),
        "ratio": round(window / bare, 2),
    }


def _median(arguments: list[str], status: int) -> float:
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
        _seconds(arguments, status, environment)  # warms the file cache and writes the byte code
        return statistics.median(_seconds(arguments, status, environment) for _ in range(RUNS))


def _seconds(arguments: list[str], status: int, environment: dict[str, str]) -> float:
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments], check=False, cwd=REPOSITORY, env=environment, capture_output=True, timeout=60
    )
    seconds = time.perf_counter() - start
    if done.returncode != status:
        raise RuntimeError(f"the program did not get as far as it should:\n{done.stderr.decode()}")
    return seconds
