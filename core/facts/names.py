"""Names in an article, each with the canonical form that its variants share.

Three sources of knowledge, in this order: the gazetteer of ``lexicons/names.yaml`` (Kiev is Kyiv; Seoul can stand for
South Korea), acronyms the article defines itself ("Korean People's Army (KPA)"), and the article's own full names (a
lone "Yoon" is the "Yoon Suk Yeol" named before).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from core import resources
from core.errors import OptionsError, ResourceError
from core.lexicon import English, english
from core.model import NameMention, Span
from core.progress import Progress
from core.tokens import Token, fold, tokenise

FILE = "lexicons/names.yaml"
_UNSURE = "unsure"  # a lone capital that opens a sentence: a name only if the article has named it in full
_OPENERS = frozenset("“\"‘'([|:—–.•")
_PARTICLES = frozenset(
    {"de", "da", "di", "del", "van", "von", "al", "el", "bin", "ibn", "la", "le", "of", "y", "dos", "ter"}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One variant of a known name: its words as compared, and what it means."""

    words: tuple[str, ...]
    exact: str | None
    canonical: str
    kind: str
    stands_for: str | None = None


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Known names by the first word of each variant, longest variant first."""

    by_first: Mapping[str, tuple[Entry, ...]]

    def at(self, tokens: Sequence[Token], at: int) -> tuple[Entry, int] | None:
        """Return the longest known name that begins at a token, with the number of tokens it takes."""
        for entry in self.by_first.get(_bare(tokens[at]), ()):
            taken = tokens[at : at + len(entry.words)]
            if tuple(_bare(t) for t in taken) != entry.words or not taken[0].is_capitalised:
                continue
            if entry.exact is None or entry.exact == " ".join(t.text for t in taken).removesuffix("'s").removesuffix(
                "’s"
            ):
                return entry, len(taken)
        return None


@cache
def gazetteer() -> Gazetteer:
    """Return the built-in gazetteer; ResourceError with every problem if its file is wrong."""
    return read_gazetteer(resources.load(FILE), FILE)


def gazetteer_with(names_file: str | None) -> Gazetteer:
    """Return the built-in gazetteer with the analyst's own names file read on top; OptionsError if that is wrong."""
    if names_file is None:
        return gazetteer()
    hint = "Mend the file of naming variants, or leave names_file out of the options."
    try:
        own = resources.parse(Path(names_file).read_text(encoding="utf-8-sig"), names_file)
        return read_gazetteer(own, names_file, resources.load(FILE))
    except (OSError, UnicodeDecodeError) as error:
        raise OptionsError(f"The names file {names_file} cannot be read.", (str(error),), hint) from None
    except ResourceError as error:
        raise OptionsError(f"The names file {names_file} has mistakes.", error.problems, hint) from None


def read_gazetteer(raw: Any, file: str, base: Any = None) -> Gazetteer:
    """Build a gazetteer from parsed YAML of the shape of ``lexicons/names.yaml``, on top of another if one is given."""
    check = resources.Checker(file)
    seats: dict[str, str] = {}
    rows = []  # the analyst's own come first and win
    for source in (raw, base) if base is not None else (raw,):
        top = check.mapping(source, "$", ("names",), ("framing",))
        for node, path in check.items(top.get("names"), "$.names"):
            row = check.mapping(node, path, ("id", "kind"), ("names", "adjectives", "seats"))
            rows.append((row, path))
    for row, _ in rows:
        for seat in row.get("seats") or ():
            seats.setdefault(str(seat), str(row.get("id")))
    entries: dict[str, list[Entry]] = {}
    for row, path in rows:
        for key in ("names", "adjectives"):
            for name in check.texts(row.get(key) or [], f"{path}.{key}"):
                entry = _entry(name, str(row.get("id")), str(row.get("kind")), seats)
                if entry.words:
                    entries.setdefault(entry.words[0], []).append(entry)
    check.done()
    return Gazetteer({first: tuple(sorted(found, key=lambda e: -len(e.words))) for first, found in entries.items()})


def _entry(name: str, canonical: str, kind: str, seats: Mapping[str, str]) -> Entry:
    words = tuple(_bare(t) for t in tokenise(name))
    shouted = name.isupper() and len(name) <= 5  # US, UN, EU, WHO: as a word in lower case they mean something else
    return Entry(words, name if shouted else None, canonical, kind, seats.get(canonical))


def _bare(token: Token) -> str:
    return _bare_word(token.text)


@lru_cache(maxsize=50_000)
def _bare_word(word: str) -> str:
    return fold(word).removesuffix("'s").removesuffix("'")


def find_names(
    text: str, stretches: Sequence[Span], known: Gazetteer | None = None, progress: Progress | None = None
) -> tuple[NameMention, ...]:
    """Return the names in the given stretches (sentences) of one article, in order and not overlapping."""
    known = gazetteer() if known is None else known
    words = english()
    mentions: list[NameMention] = []
    for stretch in stretches:
        if progress is not None:
            progress.check()
        mentions.extend(_in_sentence(tokenise(text, stretch.start, stretch.end), known, words))
    return tuple(_resolved(text, mentions))


def _in_sentence(tokens: Sequence[Token], known: Gazetteer, words: English) -> list[NameMention]:
    found = []
    at = 0
    while at < len(tokens):
        hit = known.at(tokens, at) if tokens[at].is_word else None
        used = hit[1] if hit is not None else _capitalised_run(tokens, at, known, words)
        if hit is not None:
            entry = hit[0]
            span = tokens[at].start, _end(tokens[at + used - 1])
            found.append(NameMention(entry.canonical, entry.kind, *span, entry.stands_for))
        elif used:
            titled = any(t.lower.rstrip(".") in words.titles for t in tokens[max(0, at - 2) : at] if t.is_word)
            canonical = _canonical(tokens[at : at + used])
            kind = "person" if titled else _UNSURE if used == 1 and _opens(tokens, at) else "other"
            found.append(NameMention(canonical, kind, tokens[at].start, _end(tokens[at + used - 1])))
        at += max(1, used)
    return found


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word has its capital from standing first in a sentence, a quotation or a bracket."""
    return not tokens[at].text.isupper() and (at == 0 or tokens[at - 1].text in _OPENERS)


def _end(token: Token) -> int:
    """Return where a name ends, its possessive left out."""
    return token.end - 2 if token.lower.endswith("'s") else token.end


def _capitalised_run(tokens: Sequence[Token], at: int, known: Gazetteer, words: English) -> int:
    """Return how many tokens from here form one capitalised name, 0 if none begins here."""
    if not _may_name(tokens[at], words) or tokens[at].lower.rstrip(".") in words.titles:
        return 0
    used = 1
    if tokens[at].lower.endswith("'s"):
        return used
    while at + used < len(tokens):
        token = tokens[at + used]
        after = tokens[at + used + 1] if at + used + 1 < len(tokens) else None
        glued = (
            token.text in {"-", "‑"}
            and after is not None
            and after.is_word
            and token.start == tokens[at + used - 1].end
        )
        particle = token.lower in _PARTICLES and after is not None and _joins(tokens, at + used + 1, known, words)
        if glued or particle:
            used += 2
        elif _joins(tokens, at + used, known, words):
            used += 1
        else:
            break
        if tokens[at + used - 1].lower.endswith("'s"):
            break
    return used


def _joins(tokens: Sequence[Token], at: int, known: Gazetteer, words: English) -> bool:
    """Tell whether a word goes on with the name before it, rather than being a title or a known name of its own."""
    token = tokens[at]
    return (
        _may_name(token, words)
        and token.start - tokens[at - 1].end <= 1
        and token.lower.rstrip(".") not in words.titles
        and known.at(tokens, at) is None
    )


def _may_name(token: Token, words: English) -> bool:
    lower = token.lower.rstrip(".")
    return (
        token.is_word
        and token.is_capitalised
        and lower not in words.not_names
        and lower not in words.months
        and lower not in words.weekdays
        and lower not in words.number_words
        and len(token.text) > 1
    )


def _canonical(tokens: Sequence[Token]) -> str:
    return "-".join(_bare(t) for t in tokens if t.is_word)


def _resolved(text: str, mentions: Sequence[NameMention]) -> list[NameMention]:
    """Give acronyms and lone surnames the canonical form of the full name they stand for."""
    acronyms = _acronyms(text, mentions)
    full: list[NameMention] = []
    resolved = []
    for mention in mentions:
        target = acronyms.get(mention.canonical)
        if target is None and mention.kind in ("person", "other", _UNSURE) and "-" not in mention.canonical:
            target = next((f for f in reversed(full) if mention.canonical in _ends(f.canonical)), None)
        if target is not None:
            kind = "person" if mention.kind == "person" else target.kind
            resolved.append(replace(mention, canonical=target.canonical, kind=kind))
            continue
        if mention.kind == _UNSURE:
            continue
        if mention.kind in ("person", "other") and "-" in mention.canonical:
            full.append(mention)
        resolved.append(mention)
    return resolved


def _ends(canonical: str) -> tuple[str, ...]:
    """Return the parts of a full name that can stand for it: the first (Yoon) and the last (Austin)."""
    parts = canonical.split("-")
    return (parts[0], parts[-1])


def _acronyms(text: str, mentions: Sequence[NameMention]) -> dict[str, NameMention]:
    """Find acronyms that the article explains: a full name, then its initials in brackets."""
    found = {}
    for one, other in pairwise(mentions):
        short = other.span.of(text)
        if text[one.end : other.start].strip() == "(" and short.isupper() and 2 <= len(short) <= 8:
            initials = "".join(w[0] for w in one.span.of(text).split() if w[0].isupper())
            if initials and initials[0] == short[0] and len(initials) >= len(short) - 1:
                found[other.canonical] = one
    return found
