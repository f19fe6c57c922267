"""The head of an article: which of its first lines is the headline, and what the others say about it.

Heads come in every order: masthead, menu, kicker, headline, tagline, byline, date, on lines of their own or together
between separators. Each line is first told apart by itself; then the headline is the first that is nothing else, and the
outlet the best of the candidates.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from core import cleaning, resources
from core.datelines import find_dateline
from core.model import Article, Removed, Span
from core.stamps import LEXICON, Stamp, find_stamps, moment

_LINES = 14
"""Lines that a head has at most: the longest of the story sets has 8."""
_STORY = 100
"""Characters from which a line that ends like a sentence opens the story."""
_LONG = 220
"""Characters that no headline or line of metadata reaches."""
_STRONG = re.compile(r"\s*(?:\||//|·|•|—|–|\+{3}|>|»)\s*|\s+[/-]\s+")
_WEAK = re.compile(r",\s+|(?<!\b[A-Z])\.\s+(?=[A-Z])|\.$|\s*[()]\s*|\s*/\s*")
_BULLET = re.compile(r"[•‣▪◦*-]\s")
_SMALL = frozenset("of the and & for in on de da do das dos di del della des du la le les el los el et e y en van von der".split())
_DELIMITED_BEFORE = re.compile(r"(?:^|[|/·•—–,.(:;>+-])\s*$")
_DELIMITED_AFTER = re.compile(r"\s*(?:$|[|/·•—–,.();:<+-]|by\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a text states; ``openings`` are the first paragraphs of the story below it."""

    fields: Mapping[str, str]
    headline: Span | None
    removed: tuple[Removed, ...]
    openings: tuple[Span, ...]
    read_from: str = "header line"


@dataclass(slots=True)
class _Line:
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
    outlets = sorted(((-score, order, name) for order, line in enumerate(lines) for score, name in line.names if line is not title))
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


def _head_lines(article: Article) -> tuple[list[_Line], tuple[Span, ...]]:
    """Return the lines above the story, and the first paragraphs of it."""
    lines: list[_Line] = []
    openings: list[Span] = []
    kept = list(_kept_lines(article))
    for span, below in zip(kept, [*kept[1:], None], strict=True):
        text = span.of(article.text)
        if openings:
            story = len(text) > _STORY // 2
        else:
            bare = not lines and _is_sentence(text) and not (below and _delimited_stamps(below.of(article.text)))
            story = bare or len(lines) == _LINES or _is_story(article.text, span)
        if story and not (article.headline and article.headline.overlaps(span)):
            openings.append(span)
            if len(openings) == 3:  # noqa: PLR2004 - a standfirst and a summary may stand above the dateline
                break
        elif not openings:
            lines.append(_Line(span, text))
    return lines, tuple(openings)


def _kept_lines(article: Article) -> Iterator[Span]:
    """Yield the first lines that hold words and are not removed, without the blanks around them."""
    start = 0
    removed = [cut.span for cut in article.removed]
    for line in article.text[: 40 * _LONG * _LINES].split("\n"):
        words = line.strip()
        if words:
            first = start + line.index(words)
            span = Span(first, first + len(words))
            if not any(cut.contains(span) for cut in removed):
                yield span
        start += len(line) + 1


def _is_story(text: str, span: Span) -> bool:
    line = span.of(text)
    if len(line) > _LONG or _BULLET.match(line) or find_dateline(text, span.start, span.end):
        return True
    ends = re.search(r"[.!?][\"”’')]*$", line) is not None
    if len(line) < _STORY:
        return len(line) > _STORY * 2 // 3 and line.endswith(".") and not _delimited_stamps(line) and _WEAK.search(line) is None
    return ends and not _delimited_stamps(line)


def _is_sentence(line: str) -> bool:
    """Tell whether a line ends like a sentence, as headlines do not; it opens a story that has no head."""
    return line.endswith(".") and not line.endswith("..") and len(line.split()) > 3  # noqa: PLR2004 - "Boston, Mass."


def _prefixed(article: Article, lines: list[_Line]) -> _Line | None:
    """Cut a full date that stands before the headline on its line, and return it as a line of its own."""
    if not lines:
        return None
    line = lines[0]
    stamps = find_stamps(line.text)
    if not stamps or stamps[0].start or not stamps[0].date:
        return None
    rest = line.text[stamps[0].end :]
    words = rest.lstrip(" \t:|—–-")
    if len(words.split()) < 4 or _DELIMITED_AFTER.match(rest):  # noqa: PLR2004 - fewer words are no headline
        return None
    start = line.span.end - len(words)
    cut = _Line(Span(article.text.rfind("\n", 0, line.span.start) + 1, start), "", "stamp", stamps=stamps[:1])
    line.span, line.text = Span(start, line.span.end), words
    return cut


def _tell(line: _Line, index: int) -> None:
    """Tell what a line is from its own words."""
    rules = _rules()
    stamps = _delimited_stamps(line.text)
    parts = cleaning.menu_parts(line.text)
    if stamps and _read_stamp_line(line, stamps):
        return
    if cleaning.reason_of(line.text) is not None:
        line.kind = "menu"
        if index == 0 and len(parts) > 1 and parts[0].lower() not in cleaning.lexicon().menu and cleaning.is_menu(line.text):
            line.names = [(3 + _is_outlet(parts[0]), parts[0])]
            line.kind = "masthead" if _is_outlet(parts[0]) else "menu"
    elif any(pattern.search(line.text) for pattern in rules.bylines):
        line.kind, line.byline = "byline", _without_by(re.split(r", by (?=[A-Z])", line.text)[-1])
        _outlet_in_byline(line)
    elif any(pattern.search(line.text) for pattern in rules.kickers):
        line.kind = "kicker"
    elif name := _masthead(line.text, index):
        line.kind, line.names = "masthead", [name]


def _read_stamp_line(line: _Line, stamps: tuple[Stamp, ...]) -> bool:
    """Read a line with a date: the rest of it must be names, places and sections; False if it is a sentence."""
    rest = list(line.text)
    for stamp in stamps:
        rest[stamp.start : stamp.end] = ["\n"] * (stamp.end - stamp.start)
    segments = [segment.strip(" ,.:;()\n") for segment in _STRONG.split("".join(rest))]
    segments = [re.sub(r"\s*\n+\s*", "\n", segment) for segment in segments]
    if any(len(piece.split()) > 9 for segment in segments for piece in segment.split("\n")):  # noqa: PLR2004 - a sentence
        return False
    dated = any(stamp.month or stamp.date or stamp.updated for stamp in stamps)
    if not dated and sum(len(segment.split()) for segment in segments) > 5:  # noqa: PLR2004 - an entry of a live report
        return False
    line.kind, line.stamps = "stamp", stamps
    strong = sum(1 for segment in segments if segment) > 1 or bool(re.search(r"\||//|·", line.text))
    for order, segment in enumerate(segment for segment in segments if segment):
        _read_segment(line, segment, order, strong)
    return True


def _read_segment(line: _Line, segment: str, order: int, strong: bool) -> None:
    """Read one part of a line with a date as byline, outlet or neither."""
    rules = _rules()
    pieces = [piece.strip() for whole in segment.split("\n") for piece in _WEAK.split(whole) if piece and piece.strip()]
    for index, piece in enumerate(pieces):
        if any(pattern.search(piece) for pattern in rules.bylines):
            line.byline = line.byline or _without_by(", ".join(pieces[index:]) if order or index == 0 else piece)
            break
        if any(pattern.search(piece) for pattern in rules.sections) or piece.lower() in rules.zones:
            continue
        if any(pattern.search(piece) for pattern in rules.kickers):
            continue
        if _is_outlet(piece) and (_is_titled(piece) or order == index == 0) and piece[:1].isupper():
            line.names.append((5 if strong and order == 0 else 4, piece))
        elif index == 0 and order == 0 and _is_titled(piece):
            lone = len(piece.split()) == 1
            if strong and not (lone and _at_place(line.text, piece)):
                line.names.append((4 if not _is_person(piece) or len(pieces) < 2 else 1, piece))  # noqa: PLR2004
            elif _is_person(piece) and len(pieces) > 1:
                line.byline = line.byline or segment.split("\n")[0].strip(" ,.")
            elif not lone or (piece.isupper() and len(piece) <= 6):  # noqa: PLR2004 - an acronym
                line.names.append((2, piece))
        elif index == 0 and order and _is_person(piece):
            line.byline = line.byline or segment.split("\n")[0].strip(" ,.")


def _at_place(text: str, piece: str) -> bool:
    """Tell whether a single word before a date is where, rather than who: ``Stockholm, 4 December``."""
    return re.match(rf"{re.escape(piece)},", text) is not None


def _outlet_in_byline(line: _Line) -> None:
    """Take the outlet out of a line such as ``By Staff | Capitol Patriot``."""
    segments = [segment for segment in _STRONG.split(line.text) if segment]
    if len(segments) > 1:
        line.names = [(3.0, segment) for segment in segments[1:] if _is_outlet(segment) and _is_titled(segment)]
        line.byline = _without_by(segments[0])


def _masthead(text: str, index: int) -> tuple[float, str] | None:
    """Return an outlet's name in its own line with how sure that is, or None."""
    rules = _rules()
    parts = [part.strip(" ,()") for part in re.split(r"\s*(?:\||//|·|—|–|\+{3})\s*|\s+[/-]\s+|\s+(?=\()", text) if part.strip(" ,()")]
    if not parts or len(parts[0].split()) > 7:  # noqa: PLR2004 - words of the longest names
        return None
    name = next((part for part in parts[:2] if _is_outlet(part) and _is_titled(part) and " " in part), parts[0])
    name = re.sub(r" (?:with|and) agencies$", "", name)
    if name.lower() in cleaning.lexicon().menu:
        return None
    tagged = any(pattern.search(part) for part in parts[1:] for pattern in (*rules.taglines, *rules.sections))
    lone_name = index == 0 and len(parts) > 1 and len(parts[0].split()) == 1 and re.search(r"\s[—–]\s", text)
    if re.search(r"[\"“”?:;]|\d{3}|!(?!$| \w+$)", name) and not re.fullmatch(r"[\w.-]+\.[a-z]{2,7}", name):
        return None
    if re.fullmatch(r"[\w-]+\.(?:[a-z]{2,7})", name, re.IGNORECASE):
        return 4.0, name
    if not (_is_titled(name) or lone_name):
        return None
    if _is_outlet(name) and (tagged or len(parts) > 1 or len(name.split()) <= 5):  # noqa: PLR2004
        return 5.0, name
    if tagged or lone_name:
        return 4.5, name
    return (1.5, name) if index == 0 and len(name.split()) <= 5 and len(text) < 60 else None  # noqa: PLR2004


def _title(lines: list[_Line], article: Article) -> _Line | None:
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
        tagline = previous is not None and previous.kind in ("masthead", "kicker") and _is_tagline(line.text)
        if tagline and line is not plain[-1]:
            line.kind = "kicker"
            continue
        return line
    spare = [line for line in lines if line.kind == "masthead" and line.names and line.names[0][0] < 4]  # noqa: PLR2004
    return spare[-1] if spare else None


def _is_section_head(line: _Line, plain: list[_Line]) -> bool:
    """Tell a heading such as ``OVERVIEW`` or ``SUPER RUGBY`` from a headline in capitals: few words, and one below it."""
    if not line.text.isupper() or re.search(r"[\"“?!:.]", line.text):
        return False
    below = plain[plain.index(line) + 1 :]
    return " " not in line.text or (len(line.text.split()) <= 4 and bool(below) and not below[0].text.isupper())  # noqa: PLR2004


def _is_tagline(text: str) -> bool:
    return text[:1].islower() or text[:1] == "(" or any(pattern.search(text) for pattern in _rules().taglines)


def _names_below(lines: list[_Line], title: _Line | None) -> None:
    """Read a bare name below the headline as the byline, if a line with a date stands beside it."""
    if title is None or title not in lines:
        return
    for index in range(lines.index(title) + 1, len(lines)):
        line = lines[index]
        beside = lines[index - 1 : index] + lines[index + 1 : index + 2]
        if line.kind in ("plain", "masthead") and any(other.kind == "stamp" for other in beside) or index == lines.index(title) + 1:
            name = line.text.split(",")[0]
            if line.kind in ("plain", "masthead") and _is_person(name) and not name.isupper() and not _is_outlet(name) and len(line.text.split()) <= 7:  # noqa: PLR2004
                line.kind, line.byline, line.names = "byline", line.text, []


def _only_metadata(line: _Line, title: _Line | None) -> bool:
    return line is not title and line.kind in ("stamp", "byline", "kicker", "masthead")


def _delimited_stamps(text: str) -> tuple[Stamp, ...]:
    """Return the dates of a line that stand apart from its words; none if the first is part of a phrase."""
    stamps = find_stamps(text)
    if not stamps:
        return ()
    introduced = [bool(re.match(r"[^\W\d]{4,}", text[stamp.start : stamp.end])) for stamp in stamps]
    first = stamps[0]
    before = _DELIMITED_BEFORE.search(text[: first.start])
    after = _DELIMITED_AFTER.match(text, first.end)
    return stamps if (before and (after or introduced[0])) else ()


def _without_by(text: str) -> str:
    cut = re.sub(r"^(?:by|(?:text|words|story|report|author|tl;dr by|von|por|di|par)\s*:?)\s+", "", text, flags=re.IGNORECASE)
    return cut.strip(" ,.|") or text


def _is_titled(text: str) -> bool:
    """Tell whether all words that count begin with a capital."""
    words = [word for word in re.findall(r"[^\s,]+", text) if word.lower() not in _SMALL]
    return bool(words) and text[0].isalpha() and text[0].isupper() and all(word[:1].isupper() or not word[:1].isalpha() for word in words)


def _is_outlet(text: str) -> bool:
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    return bool(words & _rules().outlets) or bool(re.search(r"(?:wire|post|times|news|press|brief|daily)$", text.lower().split("(")[0].strip()))


def _is_person(text: str, strict: bool = False) -> bool:
    """Tell whether a text can be one or two persons' names."""
    persons = re.split(r"\s+and\s+|\s*&\s*|,\s+", text)
    limit = (2, 3) if strict else (2, 4)
    return all(
        limit[0] <= len(person.split()) <= limit[1] and all(re.match(r"[^\W\d_a-z]|d[aeiou]s?\b|van|von|al|el", word) for word in person.split())
        for person in persons
    ) and not _is_outlet(text)


@dataclass(frozen=True, slots=True)
class _Rules:
    bylines: tuple[re.Pattern[str], ...]
    taglines: tuple[re.Pattern[str], ...]
    kickers: tuple[re.Pattern[str], ...]
    sections: tuple[re.Pattern[str], ...]
    outlets: frozenset[str]
    zones: frozenset[str]


@functools.cache
def _rules() -> _Rules:
    checker = resources.Checker(f"resources/{LEXICON}")
    tree = checker.mapping(resources.load(LEXICON), "$", ("byline", "taglines", "kickers", "sections", "outlets", "zones"))

    def patterns(name: str) -> tuple[re.Pattern[str], ...]:
        rows = checker.items(tree.get(name), f"$.{name}")
        return tuple(checker.pattern(item, at, re.IGNORECASE) for item, at in rows)

    found = _Rules(
        patterns("byline"),
        patterns("taglines"),
        patterns("kickers"),
        patterns("sections"),
        frozenset(checker.texts(tree.get("outlets"), "$.outlets")),
        frozenset(checker.texts(tree.get("zones"), "$.zones")),
    )
    checker.done()
    return found
