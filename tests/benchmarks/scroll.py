"""How long a frame takes while four panes with marks are scrolled together, against the same panes with bare text.

A frame is what one step of the wheel costs: the pane moves, the others follow, and all that changed is painted.
"""

from __future__ import annotations

import itertools
import random
import re
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from core.model import Article, Claim, Cluster, Comparison, Engine, Link, Reason, Relation
from tests.benchmarks.texts import story

if TYPE_CHECKING:
    from gui.compare.view import CompareView
    from gui.session import Session

PANES = 4
LINKS = 300  # across each gutter
WORDS = 6000
SIZE = (1600, 900)
STEP = 60  # pixels, as a step of the wheel
FRAMES = 240
ROUNDS = 5
_SENTENCE = re.compile(r"[^.\n]+\.")
# As a long story has them: mostly agreement and related matter, few conflicts.
_RELATIONS = (*[Relation.AGREES] * 4, *[Relation.RELATED] * 4, Relation.CHANGED, Relation.CONFLICTS)


def figures() -> dict[str, Any]:
    """Median and 95th percentile of a frame in milliseconds, with marks and bare, and the ratio of the percentiles.

    Marked and bare panes take turns, for the machine's other work comes and goes; each figure is the median of the
    rounds, and ``quietest`` holds the round in which the bare panes were disturbed least.
    """
    articles = _articles()
    with _scroller(articles, _comparison(articles)) as marked, _scroller(articles, None) as bare:
        rounds = [_round(marked(), bare()) for _ in range(ROUNDS)]
    middle = {name: round(statistics.median(one[name] for one in rounds), 2) for name in rounds[0]}
    return {
        "panes": PANES,
        "words": WORDS,
        "links": LINKS * (PANES - 1),
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


def _articles() -> tuple[Article, ...]:
    return tuple(
        Article(id=f"article-{place}", source_file=name, sha256="", text=text, title=f"Report {place}", outlet=name)
        for place, (name, text) in enumerate(story(PANES, WORDS))
    )


def _comparison(articles: tuple[Article, ...]) -> Comparison:
    """Link sentences of neighbours at about the same height, some of them far apart, as outlets order news."""
    chance = random.Random(1)
    claims = [_claims(article) for article in articles]
    links, clusters = [], []
    for left, right in itertools.pairwise(claims):
        for place in range(LINKS):
            other = place if chance.random() < 0.8 else chance.randrange(LINKS)
            a, b = left[place], right[other]
            reason = Reason("meaning", "Both tell the same.", "meaning.close", (a.span,), (b.span,))
            link = Link(f"{a.id}|{b.id}", a.id, b.id, chance.choice(_RELATIONS), 0.8, 0.9, (reason,))
            links.append(link)
            clusters.append(Cluster(link.id, (a.id, b.id), (a.article, b.article), (), link.relation))
    found = tuple(claim for its in claims for claim in its)
    return Comparison(Engine("", ""), articles, found, tuple(links), tuple(clusters), ())


def _claims(article: Article) -> list[Claim]:
    spans = [match.span() for match in _SENTENCE.finditer(article.text)]
    every = len(spans) / LINKS
    assert every >= 1, f"{article.source_file} has too few sentences"
    chosen = [spans[int(place * every)] for place in range(LINKS)]
    return [
        Claim(f"{article.id}:{start}", article.id, start, end, article.text[start:end], place, 1)
        for place, (start, end) in enumerate(chosen)
    ]


@contextmanager
def _scroller(articles: tuple[Article, ...], comparison: Comparison | None) -> Iterator[Callable[[], list[float]]]:
    """Open panes, scroll through them once to lay them out, and give a function that times scrolling through them."""
    from PySide6.QtWidgets import QApplication

    view, session = _view(articles)
    if comparison:
        session.set_comparison(comparison, complete=True)
    application = QApplication.instance()
    assert application is not None
    bar = view.columns[0].text.verticalScrollBar()

    def scroll() -> list[float]:
        """Scroll down from the top; milliseconds a frame."""
        bar.setValue(0)
        application.processEvents()
        taken: list[float] = []
        for _ in range(FRAMES):
            start = time.perf_counter()
            bar.setValue(bar.value() + STEP)
            application.processEvents()
            taken.append((time.perf_counter() - start) * 1000)
        return taken

    scroll()
    yield scroll
    view.close()
    view.deleteLater()
    application.processEvents()


def _view(articles: tuple[Article, ...]) -> tuple[CompareView, Session]:
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
    session.set_articles(articles)
    return view, session


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]
