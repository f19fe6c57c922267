"""Whether the window answers at once: while articles are analysed, on a selection, when the slider moves."""

from __future__ import annotations

import itertools
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.linked import articles, linked
from tests.benchmarks.texts import story

if TYPE_CHECKING:
    from gui.main_window import MainWindow

ARTICLES = 50
WORDS = 1500
PANES = 4
LINKS = 300  # across each gutter
STEPS = 20
BEAT_MS = 5


def figures() -> dict[str, Any]:
    """Milliseconds: the window's longest pause during an analysis; the median work of a selection and of a step."""
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from gui.app import TURN_S, build
    from gui.garbage import Collector

    with tempfile.TemporaryDirectory() as home:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, home)
        os.environ["XDG_DATA_HOME"] = home
        application = QApplication.instance() or QApplication([])
        assert isinstance(application, QApplication)
        window = build(application)
        window.resize(1440, 900)
        window.show()
        window.session.prefer(still=True)
        garbage, turn = Collector(window.session, window.jobs, window), sys.getswitchinterval()
        sys.setswitchinterval(TURN_S)
        try:
            return {
                "articles": ARTICLES,
                "words": WORDS,
                **_analysis(window, Path(home)),
                "panes": PANES,
                "links": LINKS,
                **_answers(window),
            }
        finally:
            sys.setswitchinterval(turn)
            garbage.stop()
            window.close()


def _analysis(window: MainWindow, folder: Path) -> dict[str, float]:
    """Open 50 files and let a heart beat on the window's thread until everything is compared.

    ``longest_work_ms`` is the most that the window's thread itself worked between two beats, ``longest_own_ms`` the
    longest block less the time that other programs had the processor: no longer than what all threads of this one
    worked in it. ``memory_mb`` is the most that the process has held, the models among it.
    """
    import resource

    from PySide6.QtCore import QEventLoop, Qt, QTimer

    paths = []
    for name, text in story(ARTICLES, WORDS):
        path = folder / name
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    beats: list[tuple[float, float, float]] = []
    heart = QTimer(interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
    heart.timeout.connect(lambda: beats.append((time.perf_counter(), time.thread_time(), time.process_time())))
    loop = QEventLoop()
    window.session.comparison_changed.connect(lambda: loop.quit() if window.session.complete else None)
    heart.start()
    window.operations.open_files(paths, new=True)
    started = time.perf_counter()
    loop.exec()
    taken = time.perf_counter() - started
    settle = QEventLoop()
    QTimer.singleShot(500, settle.quit)
    settle.exec()
    heart.stop()
    pairs = list(itertools.pairwise(beats))
    gaps = [(later[0] - earlier[0]) * 1000 - BEAT_MS for earlier, later in pairs]
    worked = [(later[1] - earlier[1]) * 1000 for earlier, later in pairs]
    own = [min(gap, (later[2] - earlier[2]) * 1000) for gap, (earlier, later) in zip(gaps, pairs, strict=True)]
    return {
        "longest_block_ms": round(max(gaps), 1),
        "longest_own_ms": round(max(own), 1),
        "longest_work_ms": round(max(worked), 1),
        "p99_block_ms": round(statistics.quantiles(gaps, n=100)[-1], 1),
        "analysis_s": round(taken, 1),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _answers(window: MainWindow) -> dict[str, float]:
    """Select matters and move the threshold in a dense comparison, and do all the work that follows."""
    session = window.session
    texts = articles(PANES, WORDS)
    session.set_articles(texts)
    session.set_comparison(linked(texts, LINKS), complete=True)
    _timed(lambda: None)
    rows = session.survey.rows[:: max(1, len(session.survey.rows) // STEPS)]
    select = [_timed(lambda row=row: session.select_row(row.id)) for row in rows]  # type: ignore[misc]
    session.select_link(None)
    _timed(lambda: None)
    levels = [0.3 + 0.6 * step / STEPS for step in range(STEPS)]
    threshold = [
        _timed(lambda level=level: session.show_only(replace(session.filter, least=level)))  # type: ignore[misc]
        for level in levels
    ]
    return {
        "select_ms": round(statistics.median(select), 1),
        "select_most_ms": round(max(select), 1),
        "threshold_ms": round(statistics.median(threshold), 1),
        "threshold_most_ms": round(max(threshold), 1),
    }


def _timed(act: Callable[[], object]) -> float:
    from PySide6.QtWidgets import QApplication

    started = time.perf_counter()
    act()
    QApplication.processEvents()
    QApplication.processEvents()
    return (time.perf_counter() - started) * 1000
