"""The passage of an article that comes closest to a matter it does not have, to be looked at by the analyst."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from core.comparison import Index
from core.model import Claim
from core.terms import Terms, terms_of


def nearest(index: Index, claims: Sequence[Claim], article: str) -> Claim | None:
    """Return the claim of an article that is nearest to these claims of others, or None if nothing is near.

    What the engine has linked to one of them comes first, then what it noted as nearest, then the claim that shares
    the most telling words: a word counts the more the fewer claims of the article have it.
    """
    linked = [
        (link.similarity, index.claim(other))
        for claim in claims
        for link in index.links_of(claim.id)
        for other in (link.a, link.b)
        if index.claim(other).article == article
    ]
    if linked:
        return max(linked, key=lambda found: (found[0], -found[1].start))[1]
    noted = [only.nearest for claim in claims if (only := index.only_in(claim.id)) and only.nearest]
    here = [(near.similarity, index.claim(near.claim)) for near in noted if index.claim(near.claim).article == article]
    if here:
        return max(here, key=lambda found: (found[0], -found[1].start))[1]
    return _by_words([terms_of(claim) for claim in claims], index.claims_of(article))


def _by_words(wanted: Sequence[Terms], claims: Sequence[Claim]) -> Claim | None:
    forms = [terms_of(claim).forms for claim in claims]
    common = Counter(form for its in forms for form in its)
    best: tuple[float, Claim] | None = None
    for claim, its in zip(claims, forms, strict=True):
        shared = max((sum(1 / common[form] for form in its & each.forms) for each in wanted), default=0.0)
        if shared > (best[0] if best else 0.0):
            best = shared, claim
    return best[1] if best else None
