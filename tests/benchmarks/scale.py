"""How time and memory grow with the number of articles of one story.

Each row is a process of its own, which compares the sample first: ``warming_s`` is what that took, models loaded.
``first_marks_s`` is from files to the first comparison a window could show, ``marks_s`` to the one of all articles by
words and sentence vectors, ``refined_s`` to the last word of the relation model, ``peak_mb`` the memory at its highest.
``cpu_s`` is what all threads together worked for ``refined_s``, which tells more than the clock on a busy machine.
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
WORDS = 1000
ROWS = ((2, WORDS), (10, WORDS), (50, WORDS), (50, 1500), (200, WORDS))  # articles, words of each
SAMPLE = REPOSITORY / "resources" / "samples"
PATIENCE_S = 90  # once a row takes longer, the larger ones are left out
LIMIT_S = 1200


def figures() -> dict[str, Any]:
    """The rows, and the exponent of ``marks_s`` over the number of articles by least squares on logarithms."""
    rows: list[dict[str, float]] = []
    for articles, words in ROWS:
        if not rows or rows[-1]["marks_s"] < PATIENCE_S:
            rows.append(_row(articles, words))
    points = [(row["articles"], row["marks_s"]) for row in rows if row["words"] == WORDS]
    return {"rows": rows, "exponent": round(exponent(points), 2)}


def exponent(points: list[tuple[float, float]]) -> float:
    """Return the k for which y grows as x to the k."""
    logs = [(math.log(x), math.log(y)) for x, y in points]
    mean_x, mean_y = (sum(column) / len(logs) for column in zip(*logs, strict=True))
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / sum((x - mean_x) ** 2 for x, _ in logs)


def _row(articles: int, words: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in story(articles, words):
            (Path(folder) / name).write_text(text, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.scale", folder],
            cwd=REPOSITORY, check=True, capture_output=True, text=True, timeout=LIMIT_S,
        )  # fmt: skip
    return {"articles": articles, "words": words, **json.loads(done.stdout)}


def measure(folder: Path) -> dict[str, float]:
    """Compare the articles of a folder in this process and return its figures."""
    import resource

    start = time.perf_counter()
    from core.importers import read_files
    from core.memory import Memory
    from core.pipeline import analyse

    memory = Memory()
    analyse(read_files(sorted(SAMPLE.glob("*.txt"))).articles, memory=memory)
    warming = time.perf_counter() - start
    marks: list[float] = []
    start, worked = time.perf_counter(), time.process_time()
    reading = read_files(sorted(folder.iterdir()))
    assert not reading.problems, reading.problems
    analyse(reading.articles, memory=memory, partial=lambda _: marks.append(time.perf_counter() - start))
    marks.append(time.perf_counter() - start)
    return {
        "warming_s": round(warming, 3),
        "first_marks_s": round(marks[0], 3),
        "marks_s": round(marks[-2], 3),
        "refined_s": round(marks[-1], 3),
        "cpu_s": round(time.process_time() - worked, 3),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
