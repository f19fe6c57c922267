"""What a comparison shows in the window under the chosen filter: marks in the panes, rows in the list, counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter, itemgetter
from types import MappingProxyType
from typing import Any

from core.model import Claim, Comparison, Link, Relation
from gui.filtering import ALL, BINS, Filter, bin_of, kinds_of
from gui.standing import NONE, Standing, Standings

# How telling a relation is; a passage with several links is marked by the first of these.
TELLING = (Relation.CONFLICTS, Relation.CHANGED, Relation.AGREES, Relation.RELATED)


_RANKS = MappingProxyType({relation: place for place, relation in enumerate(TELLING)})


def rank(relation: Relation) -> int:
    """Return how telling a relation is, 0 being the most."""
    return _RANKS[relation]


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim that is marked in its pane, by its most telling link; ``links`` has that one first.

    ``standing`` is that link's. What the analyst rejected tells least.
    """

    claim: Claim
    relation: Relation
    links: tuple[Link, ...]
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One matter in the list of claims: a cluster, or a link outside all clusters.

    ``lead`` is the link that tells most and ``links`` are all that show, in the articles' order. ``judged`` counts
    those that the analyst judged, ``standing`` is the lead's once all are.
    """

    id: str
    relation: Relation
    kind: str
    claims: tuple[Claim, ...]
    lead: Link
    links: tuple[Link, ...]
    judged: int = 0
    standing: Standing | None = None

    @property
    def opening(self) -> Claim:
        """The claim whose words stand for the row: the first of its leading link."""
        return next(claim for claim in self.claims if claim.id == self.lead.a)


def _nothing() -> Mapping[Any, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything the views need of one comparison under one filter.

    Counts are of links. ``totals``, ``counts`` (by article) and ``kinds`` are of all links, whatever the filter, for
    they label the filter's own switches. ``histogram`` counts by confidence what the filter lets through but for its
    confidence, in BINS columns; ``pairs`` by the two articles what it lets through but for its articles. Of the
    ``to_judge`` links that it lets through whether judged or not, ``judged`` are. ``holders`` are the rows by their
    ids, ``groups`` the ids of rows by link, whether they show or not.
    """

    marks: Mapping[str, tuple[Mark, ...]]
    rows: tuple[Row, ...]
    totals: Mapping[Relation, int]
    counts: Mapping[str, Mapping[Relation, int]]
    links: Mapping[str, Link]
    kinds: Mapping[str, int] = field(default_factory=_nothing)
    histogram: tuple[int, ...] = (0,) * BINS
    pairs: Mapping[frozenset[str], Mapping[Relation, int]] = field(default_factory=_nothing)
    holders: Mapping[str, Row] = field(default_factory=_nothing)
    groups: Mapping[str, str] = field(default_factory=_nothing)
    standings: Standings = field(default_factory=_nothing)
    judged: int = 0
    to_judge: int = 0

    def marks_of(self, article_id: str) -> tuple[Mark, ...]:
        """Return the marks of one article in reading order."""
        return self.marks.get(article_id, ())

    def row_of(self, link_id: str) -> Row | None:
        """Return the row that holds a link, or None if the filter hides it."""
        return self.holders.get(self.groups[link_id]) if link_id in self.links else None


EMPTY = Survey(_nothing(), (), _nothing(), _nothing(), _nothing())


@dataclass(frozen=True, slots=True)
class Placed:
    """A link with what is asked of it at every change of the filter.

    ``ends`` are the places of its claims in reading order through all articles, ``group`` is the row it belongs to,
    ``bin`` its column in the histogram.
    """

    link: Link
    ends: tuple[int, int]
    articles: frozenset[str]
    group: str
    telling: tuple[int, float]
    bin: int


# With these, counting tens of thousands of links needs no function of Python's own for each.
_GROUP, _BIN, _LINK = attrgetter("group"), attrgetter("bin"), attrgetter("link")
_LINK_ID, _BETWEEN = attrgetter("link.id"), attrgetter("articles", "link.relation")


class Basis:
    """A comparison sorted once, so that a filter can be applied to it as fast as a slider moves.

    Marks and rows that a filter leaves whole are taken from here; only the others are made anew.
    """

    def __init__(self, comparison: Comparison) -> None:
        order = {article.id: place for place, article in enumerate(comparison.articles)}
        known = (claim for claim in comparison.claims if claim.article in order)
        self.claims = tuple(sorted(known, key=lambda claim: (order[claim.article], claim.span, claim.id)))
        self.links = tuple(sorted(self._placed(comparison), key=lambda placed: placed.ends))
        self.totals: Mapping[Relation, int] = MappingProxyType(Counter(link.relation for link in comparison.links))
        self.kinds: Mapping[str, int] = MappingProxyType(
            Counter(kind for link in comparison.links for kind in kinds_of(link))
        )
        counts: defaultdict[str, Counter[Relation]] = defaultdict(Counter)
        groups: defaultdict[str, list[Placed]] = defaultdict(list)
        of_claim: defaultdict[int, list[Placed]] = defaultdict(list)
        for each in self.links:
            groups[each.group].append(each)
            for end in each.ends:
                of_claim[end].append(each)
            for article in each.articles:
                counts[article][each.link.relation] += 1
        self.counts: Mapping[str, Mapping[Relation, int]] = MappingProxyType(dict(counts))
        marks: defaultdict[str, list[Mark]] = defaultdict(list)
        for end in sorted(of_claim):
            marks[self.claims[end].article].append(self.mark(end, sorted(of_claim[end], key=_by_telling)))
        self.marks: Mapping[str, Sequence[Mark]] = MappingProxyType(dict(marks))
        rows = sorted((self.row(key, its) for key, its in groups.items()), key=itemgetter(0))
        self.rows = {row.id: (key, row) for key, row in rows}
        self.sizes = {key: len(its) for key, its in groups.items()}
        self.groups = MappingProxyType({each.link.id: each.group for each in self.links})

    def _placed(self, comparison: Comparison) -> Iterator[Placed]:
        place_of = {claim.id: place for place, claim in enumerate(self.claims)}
        cluster_of = {claim: cluster.id for cluster in comparison.clusters for claim in cluster.claims}
        pairs: dict[frozenset[str], frozenset[str]] = {}  # one set for all links between two articles
        for link in comparison.links:
            ends = place_of[link.a], place_of[link.b]
            group = cluster_of.get(link.a)
            if group is None or group != cluster_of.get(link.b):
                group = link.id
            articles = frozenset(self.claims[end].article for end in ends)
            column = bin_of(link.confidence)
            yield Placed(link, ends, pairs.setdefault(articles, articles), group, telling(link), column)

    def mark(self, end: int, its: Sequence[Placed]) -> Mark:
        """Return the mark of the claim at a place, which has these links, the most telling first."""
        return Mark(self.claims[end], its[0].link.relation, tuple(placed.link for placed in its))

    def row(self, key: str, its: Sequence[Placed]) -> tuple[tuple[int, int, str], Row]:
        """Return a row with these links, which are in reading order, and what rows are sorted by."""
        members = sorted({end for placed in its for end in placed.ends})
        lead = min(its, key=_by_telling).link
        kind = kinds_of(lead)[0] if lead.reasons else ""
        claims = tuple(self.claims[end] for end in members)
        row = Row(key, lead.relation, kind, claims, lead, tuple(placed.link for placed in its))
        return (rank(lead.relation), members[0], key), row


def survey(comparison: Comparison | Basis, chosen: Filter = ALL, standings: Standings = NONE) -> Survey:
    """Sort out what a comparison shows under a filter, with what the analyst said of its links."""
    basis = comparison if isinstance(comparison, Basis) else Basis(comparison)
    asked = _asked(basis, chosen)
    confident: Sequence[Placed] = asked
    if chosen.judged is not None:
        confident = [p for p in asked if (p.link.id in standings) is chosen.judged]
    passing = _sure(confident, chosen)
    to_judge = passing if confident is asked else _sure(asked, chosen)
    links = dict(zip(map(_LINK_ID, passing), map(_LINK, passing), strict=True))
    rows = _rows(basis, passing, standings)
    return Survey(
        marks=_Marks(basis, links, standings),
        rows=rows,
        totals=basis.totals,
        counts=basis.counts,
        links=MappingProxyType(links),
        kinds=basis.kinds,
        histogram=_histogram(confident),
        pairs=_pairs(basis, passing, chosen),
        holders=MappingProxyType({row.id: row for row in rows}),
        groups=basis.groups,
        standings=standings,
        judged=sum(p.link.id in standings for p in to_judge) if standings else 0,
        to_judge=len(to_judge),
    )


def _asked(basis: Basis, chosen: Filter) -> Sequence[Placed]:
    if replace(chosen, least=ALL.least, judged=ALL.judged) == ALL:
        return basis.links
    return [p for p in basis.links if chosen.passes_but_for_confidence(p.link, p.articles)]


def _sure(placed: Sequence[Placed], chosen: Filter) -> Sequence[Placed]:
    return [p for p in placed if p.link.confidence >= chosen.least] if chosen.least else placed


def telling(link: Link) -> tuple[int, float]:
    """Return what links are sorted by, the most telling first."""
    return rank(link.relation), -link.confidence


def _by_telling(placed: Placed) -> tuple[int, float]:
    return placed.telling


class _Marks(Mapping[str, tuple[Mark, ...]]):
    """The marks by article, sorted out when they are asked for: of 50 articles, eight have a pane."""

    def __init__(self, basis: Basis, shown: Mapping[str, Link], standings: Standings) -> None:
        self._basis, self._shown, self._standings = basis, shown, standings
        self._whole = len(shown) == len(basis.links)
        self._sorted: dict[str, tuple[Mark, ...]] = {}

    def __getitem__(self, article: str) -> tuple[Mark, ...]:
        if article not in self._sorted:
            self._sorted[article] = tuple(self._of(self._basis.marks[article]))
        return self._sorted[article]

    def __iter__(self) -> Iterator[str]:
        return iter(self._basis.marks)

    def __len__(self) -> int:
        return len(self._basis.marks)

    def _of(self, marks: Sequence[Mark]) -> Iterator[Mark]:
        for mark in marks:
            links = mark.links if self._whole else tuple(link for link in mark.links if link.id in self._shown)
            if links:
                kept = mark if len(links) == len(mark.links) else Mark(mark.claim, links[0].relation, links)
                yield _mark_judged(kept, self._standings)


def _mark_judged(mark: Mark, standings: Standings) -> Mark:
    """Return a mark with what was said of it; links that were rejected come last."""
    if not standings or standings.keys().isdisjoint(link.id for link in mark.links):
        return mark
    links = tuple(sorted(mark.links, key=lambda link: standings.get(link.id) is Standing.REJECTED))
    return Mark(mark.claim, links[0].relation, links, standings.get(links[0].id))


def _row_judged(row: Row, standings: Standings) -> Row:
    """Return a row with what was said of it; it is led by a link that was not rejected, if there is one."""
    judged = [link for link in row.links if link.id in standings]
    if not judged:
        return row
    left = [link for link in row.links if standings.get(link.id) is not Standing.REJECTED]
    lead = row.lead if row.lead in left else min(left, key=telling, default=row.lead)
    kind = kinds_of(lead)[0] if lead.reasons else ""
    standing = standings.get(lead.id) if len(judged) == len(row.links) else None
    return replace(row, lead=lead, relation=lead.relation, kind=kind, judged=len(judged), standing=standing)


def _rows(basis: Basis, passing: Sequence[Placed], standings: Standings) -> tuple[Row, ...]:
    numbers = Counter(map(_GROUP, passing))
    cut = {key for key, _ in numbers.items() - basis.sizes.items()}
    parts: defaultdict[str, list[Placed]] = defaultdict(list)
    for placed in passing if cut else ():
        if placed.group in cut:
            parts[placed.group].append(placed)
    # Whole rows come in their order; only those that are cut have to find a place among them.
    rows = [both for key, both in basis.rows.items() if key in numbers and key not in cut]
    rows += [basis.row(key, its) for key, its in parts.items()]
    rows.sort(key=itemgetter(0))
    judged = {basis.groups[link] for link in standings if link in basis.groups}
    return tuple(_row_judged(row, standings) if row.id in judged else row for _, row in rows)


def _histogram(confident: Sequence[Placed]) -> tuple[int, ...]:
    counted = Counter(map(_BIN, confident))
    return tuple(counted[place] for place in range(BINS))


def _pairs(basis: Basis, passing: Sequence[Placed], chosen: Filter) -> Mapping[frozenset[str], Mapping[Relation, int]]:
    if chosen.articles:
        anywhere = replace(chosen, articles=frozenset())
        passing = [placed for placed in basis.links if anywhere.passes(placed.link, placed.articles)]
    counts: defaultdict[frozenset[str], Counter[Relation]] = defaultdict(Counter)
    for (articles, relation), number in Counter(map(_BETWEEN, passing)).items():
        counts[articles][relation] = number
    return MappingProxyType(dict(counts))


def plainly(survey_: Survey, articles: int, filtered: bool) -> str:
    """Say honestly what is missing from the list, and what to do; empty if conflicts are listed.

    ``filtered`` tells that the analyst has switched some relations off.
    """
    totals = survey_.totals
    conflicts = totals.get(Relation.CONFLICTS, 0)
    others = sum(totals.values()) - conflicts
    if articles < 2:
        return "One article alone cannot be compared. Add another report of the same story."
    if not conflicts and not others:
        return (
            "Nothing in these articles matches. They may tell different stories, be very short, or be in another "
            "language than English. Check the greyed passages, or add another report."
        )
    if filtered and not survey_.rows:
        return f"The filters above hide every mark, {conflicts + others} in all. Drop one of them, or show all marks."
    if conflicts:
        return ""
    parts = [
        _count(totals.get(Relation.AGREES, 0), "agreement", "agreements"),
        _count(totals.get(Relation.CHANGED, 0), "change over time", "changes over time"),
        _count(totals.get(Relation.RELATED, 0), "related passage", "related passages"),
    ]
    named = [part for part in parts if part]
    listed = f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else named[0]
    return (
        f"No conflicts found between these articles. {listed} {'is' if others == 1 else 'are'} listed; read them side "
        "by side, for a difference that no rule knows is not marked."
    )


def _count(number: int, one: str, many: str) -> str:
    """Return "3 agreements", or nothing for none."""
    return f"{number} {one if number == 1 else many}" if number else ""
