"""Checks an exported note against the stored texts: does every quotation stand where the note says it stands?

A note in Markdown, HTML, DOCX or PDF is read as its reader sees it; JSON and annotations state their passages as data.
Nothing is needed but the note and the articles: the note carries the SHA-256 of every text it quotes. Where no given
text has that hash, the text in which most of its quotations stand is taken for it, and the report says so.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from core.errors import ReadError
from core.exporters import Exporter, for_suffix
from core.exporters.carried import Carried, Passage, printable
from core.exporters.citing import uncited
from core.exporters.pdf import text_ending
from core.exporters.reflow import differs, follows
from core.model import Article
from core.workspace.judgements import Workspace

_PLACE = r"([A-Z]+)\s(¶\d+\ss\d+|headline|passage),\s(\d{1,9})–(\d{1,9})"
_UNREADABLE = (
    *(ValueError, LookupError, TypeError, AttributeError, ArithmeticError, OSError, EOFError),
    *(NotImplementedError, RecursionError, AssertionError, MemoryError, struct.error, zlib.error),
)  # what the readers of damaged files, the libraries' own included, end with
_CITED = re.compile(rf"\[{_PLACE}\]\s?[\"“]")
_LISTED = re.compile(rf"(?<![\[\w]){_PLACE}(?!\])")
_STORED = re.compile(r"Stored text of ([A-Z]+)\s.*?:\s+SHA-256\s+((?:[0-9a-f]\s*){64})", re.S)
_CLOSING = re.compile(r"\"(?=\s— |\s*$|; )")
_ALIKE = 75.0  # of 100: one changed letter in a word of four still finds its place
_LONGEST = 100_000  # characters of a quotation; a number that was tampered with may say anything
_SHOWN = 160  # characters of a passage that a line of the report shows


class State(StrEnum):
    """What became of a quotation: it stands, stands elsewhere, stands there in other words, or is not found."""

    OK = "ok"
    MOVED = "moved"
    CHANGED = "changed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Check:
    """One citation of a note and what became of it: ``shown`` are the note's words, ``detail`` says what is wrong."""

    citation: str
    article: str
    state: State
    shown: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Every citation of a note with its state, and what else is wrong with the note or the texts."""

    note: str
    checks: tuple[Check, ...]
    problems: tuple[str, ...] = ()

    @property
    def fine(self) -> bool:
        """Whether every quotation stands and every text is the one that the note was made from."""
        return not self.problems and all(check.state is State.OK for check in self.checks)

    def count(self, state: State) -> int:
        """Return how many citations are in a state."""
        return sum(check.state is state for check in self.checks)

    def lines(self) -> Iterator[str]:
        """Yield the report for a person: a summary, then each thing that is wrong."""
        counts = ", ".join(f"{self.count(state)} {state.value}" for state in State)
        yield f"{self.note}: {len(self.checks)} citations checked: {counts}."
        yield from self.problems
        for check in self.checks:
            if check.state is not State.OK:
                shown = check.shown if len(check.shown) <= _SHOWN else f"{check.shown[:_SHOWN]}…"
                words = f' "{shown}"' if shown else ""
                yield f"{check.state.value}: [{check.citation}]{words}: {check.detail}"


def verify(note: Path, against: Workspace | Iterable[Article], form: Exporter | None = None) -> Report:
    """Compare every citation of a note with the stored texts of a workspace or of articles that were read anew.

    ``form`` is what the note was written as; where it is not known, the file's ending tells it.
    ReadError if the note cannot be read or is of a form that carries no quotations.
    """
    try:
        data = note.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReadError(f"{note.name} cannot be read: {reason}.", "Check the name and the folder.") from error
    articles = against.readable() if isinstance(against, Workspace) else tuple(against)
    return verify_bytes(data, note.name, articles, form)


def verify_bytes(data: bytes, name: str, articles: Sequence[Article], form: Exporter | None = None) -> Report:
    """Do what ``verify`` does for a note that is at hand as bytes."""
    exporter = form or for_suffix(Path(name).suffix)
    if exporter is None or exporter.read is None:
        raise ReadError(
            f"{name} is of a form that carries no quotations to check.",
            "Check a note in Markdown, HTML, DOCX, PDF, JSON or JSON-LD.",
        )
    try:
        carried = exporter.read(data)
    except _UNREADABLE as error:
        raise ReadError(
            f"{name} cannot be read as {exporter.label}: it is damaged or was not made by Parallax.",
            "Export it again, or name the file as it was exported.",
        ) from error
    return _checked(carried, name, articles)


def _checked(carried: Carried, name: str, articles: Sequence[Article]) -> Report:
    hashes = dict(carried.sources)
    for text in carried.texts:
        hashes |= {label: "".join(digits.split()) for label, digits in _STORED.findall(text)}
    texts, unsure = _texts(carried, hashes, articles)
    checks = [*_in_data(carried.passages, texts)]
    for text in carried.texts:
        checks += _in_text(text, texts, carried.reflowed)
    quoted = {check.citation for check in checks}
    for text in carried.texts:
        for found in _LISTED.finditer(text):
            citation = _citation(found)
            if citation not in quoted:
                quoted.add(citation)
                detail = "the note lists this citation and quotes nothing under it"
                checks.append(Check(citation, _name(texts.get(found[1])), State.MISSING, "", detail))
    problems = [*carried.broken, *unsure, *_annexed(carried, texts)]
    if not checks:
        problems.append("No citation was found in the note.")
    if carried.texts and not hashes:
        problems.append("The note names no stored text, so nothing tells which texts it was made from.")
    return Report(name, tuple(checks), tuple(problems))


def _annexed(carried: Carried, texts: Mapping[str, Article]) -> Iterator[str]:
    """Yield what is wrong with the whole texts that a note has in its annex."""
    for label, shown in carried.annexed:
        article = texts.get(label)
        if article is None:
            continue
        stored = printable(article.text)
        if carried.reflowed:
            place = differs(shown, f"{uncited(stored)}\n{text_ending(label)}")
        else:
            place = _first_difference(shown, stored)
        if place is not None:
            where = f"in the paragraph at {place}" if carried.reflowed else f"at {place}"
            yield f"The annexed text of {_name(article)} ({label}) is not the stored one: they differ {where}."


def _first_difference(shown: str, stored: str) -> int | None:
    if shown == stored:
        return None
    pairs = enumerate(zip(shown, stored, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(shown), len(stored)))


def _texts(
    carried: Carried, hashes: Mapping[str, str], articles: Sequence[Article]
) -> tuple[Mapping[str, Article], tuple[str, ...]]:
    """Return the article behind each label (and each hash), and what is wrong with those that had to be guessed."""
    by_hash = {article.sha256: article for article in articles}
    quotes: dict[str, list[str]] = {}
    for text in carried.texts:
        for found in _CITED.finditer(text):
            quotes.setdefault(found[1], []).append(_guess(text, found))
    named = dict(hashes)
    for passage in carried.passages:
        key = passage.label or passage.sha256
        named.setdefault(key, passage.sha256)
        quotes.setdefault(key, []).append(passage.quote)
    texts = {label: by_hash[sha256] for label, sha256 in named.items() if sha256 in by_hash}
    problems = []
    for label in sorted({*named, *quotes} - texts.keys()):
        free = [article for article in articles if article not in texts.values()]
        best = max(free, key=lambda one: sum(quote in one.text for quote in quotes.get(label, ())), default=None)
        if best is not None and any(_near(quote, best.text) for quote in quotes.get(label, ())):
            texts[label] = best
            problems.append(f"The stored text of {_name(best)} ({label}) is not the one that the note was made from.")
        else:
            problems.append(f"None of the given texts is the one that the note calls {label}.")
    return texts, tuple(problems)


def _in_data(passages: Sequence[Passage], texts: Mapping[str, Article]) -> Iterator[Check]:
    for passage in passages:
        article = texts.get(passage.label or passage.sha256)
        citation = f"{passage.label or passage.sha256[:12]} {passage.start}–{passage.end}"
        if article is None:
            yield Check(citation, "", State.MISSING, passage.quote, "its article is not among the given texts")
            continue
        stored = article.text[passage.start : passage.end]
        if stored != passage.quote:
            yield _differing(citation, article, passage.quote, stored)
            continue
        around = (
            (passage.before, article.text[: passage.start], str.endswith),
            (
                passage.after,
                article.text[passage.end :],
                str.startswith,
            ),
        )
        if all(words is None or there(text, words) for words, text, there in around):
            yield Check(citation, _name(article), State.OK, passage.quote)
        else:
            yield Check(
                citation, _name(article), State.CHANGED, passage.quote, "the words before or after it are others"
            )


def _in_text(text: str, texts: Mapping[str, Article], reflowed: bool) -> Iterator[Check]:
    """Yield a check for each citation with words in a text; what stands inside a verified quotation is no citation."""
    at = 0
    while found := _CITED.search(text, at):
        at = found.end()
        citation, article = _citation(found), texts.get(found[1])
        start, end = int(found[3]), int(found[4])
        if article is None:
            yield Check(citation, "", State.MISSING, _guess(text, found), "its article is not among the given texts")
            continue
        stored = printable(article.text[start:end])
        length = (
            follows(text[at : at + _ahead(end - start)], stored, reflowed)
            if 0 <= start < end <= len(article.text)
            else None
        )
        if length is None:
            yield _differing(citation, article, _guess(text, found), stored)
        else:
            yield Check(citation, _name(article), State.OK, stored)
            at += length


def _differing(citation: str, article: Article, shown: str, stored: str) -> Check:
    """Return what became of words that do not stand where they should."""
    text = printable(article.text)
    if shown and (place := text.find(shown)) >= 0 and shown != stored:
        detail = f"these words stand at {place}–{place + len(shown)}"
        return Check(citation, _name(article), State.MOVED, shown, detail)
    if shown and _near(shown, stored):
        return Check(citation, _name(article), State.CHANGED, shown, f'the stored text has "{stored[:_SHOWN]}"')
    if shown and (near := _near(shown, text)):
        start, end = near
        detail = f'the nearest words, at {start}–{end}, are "{text[start:end][:_SHOWN]}"'
        return Check(citation, _name(article), State.CHANGED, shown, detail)
    return Check(citation, _name(article), State.MISSING, shown, "nothing like it stands in the stored text")


def _near(shown: str, text: str) -> tuple[int, int] | None:
    """Return where a text comes nearest to some words, None if nothing in it is like them."""
    from rapidfuzz import fuzz

    if not shown or not text:
        return None
    if shown in text:
        return text.index(shown), text.index(shown) + len(shown)
    found = fuzz.partial_ratio_alignment(shown, text, score_cutoff=_ALIKE)
    return (found.dest_start, found.dest_end) if found is not None and found.score >= _ALIKE else None


def _ahead(length: int) -> int:
    """Return how far behind a citation its words can reach, where a page may put white space between any two."""
    return 8 * max(0, min(length, _LONGEST)) + 400


def _guess(text: str, found: re.Match[str]) -> str:
    """Return the words of a quotation whose end is not known for sure: as long as it should be, else to its mark."""
    length = int(found[4]) - int(found[3])
    following = text[found.end() : found.end() + _ahead(length)]
    if length >= 0 and following[length : length + 1] == '"':
        return following[:length]
    other = _CITED.search(following)
    part = following[: other.start()] if other else following
    closing = _CLOSING.search(part)
    return part[: closing.start()] if closing else part.strip()


def _citation(found: re.Match[str]) -> str:
    return f"{found[1]} {' '.join(found[2].split())}, {found[3]}–{found[4]}"


def _name(article: Article | None) -> str:
    return " ".join(article.name.split()) if article else ""
