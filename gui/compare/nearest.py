"""The passage of an article that comes closest to a matter it does not have, to be looked at by the analyst."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from core.comparison import Index
from core.model import Claim
from core.terms import terms_of


class Nearest:
    """Finds nearest passages in one comparison; what it has made of an article's words serves every further matter."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._forms: dict[str, tuple[tuple[Claim, frozenset[str]], ...]] = {}
        self._common: dict[str, Counter[str]] = {}

    def to(self, claims: Sequence[Claim], article: str) -> Claim | None:
        """Return the claim of an article that is nearest to these claims of others, or None if nothing is near.

        What the engine has linked to one of them comes first, then what it noted as nearest, then the claim that
        shares the most telling words: a word counts the more the fewer claims of the article have it.
        """
        index = self._index
        linked = [
            (link.similarity, index.claim(other))
            for claim in claims
            for link in index.links_of(claim.id)
            for other in (link.a, link.b)
            if index.claim(other).article == article
        ]
        notes = [only.nearest for claim in claims if (only := index.only_in(claim.id)) and only.nearest]
        noted = [(near.similarity, index.claim(near.claim)) for near in notes]
        noted = [found for found in noted if found[1].article == article]
        for found in (linked, noted):
            if found:
                return max(found, key=lambda each: (each[0], -each[1].start))[1]
        return self._by_words(claims, article)

    def _by_words(self, claims: Sequence[Claim], article: str) -> Claim | None:
        if article not in self._forms:
            self._forms[article] = tuple((claim, terms_of(claim).forms) for claim in self._index.claims_of(article))
            self._common[article] = Counter(form for _, forms in self._forms[article] for form in forms)
        common, wanted = self._common[article], [terms_of(claim).forms for claim in claims]
        best: tuple[float, Claim] | None = None
        for claim, forms in self._forms[article]:
            shared = max((sum(1 / common[form] for form in forms & each) for each in wanted), default=0.0)
            if shared > (best[0] if best else 0.0):
                best = shared, claim
        return best[1] if best else None
