"""What a comparison shows in the window under the chosen filter: marks in the panes, rows in the list, counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.model import Claim, Comparison, Link, Relation

# How telling a relation is; a passage with several links is marked by the first of these.
TELLING = (Relation.CONFLICTS, Relation.CHANGED, Relation.AGREES, Relation.RELATED)


_RANKS = MappingProxyType({relation: place for place, relation in enumerate(TELLING)})


def rank(relation: Relation) -> int:
    """Return how telling a relation is, 0 being the most."""
    return _RANKS[relation]


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim that is marked in its pane, by its most telling link; ``links`` has that one first."""

    claim: Claim
    relation: Relation
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One matter in the list of claims: a cluster, or a link outside all clusters.

    ``lead`` is the link that tells most and ``links`` are all that show, in the articles' order.
    """

    id: str
    relation: Relation
    kind: str
    claims: tuple[Claim, ...]
    lead: Link
    links: tuple[Link, ...]

    @property
    def opening(self) -> Claim:
        """The claim whose words stand for the row: the first of its leading link."""
        return next(claim for claim in self.claims if claim.id == self.lead.a)


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything the views need of one comparison under one filter; counts are of links."""

    marks: Mapping[str, tuple[Mark, ...]]
    rows: tuple[Row, ...]
    totals: Mapping[Relation, int]
    counts: Mapping[str, Mapping[Relation, int]]
    links: Mapping[str, Link]

    def marks_of(self, article_id: str) -> tuple[Mark, ...]:
        """Return the marks of one article in reading order."""
        return self.marks.get(article_id, ())

    def row_of(self, link_id: str) -> Row | None:
        """Return the row that holds a link, or None if the filter hides it."""
        return next((row for row in self.rows if any(link.id == link_id for link in row.links)), None)


EMPTY = Survey(MappingProxyType({}), (), MappingProxyType({}), MappingProxyType({}), MappingProxyType({}))


def survey(comparison: Comparison, shown: Iterable[Relation] = TELLING) -> Survey:
    """Sort out what a comparison shows when only links of the ``shown`` relations do.

    ``totals`` counts every link, whatever the filter, because it labels the filter's own buttons.
    """
    wanted = frozenset(shown)
    claims = {claim.id: claim for claim in comparison.claims}
    links = tuple(link for link in comparison.links if link.relation in wanted)
    return Survey(
        marks=_marks(claims, links),
        rows=_rows(comparison, claims, links),
        totals=MappingProxyType(Counter(link.relation for link in comparison.links)),
        counts=_counts(claims, comparison.links),
        links=MappingProxyType({link.id: link for link in links}),
    )


def telling(link: Link) -> tuple[int, float]:
    """Return what links are sorted by, the most telling first."""
    return rank(link.relation), -link.confidence


def _marks(claims: Mapping[str, Claim], links: tuple[Link, ...]) -> Mapping[str, tuple[Mark, ...]]:
    of_claim: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        of_claim[link.a].append(link)
        of_claim[link.b].append(link)
    of_article: defaultdict[str, list[Mark]] = defaultdict(list)
    for claim_id, its in of_claim.items():
        ordered = tuple(sorted(its, key=telling))
        claim = claims[claim_id]
        of_article[claim.article].append(Mark(claim, ordered[0].relation, ordered))
    return MappingProxyType(
        {article: tuple(sorted(marks, key=lambda mark: mark.claim.span)) for article, marks in of_article.items()}
    )


def _rows(comparison: Comparison, claims: Mapping[str, Claim], links: tuple[Link, ...]) -> tuple[Row, ...]:
    order = {article.id: place for place, article in enumerate(comparison.articles)}
    cluster_of = {claim: cluster.id for cluster in comparison.clusters for claim in cluster.claims}
    groups: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        together = cluster_of.get(link.a) is not None and cluster_of.get(link.a) == cluster_of.get(link.b)
        groups[cluster_of[link.a] if together else link.id].append(link)

    def place(claim: Claim) -> tuple[int, int]:
        return order[claim.article], claim.start

    rows = []
    for key, its in groups.items():
        ends = {end: place(claims[end]) for link in its for end in (link.a, link.b)}
        members = [claims[end] for end in sorted(ends, key=ends.__getitem__)]
        ordered = tuple(sorted(its, key=lambda link: (ends[link.a], ends[link.b])))
        lead = min(ordered, key=telling)
        kind = lead.reasons[0].kind if lead.reasons else ""
        rows.append(Row(key, lead.relation, kind, tuple(members), lead, ordered))
    return tuple(sorted(rows, key=lambda row: (rank(row.relation), place(row.claims[0]), row.id)))


def _counts(claims: Mapping[str, Claim], links: tuple[Link, ...]) -> Mapping[str, Mapping[Relation, int]]:
    counts: defaultdict[str, Counter[Relation]] = defaultdict(Counter)
    for link in links:
        counts[claims[link.a].article][link.relation] += 1
        counts[claims[link.b].article][link.relation] += 1
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
        return "The filter above hides every mark. Switch a relation on to list its marks."
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
