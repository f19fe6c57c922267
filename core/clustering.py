"""From links to clusters: claims of any number of articles about one matter, in no particular order of articles.

Links are taken strongest first. The analyst's decisions are constraints: "same" joins whatever the scores say, and
no cluster ever holds two claims judged "different".
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.model import Claim, Cluster, Decision, Link, Relation, Verdict
from core.origins import count_origins
from core.progress import Progress

_PER_ARTICLE = 2  # claims of one article in a cluster; more means that chains of links have run together
_STAGE = "Gathering claims"
_TELLING = (Relation.CONFLICTS, Relation.CHANGED, Relation.AGREES, Relation.RELATED)


def cluster(
    links: Sequence[Link],
    claims: Sequence[Claim],
    articles: Sequence[str],
    decisions: Iterable[Decision] = (),
    progress: Progress | None = None,
) -> tuple[Cluster, ...]:
    """Return the clusters in text order of their first claims; ``articles`` lists all ids of the comparison."""
    progress = progress or Progress()
    groups = _Groups(claims, decisions)
    strong = [link for link in links if link.relation is not Relation.RELATED]
    for link in progress.over(_STAGE, sorted(strong, key=lambda k: (-k.confidence, k.a, k.b))):
        groups.join(link.a, link.b)
    weak = [link for link in links if link.relation is Relation.RELATED]
    for link in progress.over(_STAGE, sorted(weak, key=lambda k: (-k.confidence, k.a, k.b))):
        if groups.alone(link.a) and groups.alone(link.b):
            groups.join(link.a, link.b)
    order = {claim.id: place for place, claim in enumerate(claims)}
    owner = {claim.id: claim.article for claim in claims}
    relations = groups.relations(links)
    found = []
    for members in groups.all():
        progress.check()
        ids = tuple(sorted(members, key=order.__getitem__))
        present = {owner[i] for i in ids}
        found.append(
            Cluster(
                id=hashlib.sha256("|".join(sorted(ids)).encode()).hexdigest()[:12],
                claims=ids,
                articles=tuple(a for a in articles if a in present),
                missing_from=tuple(a for a in articles if a not in present),
                origins=count_origins([claims[order[i]] for i in ids]),
                relation=next((r for r in _TELLING if r in relations.get(ids[0], ())), Relation.RELATED),
            )
        )
    return tuple(sorted(found, key=lambda c: order[c.claims[0]]))


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """Claims that belong together, and how many of them each article has."""

    claims: set[str]
    shares: Counter[str]


def _crowded(one: _Group, other: _Group) -> bool:
    """Tell whether the two together would hold more claims of some article than a cluster may."""
    small, large = sorted((one, other), key=lambda group: len(group.shares))
    if any(count + large.shares[article] > _PER_ARTICLE for article, count in small.shares.items()):
        return True
    return len(large.claims) > _PER_ARTICLE and max(large.shares.values()) > _PER_ARTICLE  # by the analyst's word


class _Groups:
    """Disjoint sets of claims that keep to the analyst's constraints."""

    def __init__(self, claims: Sequence[Claim], decisions: Iterable[Decision]) -> None:
        self._owner = {claim.id: claim.article for claim in claims}
        self._group = {claim.id: _Group({claim.id}, Counter([claim.article])) for claim in claims}
        decided = sorted(d for d in decisions if d.a in self._owner and d.b in self._owner)
        self._apart = {frozenset((d.a, d.b)) for d in decided if d.verdict is Verdict.DIFFERENT}
        for decision in decided:
            if decision.verdict is Verdict.SAME:
                self._merge(decision.a, decision.b)

    def alone(self, claim: str) -> bool:
        return len(self._group[claim].claims) == 1

    def join(self, a: str, b: str) -> None:
        """Join the groups of two claims unless a constraint or the size of one article's share forbids it."""
        one, other = self._group[a], self._group[b]
        if one is other or _crowded(one, other):
            return
        if self._apart and any(frozenset((x, y)) in self._apart for x in one.claims for y in other.claims):
            return
        self._merge(a, b)

    def _merge(self, a: str, b: str) -> None:
        one, other = self._group[a], self._group[b]
        if one is other:
            return
        joined = _Group(one.claims | other.claims, one.shares + other.shares)
        for claim in joined.claims:
            self._group[claim] = joined

    def relations(self, links: Iterable[Link]) -> dict[str, set[Relation]]:
        """Return the relations of the links inside each group, under every claim of the group."""
        inside: dict[int, set[Relation]] = {}
        for link in links:
            group = self._group[link.a]
            if group is self._group[link.b]:
                inside.setdefault(id(group), set()).add(link.relation)
        return {claim: inside.get(id(group), set()) for claim, group in self._group.items()}

    def all(self) -> list[set[str]]:
        """Return the claims of the groups of more than one."""
        return [group.claims for group in {id(g): g for g in self._group.values()}.values() if len(group.claims) > 1]
