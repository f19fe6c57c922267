"""What the analyst says, as values: frozen, comparable, tied to places in the texts and never to a computed result.

A mapping here goes by the record's ``id``; the order of its entries means nothing. Times are ISO 8601 in UTC to the
second (``2026-03-03T14:20:05Z``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from core.comparison import link_id
from core.model import Article, Relation, Removed, Span
from core.note_options import NoteChoice
from core.options import AnalysisOptions

CONTEXT = 32  # characters kept on each side of a quotation, as W3C's TextQuoteSelector examples and Hypothesis keep
_PAIR = 2
_K = TypeVar("_K")
_V = TypeVar("_V")


def frozen(values: Mapping[_K, _V]) -> Mapping[_K, _V]:
    """Return a mapping that nobody can change."""
    return MappingProxyType(dict(values))


class Ruling(StrEnum):
    """The analyst's word on a mark: right, wrong, or of another relation or kind than the program says."""

    ACCEPT = "accept"
    REJECT = "reject"
    RETYPE = "retype"


class Subject(StrEnum):
    """What a judgement is about: one pair of claims, or a cluster of them."""

    LINK = "link"
    CLUSTER = "cluster"


class Level(StrEnum):
    """How sure, or how important."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Status(StrEnum):
    """Where a difference stands."""

    OPEN = "open"
    TIME = "explained by time"
    SCOPE = "explained by scope"
    CONFLICT = "true conflict"


class Reliability(StrEnum):
    """Admiralty grade of a source: A completely reliable … E unreliable, F cannot be judged."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(StrEnum):
    """Admiralty grade of what it says: 1 confirmed elsewhere … 5 improbable, 6 cannot be judged."""

    ONE = "1"
    TWO = "2"
    THREE = "3"
    FOUR = "4"
    FIVE = "5"
    SIX = "6"


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """A place in an article that can be found again when the text has changed.

    ``start`` and ``end`` are code points into the article's stored text, ``quote`` the words there, ``before`` and
    ``after`` up to 32 characters on each side, ``sha256`` that of the whole text.
    """

    article: str
    start: int
    end: int
    quote: str
    before: str
    after: str
    sha256: str

    @property
    def span(self) -> Span:
        """The place as a span."""
        return Span(self.start, self.end)

    @property
    def claim(self) -> str:
        """The id of the claim that has exactly these bounds, whether there is one or not."""
        return f"{self.article}:{self.start}-{self.end}"


def anchor_at(article: Article, span: Span) -> Anchor:
    """Return the anchor of a span of an article."""
    text, (start, end) = article.text, (span.start, span.end)
    return Anchor(
        article.id, start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT],
        article.sha256,
    )  # fmt: skip


def cluster_key(claims: Iterable[str]) -> str:
    """Return the id under which a judgement of a cluster of these claims is kept."""
    return "cluster-" + hashlib.sha256("|".join(sorted(claims)).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The analyst's word on a link (two anchors) or a cluster (its claims' anchors).

    ``marked`` is what the program had marked when it was judged (None: the analyst joined the two by hand), so that
    a later run that marks something else is noticed. ``relation`` and ``kind`` (a reason's kind, such as ``number``)
    are the analyst's own where ``ruling`` is retype. ``confidence`` and ``importance`` are None where not stated;
    ``ruling`` is None where there is only a note, a tag or a status so far.
    """

    anchors: tuple[Anchor, ...]
    ruling: Ruling | None = None
    subject: Subject = Subject.LINK
    marked: Relation | None = None
    relation: Relation | None = None
    kind: str | None = None
    confidence: Level | None = None
    importance: Level | None = None
    status: Status = Status.OPEN
    note: str = ""
    tags: tuple[str, ...] = ()
    author: str = ""
    time: str = ""

    def __post_init__(self) -> None:
        """Refuse a link that is no pair and a cluster without claims."""
        if not self.anchors or (self.subject is Subject.LINK and len(self.anchors) != _PAIR):
            raise ValueError(f"a judgement of a {self.subject} with {len(self.anchors)} places")

    @property
    def id(self) -> str:
        """A link's own id (``Link.id``), or ``cluster_key`` of the claims."""
        if self.subject is Subject.LINK:
            a, b = self.anchors
            return link_id(a.claim, b.claim)
        return cluster_key(anchor.claim for anchor in self.anchors)

    @property
    def says(self) -> Relation | None:
        """The relation in the analyst's judgement; None where it is rejected or not ruled upon."""
        if self.ruling is Ruling.RETYPE:
            return self.relation
        return self.marked if self.ruling is Ruling.ACCEPT else None


@dataclass(frozen=True, slots=True)
class ManualLink:
    """Two passages that the analyst joined by hand, whatever the program marks; ``relation`` says as what."""

    id: str
    a: Anchor
    b: Anchor
    relation: Relation
    kind: str | None = None
    note: str = ""
    tags: tuple[str, ...] = ()
    author: str = ""
    time: str = ""


class About(StrEnum):
    """What a note is on."""

    SPAN = "span"
    CLAIM = "claim"
    CLUSTER = "cluster"
    ARTICLE = "article"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Note:
    """A text of the analyst's in Markdown.

    ``anchors`` are the places it is on (a span, a claim, a cluster's claims), ``article`` the article it is on,
    ``cites`` the passages it quotes: ``[1]`` in the text is the first of them.
    """

    id: str
    text: str
    about: About = About.WHOLE
    anchors: tuple[Anchor, ...] = ()
    article: str | None = None
    cites: tuple[Anchor, ...] = ()
    tags: tuple[str, ...] = ()
    author: str = ""
    time: str = ""


def places(record: Judgement | ManualLink | Note) -> tuple[Anchor, ...]:
    """Return every place in the texts that a record refers to."""
    if isinstance(record, Judgement):
        return record.anchors
    return (record.a, record.b) if isinstance(record, ManualLink) else (*record.anchors, *record.cites)


@dataclass(frozen=True, slots=True)
class SourceGrade:
    """The Admiralty grade of an article's source and of what it says, each optional; ``id`` is the article's."""

    id: str
    reliability: Reliability | None = None
    credibility: Credibility | None = None
    note: str = ""
    author: str = ""
    time: str = ""


CORRECTABLE = ("title", "outlet", "byline", "published", "updated", "language", "url")


@dataclass(frozen=True, slots=True)
class Correction:
    """What the analyst knows better about an article; ``values`` are fields of ``Article`` out of ``CORRECTABLE``.

    ``id`` is the article's. A value of None says that what was read is wrong and nothing is known.
    """

    id: str
    values: Mapping[str, str | None] = field(default_factory=lambda: frozen({}), hash=False)
    author: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class Restored:
    """Stretches of an article that cleaning had set aside and the analyst took back; ``id`` is the article's."""

    id: str
    spans: tuple[Removed, ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Stretches of an article of which the analyst made claims; none overlaps another. ``id`` is the article's."""

    id: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article came from: the file as it was named, and when it was read; ``id`` is the article's."""

    id: str
    file: str
    time: str = ""


@dataclass(frozen=True, slots=True)
class Workspace:
    """All that a workspace file holds but its history: a snapshot that edits turn into the next one.

    ``articles`` are as they were read; ``readable()`` has them with the analyst's corrections, and that is what is
    analysed. ``names`` is the text of the analyst's own naming variants (YAML), in place of ``options.names_file``;
    ``note_choice`` is how the last note was wanted.
    """

    title: str = ""
    question: str = ""
    analyst: str = ""
    bottom_line: str = ""
    confidence: Level | None = None
    options: AnalysisOptions = field(default_factory=AnalysisOptions)
    names: str | None = None
    note_choice: NoteChoice = field(default_factory=NoteChoice)
    articles: Mapping[str, Article] = field(default_factory=lambda: frozen({}), hash=False)
    sources: Mapping[str, Source] = field(default_factory=lambda: frozen({}), hash=False)
    judgements: Mapping[str, Judgement] = field(default_factory=lambda: frozen({}), hash=False)
    manual_links: Mapping[str, ManualLink] = field(default_factory=lambda: frozen({}), hash=False)
    notes: Mapping[str, Note] = field(default_factory=lambda: frozen({}), hash=False)
    grades: Mapping[str, SourceGrade] = field(default_factory=lambda: frozen({}), hash=False)
    corrections: Mapping[str, Correction] = field(default_factory=lambda: frozen({}), hash=False)
    restored: Mapping[str, Restored] = field(default_factory=lambda: frozen({}), hash=False)
    bounds: Mapping[str, Bounds] = field(default_factory=lambda: frozen({}), hash=False)

    def readable(self) -> tuple[Article, ...]:
        """Return the articles in reading order, with corrected metadata and restored text."""
        from core.comparison import in_reading_order

        return in_reading_order([self._readable(article) for article in self.articles.values()])

    def _readable(self, article: Article) -> Article:
        from dataclasses import replace

        if article.id in self.corrections:
            values = self.corrections[article.id].values
            origin = {**article.metadata_from, **dict.fromkeys(values, "entered by hand")}
            article = replace(article, **values, metadata_from=frozen(origin))  # type: ignore[arg-type]
        if article.id in self.restored:
            back = set(self.restored[article.id].spans)
            article = replace(article, removed=tuple(cut for cut in article.removed if cut not in back))
        if article.id in self.bounds:
            within = (span for span in self.bounds[article.id].spans if span.end <= len(article.text))
            article = replace(article, own_claims=tuple(within))
        return article
