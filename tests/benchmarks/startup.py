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

# Ends the program once the first paint of a window of this class is over. Nothing else is watched: a filter of events
# has PySide make Python classes of all that Qt has, which takes a program with many widgets a third of its start.
_WATCH = f"""
import os, sys
from PySide6.QtCore import QTimer

def watch(window_class):
    paint = window_class.paintEvent
    def painted(window, event):
        QTimer.singleShot(0, lambda: os._exit({PAINTED}))
        paint(window, event)
    window_class.paintEvent = painted
"""

_BARE = (
    _WATCH
    + """
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
class Window(QMainWindow):
    pass
watch(Window)
app = QApplication([])
window = Window()
window.setCentralWidget(QLabel("Parallax"))
window.show()
app.exec()
"""
)

_WINDOW = (
    _WATCH
    + """
from gui.main_window import MainWindow
watch(MainWindow)
sys.argv = ["main.py"]
import main
main.main()
"""
)


def figures() -> dict[str, float]:
    """Medians of several runs, each in a process of its own; they take turns, as other work comes and goes."""
    with tempfile.TemporaryDirectory() as home:
        environment = _environment(home)
        calls = {"version": (["main.py", "--version"], 0), "bare": (["-c", _BARE], PAINTED)}
        calls["window"] = ["-c", _WINDOW], PAINTED
        for arguments, status in calls.values():
            _seconds(arguments, status, environment)  # warms the file cache and writes the byte code
        rounds = [
            {name: _seconds(arguments, status, environment) for name, (arguments, status) in calls.items()}
            for _ in range(RUNS)
        ]
    taken = {name: statistics.median(each[name] for each in rounds) for name in calls}
    return {
        **{f"{name}_s": round(seconds, 3) for name, seconds in taken.items()},
        "ratio": round(statistics.median(each["window"] / each["bare"] for each in rounds), 2),
    }


def _environment(home: str) -> dict[str, str]:
    """The environment with an empty home, and with byte code, as an installed program has it."""
    return {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "HOME": home,
        "XDG_CONFIG_HOME": f"{home}/config",
        "XDG_DATA_HOME": f"{home}/data",
        "XDG_CACHE_HOME": f"{home}/cache",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(REPOSITORY),
    }


def _seconds(arguments: list[str], status: int, environment: dict[str, str]) -> float:
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments], check=False, cwd=REPOSITORY, env=environment, capture_output=True, timeout=60
    )
    seconds = time.perf_counter() - start
    if done.returncode != status:
        raise RuntimeError(f"the program did not get as far as it should:\n{done.stderr.decode()}")
    return seconds
