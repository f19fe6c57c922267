"""What an analyst may choose about a note: which sections in which order, how much detail, whose marks."""

from __future__ import annotations

from dataclasses import dataclass
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
