"""Value histories: one figure, such as a toll, by time and outlet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.comparison import Index
from core.exporters.citing import Citer, moment
from core.exporters.document import History, Point
from core.exporters.findings import Mark
from core.model import Claim, Cluster, Comparison, Quantity


def histories(comparison: Comparison, marks: Sequence[Mark], citer: Citer) -> Iterator[History]:
    """Yield the history of each figure that differs among the articles of a cluster with a listed mark.

    A figure is what shares unit and thing counted; it needs two articles and two values.
    """
    index = Index(comparison)
    ends = [mark.link.a for mark in marks if mark.link is not None]
    clusters = dict.fromkeys(cluster for end in ends if (cluster := index.cluster_of(end)))
    for cluster in clusters:
        yield from _of_cluster(cluster, index, citer)


def _of_cluster(cluster: Cluster, index: Index, citer: Citer) -> Iterator[History]:
    figures: dict[tuple[str | None, str | None], list[tuple[Claim, Quantity]]] = {}
    for claim in map(index.claim, cluster.claims):
        for quantity in claim.quantities:
            if quantity.counted or quantity.unit:
                figures.setdefault((quantity.counted, quantity.unit), []).append((claim, quantity))
    for (counted, _), found in figures.items():
        articles = {claim.article for claim, _ in found}
        values = {(quantity.value, quantity.low, quantity.high) for _, quantity in found}
        if len(articles) > 1 and len(values) > 1:
            points = sorted((_point(*one, index, citer) for one in found), key=lambda point: point.when or "9999")
            title = counted or f"{points[0].words} … {points[-1].words}"
            yield History(title, tuple(points))


def _point(claim: Claim, quantity: Quantity, index: Index, citer: Citer) -> Point:
    article = index.article(claim.article)
    return Point(
        when=moment(article.updated or article.published) or "",
        outlet=f"{index.label(article.id)} {article.name}",
        words=" ".join(quantity.span.of(article.text).split()),
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        citation=citer.claim(claim.id),
    )
