"""Fit the alignment weights of ``resources/calibration.yaml`` on training stories.

    python -m tests.quality.calibrate [--stories ../shared/training/stories]

Prints weights to copy into the file, cross-validated figures, and how often each detector's rule is right. Candidate
pairs of article pairs that are annotated exhaustively count as negatives where no gold link is covered; pairs that
cover a merely related link are left out.
"""

# ruff: noqa: T201 - a script that prints its findings

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.calibration import calibration
from core.candidates import TermIndex
from core.claims import find_claims
from core.comparison import in_reading_order
from core.matching import Side, evidence_of, similarity_of
from core.relations import DETECTORS, Pair
from core.segmenting import segment
from core.terms import terms_of
from tests.quality.stories import STRONG, Story, stories

FOLDS = 5
RIDGE = 1.0


@dataclass
class Row:
    """One candidate pair: its evidence, whether it is aligned, and the gold relations it covers."""

    story: str
    pair: Pair
    aligned: bool
    relations: frozenset[str]


def rows_of(story: Story) -> Iterator[Row]:
    """Yield the candidate pairs of a story whose gold is known."""
    weights = calibration()
    articles = in_reading_order(story.articles)
    sides = [Side(c, terms_of(c), a) for a in articles for c in find_claims(a, segment(a))]
    files = {a.id: a.source_file for a in articles}
    index = TermIndex([s.terms for s in sides])
    for candidate in index.pairs([s.claim.article for s in sides], weights.limits):
        a, b = sides[candidate.first], sides[candidate.second]
        found = frozenset(g.relation for g in story.gold_of(a.claim, b.claim, files))
        exhaustive = frozenset((files[a.claim.article], files[b.claim.article])) in story.exhaustive
        aligned = bool(found & set(STRONG))
        if not aligned and (found or not exhaustive):
            continue
        evidence = evidence_of(a, b, index)
        pair = Pair(a, b, evidence, similarity_of(evidence, weights), index, weights.strengths)
        yield Row(story.name, pair, aligned, found)


def fit(features: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return the weights of a ridge-penalised logistic regression, the bias last (Newton's method)."""
    x = np.hstack([features, np.ones((len(features), 1))])
    penalty = RIDGE * np.eye(x.shape[1])
    penalty[-1, -1] = 0
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (labels - p) - penalty @ w
        hessian = (x.T * (p * (1 - p))) @ x + penalty
        step = np.linalg.solve(hessian, gradient)
        w += step
        if np.abs(step).max() < 1e-8:
            break
    return w


def precision_at_recall(scores: np.ndarray, labels: np.ndarray, recall: float) -> float:
    """Return the precision at the threshold that reaches a recall."""
    order = np.argsort(-scores)
    hits = np.cumsum(labels[order])
    at = int(np.searchsorted(hits, recall * labels.sum()))
    return float(hits[at] / (at + 1))


def main() -> None:
    """Fit, cross-validate by story, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=Path, default=Path("../shared/training/stories"))
    folder = parser.parse_args().stories
    rows = [row for story in stories(folder) for row in rows_of(story)]
    names = sorted(rows[0].pair.evidence)
    x = np.array([[row.pair.evidence[n] for n in names] for row in rows])
    y = np.array([row.aligned for row in rows], dtype=float)
    fold = np.array([sorted({r.story for r in rows}).index(r.story) % FOLDS for r in rows])
    held_out = np.zeros(len(rows))
    for k in range(FOLDS):
        w = fit(x[fold != k], y[fold != k])
        held_out[fold == k] = 1 / (1 + np.exp(-(x[fold == k] @ w[:-1] + w[-1])))
    print(f"{len(rows)} candidate pairs, {int(y.sum())} aligned")
    for recall in (0.3, 0.5, 0.7, 0.8, 0.9):
        print(f"held out: precision {precision_at_recall(held_out, y, recall):.3f} at recall {recall}")
    w = fit(x, y)
    print(f"  bias: {w[-1]:.3f}\n  weights:")
    for name, weight in zip(names, w, strict=False):
        print(f"    {name}: {weight:.3f}")
    _rules(rows, held_out)


def _rules(rows: list[Row], scores: np.ndarray) -> None:
    """Print what each rule's findings turn out to be, on pairs of some similarity."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for row, score in zip(rows, scores, strict=True):
        if score < 0.2:
            continue
        for rule in {f.reason.rule for detect in DETECTORS for f in detect(row.pair)}:
            for relation in row.relations or {"unlinked"}:
                seen[rule][relation] += 1
    for rule, counts in sorted(seen.items()):
        print(f"{rule:24}", dict(counts.most_common()))


if __name__ == "__main__":
    main()
