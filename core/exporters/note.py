"""What a comparison note has to say, in the order it says it, whatever the form it is written in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.model import Article, Cluster, Comparison, Link, OnlyIn, Reason, Relation

HONESTY = (
    "A mark means “compare these”, not “this is false”. The number of marks says nothing about an outlet's accuracy."
)
MACHINE = "Every mark below was found by the program. None has been judged by a person."

KIND_TITLES = {
    "number": "Numbers",
    "date": "Dates",
    "place": "Places",
    "name": "Names",
    "negation": "One says so, the other says not",
    "opposite": "Opposite words",
    "role": "Who did it to whom",
    "certainty": "How certain it is",
    "attribution": "Who says so",
    "denial": "Denials",
    "scope": "How much or how many it covers",
    "quote": "Wording of a quotation",
}
_ALIGNING = ("wording", "meaning")  # kinds that say why two claims belong together, not what they are to one another


@dataclass(frozen=True, slots=True)
class Agreement:
    """Claims of two or more articles that assert the same, and the articles in which nothing on it was found."""

    claims: tuple[str, ...]
    missing_from: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """A comparison sorted into the sections of a note; claims and links keep the comparison's order within each."""

    conflicts: tuple[tuple[str, tuple[Link, ...]], ...]
    changed: tuple[Link, ...]
    agreed: tuple[Agreement, ...]
    only_in: tuple[tuple[Article, tuple[OnlyIn, ...]], ...]
    missing_from: tuple[tuple[Article, tuple[Cluster, ...]], ...]
    related: int


def findings(comparison: Comparison) -> Findings:
    """Return what a note says of a comparison: conflicts by kind, agreements by how many articles share them."""
    of = {relation: [link for link in comparison.links if link.relation is relation] for relation in Relation}
    owner = {claim.id: claim.article for claim in comparison.claims}
    return Findings(
        conflicts=_by_kind(of[Relation.CONFLICTS]),
        changed=tuple(of[Relation.CHANGED]),
        agreed=_agreements(comparison, of[Relation.AGREES]),
        only_in=tuple(
            (article, lone)
            for article in comparison.articles
            if (lone := tuple(only for only in comparison.only_in if owner[only.claim] == article.id))
        ),
        missing_from=tuple(
            (article, missing)
            for article in comparison.articles
            if (missing := tuple(cluster for cluster in comparison.clusters if article.id in cluster.missing_from))
        ),
        related=len(of[Relation.RELATED]),
    )


def telling(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """Return the reasons that say more than that two claims share words; the first of all if none does."""
    more = tuple(reason for reason in reasons if reason.kind not in _ALIGNING)
    return more or tuple(reasons[:1])


def removals(article: Article) -> str:
    """Return what cleaning set aside in a few words, such as ``caption (2), navigation (1)``."""
    counts = Counter(removed.reason for removed in article.removed)
    return ", ".join(f"{reason} ({number})" for reason, number in sorted(counts.items())) or "nothing"


def _by_kind(links: Sequence[Link]) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """Return links by the kind of their most telling reason, in the order of KIND_TITLES."""
    kinds: dict[str, list[Link]] = {kind: [] for kind in KIND_TITLES}
    for link in links:
        kinds.setdefault(telling(link.reasons)[0].kind, []).append(link)
    return tuple((kind, tuple(found)) for kind, found in kinds.items() if found)


def _agreements(comparison: Comparison, links: Sequence[Link]) -> tuple[Agreement, ...]:
    """Return the groups of claims that agreeing links join, those shared by most articles first."""
    group = {claim.id: claim.id for claim in comparison.claims}

    def head(claim: str) -> str:
        while group[claim] != claim:
            claim = group[claim]
        return claim

    for link in links:
        group[head(link.b)] = head(link.a)
    linked = {end for link in links for end in (link.a, link.b)}
    members: dict[str, list[str]] = {}
    for claim in comparison.claims:
        if claim.id in linked:
            members.setdefault(head(claim.id), []).append(claim.id)
    owner = {claim.id: claim.article for claim in comparison.claims}
    missing = {claim: cluster.missing_from for cluster in comparison.clusters for claim in cluster.claims}
    found = [Agreement(tuple(claims), missing.get(claims[0], ())) for claims in members.values()]
    return tuple(sorted(found, key=lambda agreement: -len({owner[claim] for claim in agreement.claims})))
