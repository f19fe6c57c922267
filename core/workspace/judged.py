"""The analyst's word beside the program's: what is judged and how, and what waits; neither changes the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import replace
from types import MappingProxyType

from core.comparison import link_id
from core.model import Claim, Cluster, Comparison, Link, Reason, Relation
from core.workspace.constraints import claims_by_article, differing, fitting
from core.workspace.judgements import (
    Anchor,
    Judgement,
    ManualLink,
    Ruling,
    Subject,
    Workspace,
    cluster_key,
    places,
)

BY_HAND = "judgement.by_hand"
"""The rule of a link that the analyst made."""


class Judged:
    """Looks up judgements for one comparison and one state of the workspace."""

    def __init__(self, workspace: Workspace, comparison: Comparison) -> None:
        self.workspace, self.comparison = workspace, comparison
        self._links = {link.id: link for link in comparison.links}
        self._clusters = {cluster_key(cluster.claims): cluster for cluster in comparison.clusters}
        self._cluster_of = {claim: cluster for cluster in comparison.clusters for claim in cluster.claims}

    def after(self, workspace: Workspace) -> Judged:
        """Return the same for another state of the workspace; what was looked up in the comparison is shared."""
        other = copy(self)
        other.workspace = workspace
        return other

    def link(self, link_id: str) -> Link | None:
        """Return what the program marks under an id, if anything."""
        return self._links.get(link_id)

    def of_link(self, link: Link) -> Judgement | None:
        """Return what was said of a link; else a ruling on the cluster that holds both of its claims."""
        own = self.workspace.judgements.get(link.id)
        if own is not None:
            return own
        cluster = self._cluster_of.get(link.a)
        whole = self.of_cluster(cluster) if cluster and link.b in cluster.claims else None
        return whole if whole and whole.ruling else None

    def of_cluster(self, cluster: Cluster) -> Judgement | None:
        """Return what was said of a cluster of exactly these claims."""
        return self.workspace.judgements.get(cluster_key(cluster.claims))

    def relation(self, link: Link) -> Relation | None:
        """Return what a link stands for: the analyst's word if there is one, else the program's; None if rejected."""
        judgement = self.of_link(link)
        return judgement.says if judgement and judgement.ruling else link.relation

    def outdated(self, link: Link) -> bool:
        """Tell whether the program now marks something else than what was judged."""
        own = self.workspace.judgements.get(link.id)
        return own is not None and own.marked is not None and own.marked is not link.relation

    def unjudged(self) -> tuple[Link, ...]:
        """Return the links that wait for a ruling, in the comparison's order."""
        return tuple(link for link in self.comparison.links if not self._ruled(link))

    def _ruled(self, link: Link) -> bool:
        judgement = self.of_link(link)
        return judgement is not None and judgement.ruling is not None

    def without_mark(self) -> tuple[Judgement, ...]:
        """Return the judgements whose link or cluster this comparison does not show: rejected, or marked no more."""
        return tuple(j for j in self.workspace.judgements.values() if j.id not in self._shown(j))

    def _shown(self, judgement: Judgement) -> dict[str, Link] | dict[str, Cluster]:
        return self._links if judgement.subject is Subject.LINK else self._clusters


def restated(link: Link, judgement: Judgement | None) -> Link:
    """Return a link as the analyst retyped it, its reason first; the link itself where nothing else was said."""
    if judgement is None or judgement.ruling is not Ruling.RETYPE or judgement.relation is None:
        return link
    kind = judgement.kind or (link.reasons[0].kind if link.reasons else "wording")
    if (link.relation, judgement.kind) == (judgement.relation, None):
        return link
    said = Reason(kind, f"You said that this is {_SAID[judgement.relation]}.", "judgement.retyped")
    return replace(link, relation=judgement.relation, reasons=(said, *link.reasons))


_SAID = MappingProxyType(
    {
        Relation.AGREES: "an agreement",
        Relation.CONFLICTS: "a conflict",
        Relation.CHANGED: "a change over time",
        Relation.RELATED: "related, and no more",
    }
)


def as_judged(workspace: Workspace, comparison: Comparison) -> Comparison:
    """Return a comparison that shows what the analyst said, for eyes only: notes keep the two apart.

    Retyped links are of the analyst's relation, links by hand are there, and so are rejected ones, which a new run
    does not find again, so that a rejection can be seen and taken back.
    """
    judged = Judged(workspace, comparison)
    links = {link.id: restated(link, judged.of_link(link)) for link in comparison.links}
    claims = {claim.id: claim for claim in comparison.claims}
    for judgement in judged.without_mark():
        if judgement.subject is Subject.LINK and _to_be_shown(judgement):
            a, b = (claims.get(anchor.claim) for anchor in judgement.anchors)
            if a is not None and b is not None:
                links[judgement.id] = _not_found(judgement, a, b)
    of_article = claims_by_article(comparison.claims)
    for by_hand in workspace.manual_links.values():
        ends = tuple(_there(anchor, of_article.get(anchor.article, [])) for anchor in (by_hand.a, by_hand.b))
        if ends[0] is not None and ends[1] is not None and ends[0].article != ends[1].article:
            link = _by_hand(by_hand, ends[0], ends[1])
            links[link.id] = link
    place = {claim.id: at for at, claim in enumerate(comparison.claims)}
    return replace(comparison, links=tuple(_in_order(link, place) for link in links.values()))


def restated_since(before: Workspace, judged: Judged) -> Mapping[str, Link] | None:
    """Return the links that ``as_judged`` gives otherwise than for an earlier state; accepting one changes none.

    None where links come or go, or where what changed is not of one link.
    """
    now = judged.workspace
    if before.manual_links is not now.manual_links:
        return None
    found = {}
    for key in differing(before.judgements, now.judgements):
        said = before.judgements.get(key), now.judgements.get(key)
        link = judged.link(key)
        if link is None and _shows(said[0]) != _shows(said[1]):
            return None
        if link is not None and _restates(said[0]) != _restates(said[1]):
            found[key] = restated(link, judged.of_link(link))
    # A link by hand may lie on what was retyped, and would be seen instead.
    return None if found and now.manual_links else found


def _restates(judgement: Judgement | None) -> tuple[Relation | None, str | None] | None:
    """Return what a judgement makes of the link that the program marks, None if it leaves it."""
    if judgement is None or judgement.ruling is not Ruling.RETYPE:
        return None
    return judgement.relation, judgement.kind


def _shows(judgement: Judgement | None) -> tuple[object, ...] | None:
    """Return what a judgement shows where the program marks nothing, None for nothing."""
    if judgement is None or judgement.ruling is None:
        return None
    if judgement.subject is Subject.LINK and not _to_be_shown(judgement):
        return None
    return judgement.ruling, judgement.says, judgement.kind


def _to_be_shown(judgement: Judgement) -> bool:
    """Tell whether a judgement is of a pair that was marked; matters are split between pairs that never were."""
    return judgement.marked is not None if judgement.ruling is Ruling.REJECT else judgement.ruling is not None


def _there(anchor: Anchor, claims: list[Claim]) -> Claim | None:
    return next((claim for claim in claims if claim.id == anchor.claim), None) or fitting(anchor, claims)


def _not_found(judgement: Judgement, a: Claim, b: Claim) -> Link:
    """Return a link for a judgement on two passages that this comparison does not mark."""
    rejected = judgement.ruling is Ruling.REJECT
    words = "You said that these are not about the same." if rejected else "You judged these; no rule marks them now."
    said = Reason("wording", words, "judgement.rejected" if rejected else "judgement.kept", (a.span,), (b.span,))
    relation = (None if rejected else judgement.says) or judgement.marked or Relation.AGREES
    return Link(judgement.id, a.id, b.id, relation, 1.0, 1.0, (said,))


def _by_hand(link: ManualLink, a: Claim, b: Claim) -> Link:
    said = Reason(link.kind or "wording", "You linked these by hand.", BY_HAND, (a.span,), (b.span,))
    return Link(link_id(a.id, b.id), a.id, b.id, link.relation, 1.0, 1.0, (said,))


def _in_order(link: Link, place: dict[str, int]) -> Link:
    """Return a link whose ends are in the comparison's order."""
    if place.get(link.a, 0) <= place.get(link.b, 0):
        return link
    turned = tuple(replace(reason, a=reason.b, b=reason.a) for reason in link.reasons)
    return replace(link, a=link.b, b=link.a, reasons=turned)


def lost(workspace: Workspace) -> Iterator[tuple[str, str]]:
    """Yield kind and id of each record with a passage in an article that is not in the workspace any more."""
    for kind in ("judgements", "manual_links", "notes"):
        for key, record in getattr(workspace, kind).items():
            if any(anchor.article not in workspace.articles for anchor in places(record)):
                yield kind, key
