"""The analyst's own Markdown as blocks of a note: paragraphs, lists, emphasis and links, never raw HTML.

Headings become strong paragraphs, so that the note keeps its own outline; ``[1]`` becomes the first citation of the
text. What Markdown knows beyond that (tables, pictures) stays as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from core.exporters.document import Bullet, Bullets, Citation, Inline, Line, Paragraph, Reference, Text

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_CITED = re.compile(r"\[(\d+)\]")
_SAFE_TARGETS = ("http://", "https://", "mailto:")


def blocks(markdown: str, cites: Sequence[Citation | None] = ()) -> tuple[Paragraph | Bullets, ...]:
    """Return a Markdown text as blocks; ``[n]`` refers to the n-th of ``cites`` (None: it holds no more)."""
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    parser = MarkdownIt("commonmark", {"html": False}).disable(["html_block", "html_inline", "image"])
    return tuple(_blocks(SyntaxTreeNode(parser.parse(markdown)), tuple(cites)))


def _blocks(node: SyntaxTreeNode, cites: Sequence[Citation | None]) -> Iterator[Paragraph | Bullets]:
    for child in node.children:
        if child.type in ("bullet_list", "ordered_list"):
            yield Bullets(tuple(_bullet(item, cites) for item in child.children))
        elif child.type in ("code_block", "fence"):
            yield Paragraph((Text(child.content.rstrip("\n"), code=True),))
        elif child.type == "hr":
            continue
        elif child.type == "blockquote":
            yield from _blocks(child, cites)
        else:
            line = _line(child, cites)
            yield Paragraph(_strong(line) if child.type == "heading" else line)


def _bullet(item: SyntaxTreeNode, cites: Sequence[Citation | None]) -> Bullet:
    """Return a list's item: its first paragraph is the point, everything else stands below it."""
    line: Line = ()
    below: list[Bullet] = []
    for place, block in enumerate(_blocks(item, cites)):
        if isinstance(block, Bullets):
            below += block.items
        elif place:
            below.append(Bullet(block.line))
        else:
            line = block.line
    return Bullet(line, tuple(below))


def _line(node: SyntaxTreeNode, cites: Sequence[Citation | None], style: Text | None = None) -> Line:
    style = style or Text("")
    parts: list[Inline] = []
    for child in node.children:
        match child.type:
            case "inline":
                parts += _line(child, cites, style)
            case "text":
                parts += _cited(replace(style, text=child.content), cites)
            case "code_inline":
                parts.append(replace(style, text=child.content, code=True))
            case "softbreak" | "hardbreak":
                parts.append(replace(style, text=" "))
            case "strong":
                parts += _line(child, cites, replace(style, strong=True))
            case "em":
                parts += _line(child, cites, replace(style, emphasis=True))
            case "link":
                target = str(child.attrs.get("href", ""))
                safe = target if target.lower().startswith(_SAFE_TARGETS) else ""
                parts += _line(child, cites, replace(style, target=safe))
    return tuple(parts)


def _cited(text: Text, cites: Sequence[Citation | None]) -> Iterator[Inline]:
    done = 0
    for found in _CITED.finditer(text.text):
        number = int(found[1])
        citation = cites[number - 1] if 0 < number <= len(cites) else None
        if citation is not None:
            if found.start() > done:
                yield replace(text, text=text.text[done : found.start()])
            yield Reference(citation)
            done = found.end()
    if done < len(text.text):
        yield replace(text, text=text.text[done:])


def _strong(line: Line) -> Line:
    return tuple(replace(part, strong=True) if isinstance(part, Text) else part for part in line)
