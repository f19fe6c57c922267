"""The comparison note as PDF: tagged, with a text layer, page numbers and inner links.

The typesetter gets the note as data and the page's design from ``resources/templates/note.typ``. It conforms to
PDF/UA-1 unless a text has letters that no font on this machine has.
"""

from __future__ import annotations

import io
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from core import resources
from core.errors import WriteError
from core.exporters import note
from core.exporters.carried import Carried, printable
from core.exporters.citing import uncited
from core.exporters.document import (
    Block,
    Bullet,
    Bullets,
    Citation,
    Document,
    Finding,
    FullText,
    Heading,
    History,
    Inline,
    Line,
    Paragraph,
    Quotation,
    Reference,
    Table,
    Text,
)
from core.model import Comparison
from core.note_options import DEFAULT, NoteOptions
from core.workspace.judgements import Workspace

_LONG_WORD = re.compile(r"\S{70,}")  # longer than that no line of the page holds; a SHA-256 has 64
_PIECE = 30
_BREAK = "\u200b"  # where a line may end; text layers repeat it behind the letter that it followed
_OPENING = "Full text"
_ANNEXED = re.compile(rf"{_OPENING}\s+([A-Z]+),\s+\d+\s+characters")
_FOOTER = re.compile(r"\s*\d+ / \d+\s*\Z")


def render(comparison: Comparison, workspace: Workspace | None = None, options: NoteOptions = DEFAULT) -> bytes:
    """Return a comparison as a note in PDF."""
    return write(note.document(comparison, workspace, options))


def write(document: Document) -> bytes:
    """Return a note as a PDF file; WriteError if the typesetter cannot set it."""
    import typst

    data = json.dumps(_Tree(document).whole(), ensure_ascii=False)
    source = resources.text("templates/note.typ").encode()
    try:
        try:
            return typst.compile(source, format="pdf", sys_inputs={"note": data}, pdf_standards="ua-1")
        except typst.TypstError:  # some letter has no shape in any font: better a note that is not PDF/UA than none
            return typst.compile(source, format="pdf", sys_inputs={"note": data})
    except (typst.TypstError, RuntimeError) as error:
        raise WriteError(f"The pages cannot be set: {error}.", "Export the note as HTML or DOCX instead.") from error


def read(data: bytes) -> Carried:
    """Return what the pages of a note show, as one text without the page numbers."""
    import logging

    import pypdf
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it grumbles about what it then reads well
    try:
        pages = [
            _FOOTER.sub("", page.extract_text().replace(_BREAK, "")) for page in pypdf.PdfReader(io.BytesIO(data)).pages
        ]
    except (PyPdfError, RecursionError) as error:
        raise ValueError(str(error)) from error
    shown = unicodedata.normalize("NFC", "\n".join(pages))
    annexed = {found[1]: shown[found.end() :] for found in reversed(list(_ANNEXED.finditer(shown)))}
    return Carried(texts=(shown,), annexed=tuple(annexed.items()), reflowed=True)


class _Tree:
    """Turns one note into data for the typesetter, with the place that each citation leads to."""

    def __init__(self, document: Document) -> None:
        self._note = document
        self._annexed = document.annexed()
        self._quoted = {citation.anchor for citation in document.citations}
        self._shown: set[str] = set()

    def whole(self) -> dict[str, Any]:
        return {"title": _breakable(self._note.title), "blocks": list(map(self._block, self._note.blocks))}

    def _block(self, block: Block) -> dict[str, Any]:
        match block:
            case Heading():
                return {"kind": "heading", "level": block.level, "text": _breakable(block.text)}
            case Paragraph():
                return {"kind": "paragraph", "line": self._line(block.line), "emphatic": block.emphatic}
            case Bullets():
                return {"kind": "bullets", "items": list(map(self._bullet, block.items))}
            case Finding():
                return self._finding(block)
            case Table():
                rows = [[self._line(cell) for cell in row] for row in block.rows]
                return {"kind": "table", "head": list(block.head), "weights": block.weights(), "rows": rows}
            case History():
                return self._history(block)
            case FullText():
                return self._full_text(block)

    def _bullet(self, item: Bullet) -> dict[str, Any]:
        return {"line": self._line(item.line), "below": list(map(self._bullet, item.below))}

    def _finding(self, block: Finding) -> dict[str, Any]:
        return {
            "kind": "finding",
            "title": block.title,
            "names": _breakable(block.names),
            "standing": block.standing.value,
            "verdict": _breakable(block.verdict),
            "quotations": list(map(self._quotation, block.quotations)),
            "remarks": list(map(self._line, block.remarks)),
            "note": list(map(self._block, block.note)),
        }

    def _history(self, block: History) -> dict[str, Any]:
        points = [
            {
                "when": point.when or "–",
                "outlet": _breakable(point.outlet),
                "words": _breakable(point.words),
                **dict(zip(("share", "low", "high"), shares, strict=True)),
                "reference": self._reference(point.citation),
            }
            for point, shares in zip(block.points, block.shares(), strict=True)
        ]
        return {"kind": "history", "title": _breakable(block.title), "points": points}

    def _full_text(self, block: FullText) -> dict[str, Any]:
        pieces = [
            {"words": _breakable(uncited(words)), "quoted": quoted, "named": [f"t-{one.anchor}" for one in begun]}
            for words, quoted, begun in block.pieces()
        ]
        opening = f"{_OPENING} {block.label}, {len(block.text)} characters"
        return {"kind": "fulltext", "opening": opening, "pieces": pieces, "ending": text_ending(block.label)}

    def _line(self, line: Line) -> list[Mapping[str, Any]]:
        return list(map(self._inline, line))

    def _inline(self, part: Inline) -> Mapping[str, Any]:
        match part:
            case Quotation():
                return self._quotation(part)
            case Reference():
                return self._reference(part.citation)
            case Text():
                return self._text(part)

    def _text(self, part: Text) -> dict[str, Any]:
        target = part.target
        if target.startswith("#q-") and target[3:] not in self._quoted:
            target = ""
        flags = {"strong": part.strong, "emphasis": part.emphasis, "code": part.code}
        return {"kind": "text", "text": _breakable(part.text), **flags, "target": target, "anchor": part.anchor}

    def _reference(self, citation: Citation) -> dict[str, Any]:
        target = f"q-{citation.anchor}" if citation.anchor in self._quoted else ""
        return {"kind": "reference", "shown": citation.shown, "target": target}

    def _quotation(self, part: Quotation) -> dict[str, Any]:
        anchor = part.citation.anchor
        named = "" if anchor in self._shown else f"q-{anchor}"
        self._shown.add(anchor)
        return {
            "kind": "quotation",
            "named": named,
            "target": self._annexed.get(anchor, ""),
            "shown": part.citation.shown,
            "quote": _breakable(part.citation.quote),
            "said_by": _breakable(part.said_by),
        }


def text_ending(label: str) -> str:
    """Return what stands below an annexed text."""
    return f"End of full text {label}"


def _breakable(text: str) -> str:
    """Return text in which a line can be broken at least every so many characters."""
    return _LONG_WORD.sub(lambda word: _BREAK.join(_pieces(word[0])), printable(text))


def _pieces(word: str) -> Sequence[str]:
    return [word[start : start + _PIECE] for start in range(0, len(word), _PIECE)]
