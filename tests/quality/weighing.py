"""Fit how alignment, rules and the relation model are weighed together, on stories the model was not trained on.

    python -m tests.quality.weighing [--stories ../shared/training/stories] [--all]

Prints the weights for ``resources/calibration.yaml`` and, cross-validated by story, precision and recall of each
relation over thresholds. Only pairs count whose gold is known: covered by a gold link, in an article pair that is
annotated exhaustively, or holding a statement that stands in one article only.

How pairs among their rivals are weighed is fitted on these; how pairs alone are, on these and on single statements:
judged pairs of real news and samples of the public sets, where several relations may be open.
"""

# ruff: noqa: T201 - a script that prints its findings

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from core.memory import Memory
from core.options import AnalysisOptions
from core.relations import DETECTORS
from core.relations.weighing import parts_of
from core.statements import StatementPair, statement_pairs
from tests.quality.asked import asked_pairs
from tests.quality.stories import Story, stories
from tests.quality.training.examples import LONGEST, allowed_of, general_rows
from tests.quality.training.measure import auc
from tests.quality.training.stories import held_out, real_pairs

CLASSES = ("agrees", "conflicts", "changed", "related", "unrelated")
FOLDS = 9
RIDGE = 3.0
ROUNDS = 6  # in which rows of open relation are shared out among those they may have
SAMPLED_WEIGHT = 0.3  # of a pair of a public set: the model was trained on such, and seems surer there than it is
LEAST_IN_BIN = 15  # pairs from which a tenth of the chances is worth a bar
LEAST_SIMILARITY, RANK = 0.02, 4  # pairs below this, or no better than that among their rivals, say little
LEAST_FIRED = 8  # pairs of stories in which a rule must fire before it gets weights
AMONG_RIVALS = ("lead", "lead_other", "alignment")
SAMPLED = {  # pairs of the public sets; those that ask whether two sentences of news say the same count most
    "stsb_rest": 350,
    "becel": 150,
    "mnli": 150,
    "sanli_wiki": 150,
    "vitaminc_real_test": 250,
    "conjnli": 100,
    "glue_rte": 150,
    "snli_devtest": 100,
    "cad_nli": 100,
}


@dataclass
class Row:
    """One candidate pair with its parts and the relations it may have."""

    story: str
    parts: dict[str, float]
    allowed: tuple[str, ...]
    weight: float = 1.0


def rows_of(story: Story, memory: Memory) -> Iterator[Row]:
    """Yield the candidate pairs of a story whose gold is known."""
    known = list(asked_pairs(story, memory, LEAST_SIMILARITY, RANK))
    for (pair, gold), opinion in zip(known, memory.opinions([p for p, _ in known]), strict=True):
        judged = replace(pair, opinion=opinion)
        findings = [f for detect in DETECTORS for f in detect(judged)]
        yield Row(story.name, parts_of(judged, findings), (gold,))


def statement_rows(memory: Memory) -> Iterator[Row]:
    """Yield judged pairs of real news and a sample of the public sets, as single statements."""
    rng = random.Random(1)
    asked: list[tuple[str, StatementPair, tuple[str, ...], float]] = []
    for pair, relation, sure, _ in real_pairs(held=True):
        asked.append(("real", StatementPair(pair.a, pair.b, pair.a_date, pair.b_date), (relation,), sure))
    for name, most in SAMPLED.items():
        rows = [row for row in general_rows(name) if len(row["a"] + row["b"]) < LONGEST]
        asked += [
            (name, StatementPair(r["a"], r["b"]), allowed_of(r), SAMPLED_WEIGHT)
            for r in rng.sample(rows, min(most, len(rows)))
        ]
    judged = statement_pairs([pair for _, pair, _, _ in asked], AnalysisOptions(), memory)
    for (name, _, allowed, weight), pair in zip(asked, judged, strict=True):
        yield Row(name, parts_of(pair, [f for detect in DETECTORS for f in detect(pair)]), allowed, weight)


def fit(x: np.ndarray, allowed: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Return weights [classes - 1, features + 1] of a ridge-penalised multinomial logistic regression.

    ``allowed`` [n, classes] holds 1 for each relation that a row may have; rows of open relation are shared out by
    the model's own chances, over and over (expectation-maximisation).
    """
    z = np.hstack([x, np.ones((len(x), 1))])
    target = allowed / allowed.sum(1, keepdims=True)
    w = np.zeros((len(CLASSES) - 1, z.shape[1]))
    for _ in range(ROUNDS if (allowed.sum(1) > 1).any() else 1):
        w = _newton(z, target, weight, w)
        chances = allowed * _softmax(z, w)
        target = chances / chances.sum(1, keepdims=True)
    return w


def _newton(z: np.ndarray, target: np.ndarray, weight: np.ndarray, w: np.ndarray) -> np.ndarray:
    k, d = w.shape
    penalty = np.full((k, d), RIDGE)
    penalty[:, -1] = 0.01
    for _ in range(40):
        p = _softmax(z, w)[:, :-1]
        gradient = ((target[:, :-1] - p) * weight[:, None]).T @ z - penalty * w
        hessian = np.zeros((k * d, k * d))
        for i in range(k):
            for j in range(k):
                share = weight * p[:, i] * ((i == j) - p[:, j])
                hessian[i * d : (i + 1) * d, j * d : (j + 1) * d] = (z.T * share) @ z
        step = np.linalg.solve(hessian + np.diag(penalty.ravel()), gradient.ravel()).reshape(k, d)
        w = w + step
        if np.abs(step).max() < 1e-6:
            break
    return w


def _softmax(z: np.ndarray, w: np.ndarray) -> np.ndarray:
    odds = np.hstack([z @ w.T, np.zeros((len(z), 1))])
    powers = np.exp(odds - odds.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def main() -> None:
    """Fit, cross-validate by story, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=Path, default=Path("../shared/training/stories"))
    parser.add_argument("--all", action="store_true", help="use the stories the model was trained on as well")
    arguments = parser.parse_args()

    wanted = None if arguments.all else held_out()
    memory = Memory()
    rows = [r for s in stories(arguments.stories) if wanted is None or s.name in wanted for r in rows_of(s, memory)]
    fired = Counter(n for r in rows for n in r.parts)
    names = sorted(n for n, times in fired.items() if times >= LEAST_FIRED)
    print("  alone:")
    report([*rows, *statement_rows(memory)], [n for n in names if n not in AMONG_RIVALS])
    print("  among:")
    report(rows, names)


def matrices(rows: Sequence[Row], names: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return parts [n, names], allowed relations [n, classes] and weights [n] of rows."""
    x = np.array([[r.parts.get(n, 0.0) for n in names] for r in rows])
    allowed = np.array([[float(c in r.allowed) for c in CLASSES] for r in rows])
    return x, allowed, np.array([r.weight for r in rows])


def report(rows: Sequence[Row], names: Sequence[str]) -> None:
    """Print weights fitted on all rows, and cross-validated precision and recall by relation and set."""
    x, allowed, weight = matrices(rows, names)
    order = sorted({r.story for r in rows})
    fold = np.array([n % FOLDS if r.story in SAMPLED or r.story == "real" else order.index(r.story) % FOLDS
                     for n, r in enumerate(rows)])  # fmt: skip
    z = np.hstack([x, np.ones((len(x), 1))])
    held = np.zeros((len(rows), len(CLASSES)))
    for k in range(FOLDS):
        train = fold != k
        held[fold == k] = _softmax(z[fold == k], fit(x[train], allowed[train], weight[train]))
    w = fit(x, allowed, weight)
    for c, label in enumerate(CLASSES[:-1]):
        print(f"    {label}:")
        for name, value in zip(["bias", *names], [w[c, -1], *w[c, :-1]], strict=True):
            print(f"      {name}: {value:.3f}")
    surely = (allowed == 1) & (allowed.sum(1, keepdims=True) == 1)
    for c, label in enumerate(CLASSES[:-1]):
        for threshold in (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7):
            called = held[:, c] >= threshold
            hits = int((called & surely[:, c]).sum())
            print(f"# {label} at {threshold}: {int(called.sum())} called, precision {hits / max(1, called.sum()):.2f}, "
                  f"recall {hits / max(1, surely[:, c].sum()):.2f}")  # fmt: skip
    sets = np.array([r.story if r.story in SAMPLED or r.story == "real" else "stories" for r in rows])
    for name in sorted(set(sets)):
        chosen = sets == name
        areas = " ".join(f"{label} {auc(held[chosen, c], surely[chosen, c]):.3f}"
                         for c, label in enumerate(CLASSES[:3]))  # fmt: skip
        print(f"# {name}: {int(chosen.sum())} pairs, AUC {areas}")
    for line in reliability(held, allowed, weight):
        print(f"# {line}")


def reliability(chances: np.ndarray, allowed: np.ndarray, weight: np.ndarray) -> Iterator[str]:
    """Yield how often each relation is true where its chance lies in a tenth, drawn as a bar of the same scale."""
    clear = allowed.sum(1) == 1
    for c, label in enumerate(CLASSES):
        for low in np.arange(0, 1, 0.1):
            chosen = clear & (chances[:, c] >= low) & (chances[:, c] < low + 0.1)
            if chosen.sum() < LEAST_IN_BIN:
                continue
            said = float(np.average(chances[chosen, c], weights=weight[chosen]))
            true = float(np.average(allowed[chosen, c], weights=weight[chosen]))
            bar = "█" * round(20 * true)
            yield f"{label:9} said {said:.2f} true {true:.2f} {bar:20} {int(chosen.sum())} pairs"


if __name__ == "__main__":
    main()
