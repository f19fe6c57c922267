"""The comparison note as one HTML file: no script, nothing loaded, light and dark, fit for print.

Each citation leads to the annexed text, or to the list of citations; the matrix and the annexes lead back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape as escaped

from core import resources
from core.exporters import note
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
    Paragraph,
    Quotation,
    Reference,
    Standing,
    Table,
    Text,
)
from core.model import Comparison
from core.note_options import DEFAULT, NoteOptions
from core.workspace.judgements import Workspace

_NOTHING_LOADED = "default-src 'none'; style-src 'unsafe-inline'"
_BAR = (176, 16)  # width and height of a value's bar, in the picture's own units
_SHOWING = "p|h1|h2|h3|h4|td|th|figcaption"  # the elements whose text a reader sees as one piece


def render(comparison: Comparison, workspace: Workspace | None = None, options: NoteOptions = DEFAULT) -> bytes:
    """Return a comparison as a note in HTML, UTF-8."""
    return write(note.document(comparison, workspace, options))


def write(document: Document) -> bytes:
    """Return a note as HTML, UTF-8."""
    return printable("\n".join(_Page(document).lines()) + "\n").encode()


def read(data: bytes) -> Carried:
    """Return what a note in HTML shows its reader."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    try:
        tree = html.document_fromstring(data, parser=parser)
    except etree.ParserError as error:
        raise ValueError(str(error)) from error
    shown = tree.xpath(f"//*[{' or '.join(f'self::{name}' for name in _SHOWING.split('|'))}]")
    annexed = tuple(
        (str(text.get("data-label")), str(text.text_content()).removeprefix("\n")) for text in tree.iter("pre")
    )
    return Carried(texts=tuple(str(element.text_content()) for element in shown), annexed=annexed)


class _Page:
    """Writes one note; knows which citations it has already shown, so that each has one place to lead to."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._quoted = {citation.anchor for citation in document.citations}
        self._annexed = document.annexed()
        self._shown: set[str] = set()

    def lines(self) -> Iterator[str]:
        """Yield the page."""
        title = escape(self._document.title)
        yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{_NOTHING_LOADED}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f"<title>{title}</title>\n<style>\n{resources.text('templates/note.css')}</style>\n</head>"
        yield f"<body>\n<main>\n<h1>{title}</h1>"
        sections = [block for block in self._document.blocks if isinstance(block, Heading) and block.level == 2]
        contents = [f'<p><a href="#s-{number}">{escape(one.text)}</a></p>' for number, one in enumerate(sections, 1)]
        number = 0
        for block in self._document.blocks:
            if isinstance(block, Heading) and block.level == 2:
                number += 1
                if number == 1:
                    yield from ('<nav aria-label="Sections">', *contents, "</nav>")
                yield f'<h2 id="s-{number}">{escape(block.text)}</h2>'
            else:
                yield from self._block(block)
        yield "</main>\n</body>\n</html>"

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                yield f"<h{block.level}>{escape(block.text)}</h{block.level}>"
            case Paragraph():
                opening = '<p class="emphatic">' if block.emphatic else "<p>"
                yield f"{opening}{self._line(block.line)}</p>"
            case Bullets():
                yield from self._bullets(block.items)
            case Finding():
                yield from self._finding(block)
            case Table():
                yield from self._table(block.head, [map(self._line, row) for row in block.rows], block.small)
            case History():
                yield from self._history(block)
            case FullText():
                yield f'<pre class="text" data-label="{block.label}">\n{"".join(self._text(block))}</pre>'

    def _bullets(self, items: Sequence[Bullet]) -> Iterator[str]:
        yield "<ul>"
        for item in items:
            yield f"<li><p>{self._line(item.line)}</p>"
            if item.below:
                yield from self._bullets(item.below)
            yield "</li>"
        yield "</ul>"

    def _finding(self, block: Finding) -> Iterator[str]:
        sign = "✔ " if block.standing is Standing.JUDGED else ""
        yield f'<section class="finding {block.standing.value}">'
        yield (
            f'<p class="title"><strong>{escape(block.title)}</strong> · {escape(block.names)} · '
            f'<span class="standing">{sign}{escape(block.verdict)}</span></p>\n<blockquote>'
        )
        for quotation in block.quotations:
            yield f"<p>{self._quotation(quotation)}</p>"
        yield "</blockquote>"
        for part in block.note:
            yield from self._block(part)
        if block.remarks:
            yield '<ul class="remarks">'
            yield from (f"<li><p>{self._line(remark)}</p></li>" for remark in block.remarks)
            yield "</ul>"
        yield "</section>"

    def _table(self, head: Iterable[str], rows: Iterable[Iterable[str]], small: bool) -> Iterator[str]:
        columns = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
        table = '<table class="small">' if small else "<table>"
        yield f'<div class="scroll">{table}<thead><tr>{columns}</tr></thead><tbody>'
        for row in rows:
            yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
        yield "</tbody></table></div>"

    def _history(self, block: History) -> Iterator[str]:
        yield f"<figure><figcaption>Value history: {escape(block.title)}</figcaption>"
        rows = [
            (
                *map(escape, (point.when or "–", point.outlet, point.words)),
                _bar(*shares),
                self._reference(point.citation),
            )
            for point, shares in zip(block.points, block.shares(), strict=True)
        ]
        yield from self._table(("When", "Article", "Value", "", "Citation"), rows, small=True)
        yield "</figure>"

    def _text(self, block: FullText) -> Iterator[str]:
        """Yield a stored text with what is quoted marked, however the quotations overlap."""
        for words, quoted, begun in block.pieces():
            yield from (f'<a id="t-{one.anchor}"></a>' for one in begun)
            yield f"<mark>{escape(words)}</mark>" if quoted else escape(words)

    def _line(self, line: Sequence[Inline]) -> str:
        return "".join(map(self._inline, line))

    def _inline(self, part: Inline) -> str:
        match part:
            case Quotation():
                return self._quotation(part)
            case Reference():
                return self._reference(part.citation)
            case Text():
                return _styled(part)

    def _quotation(self, part: Quotation) -> str:
        citation = part.citation
        first = citation.anchor not in self._shown
        self._shown.add(citation.anchor)
        anchor = f' id="q-{citation.anchor}"' if first else ""
        target = self._annexed.get(citation.anchor)
        link = f' href="#{target}"' if target else ""
        said = f' <span class="said">— {escape(part.said_by)}</span>' if part.said_by else ""
        words = f'<span class="words">{escape(citation.quote)}</span>'
        return f'<a class="cite"{anchor}{link}>[{escape(citation.shown)}]</a> "{words}"{said}'

    def _reference(self, citation: Citation) -> str:
        link = f' href="#q-{citation.anchor}"' if citation.anchor in self._quoted else ""
        return f'<a class="cite"{link}>[{escape(citation.shown)}]</a>'


def escape(text: str) -> str:
    """Return text as HTML that shows just that text."""
    return escaped(text, quote=True)


def _styled(part: Text) -> str:
    words = escape(part.text)
    if part.code:
        words = f"<code>{words}</code>"
    if part.emphasis:
        words = f"<em>{words}</em>"
    if part.strong:
        words = f"<strong>{words}</strong>"
    if part.target or part.anchor:
        anchor = f' id="{escape(part.anchor)}"' if part.anchor else ""
        link = f' href="{escape(part.target)}"' if part.target else ""
        words = f"<a{anchor}{link}>{words}</a>"
    return words


def _bar(value: float, low: float, high: float) -> str:
    """Return a value as a bar, with a line from its lower to its upper bound; all as shares of the largest."""
    width, height = _BAR
    middle = height // 2
    return (
        f'<svg viewBox="0 0 {width} {height}" aria-hidden="true">'
        f'<rect x="0" y="2" width="{value * width:.1f}" height="{height - 4}"/>'
        f'<line x1="{low * width:.1f}" x2="{high * width:.1f}" y1="{middle}" y2="{middle}"/></svg>'
    )
