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
from core.candidates import TermIndex, nearest_by_meaning
from core.claims import find_claims
from core.comparison import in_reading_order
from core.matching import Side, evidence_of, lead_over
from core.memory import Memory
from core.relations import DETECTORS, Pair
from core.segmenting import segment
from core.terms import terms_of
from tests.quality.stories import STRONG, Story, covers, stories

FOLDS = 5
RIDGE = 1.0


@dataclass
class Row:
    """One candidate pair: its evidence, whether it is aligned (None where the gold does not say), and its gold."""

    story: str
    pair: Pair
    rivals: tuple[tuple[str, str], tuple[str, str]]
    aligned: bool | None
    relations: frozenset[str]


def rows_of(story: Story, memory: Memory, with_meaning: bool) -> Iterator[Row]:
    """Yield all candidate pairs of a story."""
    weights = calibration()
    articles = in_reading_order(story.articles)
    sides = [Side(c, terms_of(c), a) for a in articles for c in find_claims(a, segment(a))]
    files = {a.id: a.source_file for a in articles}
    index = TermIndex([s.terms for s in sides])
    owners = [s.claim.article for s in sides]
    places = {(c.first, c.second) for c in index.pairs(owners, weights.limits)}
    meanings = memory.meanings(sides) if with_meaning else None
    if meanings is not None:
        places.update(nearest_by_meaning(meanings.in_context, owners, weights.limits))
    single = {(q[0], q[1].start) for q in story.only_in}
    for first, second in sorted(places):
        a, b = sides[first], sides[second]
        found = frozenset(g.relation for g in story.gold_of(a.claim, b.claim, files))
        exhaustive = frozenset((files[a.claim.article], files[b.claim.article])) in story.exhaustive
        alone = any(
            (files[s.claim.article], q.start) in single and covers(s.claim, q)
            for s in (a, b)
            for file, q in story.only_in
            if file == files[s.claim.article]
        )
        aligned = True if found & set(STRONG) else False if not found and (exhaustive or alone) else None
        evidence = evidence_of(a, b, index, None if meanings is None else meanings.cosines(first, second))
        rivals = ((a.claim.id, b.claim.article), (b.claim.id, a.claim.article))
        yield Row(story.name, Pair(a, b, evidence, 0.0, index, weights.strengths), rivals, aligned, found)


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


def leads(rows: list[Row], odds: np.ndarray) -> np.ndarray:
    """Return the smaller and the larger lead of each pair over its rivals, [n, 2]."""
    groups: dict[tuple[str, tuple[str, str]], list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        for key in row.rivals:
            groups[row.story, key].append(n)
    return np.array(
        [
            sorted(
                lead_over(float(odds[n]), [float(odds[m]) for m in groups[row.story, key] if m != n])
                for key in row.rivals
            )
            for n, row in enumerate(rows)
        ]
    )


def two_stage(
    rows: list[Row], x: np.ndarray, y: np.ndarray, train: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Fit both stages on the rows of a mask; return their weights and the probabilities of all rows."""
    known = train & ~np.isnan(y)
    alone = fit(x[known], y[known])
    both = np.hstack([x, leads(rows, x @ alone[:-1] + alone[-1])])
    among = fit(both[known], y[known])
    return alone, among, 1 / (1 + np.exp(-(both @ among[:-1] + among[-1])))


def precision_at_recall(scores: np.ndarray, labels: np.ndarray, recall: float) -> tuple[float, float]:
    """Return the precision at the threshold that reaches a recall, and that threshold."""
    order = np.argsort(-scores)
    hits = np.cumsum(labels[order])
    at = int(np.searchsorted(hits, recall * labels.sum()))
    return float(hits[at] / (at + 1)), float(scores[order][at])


def main() -> None:
    """Fit, cross-validate by story, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=Path, default=Path("../shared/training/stories"))
    folder = parser.parse_args().stories
    read, memory = list(stories(folder)), Memory()
    for with_meaning in (False, True):
        print(f"---- {'meaning' if with_meaning else 'lexical'}")
        _fit_and_print([row for story in read for row in rows_of(story, memory, with_meaning)])


def _fit_and_print(rows: list[Row]) -> None:
    names = sorted(rows[0].pair.evidence)
    x = np.array([[row.pair.evidence[n] for n in names] for row in rows])
    y = np.array([np.nan if row.aligned is None else float(row.aligned) for row in rows])
    known = ~np.isnan(y)
    fold = np.array([sorted({r.story for r in rows}).index(r.story) % FOLDS for r in rows])
    held_out = np.zeros(len(rows))
    for k in range(FOLDS):
        held_out[fold == k] = two_stage(rows, x, y, fold != k)[2][fold == k]
    print(f"{len(rows)} candidate pairs, {int(known.sum())} known, {int(np.nansum(y))} aligned")
    for recall in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        precision, threshold = precision_at_recall(held_out[known], y[known], recall)
        print(f"held out: precision {precision:.3f} at recall {recall} (threshold {threshold:.3f})")
    alone, among, _ = two_stage(rows, x, y, np.ones(len(rows), bool))
    for title, w, parts in (("alone", alone, names), ("among", among, [*names, "lead", "lead_other"])):
        inside = ", ".join(f"{n}: {v:.3f}" for n, v in zip(["bias", *parts], [w[-1], *w[:-1]], strict=True))
        print(f"    {title}: {{{inside}}}")
    _rules(rows, held_out)


def _rules(rows: list[Row], scores: np.ndarray) -> None:
    """Print what each rule's findings turn out to be, on pairs of some similarity."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for row, score in zip(rows, scores, strict=True):
        if score < 0.2:
            continue
        for rule in {f.reason.rule for detect in DETECTORS for f in detect(row.pair)}:
            for relation in row.relations or {"unlinked" if row.aligned is False else "unknown"}:
                seen[rule][relation] += 1
    for rule, counts in sorted(seen.items()):
        print(f"{rule:24}", dict(counts.most_common()))


if __name__ == "__main__":
    main()
