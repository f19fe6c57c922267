"""What python-docx has no words for: footnotes, bookmarks, inner links, borders, page numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any
from xml.sax.saxutils import escape

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
_PAGE_WIDTH = 166 * 36_000  # of the text: millimetres in the units of Office Open XML
_CELL_MARGIN = "55"  # twentieths of a point
_PREFERRED = ("Georgia", "Calibri")  # what a reader without them sees instead is alike


class Footnotes:
    """The footnotes of one document, numbered as they are added."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._notes: list[str] = []
        _styles(document)

    def add(self, paragraph: Any, text: str) -> None:
        """Put a footnote's number behind what a paragraph holds so far."""
        number = len(self._notes) + 1
        run = paragraph.add_run()
        styled(run, "Footnote Reference")
        run._r.append(_element("footnoteReference", id=str(number)))  # noqa: SLF001 - no public way to append
        self._notes.append(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
            '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
        )

    def finish(self) -> None:
        """Write the footnotes into the document's package."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        body = f'<w:footnotes xmlns:w="{_WORD}">{_SEPARATORS}{"".join(self._notes)}</w:footnotes>'
        data = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{body}'.encode()
        main = self._document.part
        main.relate_to(Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, data, main.package), _RELATION)
        separators = _element("footnotePr")
        separators.extend([_element("footnote", id="-1"), _element("footnote", id="0")])
        settings = self._document.settings.element
        before = settings.find(f"{{{_WORD}}}compat")  # the schema fixes the order of settings
        settings.append(separators) if before is None else before.addprevious(separators)


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """Name the place behind what a paragraph holds so far."""
    paragraph._p.append(_element("bookmarkStart", id=str(number), name=name))  # noqa: SLF001
    paragraph._p.append(_element("bookmarkEnd", id=str(number)))  # noqa: SLF001


def link(paragraph: Any, text: str, target: str) -> None:
    """Add words that lead to a bookmark, or that lead nowhere if there is no target."""
    run = paragraph.add_run(text)
    styled(run, "Citation")
    if target:
        inner = _element("hyperlink", anchor=target)
        run._r.addprevious(inner)  # noqa: SLF001
        inner.append(run._r)  # noqa: SLF001


def styled(part: Any, name: str) -> None:
    """Give a paragraph or a run a style; the library searches all styles for each, this writes the style's id."""
    part._element.style = name.replace(" ", "")  # noqa: SLF001


def bordered(paragraph: Any, colour: str, line: str) -> None:
    """Put a line to the left of a paragraph."""
    edges = _element("pBdr")
    edges.append(_element("left", val=line, sz="18", space="8", color=colour))
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    later = ("shd", "tabs", "spacing", "ind", "jc", "rPr")  # the schema fixes the order of properties
    after = next((child for child in properties if child.tag.rpartition("}")[2] in later), None)
    properties.append(edges) if after is None else after.addprevious(edges)


def shaded(run: Any, colour: str) -> None:
    """Put a run on a coloured ground."""
    run._r.get_or_add_rPr().append(_element("shd", val="clear", color="auto", fill=colour))  # noqa: SLF001


def blank_rows(table: Any, count: int, style: str) -> Iterator[Sequence[Any]]:
    """Yield the paragraphs of each row of a table that gets ``count`` rows; the first is repeated on every page.

    No row is broken by the end of a page.

    The library looks through the whole table for every cell; a matrix of a thousand rows would take minutes.
    """
    for cell in table.rows[0].cells:
        styled(cell.paragraphs[0], style)
    first = table.rows[0]._tr  # noqa: SLF001
    first.get_or_add_trPr().append(_element("cantSplit"))
    rows = [first, *(deepcopy(first) for _ in range(count - 1))]
    first.getparent().extend(rows[1:])
    first.get_or_add_trPr().append(_element("tblHeader"))
    for row in rows:
        yield [cell.p_lst[0] for cell in row.tc_lst]


def columns(table: Any, weights: Sequence[int]) -> None:
    """Give a table's columns their widths on the page, in the proportion of the weights, with narrow margins."""
    table.autofit = False
    margins = _element("tblCellMar")
    margins.extend(_element(side, w=_CELL_MARGIN, type="dxa") for side in ("left", "right"))
    table._tbl.tblPr.xpath("./w:tblLook")[0].addprevious(margins)  # noqa: SLF001 - the schema wants this order
    whole = _PAGE_WIDTH / sum(weights)
    for place, weight in enumerate(weights):
        table.columns[place].width = table.rows[0].cells[place].width = int(whole * weight)


def field(paragraph: Any, code: str) -> None:
    """Add a field that the word processor fills in, such as ``PAGE``."""
    simple = _element("fldSimple", instr=code)
    run = paragraph.add_run("1")
    run._r.addprevious(simple)  # noqa: SLF001
    simple.append(run._r)  # noqa: SLF001


def page_of(document: Any) -> None:
    """Set the page: A4, margins, and a footer with the page's number."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(20)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field(footer, "PAGE")
    footer.add_run(" / ")
    field(footer, "NUMPAGES")


def _styles(document: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    styles = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = _PREFERRED[0], Pt(10.5)
    styles["Quote"].font.italic = False
    for name, size in (("Table text", 8), ("Stored text", 9), ("Footnote Text", 8.5)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.font.size = styles["Normal"], Pt(size)
        style.paragraph_format.space_after = Pt(2)
    styles["Table text"].font.name = _PREFERRED[1]
    code = styles.add_style("Code", WD_STYLE_TYPE.CHARACTER)
    code.font.name, code.font.size = "Consolas", Pt(8)
    citation = styles.add_style("Citation", WD_STYLE_TYPE.CHARACTER)
    citation.font.size, citation.font.color.rgb = Pt(8.5), RGBColor.from_string("00538A")
    styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER).font.superscript = True


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
