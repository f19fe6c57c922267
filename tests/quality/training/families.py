"""Examples from families: claims about one fact of an invented event, as different outlets would put it.

A family has an anchor, claims that agree with it, claims that conflict with all of these, claims whose difference
from the anchor time explains, traps that only look like either, and claims of another fact of the same event. They
were written where the stories had too little: conflicts and agreements that share next to no words.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from core.semantics.pair_model import PairInput, swapped
from tests.quality.training.examples import Example

FOLDER = Path(__file__).parent / "families"
OF_CLASS = {"agrees": 2, "conflicts": 3, "changed": 1, "related": 2, "unrelated": 1}  # pairs of a family in a round
IN_CONTEXT = 0.7  # share of pairs that are shown with the words that stand before them, where there are any
DATED = 0.8  # … and with their dates; a change is never shown without

Claim = Mapping[str, Any]


def families() -> tuple[Mapping[str, Any], ...]:
    """Return all families, in the order of their files."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast where it was built
    files = sorted(FOLDER.glob("*.yaml"))
    return tuple(family for file in files for family in yaml.load(file.read_text("utf-8"), loader))


def pairs_of(family: Mapping[str, Any]) -> Iterator[tuple[Claim, Claim, str]]:
    """Yield all pairs of a family whose relation is known."""
    same = [family["anchor"], *(family.get("agrees") or ())]
    yield from ((a, b, "agrees") for a, b in combinations(same, 2))
    for relation in ("conflicts", "related", "unrelated"):
        yield from ((a, b, relation) for a in same for b in family.get(relation) or ())
    yield from ((family["anchor"], b, "changed") for b in family.get("changed") or ())


def round_of_families(found: Sequence[Mapping[str, Any]], rng: random.Random) -> list[Example]:
    """Return a few pairs of each relation of every family, in one form each."""
    examples = []
    for family in found:
        by_relation: dict[str, list[tuple[Claim, Claim, str]]] = {}
        for pair in pairs_of(family):
            by_relation.setdefault(pair[2], []).append(pair)
        for relation, most in OF_CLASS.items():
            known = by_relation.get(relation, [])
            examples += [_formed(*pair, rng) for pair in rng.sample(known, min(most, len(known)))]
    return examples


def _formed(a: Claim, b: Claim, relation: str, rng: random.Random) -> Example:
    contexts = [claim.get("before") or "" for claim in (a, b)] if rng.random() < IN_CONTEXT else ["", ""]
    dated = relation == "changed" or rng.random() < DATED
    dates = [_iso(claim.get("date")) if dated else None for claim in (a, b)]
    pair = PairInput(a["text"], b["text"], *contexts, *dates)
    allowed = ("related", "unrelated") if relation == "unrelated" else (relation,)
    return Example(swapped(pair) if rng.random() < 0.5 else pair, allowed)


def _iso(date: object) -> str | None:
    return str(date).replace(" ", "T") if date else None
