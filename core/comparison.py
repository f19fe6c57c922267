"""The finished comparison: how it is put together, and an index for everything that reads it.

No view computes anything a second time: panes, lists and exporters ask the ``Index``.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from core.model import Article, Claim, Cluster, Comparison, Link, OnlyIn, Relation


def link_id(a: str, b: str) -> str:
    """Return a link's id: it comes from its two claims, whichever is named first."""
    import hashlib

    return hashlib.sha256("|".join(sorted((a, b))).encode()).hexdigest()[:12]


def in_reading_order(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Return articles by time, outlet, title and id, each under an id of its own, whatever order they came in.

    Articles that hold the very same text would share an id; all but the first get a number behind it.
    """
    ordered = sorted(
        articles,
        key=lambda a: (
            *(a.published or "9999", a.outlet or "", a.title or "", a.id, a.source_file),
            *(a.url or "", a.byline or "", a.updated or "", a.language or "", a.removed),
        ),
    )
    seen: dict[str, int] = defaultdict(int)
    named = []
    for article in ordered:
        seen[article.id] += 1
        times = seen[article.id]
        named.append(article if times == 1 else _renamed(article, f"{article.id}-{times}"))
    return tuple(named)


def _renamed(article: Article, new_id: str) -> Article:
    from dataclasses import replace

    return replace(article, id=new_id)


def label_of(place: int) -> str:
    """Return the letter of an article by its place: A … Z, AA, AB …"""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@functools.lru_cache(maxsize=256)
def word_count(article: Article) -> int:
    """Return how many words an article has, those that cleaning set aside left out."""
    kept = list(article.text)
    for cut in article.removed:
        kept[cut.start : cut.end] = " " * (cut.end - cut.start)
    return len(re.findall(r"\w[\w'’.,-]*", "".join(kept)))


class Index:
    """Looks things up in one comparison; built once, never changed."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self._articles = {a.id: a for a in comparison.articles}
        self._labels = {a.id: label_of(place) for place, a in enumerate(comparison.articles)}
        self._claims = {c.id: c for c in comparison.claims}
        self._links = {k.id: k for k in comparison.links}
        self._of_article: dict[str, list[Claim]] = defaultdict(list)
        for claim in comparison.claims:
            self._of_article[claim.article].append(claim)
        self._of_claim: dict[str, list[Link]] = defaultdict(list)
        for link in comparison.links:
            self._of_claim[link.a].append(link)
            self._of_claim[link.b].append(link)
        self._cluster = {claim: c for c in comparison.clusters for claim in c.claims}
        self._only = {o.claim: o for o in comparison.only_in}

    def article(self, article_id: str) -> Article:
        """Return the article of that id; KeyError if there is none."""
        return self._articles[article_id]

    def claim(self, claim_id: str) -> Claim:
        """Return the claim of that id; KeyError if there is none."""
        return self._claims[claim_id]

    def link(self, link_id: str) -> Link:
        """Return the link of that id; KeyError if there is none."""
        return self._links[link_id]

    def claims_of(self, article_id: str) -> tuple[Claim, ...]:
        """Return the claims of an article in text order."""
        return tuple(self._of_article.get(article_id, ()))

    def links_of(self, claim_id: str) -> tuple[Link, ...]:
        """Return the links that a claim takes part in."""
        return tuple(self._of_claim.get(claim_id, ()))

    def cluster_of(self, claim_id: str) -> Cluster | None:
        """Return the cluster a claim belongs to, if any."""
        return self._cluster.get(claim_id)

    def only_in(self, claim_id: str) -> OnlyIn | None:
        """Return the note that a claim stands in one article only, if it does."""
        return self._only.get(claim_id)

    def label(self, article_id: str) -> str:
        """Return an article's letter in this comparison."""
        return self._labels[article_id]

    def citation(self, claim_id: str) -> str:
        """Return where a claim stands: ``B ¶4 s2, 1312–1398``; a headline has no paragraph."""
        claim = self._claims[claim_id]
        place = f"¶{claim.paragraph} s{claim.sentence}" if claim.paragraph else "headline"
        return f"{self.label(claim.article)} {place}, {claim.start}–{claim.end}"

    def counts(self, article_id: str | None = None) -> Mapping[Relation, int]:
        """Return how many links of each relation there are, in all or for one article."""
        numbers = dict.fromkeys(Relation, 0)
        for link in self.comparison.links:
            ends = self._claims[link.a].article, self._claims[link.b].article
            if article_id is None or article_id in ends:
                numbers[link.relation] += 1
        return numbers
