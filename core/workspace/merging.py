"""Two analysts' work on the same articles: side by side, how far they agree, and what is left to settle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from core.workspace.edits import RECORDS, Change, Edit
from core.workspace.joining import about_note, excludes, joined, word
from core.workspace.judgements import Judgement, Note, Workspace

_TOLD = ("title", "question", "bottom_line")


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
        return self.mine is not None and self.theirs is not None and excludes(self.mine, self.theirs)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two records of one kind and id that exclude each other."""

    kind: str
    key: str
    mine: Any
    theirs: Any


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
    table = Counter((word(pair.mine), word(pair.theirs)) for pair in pairs if pair.both and pair.mine and pair.theirs)
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


def differences(mine: Workspace, theirs: Workspace) -> tuple[Difference, ...]:
    """Return what has to be settled: judgements, links made by hand, grades and corrections that exclude each other."""
    found = []
    for kind in RECORDS:
        held, told = getattr(mine, kind), getattr(theirs, kind)
        found += [
            Difference(kind, key, held[key], told[key])
            for key in sorted(held.keys() & told.keys())
            if excludes(held[key], told[key])
        ]
    return tuple(found)


def merged(
    mine: Workspace, theirs: Workspace, settled: Collection[tuple[str, str]] = (), name: str = "a colleague"
) -> Edit:
    """Return an edit that takes their work into mine; nothing of either is lost.

    Where two records exclude each other mine stands, or theirs if their kind and id are among the ``settled``, and the
    other is kept in writing. Options are not taken over, and of titles and the like only what I have none of.
    """
    who = theirs.analyst or name
    changes: list[Change] = []
    kept: list[Note] = []
    for kind in RECORDS:
        held = getattr(mine, kind)
        for key, record in sorted(getattr(theirs, kind).items()):
            if key not in held:
                changes.append(Change(kind, key, record))
                continue
            both = joined(held[key], record, (kind, key) in settled, who)
            kept += both.notes
            if both.record != held[key]:
                changes.append(Change(kind, key, both.record))
    changes += _about(mine, theirs)
    others = {key: told for key in _TOLD if (told := getattr(theirs, key)) and getattr(mine, key) not in ("", told)}
    kept += [about_note(others, who)] if others else []
    changes += [Change("notes", note.id, note) for note in kept if note.id not in mine.notes]
    return Edit(f"Merged the work of {who}", tuple(changes))


def _about(mine: Workspace, theirs: Workspace) -> list[Change]:
    """Return what they have to say of the whole where I have said nothing."""
    told = (name for name in (*_TOLD, "confidence") if getattr(theirs, name) and not getattr(mine, name))
    return [Change("about", name, getattr(theirs, name)) for name in told]
