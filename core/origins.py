"""How many independent voices stand behind a matter.

Two outlets that quote one police statement are one voice, and so are two that print one agency's sentence: agreement
counts by origin and not by outlet.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from core.lexicon import english
from core.model import Claim

_COPIED = 90  # likeness of two claims, of 100, from which one is the other's copy
_SHORTEST = 40  # characters; shorter claims are alike by chance


def count_origins(claims: Sequence[Claim]) -> int:
    """Return the number of independent origins of some claims about one matter; claims of one article are one."""
    groups: list[list[Claim]] = []
    for claim in claims:
        joined = [group for group in groups if any(one_voice(claim, other) for other in group)]
        groups = [group for group in groups if group not in joined]
        groups.append([claim, *(member for group in joined for member in group)])
    return len(groups)


def one_voice(a: Claim, b: Claim) -> bool:
    """Tell whether two claims have one origin: one article, one text, or one named source."""
    if a.article == b.article:
        return True
    if min(len(a.text), len(b.text)) >= _SHORTEST:
        from rapidfuzz import fuzz

        if fuzz.ratio(a.text, b.text) >= _COPIED:
            return True
    if a.attribution is None or b.attribution is None or not (a.attribution.named and b.attribution.named):
        return False  # the narrator, or somebody nameless
    return not _naming(a.attribution.source).isdisjoint(_naming(b.attribution.source))


@lru_cache(maxsize=50_000)
def _naming(source: str) -> frozenset[str]:
    """Return the words that name a source."""
    words = (w.strip(",.").removesuffix("'s").removesuffix("’s") for w in source.split() if w[0].isupper())
    return frozenset(w for w in words if w.lower() not in english().titles)
