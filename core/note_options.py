"""What an analyst may choose about a note: which sections in which order, how much detail, whose marks, which form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Section(StrEnum):
    """The parts of a note below its header, in the order in which they stand unless the analyst says otherwise."""

    BOTTOM_LINE = "bottom-line"
    SOURCES = "sources"
    AGREED = "agreed"
    CONFLICTS = "conflicts"
    CHANGED = "changed"
    ONLY_IN = "only-in"
    FRAMING = "framing"
    OPEN = "open"
    METHOD = "method"
    MATRIX = "matrix"
    CITATIONS = "citations"
    NAMING = "naming"
    NOTES = "notes"
    LOG = "log"


class Detail(StrEnum):
    """How much a finding says: brief has the quotations and the verdict, standard the reasons, full all scores."""

    BRIEF = "brief"
    STANDARD = "standard"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class NoteOptions:
    """The choices for one note.

    ``unjudged`` says whether marks that nobody judged are listed, under a heading of their own; None lists them as
    long as nobody has judged any. ``full_texts`` annexes the articles. ``timestamp`` is
    written as it stands, such as ``2026-03-03 14:20 UTC``; without one the same input gives the same bytes.
    """

    sections: tuple[Section, ...] = tuple(Section)
    detail: Detail = Detail.STANDARD
    unjudged: bool | None = None
    full_texts: bool = False
    timestamp: str | None = None


DEFAULT = NoteOptions()


@dataclass(frozen=True, slots=True)
class NoteChoice:
    """How an analyst wants the notes of a workspace, until another choice is made.

    ``form`` is an exporter's name, None before one was chosen; ``templates`` is the folder of the analyst's own forms.
    ``stamped`` asks for the time of the export in the note; the time itself is no choice, so ``options`` has none.
    """

    options: NoteOptions = DEFAULT
    form: str | None = None
    stamped: bool = False
    templates: str | None = None

    def at(self, time: str) -> NoteOptions:
        """Return the options of a note that is made now."""
        return replace(self.options, timestamp=time) if self.stamped else self.options


def clock() -> str:
    """Return the time as a note tells it: of this place, with the zone."""
    return datetime.now().astimezone().isoformat(" ", "minutes")


def ordered(chosen: Sequence[Section]) -> tuple[Section, ...]:
    """Return all sections: the chosen ones in their order, each other one behind the one it usually follows."""
    found = list(dict.fromkeys(chosen))
    usual = tuple(Section)
    for place, section in enumerate(usual):
        if section not in found:
            before = found.index(usual[place - 1]) + 1 if place else 0
            found.insert(before, section)
    return tuple(found)
