"""One outlet states what another only reports, thinks possible or calls alleged; or names another source for it."""

from __future__ import annotations

from core.model import Certainty, Claim, Reason, Span
from core.relations.finding import Finding, Pair, Sense

_RUNGS = tuple(Certainty)
_GAP = 2  # rungs between "reported" and "possible": the ladder's neighbours are no difference to speak of
_SHARED = 0.6
_SAME_UTTERANCE = 0.75


def detect(pair: Pair) -> tuple[Finding, ...]:
    """Find a wide gap in certainty, and one utterance handed to two named sources."""
    return _gap(pair) + _sources(pair)


def _gap(pair: Pair) -> tuple[Finding, ...]:
    a, b = pair.a.claim, pair.b.claim
    if abs(_RUNGS.index(a.certainty) - _RUNGS.index(b.certainty)) < _GAP or pair.shared_without(frozenset()) < _SHARED:
        return ()
    text = f"One tells it as {a.certainty.value}, the other as {b.certainty.value}."
    reason = Reason("certainty", text, "certainty.gap", _cues(a), _cues(b))
    return (Finding(Sense.DOUBT, reason, 0.3),)


def _cues(claim: Claim) -> tuple[Span, ...]:
    return claim.hedges or (claim.attribution.span if claim.attribution else claim.span,)


def _sources(pair: Pair) -> tuple[Finding, ...]:
    one, other = pair.a.claim.attribution, pair.b.claim.attribution
    if one is None or other is None or not (one.named and other.named):
        return ()
    if pair.shared_without(frozenset()) < _SAME_UTTERANCE or _meet(one.source, other.source):
        return ()
    text = f"The same is handed to “{one.source}” and to “{other.source}”."
    reason = Reason("attribution", text, "attribution.differs", (one.span,), (other.span,))
    return (Finding(Sense.DOUBT, reason, 0.2),)


def _meet(one: str, other: str) -> bool:
    """Tell whether two sources share a word that could be their name."""
    mine, theirs = ({w.strip(",.'’s") for w in source.split() if w[:1].isupper()} for source in (one, other))
    return bool(mine & theirs)
