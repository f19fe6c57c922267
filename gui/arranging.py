"""How the list of claims is searched, sorted and grouped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.model import Article, Relation
from gui.marks import TELLING, Row, rank


class Column(StrEnum):
    """What is told of a matter, in the order of the table's columns."""

    RELATION = "Relation"
    KIND = "Kind"
    IN = "In"
    MISSING = "Missing from"
    CONFIDENCE = "Confidence"
    JUDGED = "Judged"
    WORDS = "First words"


class Grouping(StrEnum):
    """What the matters may be put together by."""

    NONE = "Not grouped"
    RELATION = "By relation"
    KIND = "By kind"
    MISSING = "By missing outlet"
    JUDGED = "By judgement"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row with what the table tells of it; articles by their places."""

    row: Row
    present: tuple[int, ...]
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one title; the title is empty where nothing is grouped."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What the analyst chose: words to look for, a column to sort by, and a grouping."""

    query: str = ""
    column: Column = Column.RELATION
    descending: bool = False
    grouping: Grouping = Grouping.NONE


def entries_of(rows: Sequence[Row], articles: Sequence[Article]) -> tuple[Entry, ...]:
    """Return what the table tells of each row."""
    place = {article.id: at for at, article in enumerate(articles)}
    found = []
    every = frozenset(range(len(articles)))
    missing: dict[tuple[int, ...], tuple[int, ...]] = {}  # the same few, for thousands of rows
    for row in rows:
        present = tuple(sorted({place[claim.article] for claim in row.claims if claim.article in place}))
        if present not in missing:
            missing[present] = tuple(sorted(every.difference(present)))
        found.append(Entry(row, present, missing[present]))
    return tuple(found)


def arrange(entries: Sequence[Entry], articles: Sequence[Article], chosen: Arrangement) -> tuple[Group, ...]:
    """Return the entries that hold all words looked for, sorted within their groups; the sort keeps ties in order."""
    words = chosen.query.casefold().split()
    held = [entry for entry in entries if not words or all(word in _text(entry) for word in words)]
    held.sort(key=_KEYS[chosen.column], reverse=chosen.descending)
    if chosen.grouping is Grouping.NONE:
        return (Group("", tuple(held)),) if held else ()
    if chosen.grouping is Grouping.MISSING:
        groups = [
            (f"Missing from {article.name}", [entry for entry in held if at in entry.missing])
            for at, article in enumerate(articles)
        ]
        groups.append(("In every article", [entry for entry in held if not entry.missing]))
    elif chosen.grouping is Grouping.RELATION:
        groups = [(relation.capitalize(), [e for e in held if e.row.relation is relation]) for relation in TELLING]
    elif chosen.grouping is Grouping.JUDGED:
        said = sorted({_judged(entry) for entry in held})
        groups = [(title, [entry for entry in held if _judged(entry) == (place, title)]) for place, title in said]
    else:
        kinds = sorted({entry.row.kind for entry in held})
        groups = [(kind.capitalize(), [entry for entry in held if entry.row.kind == kind]) for kind in kinds]
    return tuple(Group(title, tuple(its)) for title, its in groups if its)


def _text(entry: Entry) -> str:
    return " ".join((entry.row.relation, entry.row.kind, *(claim.text for claim in entry.row.claims))).casefold()


def _relation(entry: Entry) -> tuple[int, float]:
    relation: Relation = entry.row.relation
    return rank(relation), -entry.row.lead.confidence


def _judged(entry: Entry) -> tuple[int, str]:
    """Return the place and title of a row among those that are judged in some way; what waits comes first."""
    row = entry.row
    if row.standing:
        return 2, row.standing.replace("_", " ").capitalize()
    return (1, "Judged in part") if row.judged else (0, "Not judged")


_KEYS: dict[Column, Callable[[Entry], Any]] = {
    Column.RELATION: _relation,
    Column.KIND: lambda entry: entry.row.kind,
    Column.IN: lambda entry: (len(entry.present), entry.present),
    Column.MISSING: lambda entry: (len(entry.missing), entry.missing),
    Column.CONFIDENCE: lambda entry: entry.row.lead.confidence,
    Column.JUDGED: _judged,
    Column.WORDS: lambda entry: entry.row.opening.text.casefold(),
}
