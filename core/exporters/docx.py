"""The comparison note for word processors: real headings, lists and tables, each source named in a footnote."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from core.exporters import note
from core.exporters.archive import steady, unpack
from core.exporters.carried import Carried, printable
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
    Standing,
    Table,
    Text,
)
from core.exporters.docx_parts import Footnotes, blank_rows, bookmark, bordered, columns, link, page_of, shaded, styled
from core.exporters.markdown import bars
from core.model import Comparison
from core.note_options import DEFAULT, NoteOptions
from core.workspace.judgements import Workspace

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COLOURS = {Standing.JUDGED: "00664D", Standing.MACHINE: "8A6D1F"}
_STORED = "Storedtext"  # the style of annexed texts, a paragraph for each of their lines
_QUOTED = "FFF2B8"
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)  # a file's own date would differ with every export


def render(comparison: Comparison, workspace: Workspace | None = None, options: NoteOptions = DEFAULT) -> bytes:
    """Return a comparison as a note in Office Open XML."""
    return write(note.document(comparison, workspace, options))


def write(document: Document) -> bytes:
    """Return a note as a DOCX file."""
    return _Writer(document).data()


def read(data: bytes) -> Carried:
    """Return what a note in DOCX shows its reader, paragraph by paragraph, without its footnotes."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        tree = etree.fromstring(unpack(data, "word/document.xml"), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    texts: list[str] = []
    annexed: dict[str, list[str]] = {}
    for paragraph in tree.iter(f"{_WORD}p"):
        style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
        if style is not None and style.get(f"{_WORD}val") == _STORED and texts:
            annexed.setdefault(texts[-1].split(" ")[0], []).append(_shown(paragraph))  # under the article's heading
        else:
            texts.append(_shown(paragraph))
    return Carried(texts=tuple(texts), annexed=tuple((label, "\n".join(lines)) for label, lines in annexed.items()))


def _shown(paragraph: Any) -> str:
    parts = []
    for element in paragraph.iter():
        if element.tag == f"{_WORD}t":
            parts.append(element.text or "")
        elif element.tag in (f"{_WORD}br", f"{_WORD}cr"):
            parts.append("\n")
        elif element.tag == f"{_WORD}tab" and element.getparent().tag == f"{_WORD}r":
            parts.append("\t")
        elif element.tag == f"{_WORD}noBreakHyphen":
            parts.append("-")
    return "".join(parts)


class _Writer:
    """Writes one note, block by block."""

    def __init__(self, document: Document) -> None:
        import docx

        self._note = document
        self._annexed = document.annexed()
        self._shown: set[str] = set()
        self._docx = docx.Document()
        self._footnotes = Footnotes(self._docx)
        self._marks = 0
        page_of(self._docx)

    def data(self) -> bytes:
        """Return the file."""
        about = self._docx.core_properties
        about.title, about.author, about.comments = printable(self._note.title)[:255], "Parallax", ""
        about.created = about.modified = _NO_DATE
        about.language = "en"
        self._docx.add_heading(printable(self._note.title), 0)
        for block in self._note.blocks:
            self._block(block)
        self._footnotes.finish()
        out = io.BytesIO()
        self._docx.save(out)
        return steady(out.getvalue())

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._docx.add_heading(printable(block.text), block.level - 1)
            case Paragraph():
                paragraph = self._paragraph(block.line)
                if block.emphatic:
                    bordered(paragraph, _COLOURS[Standing.MACHINE], "single")
            case Bullets():
                self._bullets(block.items)
            case Finding():
                self._finding(block)
            case Table():
                self._table(block)
            case History():
                self._history(block)
            case FullText():
                self._full_text(block)

    def _paragraph(self, line: Line, style: str | None = None) -> Any:
        paragraph = self._docx.add_paragraph()
        if style is not None:
            styled(paragraph, style)
        self._write(paragraph, line)
        return paragraph

    def _bullets(self, items: Sequence[Bullet], level: int = 1) -> None:
        for item in items:
            self._paragraph(item.line, "List Bullet" if level == 1 else f"List Bullet {min(level, 3)}")
            self._bullets(item.below, level + 1)

    def _finding(self, block: Finding) -> None:
        from docx.shared import RGBColor

        judged = block.standing is Standing.JUDGED
        colour, line = _COLOURS[block.standing], "single" if judged else "dashed"
        title = self._docx.add_paragraph()
        title.add_run(printable(block.title)).bold = True
        title.add_run(f" · {printable(block.names)} · ")
        verdict = title.add_run(f"{'✔ ' if judged else ''}{printable(block.verdict)}")
        verdict.bold, verdict.font.color.rgb = judged, RGBColor.from_string(colour)
        title.paragraph_format.keep_with_next = True
        paragraphs = [title, *(self._paragraph((one,), "Quote") for one in block.quotations)]
        for paragraph in paragraphs:
            bordered(paragraph, colour, line)
        for part in block.note:
            self._block(part)
        self._bullets([Bullet(remark) for remark in block.remarks])

    def _history(self, block: History) -> None:
        title = self._docx.add_paragraph()
        title.add_run(f"Value history: {printable(block.title)}").bold = True
        title.paragraph_format.keep_with_next = True
        rows: list[tuple[Line, ...]] = []
        for point, bar in zip(block.points, bars([point.value for point in block.points]), strict=True):
            told: list[Line] = [(Text(words),) for words in (point.when or "–", point.outlet, point.words, bar)]
            rows.append((*told, (Reference(point.citation),)))
        self._table(Table(("When", "Article", "Value", "", "Citation"), tuple(rows)))

    def _table(self, block: Table) -> None:
        from docx.text.paragraph import Paragraph as Cell

        table = self._docx.add_table(rows=1, cols=len(block.head), style="Table Grid")
        columns(table, block.weights())
        head: list[Line] = [(Text(name, strong=True),) for name in block.head]
        rows: list[Sequence[Line]] = [head, *block.rows]
        for place, cells in enumerate(blank_rows(table, len(rows), "Table text")):
            for paragraph, line in zip(cells, rows[place], strict=True):
                self._write(Cell(paragraph, table), line)
        self._docx.add_paragraph()

    def _full_text(self, block: FullText) -> None:
        paragraph = self._paragraph((), "Stored text")
        for words, quoted, begun in block.pieces():
            for citation in begun:
                self._bookmark(paragraph, f"t-{citation.anchor}")
            for place, line in enumerate(printable(words).split("\n")):
                if place:
                    paragraph = self._paragraph((), "Stored text")
                if line:
                    run = paragraph.add_run(line)
                    if quoted:
                        shaded(run, _QUOTED)

    def _write(self, paragraph: Any, line: Sequence[Inline]) -> None:
        for part in line:
            match part:
                case Quotation():
                    self._quotation(paragraph, part)
                case Reference():
                    link(paragraph, f"[{part.citation.shown}]", _name(f"q-{part.citation.anchor}"))
                case Text():
                    self._text(paragraph, part)

    def _text(self, paragraph: Any, part: Text) -> None:
        if part.anchor:
            self._bookmark(paragraph, part.anchor)
        if part.target.startswith("#"):
            link(paragraph, printable(part.text), _name(part.target[1:]))
            return
        run = paragraph.add_run(printable(part.text))
        run.bold, run.italic = part.strong or None, part.emphasis or None
        if part.code:
            styled(run, "Code")

    def _quotation(self, paragraph: Any, part: Quotation) -> None:
        citation = part.citation
        first = citation.anchor not in self._shown
        if first:
            self._shown.add(citation.anchor)
            self._bookmark(paragraph, f"q-{citation.anchor}")
        link(paragraph, f"[{citation.shown}]", _name(self._annexed.get(citation.anchor, "")))
        paragraph.add_run(f' "{printable(citation.quote)}"')
        if first:
            self._footnotes.add(paragraph, self._source(citation))
        if part.said_by:
            paragraph.add_run(f" — {printable(part.said_by)}")

    def _source(self, citation: Citation) -> str:
        source = self._note.sources.get(citation.label, "")
        place = f"characters {citation.start}–{citation.end} of the stored text, SHA-256 {citation.sha256[:12]}…"
        return printable(f"{citation.label} {source}; {citation.place}, {place}")

    def _bookmark(self, paragraph: Any, anchor: str) -> None:
        self._marks += 1
        bookmark(paragraph, _name(anchor), self._marks)


def _name(anchor: str) -> str:
    """Return an anchor as a bookmark may be called: letters, digits and underscores."""
    return re.sub(r"\W", "_", anchor)
