"""Two analysts' work on the same articles: side by side, how far they agree, and what is left to settle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from core.workspace.edits import RECORDS, Change, Edit
from core.workspace.judgements import Judgement, Ruling, Workspace


@dataclass(frozen=True, slots=True)
class Pair:
    """What two analysts said of one link or cluster; None where one of them said nothing."""

    id: str
    mine: Judgement | None
    theirs: Judgement | None

    @property
    def both(self) -> bool:
        """Whether both have ruled on it."""
        return bool(self.mine and self.mine.ruling and self.theirs and self.theirs.ruling)

    @property
    def differs(self) -> bool:
        """Whether they have ruled differently."""
        return self.both and _word(self.mine) != _word(self.theirs)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two analysts agree on what both have judged.

    ``table`` counts (mine, theirs) rulings, each a relation or "rejected". ``kappa`` is Cohen's (1960), None where
    nothing is judged by both or chance alone would make them agree on all of it.
    """

    table: Mapping[tuple[str, str], int]
    judged: int
    observed: float
    kappa: float | None


def side_by_side(mine: Workspace, theirs: Workspace) -> tuple[Pair, ...]:
    """Return every judgement of either, by id; ids come from texts and places, so equal ones are of the same thing."""
    keys = sorted({*mine.judgements, *theirs.judgements})
    return tuple(Pair(key, mine.judgements.get(key), theirs.judgements.get(key)) for key in keys)


def agreement(pairs: Collection[Pair]) -> Agreement:
    """Return the agreement table with Cohen's kappa: (observed - expected) / (1 - expected)."""
    table = Counter((_word(pair.mine), _word(pair.theirs)) for pair in pairs if pair.both)
    total = sum(table.values())
    if not total:
        return Agreement({}, 0, 0.0, None)
    rows, columns = Counter[str](), Counter[str]()
    for (row, column), count in table.items():
        rows[row] += count
        columns[column] += count
    observed = sum(count for (row, column), count in table.items() if row == column) / total
    expected = sum(rows[word] * columns[word] for word in rows) / total**2
    kappa = None if expected == 1 else (observed - expected) / (1 - expected)
    return Agreement(dict(sorted(table.items())), total, observed, kappa)


def merged(mine: Workspace, theirs: Workspace, settled: Collection[str] = (), name: str = "a colleague") -> Edit:
    """Return an edit that takes their work into mine.

    Of what both have, mine stays, except for the judgements that are ``settled`` their way, by id; a judgement of mine
    without a ruling gives way to one of theirs that has one. Titles and options are not taken over.
    """
    changes = []
    for kind in RECORDS:
        held = getattr(mine, kind)
        for key, record in sorted(getattr(theirs, kind).items()):
            if key not in held or (kind == "judgements" and (key in settled or _gives_way(held[key], record))):
                changes.append(Change(kind, key, record))
    return Edit(f"Merged the work of {theirs.analyst or name}", tuple(changes))


def _gives_way(mine: Judgement, theirs: Judgement) -> bool:
    return mine.ruling is None and theirs.ruling is not None and not mine.note


def _word(judgement: Judgement | None) -> str:
    assert judgement is not None
    if judgement.ruling is Ruling.REJECT:
        return "rejected"
    return str(judgement.says or "the same")
