"""The comparison note in Markdown: readable as it stands, every quotation verbatim once rendered.

Quotations are copied from the stored text. What Markdown would take for markup is escaped; a line break inside a
quotation becomes a hard break, so that a CommonMark reader gets back the same characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from core.exporters import note
from core.exporters.carried import Carried, printable
from core.exporters.document import (
    Block,
    Bullet,
    Bullets,
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

_MARKUP = re.compile(r"[\\`*_\[\]<>&~$]")
_LINE_START = re.compile(r"^(\s*(?:\d+(?=[.)]))?)([#+=:|.)-])")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_EDGE_SPACES = re.compile(r"^[ \t]+|[ \t]+$")
_BAR_WIDTH = 20


def render(comparison: Comparison, workspace: Workspace | None = None, options: NoteOptions = DEFAULT) -> bytes:
    """Return a comparison as a note in Markdown, UTF-8."""
    return write(note.document(comparison, workspace, options))


def write(document: Document) -> bytes:
    """Return a note as Markdown, UTF-8."""
    lines = [f"# {escape(document.title)}", ""]
    for block in document.blocks:
        lines += [*_block(block), ""]
    return printable("\n".join(lines).rstrip("\n") + "\n").encode()


def read(data: bytes) -> Carried:
    """Return what a note in Markdown shows its reader, as CommonMark has it."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(data.decode("utf-8", "replace"))
    shown = {"hardbreak": "\n", "softbreak": " "}
    return Carried(
        texts=tuple(
            "".join(shown.get(child.type, child.content) for child in token.children or ())
            for token in tokens
            if token.type == "inline"
        ),
        annexed=tuple(
            (token.info.removeprefix("text "), token.content.removesuffix("\n"))
            for token in tokens
            if token.type == "fence" and token.info.startswith("text ")
        ),
    )


def escape(text: str) -> str:
    """Return text as Markdown that renders as that text on one line: runs of white space become one space."""
    return _escape_line(" ".join(text.split()))


def escape_verbatim(text: str, margin: str = "> ") -> str:
    """Return text as Markdown that renders as exactly that text inside quotation marks.

    ``margin`` is what each line of the block begins with: ``> `` in a block quote, two spaces in a list.
    """
    first, *others = _LINE_BREAK.split(text)
    lines = [_MARKUP.sub(r"\\\g<0>", first), *map(_escape_line, others)]
    return f"\\\n{margin}".join(map(_escape_edges, lines))


def _escape_line(line: str) -> str:
    return _LINE_START.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", line))


def _escape_edges(line: str) -> str:
    return _EDGE_SPACES.sub(lambda spaces: "".join(f"&#{ord(space)};" for space in spaces[0]), line)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {escape(block.text)}"
        case Paragraph():
            yield _line(block.line)
        case Bullets():
            for item in block.items:
                yield from _bullet(item, "")
        case Finding():
            yield from _finding(block)
        case Table():
            yield from _table(block.head, [[_line(cell) for cell in row] for row in block.rows])
        case History():
            yield from _history(block)
        case FullText():
            yield from _full_text(block)


def _bullet(item: Bullet, margin: str) -> Iterator[str]:
    yield f"{margin}- {_line(item.line, f'{margin}  ')}"
    for below in item.below:
        yield from _bullet(below, f"{margin}  ")


def _finding(block: Finding) -> Iterator[str]:
    judged = block.standing is Standing.JUDGED
    verdict = f"**✔ {escape(block.verdict)}**" if judged else escape(block.verdict)
    yield f"**{escape(block.title)}** · {escape(block.names)} · {verdict}"
    yield ""
    for number, quotation in enumerate(block.quotations):
        if number:
            yield ">"
        yield f"> {_quotation(quotation, '> ')}"
    if block.remarks:
        yield ""
    for remark in block.remarks:
        yield f"- {_line(remark, '  ')}"
    for part in block.note:
        yield ""
        yield from _block(part)


def _history(block: History) -> Iterator[str]:
    yield f"**Value history: {escape(block.title)}**"
    yield ""
    rows = []
    for point, bar in zip(block.points, bars([point.value for point in block.points]), strict=True):
        told = (escape(point.when) or "–", escape(point.outlet), escape(point.words))
        rows.append((*told, bar, _reference(Reference(point.citation))))
    yield from _table(("When", "Article", "Value", "", "Citation"), rows)


def bars(values: Sequence[float]) -> tuple[str, ...]:
    """Return a bar of block characters for each value, as long as the value is beside the largest of them."""
    largest = max(map(abs, values), default=0)
    return tuple("█" * max(1, round(abs(value) / largest * _BAR_WIDTH)) if largest else "" for value in values)


def _table(head: Iterable[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    names = list(map(escape, head))
    yield f"|{'|'.join(f' {name} ' if name else ' ' for name in names)}|"
    yield f"|{'---|' * len(names)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |"


def _full_text(block: FullText) -> Iterator[str]:
    longest = max((len(list(run)) for mark, run in groupby(block.text) if mark == "`"), default=0)
    fence = "`" * max(3, longest + 1)
    yield from (f"{fence}text {block.label}", *block.text.split("\n"), fence)


def _line(line: Sequence[Inline], margin: str = "") -> str:
    shown = "".join(_inline(part, margin) for part in line).strip()
    return _LINE_START.sub(r"\1\\\2", shown) if line and isinstance(line[0], Text) else shown


def _inline(part: Inline, margin: str) -> str:
    match part:
        case Quotation():
            return _quotation(part, margin)
        case Reference():
            return _reference(part)
        case Text():
            return _text(part)


def _text(part: Text) -> str:
    if part.code:
        return _code(part.text)
    before = " " if part.text[:1].isspace() else ""
    after = " " if part.text[-1:].isspace() and part.text.strip() else ""
    words = _MARKUP.sub(r"\\\g<0>", " ".join(part.text.split()))
    if words and part.emphasis:
        words = f"*{words}*"
    if words and part.strong:
        words = f"**{words}**"
    if words and part.target.startswith(("http", "mailto")):
        words = f"[{words}](<{part.target}>)"
    return f"{before}{words}{after}"


def _code(text: str) -> str:
    longest = max((len(list(run)) for mark, run in groupby(text) if mark == "`"), default=0)
    fence = "`" * (longest + 1)
    space = " " if longest else ""
    return f"{fence}{space}{' '.join(text.split())}{space}{fence}"


def _reference(part: Reference) -> str:
    return f"[{part.citation.shown}]"


def _quotation(part: Quotation, margin: str) -> str:
    """Return citation and quotation, and who the article says it is from: a clause may not show that."""
    source = f" — {escape(part.said_by)}" if part.said_by else ""
    return f'[{part.citation.shown}] "{escape_verbatim(part.citation.quote, margin)}"{source}'
