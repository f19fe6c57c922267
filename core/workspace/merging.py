"""Two analysts' work on the same articles: side by side, how far they agree, and what is left to settle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.workspace.edits import RECORDS, Change, Edit
from core.workspace.joining import about_note, excludes, joined, word
from core.workspace.judgements import Judgement, ManualLink, Note, Workspace, places

_TOLD = ("title", "question", "bottom_line")
_SHOWN = 60  # characters of a passage


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


def sentences(found: Agreement, mine: str, theirs: str) -> Iterator[str]:
    """Yield how far two analysts agree, in words."""
    yield f"{mine} and {theirs} have both judged {found.judged} mark{'' if found.judged == 1 else 's'}."
    if found.judged:
        kappa = "not defined: chance alone would make them agree" if found.kappa is None else f"{found.kappa:.2f}"
        same = sum(count for (row, column), count in found.table.items() if row == column)
        yield f"They agree on {same} of {found.judged} ({found.observed:.0%}); Cohen's kappa {kappa}."


def subject(one: Difference, held: Workspace) -> str:
    """Return what two records that exclude each other are of: passages with their articles, or an article."""
    if not isinstance(one.mine, Judgement | ManualLink):
        return f"the article of {_article(one.key, held)}"
    return " – ".join(f"“{_short(anchor.quote)}” ({_article(anchor.article, held)})" for anchor in places(one.mine))


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rsplit(' ', 1)[0]} …"


def _article(key: str, held: Workspace) -> str:
    return held.articles[key].name if key in held.articles else key
