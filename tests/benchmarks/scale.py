"""How time and memory grow with the number of articles of one story.

Each row is a process of its own. ``first_marks_s`` is from files to the first comparison a window could show,
``marks_s`` to the one of all articles by words and sentence vectors, ``refined_s`` to the last word of the relation
model, ``peak_mb`` the memory at its highest.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.texts import story

REPOSITORY = Path(__file__).resolve().parents[2]
ARTICLES = (2, 10, 50, 200)
WORDS = 1000
PATIENCE_S = 90  # once a row takes longer, the larger ones are left out
LIMIT_S = 1200


def figures() -> dict[str, Any]:
    """A row for each number of articles, and the exponent of ``marks_s`` over it by least squares on logarithms."""
    rows: list[dict[str, float]] = []
    for articles in ARTICLES:
        if not rows or rows[-1]["marks_s"] < PATIENCE_S:
            rows.append(_row(articles))
    return {"rows": rows, "exponent": round(exponent([(row["articles"], row["marks_s"]) for row in rows]), 2)}


def exponent(points: list[tuple[float, float]]) -> float:
    """Return the k for which y grows as x to the k."""
    logs = [(math.log(x), math.log(y)) for x, y in points]
    mean_x, mean_y = (sum(column) / len(logs) for column in zip(*logs, strict=True))
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / sum((x - mean_x) ** 2 for x, _ in logs)


def _row(articles: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in story(articles, WORDS):
            (Path(folder) / name).write_text(text, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.scale", folder],
            cwd=REPOSITORY, check=True, capture_output=True, text=True, timeout=LIMIT_S,
        )  # fmt: skip
    return {"articles": articles, "words": WORDS, **json.loads(done.stdout)}


def measure(folder: Path) -> dict[str, float]:
    """Compare the articles of a folder in this process and return its figures."""
    import resource

    start = time.perf_counter()
    from core.importers import read_files
    from core.pipeline import analyse

    marks: list[float] = []
    reading = read_files(sorted(folder.iterdir()))
    assert not reading.problems, reading.problems
    analyse(reading.articles, partial=lambda _: marks.append(time.perf_counter() - start))
    marks.append(time.perf_counter() - start)
    return {
        "first_marks_s": round(marks[0], 3),
        "marks_s": round(marks[-2], 3),
        "refined_s": round(marks[-1], 3),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
