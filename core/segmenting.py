"""Sentences of an article's kept text, as spans of the stored text.

nupunkt finds the boundaries; a small layer of rules mends what it gets wrong in news: quotation marks between blanks,
titles before names, ``U.S.`` in mid-sentence, words of everyday English that its model takes for abbreviations.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from core import resources
from core.cover import Cover
from core.model import Article, Sentence, Span
from core.progress import Progress

_LEXICON = "lexicons/sentences.yaml"
_BLANK_LINE = re.compile(r"\n\s*\n")
_BULLET = re.compile(r"\s*(?:[•·▪‣◦*–—-]|\d{1,3}[.)])\s")
_WRAPPED = range(40, 101)
"""Lengths of a line that a mail program or an editor has wrapped; real one-line paragraphs are mostly longer or end."""
_ENDS = re.compile(r"[.!?…:;][\"”’')\]]*\s*$")
_BREAK = re.compile(r"[.!?…][\"”’')\]]*\s+(?=\S)")
_OMISSION = re.compile(r"(?<=[.!?\"”])\s(?:\.\.\.|…)\s*$")
_STRAIGHT = re.compile(r'"')
_PIECE = 100_000
"""Characters handed to the splitter at once, so that one huge line costs no more memory than a long article."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """The lexicon as patterns, matched against the words around a boundary."""

    goes_on_after: re.Pattern[str]
    acronym: re.Pattern[str]
    opener: re.Pattern[str]
    small: frozenset[str]
    speech: re.Pattern[str]


def segment(article: Article, progress: Progress | None = None) -> tuple[Sentence, ...]:
    """Return the sentences of what cleaning kept, in the order of the stored text.

    The headline is paragraph 0, sentence 1; the other paragraphs are counted from 1 over those with kept text.
    """
    sentences: list[Sentence] = []
    number = 0
    holes = Cover([removed.span for removed in article.removed] + ([article.headline] if article.headline else []))
    for paragraph in paragraphs(article.text):
        if progress is not None:
            progress.check()
        spans = [span for piece in holes.gaps(paragraph) for span in split(article.text, piece)]
        if spans:
            number += 1
            sentences += [Sentence(span.start, span.end, number, index) for index, span in enumerate(spans, 1)]
    if article.headline is not None and (headline := _stripped(article.text, article.headline)):
        sentences.append(Sentence(headline.start, headline.end, 0, 1))
    return tuple(sorted(sentences))


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the paragraphs of a text: its lines, or runs of lines that belong to one hard-wrapped paragraph."""
    start = 0
    for gap in [*_BLANK_LINE.finditer(text), None]:
        end = gap.start() if gap else len(text)
        yield from _lines_or_block(text, start, end)
        start = gap.end() if gap else end


def split(text: str, within: Span) -> Iterator[Span]:
    """Yield the sentences inside a stretch of one paragraph, without the blanks around them."""
    start = within.start
    while start < within.end:
        end = _piece_end(text, start, within.end)
        piece = text[start:end]
        edges = [0, *_boundaries(piece), len(piece)]
        for first, last in itertools.pairwise(edges):
            if found := _stripped(text, Span(start + first, start + last)):
                yield found
        start = end


def _piece_end(text: str, start: int, end: int) -> int:
    """Return where to cut a stretch too long to be split at once: after a blank if there is one."""
    if end - start <= _PIECE:
        return end
    blank = text.rfind(" ", start + 1, start + _PIECE)
    return blank + 1 if blank > 0 else start + _PIECE


def _lines_or_block(text: str, start: int, end: int) -> Iterator[Span]:
    lines = []
    for line in text[start:end].split("\n"):
        if line.strip():
            lines.append(Span(start, start + len(line)))
        start += len(line) + 1
    if len(lines) > 1 and _is_wrapped([span.of(text) for span in lines]):
        yield Span(lines[0].start, lines[-1].end)
    else:
        yield from lines


def _is_wrapped(lines: list[str]) -> bool:
    """Tell whether lines are one paragraph that was wrapped at a fixed width, rather than paragraphs of their own."""
    if any(_BULLET.match(line) for line in lines):
        return False
    body = lines[:-1]
    ending = sum(1 for line in body if _ENDS.search(line))
    within = all(len(line.rstrip()) in _WRAPPED for line in body) and len(lines[-1].rstrip()) < _WRAPPED.stop
    even = max(map(len, body)) - min(map(len, body)) <= 20
    return within and even and ending * 2 <= len(body) and len(lines) > 2


def _stripped(text: str, span: Span) -> Span | None:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    end = span.start + len(words.rstrip())
    return Span(start, end) if start < end else None


def _boundaries(text: str) -> list[int]:
    """Return the offsets in ``text`` at which a new sentence begins, the first one left out."""
    import nupunkt

    rules = _rules()
    opening = _opening_quotes(text)
    found = {start for start, _ in nupunkt.sent_spans(text)}
    found |= {match.end() for match in _BREAK.finditer(text) if _ends_here(text, match, rules)}
    starts = {_before_opening(text, start, opening) for start in found}
    return sorted(start for start in starts if 0 < start < len(text) and not _goes_on(text, start, rules))


def _ends_here(text: str, match: re.Match[str], rules: _Rules) -> bool:
    """Tell whether a full stop that the library passed over ends a sentence."""
    rest = text[match.end() : match.end() + 3].lstrip("\"“‘'([")
    if not rest[:1].isupper():
        return False
    before = text[max(0, match.start() - 30) : match.start()]
    if match[0][0] == "." and not before.endswith("."):
        word = re.search(r"[^\W\d_]{3,}$", before)
        if word is None:
            return False
        if word[0].islower():
            return word[0] not in rules.small
        return len(word[0]) > 3 and bool(rules.opener.match(text, match.end()))
    return match[0][0] == "…" or before.endswith("..")


def _opening_quotes(text: str) -> frozenset[int]:
    """Return where straight quotation marks with blanks on both sides open a quotation rather than close it.

    Marks that touch a word say themselves what they are; the free ones alternate with them.
    """
    found = set()
    is_open = False
    for match in _STRAIGHT.finditer(text):
        at = match.start()
        blank_before = at == 0 or text[at - 1].isspace()
        blank_after = at + 1 == len(text) or text[at + 1].isspace()
        if blank_before == blank_after:
            is_open = not is_open
            if is_open and blank_before:
                found.add(at)
        else:
            is_open = blank_before
    return frozenset(found)


def _before_opening(text: str, start: int, opening: frozenset[int]) -> int:
    """Move a boundary that stands behind an opening mark to the front of it, and one before a closing mark behind."""
    mark = len(text[:start].rstrip()) - 1 if start else -1
    if mark in opening:
        return mark
    if text[start : start + 1] == '"' and start not in opening and text[start + 1 : start + 2].isspace():
        return start + 2
    omission = _OMISSION.search(text, max(0, start - 12), start)
    return omission.start() + 1 if omission else start


def _goes_on(text: str, start: int, rules: _Rules) -> bool:
    """Tell whether what the library took for two sentences is one."""
    before = text[max(0, start - 40) : start].rstrip()
    after = text[start : start + 80].lstrip()
    word = re.match(r"[^\W_]+", after)
    if after[:1] in ",;:)]%" or (word and word[0].islower() and word[0].isalpha() and before[-1:] not in "!?"):
        return True
    if rules.goes_on_after.search(before):
        return True
    if rules.acronym.search(before):
        return not rules.opener.match(after) and after[:1] not in '"“‘('
    return bool(re.search(r"[!?][\"”’']+$", before) and rules.speech.match(after))


@functools.cache
def _rules() -> _Rules:
    checker = resources.Checker(f"resources/{_LEXICON}")
    names = ("before_names", "acronyms", "openers", "small", "speech")
    tree = checker.mapping(resources.load(_LEXICON), "$", names, ())
    words = {name: checker.texts(tree.get(name), f"$.{name}") for name in names}
    checker.done()

    def any_of(name: str) -> str:
        return "(?:" + "|".join(map(re.escape, words[name])) + ")"

    return _Rules(
        goes_on_after=re.compile(rf"(?<![\w.]){any_of('before_names')}\.$"),
        acronym=re.compile(rf"(?<![\w.]){any_of('acronyms')}\.$"),
        opener=re.compile(rf"{any_of('openers')}\b"),
        small=frozenset(words["small"]),
        speech=re.compile(rf"(?:[\w.’'-]+ ){{1,4}}?{any_of('speech')}\b"),
    )
