"""How long a frame takes while panes with marks are scrolled together, against the same panes with bare text.

A frame is what one step of the wheel costs: the pane moves, the others follow, and all that changed is painted.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from core.model import Article, Comparison
from tests.benchmarks.linked import articles, linked

if TYPE_CHECKING:
    from gui.compare.view import CompareView
    from gui.session import Session

SIZE = (1600, 900)
STEP = 60  # pixels, as a step of the wheel
FRAMES = 240
ROUNDS = 5


def figures() -> dict[str, Any]:
    """Frames of four articles of ordinary length, and below ``large`` of eight long ones."""
    return {**_figures(4, 1500, 300), "large": _figures(8, 5000, 1000)}


def _figures(panes: int, words: int, links: int) -> dict[str, Any]:
    """Median and 95th percentile of a frame in milliseconds, with marks and bare, and the ratio of the percentiles.

    ``links`` is the number across each gutter. Marked and bare panes take turns, for the machine's other work comes
    and goes; each figure is the median of the rounds, and ``quietest`` holds the round in which the bare panes were
    disturbed least.
    """
    texts = articles(panes, words)
    with _scroller(texts, linked(texts, links)) as marked, _scroller(texts, None) as bare:
        rounds = [_round(marked(), bare()) for _ in range(ROUNDS)]
    middle = {name: round(statistics.median(one[name] for one in rounds), 2) for name in rounds[0]}
    return {
        "panes": panes,
        "words": words,
        "links": links,
        "rounds": ROUNDS,
        **middle,
        "quietest": min(rounds, key=lambda one: one["bare_p95_ms"]),
    }


def _round(marked: list[float], bare: list[float]) -> dict[str, float]:
    return {
        "median_ms": round(statistics.median(marked), 2),
        "p95_ms": round(_p95(marked), 2),
        "bare_median_ms": round(statistics.median(bare), 2),
        "bare_p95_ms": round(_p95(bare), 2),
        "ratio": round(_p95(marked) / _p95(bare), 2),
    }


@contextmanager
def _scroller(texts: tuple[Article, ...], comparison: Comparison | None) -> Iterator[Callable[[], list[float]]]:
    """Open panes, scroll through them once to lay them out, and give a function that times scrolling through them."""
    from PySide6.QtWidgets import QApplication

    view, session = _view(texts)
    if comparison:
        session.set_comparison(comparison, complete=True)
    application = QApplication.instance()
    assert application is not None
    bar = view.columns[0].text.verticalScrollBar()

    def scroll() -> list[float]:
        """Scroll down from the top, and up again at the end; milliseconds a frame."""
        bar.setValue(0)
        application.processEvents()
        taken: list[float] = []
        step = STEP
        for _ in range(FRAMES):
            if not 0 <= bar.value() + step <= bar.maximum():
                step = -step
            start = time.perf_counter()
            bar.setValue(bar.value() + step)
            application.processEvents()
            taken.append((time.perf_counter() - start) * 1000)
        return taken

    scroll()
    yield scroll
    view.close()
    view.deleteLater()
    application.processEvents()


def _view(texts: tuple[Article, ...]) -> tuple[CompareView, Session]:
    from PySide6.QtWidgets import QApplication

    from gui.compare.view import CompareView
    from gui.preferences import Preferences
    from gui.session import Session
    from gui.theme import Theme

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    session = Session(Preferences(glide_ms=0))
    view = CompareView(session, Theme(application, "light"))
    view.resize(*SIZE)
    view.show()
    session.set_articles(texts)
    return view, session


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]
