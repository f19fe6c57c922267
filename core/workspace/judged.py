"""The analyst's word beside the program's: what is judged and how, and what waits; neither changes the other."""

from __future__ import annotations

from collections.abc import Iterator

from core.model import Cluster, Comparison, Link, Relation
from core.workspace.judgements import Judgement, Subject, Workspace, cluster_key, places


class Judged:
    """Looks up judgements for one comparison and one state of the workspace; built once, never changed."""

    def __init__(self, workspace: Workspace, comparison: Comparison) -> None:
        self.workspace, self.comparison = workspace, comparison
        self._links = {link.id: link for link in comparison.links}
        self._clusters = {cluster_key(cluster.claims): cluster for cluster in comparison.clusters}
        self._cluster_of = {claim: cluster for cluster in comparison.clusters for claim in cluster.claims}

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


def lost(workspace: Workspace) -> Iterator[tuple[str, str]]:
    """Yield kind and id of each record with a passage in an article that is not in the workspace any more."""
    for kind in ("judgements", "manual_links", "notes"):
        for key, record in getattr(workspace, kind).items():
            if any(anchor.article not in workspace.articles for anchor in places(record)):
                yield kind, key
