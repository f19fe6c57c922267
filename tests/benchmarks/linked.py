"""A comparison made up for measuring the window: articles of the generated story, with as many links as asked for."""

from __future__ import annotations

import itertools
import random
import re

from core.model import Article, Claim, Cluster, Comparison, Engine, Link, Reason, Relation
from tests.benchmarks.texts import story

_SENTENCE = re.compile(r"[^.\n]+\.")
# As a long story has them: mostly agreement and related matter, few conflicts.
_RELATIONS = (*[Relation.AGREES] * 4, *[Relation.RELATED] * 4, Relation.CHANGED, Relation.CONFLICTS)


def articles(number: int, words: int) -> tuple[Article, ...]:
    """Return that many articles of about that many words."""
    return tuple(
        Article(id=f"article-{place}", source_file=name, sha256="", text=text, title=f"Report {place}", outlet=name)
        for place, (name, text) in enumerate(story(number, words))
    )


def linked(texts: tuple[Article, ...], links: int) -> Comparison:
    """Link passages of neighbours at about the same height, some of them far apart, as outlets order news."""
    chance = random.Random(1)
    claims = [_claims(article, links) for article in texts]
    found, clusters = [], []
    for left, right in itertools.pairwise(claims):
        for place in range(links):
            other = place if chance.random() < 0.8 else chance.randrange(links)
            a, b = left[place], right[other]
            reason = Reason("meaning", "Both tell the same.", "meaning.close", (a.span,), (b.span,))
            sure = round(chance.uniform(0.3, 1.0), 3)
            link = Link(f"{a.id}|{b.id}", a.id, b.id, chance.choice(_RELATIONS), 0.8, sure, (reason,))
            found.append(link)
            clusters.append(Cluster(link.id, (a.id, b.id), (a.article, b.article), (), link.relation))
    every = tuple(claim for its in claims for claim in its)
    return Comparison(Engine("", ""), texts, every, tuple(found), tuple(clusters), ())


def _claims(article: Article, number: int) -> list[Claim]:
    """Cut an article's sentences into that many passages."""
    sentences = [match.span() for match in _SENTENCE.finditer(article.text)]
    pieces = -(-number // len(sentences))
    spans = [
        (start + (end - start) * piece // pieces, start + (end - start) * (piece + 1) // pieces)
        for start, end in sentences
        for piece in range(pieces)
    ]
    chosen = [spans[place * len(spans) // number] for place in range(number)]
    return [
        Claim(f"{article.id}:{start}", article.id, start, end, article.text[start:end], place, 1)
        for place, (start, end) in enumerate(chosen)
    ]
