"""A comparison note as a page of the window: the same tree of blocks as the exported ones, in HTML that Qt can set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

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

_MOST_CHARACTERS = 200_000  # of HTML, which the window lays out within a tenth of a second
_MOST_ROWS = 60
_LONGEST_TEXT = 6000  # characters of an annexed text
_BAR = 18  # characters of the longest bar


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of the page, as ``#rrggbb``."""

    text: str
    soft: str
    line: str
    panel: str
    judged: str
    machine: str
    link: str
    mark: str


def page(document: Document, inks: Inks) -> str:
    """Return a note as HTML; of a very long one the beginning, with a line that says so."""
    writer = _Writer(document, inks)
    parts = [f"<h1>{escape(document.title)}</h1>"]
    length = 0
    for block in document.blocks:
        if length > _MOST_CHARACTERS:
            parts.append(_soft("The preview ends here; the note goes on.", inks))
            break
        written = list(writer.block(block))
        length += sum(map(len, written))
        parts += written
    return f'<body style="color:{inks.text}">{"".join(parts)}</body>'


class _Writer:
    def __init__(self, document: Document, inks: Inks) -> None:
        self._inks = inks
        self._annexed = document.annexed()
        self._quoted = {citation.anchor for citation in document.citations}
        self._shown: set[str] = set()

    def block(self, block: Block) -> Iterator[str]:
        """Yield a block."""
        match block:
            case Heading():
                yield f"<h{block.level}>{escape(block.text)}</h{block.level}>"
            case Paragraph():
                line = f"<p>{self._line(block.line)}</p>"
                yield _edged(line, self._inks.machine, self._inks.panel) if block.emphatic else line
            case Bullets():
                yield self._bullets(block.items)
            case Finding():
                yield self._finding(block)
            case Table():
                rows = [[self._line(cell) for cell in row] for row in block.rows]
                yield self._table(block.head, rows, block.weights())
            case History():
                yield self._history(block)
            case FullText():
                yield self._full_text(block)

    def _bullets(self, items: Sequence[Bullet]) -> str:
        points = (
            f"<li>{self._line(item.line)}{self._bullets(item.below) if item.below else ''}</li>" for item in items
        )
        return f"<ul>{''.join(points)}</ul>"

    def _finding(self, block: Finding) -> str:
        judged = block.standing is Standing.JUDGED
        ink = self._inks.judged if judged else self._inks.machine
        verdict = f'<span style="color:{ink}">{"✔ " if judged else ""}{escape(block.verdict)}</span>'
        parts = [f"<p><b>{escape(block.title)}</b> · {escape(block.names)} · {verdict}</p>"]
        parts += [f'<p style="margin-left:10px">{self._inline(one)}</p>' for one in block.quotations]
        for one in block.note:
            parts += self.block(one)
        if block.remarks:
            remarks = "".join(f"<li>{self._line(remark)}</li>" for remark in block.remarks)
            parts.append(f'<ul style="color:{self._inks.soft}">{remarks}</ul>')
        return _edged("".join(parts), ink, self._inks.panel)

    def _table(self, head: Sequence[str], rows: Sequence[Sequence[str]], weights: Sequence[int]) -> str:
        cell = f'style="border-bottom:1px solid {self._inks.line}"'
        top = "".join(
            f'<td {cell} width="{100 * weight // sum(weights)}%">{_soft_title(name, self._inks)}</td>'
            for name, weight in zip(head, weights, strict=True)
        )
        body = "".join(f"<tr>{''.join(f'<td {cell}>{one}</td>' for one in row)}</tr>" for row in rows[:_MOST_ROWS])
        rest = len(rows) - _MOST_ROWS
        more = _soft(f"{rest:,} more rows in the note.", self._inks) if rest > 0 else ""
        return (
            f'<table cellspacing="0" cellpadding="4" width="100%" style="border-collapse:collapse; font-size:small">'
            f"<tr>{top}</tr>{body}</table>{more}"
        )

    def _history(self, block: History) -> str:
        rows = []
        for point, (share, _, _) in zip(block.points, block.shares(), strict=True):
            bar = f'<span style="color:{self._inks.link}">{"▆" * max(1, round(share * _BAR))}</span>'
            known = (escape(point.when or "–"), escape(point.outlet), escape(point.words))
            rows.append([*known, bar, self._reference(point.citation)])
        title = f"<p><b>Value history: {escape(block.title)}</b></p>"
        return title + self._table(("When", "Article", "Value", "", "Citation"), rows, (10, 16, 14, 22, 14))

    def _full_text(self, block: FullText) -> str:
        parts, length = [], 0
        for words, quoted, begun in block.pieces():
            parts += [f'<a name="t-{one.anchor}"></a>' for one in begun]
            shown = escape(words[: max(0, _LONGEST_TEXT - length)])
            parts.append(f'<span style="background-color:{self._inks.mark}">{shown}</span>' if quoted else shown)
            length += len(words)
        more = _soft("The text goes on in the note.", self._inks) if length > _LONGEST_TEXT else ""
        return f'<p style="white-space:pre-wrap">{"".join(parts)}</p>{more}'

    def _line(self, line: Line) -> str:
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
        anchor = "" if citation.anchor in self._shown else f'<a name="q-{citation.anchor}"></a>'
        self._shown.add(citation.anchor)
        said = f' <span style="color:{self._inks.soft}">— {escape(part.said_by)}</span>' if part.said_by else ""
        cited = _link(self._annexed.get(citation.anchor, ""), f"[{citation.shown}]")
        return f'{anchor}{cited} "<span style="white-space:pre-wrap">{escape(citation.quote)}</span>"{said}'

    def _reference(self, citation: Citation) -> str:
        target = f"q-{citation.anchor}" if citation.anchor in self._quoted else ""
        return _link(target, f"[{citation.shown}]")


def _styled(part: Text) -> str:
    words = escape(part.text)
    for wanted, name in ((part.code, "code"), (part.emphasis, "i"), (part.strong, "b")):
        words = f"<{name}>{words}</{name}>" if wanted else words
    anchor = f'<a name="{escape(part.anchor)}"></a>' if part.anchor else ""
    inner = part.target.removeprefix("#") if part.target.startswith("#") else ""
    return anchor + (_link(inner, part.text) if inner else words)


def _link(target: str, words: str) -> str:
    return f'<a href="#{escape(target)}">{escape(words)}</a>' if target else escape(words)


def _edged(content: str, ink: str, ground: str) -> str:
    """Return content on a ground of its own with a coloured edge at its left."""
    return (
        f'<table width="100%" cellspacing="0" cellpadding="0" style="margin-top:8px; margin-bottom:8px"><tr>'
        f'<td width="4" bgcolor="{ink}"></td><td bgcolor="{ground}" style="padding:4px 10px">{content}</td>'
        f"</tr></table>"
    )


def _soft_title(words: str, inks: Inks) -> str:
    return f'<b style="color:{inks.soft}">{escape(words)}</b>'


def _soft(words: str, inks: Inks) -> str:
    return f'<p style="color:{inks.soft}"><i>{escape(words)}</i></p>'
