"""The head of an article: which of its first lines is the headline, and what the others say about it.

Heads come in every order: masthead, menu, kicker, headline, tagline, byline, date, on lines of their own or together
between separators. Each line is first told apart by itself; then the headline is the first that is nothing else, and
the outlet the best of the candidates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from core import cleaning
from core.cover import Cover
from core.datelines import find_dateline
from core.head_words import (
    DELIMITED_AFTER,
    STRONG,
    WEAK,
    delimited_stamps,
    is_byline,
    is_kicker,
    is_outlet,
    is_person,
    is_section,
    is_tagline,
    is_titled,
    masthead,
    without_by,
)
from core.model import Article, Removed, Span
from core.stamps import Stamp, find_stamps, moment

_LINES = 14
"""Lines that a head has at most: the longest of the story sets has 8."""
_STORY = 100
"""Characters from which a line that ends like a sentence opens the story."""
_LONG = 220
"""Characters that no headline or line of metadata reaches."""
_BULLET = re.compile(r"[•‣▪◦*-]\s")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a text states; ``openings`` are the first paragraphs of the story below it."""

    fields: Mapping[str, str]
    headline: Span | None
    removed: tuple[Removed, ...]
    openings: tuple[Span, ...]
    read_from: str = "header line"


@dataclass(slots=True)
class HeadLine:
    """A line of the head and what it turned out to be: masthead, menu, stamp, byline, kicker, title or plain."""

    span: Span
    text: str
    kind: str = "plain"
    names: list[tuple[float, str]] = field(default_factory=list)
    byline: str | None = None
    stamps: tuple[Stamp, ...] = ()


def read_head(article: Article) -> Head:
    """Return what the first lines of an article say about it, and which of them are its headline and its story."""
    lines, openings = _head_lines(article)
    prefix = _prefixed(article, lines)
    for index, line in enumerate(lines):
        _tell(line, index)
    title = _title(lines, article)
    _names_below(lines, title)
    fields: dict[str, str] = {}
    outlets = sorted(
        ((-score, order, name) for order, line in enumerate(lines) for score, name in line.names if line is not title)
    )
    if outlets:
        fields["outlet"] = outlets[0][2]
    if title is not None:
        fields["title"] = title.text
    if byline := next((line.byline for line in lines if line.byline and line is not title), None):
        fields["byline"] = byline
    stamps = tuple(stamp for line in lines for stamp in line.stamps)
    for name, updated in (("published", False), ("updated", True)):
        if value := moment(prefix.stamps + stamps if prefix else stamps, updated):
            fields[name] = value
    removed = [Removed(line.span.start, line.span.end, "metadata") for line in lines if _only_metadata(line, title)]
    if prefix:
        removed.append(Removed(prefix.span.start, prefix.span.end, "metadata"))
    return Head(fields, title.span if title else None, tuple(removed), openings)


def _head_lines(article: Article) -> tuple[list[HeadLine], tuple[Span, ...]]:
    """Return the lines above the story, and the first paragraphs of it."""
    lines: list[HeadLine] = []
    openings: list[Span] = []
    kept = list(_kept_lines(article))
    for span, below in zip(kept, [*kept, None][1:], strict=True):
        text = span.of(article.text)
        if openings:
            story = len(text) > _STORY // 2
        else:
            bare = not lines and _is_sentence(text) and not (below and delimited_stamps(below.of(article.text)))
            story = bare or len(lines) == _LINES or _is_story(article.text, span)
        if story and not (article.headline and article.headline.overlaps(span)):
            openings.append(span)
            if len(openings) == 3:
                break
        elif not openings:
            lines.append(HeadLine(span, text))
    return lines, tuple(openings)


def _kept_lines(article: Article) -> Iterator[Span]:
    """Yield the first lines that hold words and are not removed, without the blanks around them."""
    start = 0
    removed = Cover(cut.span for cut in article.removed)
    for line in article.text[: 40 * _LONG * _LINES].split("\n"):
        words = line.strip()
        if any(letter.isalnum() for letter in words):
            first = start + line.index(words)
            span = Span(first, first + len(words))
            if not removed.contains(span):
                yield span
        start += len(line) + 1


def _is_story(text: str, span: Span) -> bool:
    line = span.of(text)
    if len(line) > _LONG or _BULLET.match(line) or find_dateline(text, span.start, span.end):
        return True
    ends = re.search(r"[.!?][\"”’')]*$", line) is not None
    if len(line) < _STORY:
        return (
            len(line) > _STORY * 2 // 3
            and line.endswith(".")
            and not delimited_stamps(line)
            and WEAK.search(line) is None
        )
    return ends and not delimited_stamps(line)


def _is_sentence(line: str) -> bool:
    """Tell whether a line ends like a sentence, as headlines do not; it opens a story that has no head."""
    return line.endswith(".") and not line.endswith("..") and len(line.split()) > 3


def _prefixed(article: Article, lines: list[HeadLine]) -> HeadLine | None:
    """Cut a full date that stands before the headline on its line, and return it as a line of its own."""
    if not lines:
        return None
    line = lines[0]
    stamps = find_stamps(line.text)
    if not stamps or stamps[0].start or not stamps[0].date:
        return None
    rest = line.text[stamps[0].end :]
    words = rest.lstrip(" \t:|—–-")
    if len(words.split()) < 4 or DELIMITED_AFTER.match(rest):
        return None
    start = line.span.end - len(words)
    cut = HeadLine(Span(article.text.rfind("\n", 0, line.span.start) + 1, start), "", "stamp", stamps=stamps[:1])
    line.span, line.text = Span(start, line.span.end), words
    return cut


def _tell(line: HeadLine, index: int) -> None:
    """Tell what a line is from its own words."""
    stamps = delimited_stamps(line.text)
    if stamps and _read_stamp_line(line, stamps):
        return
    if cleaning.reason_of(line.text) is not None:
        line.kind = "menu"
        if index == 0 and cleaning.is_menu(line.text):
            _outlet_before_menu(line)
    elif is_byline(line.text):
        line.kind, line.byline = "byline", without_by(re.split(r", by (?=[A-Z])", line.text)[-1])
        _outlet_in_byline(line)
    elif is_kicker(line.text):
        line.kind = "kicker"
    elif name := masthead(line.text, index == 0):
        line.kind, line.names = "masthead", [name]


def _read_stamp_line(line: HeadLine, stamps: tuple[Stamp, ...]) -> bool:
    """Read a line with a date: the rest of it must be names, places and sections; False if it is a sentence."""
    rest = list(line.text)
    for stamp in stamps:
        rest[stamp.start : stamp.end] = ["\n"] * (stamp.end - stamp.start)
    segments = [segment.strip(" ,.:;()\n") for segment in STRONG.split("".join(rest))]
    segments = [re.sub(r"\s*\n+\s*", "\n", segment) for segment in segments]
    if any(len(piece.split()) > 9 for segment in segments for piece in segment.split("\n")):
        return False
    dated = any(stamp.month or stamp.date or stamp.updated for stamp in stamps)
    if not dated and sum(len(segment.split()) for segment in segments) > 5:
        return False
    line.kind, line.stamps = "stamp", stamps
    strong = sum(1 for segment in segments if segment) > 1 or bool(re.search(r"\||//|·", line.text))
    for order, segment in enumerate(segment for segment in segments if segment):
        _read_segment(line, segment, order, strong)
    return True


def _read_segment(line: HeadLine, segment: str, order: int, strong: bool) -> None:
    """Read one part of a line with a date as byline, outlet or neither."""
    pieces = [piece.strip() for whole in segment.split("\n") for piece in WEAK.split(whole) if piece and piece.strip()]
    for index, piece in enumerate(pieces):
        if is_byline(piece):
            line.byline = line.byline or without_by(", ".join(pieces[index:]) if order or index == 0 else piece)
            break
        if is_section(piece) or is_kicker(piece):
            continue
        if is_outlet(piece) and piece[:1].isupper() and (is_titled(piece) or order == index == 0):
            line.names.append((5 if strong and order == 0 else 4, piece))
        elif index == 0:
            _read_bare_name(line, segment, len(pieces) > 1, order, strong)


def _read_bare_name(line: HeadLine, segment: str, more: bool, order: int, strong: bool) -> None:
    """Read the first words of a part, which no word marks as an outlet, as its name or as the writer's."""
    name = WEAK.split(segment.split("\n")[0])[0].strip()
    person = is_person(name)
    if person and (order or (more and not strong)):
        line.byline = line.byline or segment.split("\n")[0].strip(" ,.")
    elif order == 0 and is_titled(name):
        lone = " " not in name
        if strong and not (lone and _at_place(line.text, name)):
            line.names.append((1 if person and more else 4, name))
        elif not lone or (name.isupper() and len(name) <= 6):
            line.names.append((2, name))


def _outlet_before_menu(line: HeadLine) -> None:
    """Take the outlet out of a line such as ``The Lantern | News | Climate | Football``."""
    name = cleaning.menu_parts(line.text)[0]
    if name.lower() not in cleaning.lexicon().menu:
        line.names = [(3 + is_outlet(name), name)]
        line.kind = "masthead" if is_outlet(name) else "menu"


def _at_place(text: str, piece: str) -> bool:
    """Tell whether a single word before a date is where, rather than who: ``Stockholm, 4 December``."""
    return re.match(rf"{re.escape(piece)},", text) is not None


def _outlet_in_byline(line: HeadLine) -> None:
    """Take the outlet out of a line such as ``By Staff | Capitol Patriot``."""
    segments = [segment for segment in STRONG.split(line.text) if segment]
    if len(segments) > 1:
        line.names = [(3.0, segment) for segment in segments[1:] if is_outlet(segment) and is_titled(segment)]
        line.byline = without_by(segments[0])


def _title(lines: list[HeadLine], article: Article) -> HeadLine | None:
    """Choose the headline: the one the format states, else the first line that is nothing else."""
    if article.headline is not None:
        return next((line for line in lines if article.headline.overlaps(line.span)), None)
    if article.title is not None:
        stated = " ".join(article.title.split()).casefold()
        return next((line for line in lines if " ".join(line.text.split()).casefold() == stated), None)
    plain = [line for line in lines if line.kind == "plain" and len(line.text) <= _LONG]
    previous = None
    for line in plain:
        if _is_section_head(line, plain) and len(lines) > 1:
            line.kind = "heading"
            continue
        position = lines.index(line)
        previous = lines[position - 1] if position else None
        tagline = previous is not None and previous.kind in ("masthead", "kicker") and is_tagline(line.text)
        if tagline and line is not plain[-1]:
            line.kind = "kicker"
            continue
        return line
    spare = [line for line in lines if line.kind == "masthead" and line.names and line.names[0][0] < 4]
    return spare[-1] if spare else None


def _is_section_head(line: HeadLine, plain: list[HeadLine]) -> bool:
    """Tell a heading such as ``SUPER RUGBY`` from a headline in capitals: it has few words, and a line below it."""
    if not line.text.isupper() or re.search(r"[\"“?!:.]", line.text):
        return False
    below = plain[plain.index(line) + 1 :]
    return " " not in line.text or (len(line.text.split()) <= 4 and bool(below) and not below[0].text.isupper())


def _names_below(lines: list[HeadLine], title: HeadLine | None) -> None:
    """Read a bare name below the headline as the byline, if it stands next to the headline or to a line with a date."""
    if title is None:
        return
    below = lines.index(title) + 1
    for index in range(below, len(lines)):
        line = lines[index]
        dated = any(other.kind == "stamp" for other in lines[index - 1 : index + 2])
        name = line.text.split(",")[0]
        fits = line.kind in ("plain", "masthead") and is_person(name) and not name.isupper()
        if fits and (dated or index == below) and len(line.text.split()) <= 7:
            line.kind, line.byline, line.names = "byline", line.text, []


def _only_metadata(line: HeadLine, title: HeadLine | None) -> bool:
    return line is not title and line.kind in ("stamp", "byline", "kicker", "masthead")
