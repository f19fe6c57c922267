"""How good the pair model is on what it has not seen: held-out stories and real pairs, and the benchmark's pairs."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from core.semantics.encoder import Encoder
from core.semantics.pair_model import LABELS, PairInput
from tests.quality.training import stories
from tests.quality.training.examples import MATERIAL

BENCH = MATERIAL.parent / "bench" / "pairs"
SURE = 0.5  # probability above which a relation counts as called

Judge = Callable[[Sequence[PairInput]], NDArray[np.float32]]
Row = tuple[PairInput, tuple[str, ...]]
Scores = NDArray[np.float32]


def auc(scores: Scores, positive: Sequence[bool]) -> float:
    """Return the area under the ROC curve: how often a positive scores above a negative, ties counting half."""
    chosen = np.asarray(positive)
    if chosen.all() or not chosen.any():
        return float("nan")
    ordered, ranks = np.unique(scores, return_inverse=True)
    counts = np.bincount(ranks, minlength=len(ordered))
    middle = np.cumsum(counts) - (counts - 1) / 2
    rank = middle[ranks]
    return float((rank[chosen].sum() - chosen.sum() * (chosen.sum() + 1) / 2) / (chosen.sum() * (~chosen).sum()))


def held_out_rows(encoder: Encoder) -> dict[str, list[Row]]:
    """Return what models are not trained on: story pairs with context and without, and real pairs."""
    found = stories.stories(encoder, held=True)
    real = [(pair, (relation,)) for pair, relation, _, _ in stories.real_pairs(held=True)]
    return {
        "stories": stories.plain(found, context=True),
        "stories, no context": stories.plain(found, False),
        "real": real,
    }


def summary(rows: Sequence[Row], probabilities: Scores) -> str:
    """Return the figures of one set on one line."""
    called = [LABELS[index] for index in probabilities.argmax(1)]
    clear = [(word, allowed[0]) for word, (_, allowed) in zip(called, rows, strict=True) if len(allowed) == 1]
    right = sum(word == truth for word, truth in clear) / len(clear)
    loss = -np.mean(
        [np.log(max(1e-6, row[_columns(allowed)].sum())) for row, (_, allowed) in zip(probabilities, rows, strict=True)]
    )
    parts = [f"{len(rows)} pairs", f"log loss {loss:.3f}", f"relation right {right:.3f}"]
    for label in ("agrees", "conflicts", "changed"):
        truth = [allowed == (label,) for _, allowed in rows]
        alarm = probabilities[:, LABELS.index(label)] > SURE
        hits = int((alarm & np.asarray(truth)).sum())
        area = auc(probabilities[:, LABELS.index(label)], truth)
        parts.append(f"{label} AUC {area:.3f} P {hits / max(1, alarm.sum()):.2f} R {hits / max(1, sum(truth)):.2f}")
    return ", ".join(parts)


def confusion(rows: Sequence[Row], probabilities: Scores) -> str:
    """Return a Markdown table of truth against call, pairs without link in a row of their own."""
    counts = Counter(
        (allowed[0] if len(allowed) == 1 else "no link", LABELS[call])
        for (_, allowed), call in zip(rows, probabilities.argmax(1), strict=True)
    )
    lines = ["| truth \\ called | " + " | ".join(LABELS) + " |", "|---" * (len(LABELS) + 1) + "|"]
    rows_of = (*LABELS, "no link")
    lines += [f"| {truth} | " + " | ".join(str(counts[truth, call]) for call in LABELS) + " |" for truth in rows_of]
    return "\n".join(lines)


def benchmark(judge: Judge, encoder: Encoder, most: int | None = None) -> str:
    """Return a Markdown table over the benchmark's pair sets; ``most`` pairs of each, drawn at random."""
    head = "| set | pairs | same: cosine | same: model | conflict: model | same called conflict | conflict called |"
    lines = [head, "|---" * 7 + "|"]
    for file in sorted(BENCH.glob("*.jsonl")):
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        rows = random.Random(1).sample(rows, most) if most and most < len(rows) else rows
        probabilities = judge([PairInput(row["a"], row["b"]) for row in rows])
        cosine = (encoder.vectors([row["a"] for row in rows]) * encoder.vectors([row["b"] for row in rows])).sum(1)
        same, conflict = (np.array([row["label"] == label for row in rows]) for label in ("same", "conflict"))
        alarm = probabilities[:, 1] > SURE
        figures = [
            auc(cosine, same),
            auc(probabilities[:, 0], same),
            auc(probabilities[:, 1], conflict),
            _share(alarm[same]),
            _share(alarm[conflict]),
        ]
        name = file.name.split(".")[0]
        lines.append(
            f"| {name} | {len(rows)} | "
            + " | ".join("–" if np.isnan(figure) else f"{figure:.3f}" for figure in figures)
            + " |"
        )
        lines += _by_type(rows, alarm, name) if name == "bump_minimal" else []
    return "\n".join(lines)


def temperature(rows: Sequence[Row], logits: Scores) -> float:
    """Return what logits are to be divided by for the least log loss."""

    def loss(value: float) -> float:
        powers = np.exp((logits - logits.max(1, keepdims=True)) / value)
        powers /= powers.sum(1, keepdims=True)
        return float(
            -np.mean(
                [np.log(row[_columns(allowed)].sum() + 1e-9) for row, (_, allowed) in zip(powers, rows, strict=True)]
            )
        )

    return min((round(0.6 + 0.05 * step, 2) for step in range(60)), key=loss)


def _by_type(rows: Sequence[dict[str, str]], alarm: NDArray[np.bool_], name: str) -> list[str]:
    lines = []
    for kind in ("number", "date", "negation", "entity", "word"):
        chosen = np.array([row["label"] == "conflict" and row.get("auto_type") == kind for row in rows])
        lines.append(f"| {name}: {kind} | {chosen.sum()} | | | | | {_share(alarm[chosen]):.3f} |")
    return lines


def _columns(allowed: Sequence[str]) -> list[int]:
    return [LABELS.index(label) for label in allowed]


def _share(flags: NDArray[np.bool_]) -> float:
    return float(flags.mean()) if len(flags) else float("nan")
