"""What a pair model learns from: two claims and the relations that they may have."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.semantics.pair_model import PairInput, swapped

MATERIAL = Path(__file__).resolve().parents[4] / "shared" / "training"

# How many pairs of each general set are drawn, of which a round takes a few: most of sets near news and of those that
# turn on figures, least of captions.
DRAWN = {
    "lingnli": 15000,
    "mnli": 19000,
    "snli_devtest": 5000,
    "sanli_wiki": 4000,
    "vitaminc_real_test": 8000,
    "vitaminc_synthetic_test": 800,
    "cad_nli": 800,
    "conjnli": 1200,
    "climate_fever": 1200,
    "becel": 1200,
    "fm2_devtest": 1200,
    "stsb_rest": 1800,
    "glue_rte": 1200,
}

LONGEST = 300  # characters of both texts, some 70 tokens

_WORD = re.compile(r"\w+")
_APART, _CLOSE = 0.15, 0.5  # overlap of words below which a neutral pair is unrelated, above which it is related


@dataclass(frozen=True)
class Example:
    """A pair with the relations it may have; several where the material leaves it open (the loss adds them up)."""

    pair: PairInput
    allowed: tuple[str, ...]
    weight: float = 1.0


def general(rng: random.Random) -> list[Example]:
    """Return the drawn part of the general sets, in random order and direction."""
    found: list[Example] = []
    for name, count in DRAWN.items():
        rows = [row for row in general_rows(name) if len(row["a"] + row["b"]) < LONGEST]
        rng.shuffle(rows)
        for row in rows[:count]:
            pair = PairInput(row["a"], row["b"])
            found.append(Example(swapped(pair) if rng.random() < 0.5 else pair, allowed_of(row)))
    rng.shuffle(found)
    return found


def general_texts() -> list[str]:
    """Return sentences of the Wikipedia-like general sets, for typed edits to be made of."""
    names = ("sanli_wiki", "fm2_devtest", "conjnli", "vitaminc_real_test")
    rows = (row for name in names for row in general_rows(name))
    return sorted({row["a"] for row in rows if 40 < len(row["a"]) < 240})


def overlap(a: str, b: str) -> float:
    """Return the share of the shorter text's words that the other has too, 0..1."""
    first, second = (set(_WORD.findall(text.lower())) for text in (a, b))
    return len(first & second) / max(1, min(len(first), len(second)))


def allowed_of(row: dict[str, str]) -> tuple[str, ...]:
    """Return the relations that a row of a general set may have."""
    if row["label"] == "same":
        return ("agrees",)
    if row["label"] == "conflict":
        return ("conflicts",)
    if row["label"] == "not-same":
        return ("conflicts", "changed", "related", "unrelated")
    shared = overlap(row["a"], row["b"])
    return ("unrelated",) if shared < _APART else ("related",) if shared > _CLOSE else ("related", "unrelated")


def general_rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a general set: a, b, label."""
    with gzip.open(MATERIAL / "pairs" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
