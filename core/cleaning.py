"""What is not part of a story, marked and never cut: menus, captions, teasers, calls to readers, repetitions.

Works on whole lines, by the patterns of ``resources/lexicons/cleaning.yaml``. A line that might be a sentence of news
is kept: a missed teaser costs a glance, a lost sentence a finding.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from core import resources
from core.cover import Cover
from core.model import Article, Removed, Span

_LEXICON = "lexicons/cleaning.yaml"
_PARTS = re.compile(r"\s+[|>»›·•/]\s+|\s*[|»›]\s*|\s+-\s+")
_MENU_PARTS = 3
_PART_WORDS = 4
_PAIR = 2
"""Lines of a caption with its credit that stand apart from the paragraphs around them."""
_NEAR = 4
"""Lines above and below a caption within which its credited twin stands."""
_SHORTEST_REPETITION = 80
"""Characters; shorter sentences ("More has been requested for 2013.") may well stand twice and mean two things."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes beyond which a file or a line is not looked at in the usual way, in bytes, characters and lines."""

    file_bytes: int
    article_text: int
    article_lines: int
    page_text: int
    longest_line: int
    longest_caption: int


@dataclass(frozen=True, slots=True)
class PageLexicon:
    """What the elements of a page mean: by tag, by role, by the words in their names, each to a reason."""

    unseen: frozenset[str]
    blocks: frozenset[str]
    tags: Mapping[str, str]
    roles: Mapping[str, str]
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The typed view of the cleaning lexicon."""

    limits: Limits
    reasons: tuple[tuple[str, str], ...]
    menu: frozenset[str]
    picture_credit: re.Pattern[str]
    reported: re.Pattern[str]
    unless_reported: frozenset[str]
    lines: tuple[tuple[str, re.Pattern[str]], ...]
    page: PageLexicon


def clean(article: Article) -> Article:
    """Return the article with more spans marked as removed; its text and its headline stay as they are."""
    found = list(article.removed)
    taken = Cover([removed.span for removed in found] + ([article.headline] if article.headline else []))
    found += [removed for removed in _removals(article.text) if not taken.overlaps(removed.span)]
    return replace(article, removed=tuple(sorted(found)))


def reason_of(line: str) -> str | None:
    """Return why a single line is no part of a story, None if it may be one."""
    line = line.strip()
    lexicon_ = lexicon()
    if not line or len(line) > lexicon_.limits.longest_line:
        return None
    if is_menu(line):
        return "navigation"
    found = (reason for reason, pattern in lexicon_.lines if pattern.search(line))
    return next(
        (each for each in found if each not in lexicon_.unless_reported or not lexicon_.reported.search(line)), None
    )


def is_menu(line: str) -> bool:
    """Tell whether a line is a menu or a trail of sections: short parts between separators, most of them known."""
    if line.startswith("|"):
        return False  # a row of a Markdown table
    parts = menu_parts(line)
    if len(parts) < _MENU_PARTS or any(len(part.split()) > _PART_WORDS for part in parts):
        words = line.lower().split()
        return len(words) > _MENU_PARTS and line[-1:].isalpha() and all(word in lexicon().menu for word in words)
    known = sum(1 for part in parts if part.lower() in lexicon().menu)
    bare = not any(letter.isdigit() for letter in line) and all(len(part.split()) <= 2 for part in parts)
    trail = bare and (len(parts) > _MENU_PARTS or ">" in line or "›" in line)
    return trail or known >= 2 or known * 2 >= len(parts)


def menu_parts(line: str) -> tuple[str, ...]:
    """Return the parts of a line between the separators that menus use."""
    return tuple(part for part in (part.strip() for part in _PARTS.split(line)) if part)


def limits() -> Limits:
    """Return the sizes beyond which files and lines are refused or passed over."""
    return lexicon().limits


def _removals(text: str) -> Iterator[Removed]:
    """Yield what is removed, line by line."""
    seen: set[str] = set()
    for block in _blocks(text):
        reasons = [reason_of(line.of(text)) for line in block]
        for index, line in enumerate(block):
            words = line.of(text).strip()
            reason = reasons[index] or _caption_beside(text, block, reasons, index)
            if reason is None and len(words) >= _SHORTEST_REPETITION:
                reason = "repetition" if words in seen else None
                seen.add(words)
            if reason is not None:
                yield Removed(line.start, line.end, reason)


def _caption_beside(text: str, block: list[Span], reasons: list[str | None], index: int) -> str | None:
    """Tell a caption that bears no mark of its own by the credit below it, or by the same words beside a credit."""
    words = block[index].of(text).strip()
    if len(words) > lexicon().limits.longest_caption:
        return None
    below = block[index + 1].of(text).strip() if reasons[index + 1 : index + 2] == ["credit"] else ""
    is_sentence = words.endswith((".", "!", "?", '"', "”", ":"))
    if lexicon().picture_credit.match(below) and (not is_sentence or len(block) == _PAIR):
        return "caption"
    if is_sentence:
        return None
    near = range(max(0, index - _NEAR), min(len(block), index + _NEAR + 1))
    beside = (block[other].of(text) for other in near if reasons[other] in ("caption", "credit"))
    return "caption" if any(words in line for line in beside) else None


def _blocks(text: str) -> Iterator[list[Span]]:
    """Yield runs of lines without an empty line between them."""
    block: list[Span] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            block.append(Span(start, start + len(line)))
        elif block:
            yield block
            block = []
        start += len(line) + 1
    if block:
        yield block


@functools.cache
def lexicon() -> Lexicon:
    """Return the cleaning lexicon; ResourceError with all problems if it is wrong."""
    checker = resources.Checker(f"resources/{_LEXICON}")
    keys = ("limits", "reasons", "menu", "picture_credit", "reported", "lines", "page_parts", "page_tags")
    tree = checker.mapping(resources.load(_LEXICON), "$", keys, ())
    sizes = checker.mapping(tree.get("limits"), "$.limits", Limits.__slots__, ())
    limits_ = Limits(*(int(checker.number(sizes.get(name), f"$.limits.{name}", 1)) for name in Limits.__slots__))
    rows = checker.entries(tree.get("reasons"), "$.reasons")
    reasons = {name: checker.text(words, at) for name, words, at in rows}
    lines: list[tuple[str, re.Pattern[str]]] = []
    for name, patterns, at in checker.entries(tree.get("lines"), "$.lines"):
        checker.choice(name, at, tuple(reasons))
        lines += [(name, checker.pattern(item, where, re.IGNORECASE)) for item, where in checker.items(patterns, at)]
    menu = frozenset(checker.texts(tree.get("menu"), "$.menu"))
    credit = checker.pattern(tree.get("picture_credit"), "$.picture_credit", re.IGNORECASE)
    said = checker.mapping(tree.get("reported"), "$.reported", ("pattern", "reasons"), ())
    reported = checker.pattern(said.get("pattern"), "$.reported.pattern", re.IGNORECASE)
    unless = frozenset(checker.texts(said.get("reasons"), "$.reported.reasons"))
    page = _page_lexicon(checker, tree, tuple(reasons))
    checker.done()
    return Lexicon(limits_, tuple(reasons.items()), menu, credit, reported, unless, tuple(lines), page)


def _page_lexicon(checker: resources.Checker, tree: Mapping[str, object], reasons: tuple[str, ...]) -> PageLexicon:
    names: list[tuple[str, str]] = []
    for name, words, at in checker.entries(tree.get("page_parts"), "$.page_parts"):
        reason = checker.choice(name, at, reasons)
        names += [(word, reason) for word in checker.texts(words, at)]
    tags = checker.mapping(tree.get("page_tags"), "$.page_tags", ("unseen", "blocks", "reasons", "roles"), ())
    by_name = {
        kind: {
            name: checker.choice(reason, at, reasons)
            for name, reason, at in checker.entries(tags.get(kind), f"$.page_tags.{kind}")
        }
        for kind in ("reasons", "roles")
    }
    return PageLexicon(
        unseen=frozenset(checker.texts(tags.get("unseen"), "$.page_tags.unseen")),
        blocks=frozenset(checker.texts(tags.get("blocks"), "$.page_tags.blocks")),
        tags=MappingProxyType(by_name["reasons"]),
        roles=MappingProxyType(by_name["roles"]),
        names=tuple(names),
    )
