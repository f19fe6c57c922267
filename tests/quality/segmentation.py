"""How well sentence boundaries agree with readers' on real articles, for Parallax and for the libraries it could use.

Run ``python -m tests.quality.segmentation`` for the table; libraries that are not installed are left out. A boundary is
the end of a sentence; "marked" leaves out those that no mark shows (headlines that run into the text).
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.segmenting import paragraphs, split

SHARED = Path(__file__).resolve().parents[3] / "shared"
SETS = {name: SHARED / "bench" / "articles" / name for name in ("basil", "ecbplus")}
Splitter = Callable[[str], list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Score:
    """Boundaries found, missed and invented, those missed without a mark, and characters a second."""

    right: int
    missed: int
    wrong: int
    unmarked: int
    speed: float

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.missed + self.wrong)

    @property
    def f1_marked(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.missed - self.unmarked + self.wrong)


def score(library: str, name: str) -> Score:
    """Score a splitter on one set; ModuleNotFoundError if the library is not installed."""
    spans_of = LIBRARIES[library]()
    right = missed = wrong = unmarked = size = 0
    spent = 0.0
    for text, gold in _articles(SETS[name]):
        start = time.perf_counter()
        found = _ends(text, spans_of(text))
        spent += time.perf_counter() - start
        size += len(text)
        right += len(found & gold)
        wrong += len(found - gold)
        missed += len(gold - found)
        unmarked += sum(1 for end in gold - found if text[end - 1].isalnum())
    return Score(right, missed, wrong, unmarked, size / max(spent, 1e-9))


def _articles(folder: Path) -> Iterator[tuple[str, set[int]]]:
    for path in sorted(folder.rglob("*.json")):
        tree = json.loads(path.read_text(encoding="utf-8"))
        if "sentence_spans" in tree:
            yield tree["text"], _ends(tree["text"], [(span[0], span[1]) for span in tree["sentence_spans"]])


def _ends(text: str, spans: list[tuple[int, int]]) -> set[int]:
    return {start + len(text[start:end].rstrip()) for start, end in spans if text[start:end].strip()}


def _parallax() -> Splitter:
    return lambda text: [(span.start, span.end) for each in paragraphs(text) for span in split(text, each)]


def _by_line(split_line: Splitter) -> Splitter:
    def spans(text: str) -> list[tuple[int, int]]:
        found, start = [], 0
        for line in text.split("\n"):
            if line.strip():
                found += [(start + first, start + last) for first, last in split_line(line)]
            start += len(line) + 1
        return found

    return spans


def _nupunkt() -> Splitter:
    return _by_line(importlib.import_module("nupunkt").sent_spans)


def _pysbd() -> Splitter:
    segmenter = importlib.import_module("pysbd").Segmenter(language="en", clean=False, char_span=True)
    return _by_line(lambda line: [(span.start, span.end) for span in segmenter.segment(line)])


def _syntok() -> Splitter:
    process = importlib.import_module("syntok.segmenter").process

    def spans(line: str) -> list[tuple[int, int]]:
        ordered: list[Any] = [sentence for paragraph in process(line) for sentence in paragraph]
        return [(words[0].offset, words[-1].offset + len(words[-1].value)) for words in ordered]

    return _by_line(spans)


def _sentencex() -> Splitter:
    boundaries = importlib.import_module("sentencex").get_sentence_boundaries

    def value(boundary: Any, name: str) -> int:
        return int(boundary[name] if isinstance(boundary, dict) else getattr(boundary, name))

    return _by_line(lambda line: [(value(b, "start_index"), value(b, "end_index")) for b in boundaries("en", line)])


def _blingfire() -> Splitter:
    split_line = importlib.import_module("blingfire").text_to_sentences_and_offsets
    return _by_line(lambda line: list(split_line(line)[1]))


LIBRARIES: dict[str, Callable[[], Splitter]] = {
    "parallax": _parallax,
    "nupunkt": _nupunkt,
    "pysbd": _pysbd,
    "syntok": _syntok,
    "sentencex": _sentencex,
    "blingfire": _blingfire,
}


def main() -> int:
    """Print the table."""
    if not SHARED.is_dir():
        sys.stderr.write("The folder ../shared with the articles is not on this machine.\n")
        return 3
    sys.stdout.write("set      library    precision  recall  F1     F1 marked  MB/s\n")
    for name in SETS:
        for library in LIBRARIES:
            try:
                found = score(library, name)
            except ModuleNotFoundError:
                continue
            shares = f"{found.precision:9.4f}  {found.recall:.4f}  {found.f1:.4f} {found.f1_marked:9.4f}"
            sys.stdout.write(f"{name:8} {library:10} {shares}  {found.speed / 1e6:6.2f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
