"""The values that flow through Parallax: frozen, hashable, comparable.

Everything here is plain data. Offsets are Unicode code points into ``Article.text``, the stored text, which is
never rewritten; a span covers ``text[start:end]``. Computed results (``Comparison``) and the analyst's own
``Decision`` never mix: the first can be thrown away and computed again, the second never.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Relation(StrEnum):
    """What two linked claims are to one another (the contract's four words)."""

    AGREES = "agrees"
    CONFLICTS = "conflicts"
    CHANGED = "changed"
    RELATED = "related"


class ClaimKind(StrEnum):
    """What sort of utterance a claim is."""

    STATEMENT = "statement"
    QUOTE = "quote"
    OPINION = "opinion"
    QUESTION = "question"
    HEADLINE = "headline"
    CAPTION = "caption"


class Certainty(StrEnum):
    """How firmly the outlet itself stands behind a claim, strongest first."""

    CERTAIN = "certain"
    REPORTED = "reported"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    ALLEGED = "alleged"


class Polarity(StrEnum):
    """Whether a claim says that something is so, or that it is not."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Verdict(StrEnum):
    """The analyst's constraint on two claims: the same matter, or not."""

    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's stored text, in code points, end excluded."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the words the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class Removed:
    """A span that cleaning set aside; it stays in the stored text and is shown greyed.

    ``reason`` is one word of the list in ``resources/lexicons/cleaning.yaml`` (navigation, caption, credit, …).
    """

    start: int
    end: int
    reason: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Place, day and agency that open a story, such as ``SEOUL, October 22. /TASS/.``

    A dateline seldom states the year, so none is kept: ``month`` and ``day`` only, never a guessed date.
    """

    start: int
    end: int
    place: str | None = None
    month: int | None = None
    day: int | None = None
    agency: str | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Article:
    """One article as stored: its text, what was read about it, and where each thing was read.

    ``published`` and ``updated`` are ISO 8601 to the precision the source gives (``2023-04-11`` or
    ``2026-03-03T14:20``), or None where it is not stated. ``metadata_from`` maps a field's name to the place it was
    read ("header line", …). ``headline`` is where the title stands; of ``own_claims`` the analyst made claims.
    """

    id: str
    source_file: str
    sha256: str
    text: str
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    url: str | None = None
    headline: Span | None = None
    dateline: Dateline | None = None
    removed: tuple[Removed, ...] = ()
    own_claims: tuple[Span, ...] = ()
    metadata_from: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    @property
    def name(self) -> str:
        """What to call the article where space is short: its outlet, else its file."""
        return self.outlet or self.source_file


@dataclass(frozen=True, slots=True)
class Problem:
    """One input that could not be read: which, why, and what to do about it."""

    file: str
    what: str
    hint: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading files: the articles, and a problem for each file that could not be read.

    ``remarks`` tell of files that were read, but perhaps not as the user thinks (one named twice, a broken encoding).
    """

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """One sentence: its span, its paragraph and its number within the paragraph, both counted from 1."""

    start: int
    end: int
    paragraph: int
    number: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as the text bounds it.

    ``value`` is the figure named; ``low`` and ``high`` the bounds asserted, None where open ("at least 12" is
    value 12, low 12, high None; an exact 12 is low = high = 12). ``unit`` is a canonical unit or currency or None;
    ``counted`` the canonical thing counted ("killed", "passenger") or None; ``approximate`` marks "about", "nearly".
    """

    value: float
    low: float | None
    high: float | None
    unit: str | None
    counted: str | None
    start: int
    end: int
    approximate: bool = False

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time named in the text, as the closed interval of days it can mean.

    ``first`` and ``last`` are ISO dates, both None where the text and the publication date do not settle the year;
    ``month`` and ``day`` keep what is stated then. ``part`` is a part of the day or a clock time ("morning",
    "05:09") if one is given.
    """

    start: int
    end: int
    first: str | None = None
    last: str | None = None
    month: int | None = None
    day: int | None = None
    part: str | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name in the text with the one canonical form that its variants share (Kiev and Kyiv are both ``kyiv``).

    ``stands_for`` is what the name is used for besides itself (a capital for its government), or None. ``kind`` is
    country, city, person, organisation or other.
    """

    canonical: str
    kind: str
    start: int
    end: int
    stands_for: str | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so: the source as written, the verb, and whether the source is named.

    ``kind`` is named, anonymous or document. A claim without attribution is the narrator's own.
    """

    source: str
    verb: str
    named: bool
    kind: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement of one article with the facts found in it.

    ``context`` are spans of the same article that the claim leans on: the sentence it is cut from, or the sentence
    before. ``why`` says in a few words what made it a claim of its own. ``negations``, ``hedges`` and ``quotes`` are
    the cues' spans.
    """

    id: str
    article: str
    start: int
    end: int
    text: str
    paragraph: int
    sentence: int
    kind: ClaimKind = ClaimKind.STATEMENT
    attribution: Attribution | None = None
    certainty: Certainty = Certainty.CERTAIN
    polarity: Polarity = Polarity.POSITIVE
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateMention, ...] = ()
    names: tuple[NameMention, ...] = ()
    negations: tuple[Span, ...] = ()
    hedges: tuple[Span, ...] = ()
    quotes: tuple[Span, ...] = ()
    context: tuple[Span, ...] = ()
    why: str = "sentence"

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two claims are linked as they are: one sentence for a person, and the words on both sides that show it.

    ``rule`` is the name by which the rule can be switched off in the options (``number.differs``); spans are
    offsets into the two articles' stored texts.
    """

    kind: str
    text: str
    rule: str
    a: tuple[Span, ...] = ()
    b: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Two claims of different articles, what they are to one another, and why.

    ``a`` and ``b`` are claim ids in the comparison's article order; ``similarity`` and ``confidence`` lie in 0..1.
    ``evidence`` are the named parts that similarity is made of, for those who want the scores.
    """

    id: str
    a: str
    b: str
    relation: Relation
    similarity: float
    confidence: float
    reasons: tuple[Reason, ...]
    evidence: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims of several articles about one matter; ``relation`` is the most telling one among its links.

    ``origins`` counts independent voices: outlets that copy one text or quote one source are one.
    """

    id: str
    claims: tuple[str, ...]
    articles: tuple[str, ...]
    missing_from: tuple[str, ...]
    relation: Relation
    origins: int = 1


@dataclass(frozen=True, slots=True)
class Nearest:
    """The claim of another article that comes closest to an unmatched one."""

    claim: str
    similarity: float


@dataclass(frozen=True, slots=True)
class OnlyIn:
    """A claim that no other article has, with the nearest passage so that a false absence can be rejected."""

    claim: str
    nearest: Nearest | None


@dataclass(frozen=True, slots=True)
class Engine:
    """What made a comparison: version, options fingerprint, and the models by name with their SHA-256."""

    version: str
    options: str
    models: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole result, in an order that does not depend on the order in which articles were added."""

    engine: Engine
    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    links: tuple[Link, ...]
    clusters: tuple[Cluster, ...]
    only_in: tuple[OnlyIn, ...]

    def article(self, article_id: str) -> Article:
        """Return the article of that id; KeyError if there is none."""
        for article in self.articles:
            if article.id == article_id:
                return article
        raise KeyError(article_id)


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """The analyst's word on two claims, which every later run obeys."""

    a: str
    b: str
    verdict: Verdict
