"""A comparison note as a tree of blocks, whatever the form it is written in.

``core.exporters.note`` builds it, a renderer for each form walks it. Text here is plain text: each renderer escapes it
for its own form. A quotation holds the words of the stored text and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType

_LINE, _NARROW = 100, 13  # characters of small type that a line holds; a column of so many has no room to give
_NARROWEST, _LONGEST_WORD, _WIDEST = 6, 18, 30  # characters: letters keep room, words stay whole, prose breaks


class Standing(StrEnum):
    """Who stands behind a finding: the program alone, or the analyst."""

    MACHINE = "machine"
    JUDGED = "judged"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a quotation stands, and enough around it to find it again without the workspace.

    ``label`` is the article's letter in this note, ``place`` its paragraph and sentence; ``start`` and ``end`` are code
    points into the stored text, ``quote`` the words there, ``before`` and ``after`` up to 32 characters on each side.
    """

    label: str
    place: str
    start: int
    end: int
    quote: str
    before: str
    after: str
    article: str
    sha256: str

    @property
    def shown(self) -> str:
        """The citation as a reader sees it, without brackets: ``B ¶4 s2, 1312–1398``."""
        return f"{self.label} {self.place}, {self.start}–{self.end}"

    @property
    def anchor(self) -> str:
        """The name under which the citation can be linked to within a note."""
        return f"{self.label}-{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Text:
    """Words of the note's own; ``target`` is an address, or ``#`` and an anchor within the note.

    ``anchor`` is a name under which these words can be linked to.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    target: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A citation with its words: ``[B ¶4 s2, 1312–1398] "…"``; ``said_by`` names whom the article says it is from."""

    citation: Citation
    said_by: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation without its words."""

    citation: Citation


Inline = Text | Quotation | Reference
Line = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 (a section) or deeper; the title of the note is level 1."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; an ``emphatic`` one must not be overlooked."""

    line: Line
    emphatic: bool = False


@dataclass(frozen=True, slots=True)
class Bullet:
    """One point of a list, and the points below it."""

    line: Line
    below: tuple[Bullet, ...] = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points."""

    items: tuple[Bullet, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Passages that were found to belong together: a title, whose finding it is, quotations, remarks.

    ``names`` are the articles in a few words, ``verdict`` says who judged it and how, ``note`` is the analyst's text.
    """

    title: str
    names: str
    standing: Standing
    verdict: str
    quotations: tuple[Quotation, ...]
    remarks: tuple[Line, ...] = ()
    note: tuple[Paragraph | Bullets | Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as ``head``. ``small`` tables may be set in smaller type."""

    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    small: bool = False

    def weights(self) -> list[int]:
        """Return how wide each column should be beside the others: as its words need, within bounds.

        Where a line has no room for all, the wide columns give way: their words can break, those of narrow ones not.
        """
        columns = zip(self.head, *([_plain(cell) for cell in row] for row in self.rows), strict=True)
        wanted = [max(_word(cells), min(_WIDEST, max(map(len, cells)))) for cells in columns]
        wide = sum(width for width in wanted if width > _NARROW)
        share = (_LINE - (sum(wanted) - wide)) / wide if wide else 1.0
        return [width if width <= _NARROW else max(_NARROW, min(width, int(width * share))) for width in wanted]


@dataclass(frozen=True, slots=True)
class Point:
    """One value at one time in one article; ``low`` and ``high`` are its bounds, None where open."""

    when: str
    outlet: str
    words: str
    value: float
    low: float | None
    high: float | None
    citation: Citation


@dataclass(frozen=True, slots=True)
class History:
    """One figure by time and outlet, for a small table and a picture."""

    title: str
    points: tuple[Point, ...]

    def shares(self) -> tuple[tuple[float, float, float], ...]:
        """Return value, lower and upper bound of each point as shares of the largest figure; open bounds reach on."""
        largest = max((abs(bound) for one in self.points for bound in (one.value, one.high or 0)), default=0) or 1

        def share(value: float | None, otherwise: float) -> float:
            return otherwise if value is None else min(1.0, abs(value) / largest)

        return tuple((share(one.value, 0), share(one.low, 0), share(one.high, 1)) for one in self.points)


@dataclass(frozen=True, slots=True)
class FullText:
    """An article's stored text in whole, with the places that the note quotes, in text order."""

    label: str
    name: str
    text: str
    citations: tuple[Citation, ...]

    def pieces(self) -> Iterator[tuple[str, bool, tuple[Citation, ...]]]:
        """Yield the text in pieces: the words, whether they are quoted, and the citations that begin with them."""
        ends = {end for one in self.citations for end in (one.start, one.end)}
        for start, end in pairwise(sorted(ends | {0, len(self.text)})):
            quoted = any(one.start <= start and end <= one.end for one in self.citations)
            yield self.text[start:end], quoted, tuple(one for one in self.citations if one.start == start)


def _plain(line: Line) -> str:
    return "".join(part.text if isinstance(part, Text) else f"[{part.citation.shown}]" for part in line)


def _word(cells: Iterable[str]) -> int:
    """Return how wide the longest word of some cells is, with some room, within bounds."""
    longest = max((len(word) for cell in cells for word in cell.split()), default=0)
    return max(_NARROWEST, min(longest + 3, _LONGEST_WORD))


Block = Heading | Paragraph | Bullets | Finding | Table | History | FullText


@dataclass(frozen=True, slots=True)
class Document:
    """A whole note: its title, what it is made of, and every citation it quotes, once each, by article and place.

    ``sources`` has for each article's letter what a footnote says of it: outlet, headline, date, file or address.
    """

    title: str
    blocks: tuple[Block, ...]
    citations: tuple[Citation, ...]
    sources: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    timestamp: str | None = None

    def annexed(self) -> Mapping[str, str]:
        """Return where each citation can be seen in its context, by its anchor: in the annexed text or in the list."""
        if any(isinstance(block, FullText) for block in self.blocks):
            return {one.anchor: f"t-{one.anchor}" for one in self.citations}
        tables = (block for block in self.blocks if isinstance(block, Table))
        firsts = (part for table in tables for row in table.rows for part in row[0] if isinstance(part, Text))
        listed = {part.anchor for part in firsts if part.anchor}
        return {one.anchor: f"c-{one.anchor}" for one in self.citations if f"c-{one.anchor}" in listed}
