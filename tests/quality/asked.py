"""Pairs of claims as the program comes to judge them, with their gold: what models are trained and weighed on."""

from __future__ import annotations

from collections.abc import Iterator

from core.alignment import align, nearest
from core.calibration import calibration
from core.candidates import TermIndex
from core.claims import find_claims
from core.comparison import in_reading_order
from core.matching import Side
from core.memory import Memory
from core.model import Claim
from core.progress import Progress
from core.relations import Pair
from core.segmenting import segment
from core.terms import terms_of
from tests.quality.stories import GoldLink, Story, covers


def asked_pairs(story: Story, memory: Memory, least: float, rank: int | None = None) -> Iterator[tuple[Pair, str]]:
    """Yield the aligned pairs of a story from a similarity on whose gold is known, each with its relation.

    With ``rank`` only those that are among so many best of one of their claims within the two articles.
    """
    weights = calibration()
    articles = in_reading_order(story.articles)
    sides = [Side(c, terms_of(c), a) for a in articles for c in find_claims(a, segment(a))]
    files = {a.id: a.source_file for a in articles}
    index = TermIndex([s.terms for s in sides])
    scored = align(sides, index, weights, Progress(), memory.meanings(sides))
    for one in nearest(sides, scored, rank or len(scored), least, least):
        pair = Pair(sides[one.first], sides[one.second], one.evidence, one.similarity, index, weights.strengths)
        gold = gold_of(story, pair.a.claim, pair.b.claim, files)
        if gold is not None:
            yield pair, gold


def gold_of(story: Story, a: Claim, b: Claim, files: dict[str, str]) -> str | None:
    """Return the relation of the gold link that two claims fit best, "unrelated", or None where nobody said."""
    found = story.gold_of(a, b, files)
    if found:
        return max(found, key=lambda g: (_fit(g, a, b, files), g.relation)).relation
    if frozenset((files[a.article], files[b.article])) in story.exhaustive:
        return "unrelated"
    single = any(files[c.article] == file and covers(c, span) for c in (a, b) for file, span in story.only_in)
    return "unrelated" if single else None


def _fit(link: GoldLink, a: Claim, b: Claim, files: dict[str, str]) -> float:
    """Return how tightly two claims fit a link's quotations: shared over joined lengths, both ends together."""
    ends = (link.a, link.b) if files[a.article] == link.a[0] else (link.b, link.a)
    total = 0.0
    for claim, (_, span) in zip((a, b), ends, strict=True):
        shared = max(0, min(claim.end, span.end) - max(claim.start, span.start))
        total += shared / (max(claim.end, span.end) - min(claim.start, span.start))
    return total
