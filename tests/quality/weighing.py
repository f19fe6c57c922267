"""Fit how alignment, rules and the relation model are weighed together, on stories the model was not trained on.

    python -m tests.quality.weighing [--stories ../shared/training/stories] [--all]

Prints the weights for ``resources/calibration.yaml`` and, cross-validated by story, precision and recall of each
relation over thresholds. Only pairs count whose gold is known: covered by a gold link, in an article pair that is
annotated exhaustively, or holding a statement that stands in one article only.
"""

# ruff: noqa: T201 - a script that prints its findings

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from core.alignment import align
from core.calibration import calibration
from core.candidates import TermIndex
from core.claims import find_claims
from core.comparison import in_reading_order
from core.matching import Side
from core.memory import Memory
from core.model import Claim
from core.progress import Progress
from core.relations import DETECTORS, Pair
from core.relations.weighing import parts_of
from core.segmenting import segment
from core.terms import terms_of
from tests.quality.stories import GoldLink, Story, covers, stories

CLASSES = ("agrees", "conflicts", "changed", "related", "unrelated")
FOLDS = 9
RIDGE = 3.0
LEAST_SIMILARITY = 0.04  # pairs below this are never shown, with or without the model
AMONG_RIVALS = ("lead", "lead_other", "alignment")


@dataclass
class Row:
    """One candidate pair with its parts and its gold relation."""

    story: str
    parts: dict[str, float]
    gold: str
    group: int


def rows_of(story: Story, memory: Memory) -> Iterator[Row]:
    """Yield the candidate pairs of a story whose gold is known."""
    weights = calibration()
    articles = in_reading_order(story.articles)
    sides = [Side(c, terms_of(c), a) for a in articles for c in find_claims(a, segment(a))]
    files = {a.id: a.source_file for a in articles}
    index = TermIndex([s.terms for s in sides])
    aligned = [
        one
        for one in align(sides, index, weights, Progress(), memory.vectors(sides))
        if one.similarity >= LEAST_SIMILARITY
    ]
    pairs = [Pair(sides[o.first], sides[o.second], o.evidence, o.similarity, index, weights.strengths) for o in aligned]
    golds = [gold_of(story, p.a.claim, p.b.claim, files) for p in pairs]
    known = [(p, g) for p, g in zip(pairs, golds, strict=True) if g is not None]
    for (pair, gold), opinion in zip(known, memory.opinions([p for p, _ in known]), strict=True):
        judged = replace(pair, opinion=opinion)
        findings = [f for detect in DETECTORS for f in detect(judged)]
        yield Row(story.name, parts_of(judged, findings), gold, 0)


def gold_of(story: Story, a: Claim, b: Claim, files: dict[str, str]) -> str | None:
    """Return the relation of the gold link that two claims fit best, "unrelated", or None where nobody said."""
    found = story.gold_of(a, b, files)
    if found:
        return max(found, key=lambda g: (_fit(g, a, b, files), g.relation)).relation
    if frozenset((files[a.article], files[b.article])) in story.exhaustive:
        return "unrelated"
    single = any(files[c.article] == file and covers(c, span) for c in (a, b) for file, span in story.only_in)
    return "unrelated" if single else None


def _fit(link: GoldLink, a: Claim, b: Claim, files: dict[str, str]) -> float:
    """Return how tightly two claims fit a link's quotations: shared over joined lengths, both ends together."""
    ends = (link.a, link.b) if files[a.article] == link.a[0] else (link.b, link.a)
    total = 0.0
    for claim, (_, span) in zip((a, b), ends, strict=True):
        shared = max(0, min(claim.end, span.end) - max(claim.start, span.start))
        total += shared / (max(claim.end, span.end) - min(claim.start, span.start))
    return total


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return weights [classes - 1, features + 1] of a ridge-penalised multinomial logistic regression (Newton)."""
    n, d = len(x), x.shape[1] + 1
    k = len(CLASSES) - 1
    z = np.hstack([x, np.ones((n, 1))])
    w = np.zeros((k, d))
    penalty = np.full((k, d), RIDGE)
    penalty[:, -1] = 0.01
    target = np.stack([(y == c).astype(float) for c in range(k)], axis=1)
    for _ in range(40):
        p = _softmax(z, w)
        gradient = (target - p).T @ z - penalty * w
        hessian = np.zeros((k * d, k * d))
        for i in range(k):
            for j in range(k):
                weight = p[:, i] * ((i == j) - p[:, j])
                hessian[i * d : (i + 1) * d, j * d : (j + 1) * d] = (z.T * weight) @ z
        hessian += np.diag(penalty.ravel())
        step = np.linalg.solve(hessian, gradient.ravel()).reshape(k, d)
        w += step
        if np.abs(step).max() < 1e-6:
            break
    return w


def _softmax(z: np.ndarray, w: np.ndarray) -> np.ndarray:
    odds = np.hstack([z @ w.T, np.zeros((len(z), 1))])
    powers = np.exp(odds - odds.max(axis=1, keepdims=True))
    return (powers / powers.sum(axis=1, keepdims=True))[:, :-1]


def main() -> None:
    """Fit, cross-validate by story, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=Path, default=Path("../shared/training/stories"))
    parser.add_argument("--all", action="store_true", help="use the stories the model was trained on as well")
    arguments = parser.parse_args()
    from tests.quality.training.stories import held_out

    wanted = None if arguments.all else held_out()
    memory = Memory()
    rows = [r for s in stories(arguments.stories) if wanted is None or s.name in wanted for r in rows_of(s, memory)]
    for title in ("alone", "among"):
        print(f"  {title}:")
        report(
            rows, [n for n in sorted({n for r in rows for n in r.parts}) if title == "among" or n not in AMONG_RIVALS]
        )


def report(rows: list[Row], names: list[str]) -> None:
    """Print weights fitted on all rows, and cross-validated precision and recall."""
    x = np.array([[r.parts.get(n, 0.0) for n in names] for r in rows])
    y = np.array([CLASSES.index(r.gold) for r in rows])
    order = sorted({r.story for r in rows})
    fold = np.array([order.index(r.story) % FOLDS for r in rows])
    z = np.hstack([x, np.ones((len(x), 1))])
    held = np.zeros((len(rows), len(CLASSES) - 1))
    for k in range(FOLDS):
        held[fold == k] = _softmax(z[fold == k], fit(x[fold != k], y[fold != k]))
    w = fit(x, y)
    for c, label in enumerate(CLASSES[:-1]):
        print(f"    {label}:")
        for name, value in zip(["bias", *names], [w[c, -1], *w[c, :-1]], strict=True):
            print(f"      {name}: {value:.3f}")
    print(f"# {len(rows)} pairs: {dict(zip(*np.unique([r.gold for r in rows], return_counts=True), strict=True))}")
    for c, label in enumerate(CLASSES[:-1]):
        for threshold in (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7):
            called = held[:, c] >= threshold
            hits = int((called & (y == c)).sum())
            print(f"# {label} at {threshold}: {int(called.sum())} called, precision {hits / max(1, called.sum()):.2f}, "
                  f"recall {hits / max(1, (y == c).sum()):.2f}")  # fmt: skip


if __name__ == "__main__":
    main()
