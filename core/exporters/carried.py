"""What an exported note carries of its sources: read back from the file, to be checked against the stored texts."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAK = re.compile("\r\\n?")


def printable(text: str) -> str:
    """Return text as every form can hold it: line breaks as line feeds, controls and lone surrogates as U+FFFD.

    A text that is read from a file has none of these; one that is made otherwise may.
    """
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", _LINE_BREAK.sub("\n", text))


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotation that a note states as data: where it should stand and, if the form has them, the words around it."""

    sha256: str
    start: int
    end: int
    quote: str
    label: str = ""
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """What a note holds: either the texts it shows, block by block, or passages stated as data, or both.

    ``texts`` hold citations as a reader sees them. ``reflowed`` says that white space in them is the page's own, and
    that a null character stands for letters whose shape the page's font lacks. ``sources`` are labels of articles
    with the SHA-256 of their stored texts where these are stated as data, ``annexed`` labels with the texts
    themselves, where ``reflowed`` with whatever follows on the pages; ``broken`` are sentences on what the note
    contradicts in itself.
    """

    texts: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    annexed: tuple[tuple[str, str], ...] = ()
    reflowed: bool = False
    broken: tuple[str, ...] = ()
