"""How quickly a large workspace opens, and how long a verdict takes until it is on the disk.

The file is made edit by edit, so that it has its history. ``open_s`` is from the file's name to the workspace with the
integrity check behind it, ``open_cpu_s`` what of it the processor worked, whatever else the machine did; ``verdict_*``
from the edit to its return, ``undo_ms`` the same for taking one back.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from core.importers import read_text
from core.model import Article, Relation, Span
from core.workspace import edits, open_workspace
from core.workspace.judgements import Judgement, Ruling, anchor_at
from tests.benchmarks.texts import story

ARTICLES, WORDS = 1000, 1000
DECISIONS = 50_000
AT_ONCE = 1000  # decisions that are made in one edit while the file is filled
VERDICTS = 200
OPENINGS = 3
_CLAIM = 140  # characters


def figures() -> dict[str, Any]:
    """Times of opening, of a verdict and of undoing one, and the size of the file."""
    rng = random.Random(1)
    articles = [read_text(text, name) for name, text in story(ARTICLES, WORDS)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.parallax"
        with open_workspace(path, create=True) as work:
            work.apply(edits.add_articles(work.workspace, articles, [a.source_file for a in articles]))
            while len(work.workspace.judgements) < DECISIONS:
                work.apply(edits.judge(*(_judgement(rng, articles) for _ in range(AT_ONCE))))
        worked = time.process_time()
        opening = min(_seconds(lambda: open_workspace(path).close()) for _ in range(OPENINGS))
        worked = (time.process_time() - worked) / OPENINGS
        with open_workspace(path) as work:
            made = [edits.judge(_judgement(rng, articles)) for _ in range(VERDICTS)]
            verdicts = [_seconds(partial(work.apply, edit)) for edit in made]
            undone = [_seconds(work.undo) for _ in range(VERDICTS)]
            closing = _seconds(work.close)
        size = path.stat().st_size
    return {
        "articles": ARTICLES,
        "decisions": DECISIONS,
        "file_mb": round(size / 1e6, 1),
        "open_s": round(opening, 2),
        "open_cpu_s": round(worked, 2),
        "verdict_median_ms": _ms(statistics.median(verdicts)),
        "verdict_p95_ms": _ms(statistics.quantiles(verdicts, n=20)[-1]),
        "verdict_longest_ms": _ms(max(verdicts)),
        "undo_median_ms": _ms(statistics.median(undone)),
        "close_s": round(closing, 2),
    }


def _judgement(rng: random.Random, articles: list[Article]) -> Judgement:
    places = []
    for article in rng.sample(articles, 2):
        start = rng.randrange(len(article.text) - _CLAIM)
        places.append(anchor_at(article, Span(start, start + _CLAIM)))
    ruling = rng.choice([Ruling.ACCEPT, Ruling.REJECT])
    return Judgement(tuple(places), ruling, marked=Relation.CONFLICTS, author="Ana", time="2026-03-04T10:00:00Z")


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _ms(seconds: float) -> float:
    return round(1000 * seconds, 2)
