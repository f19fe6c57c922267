"""One claim says it is so, the other that it is not; or one denies what the other reports."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from core.lexicon import english
from core.matching import Side
from core.model import Claim, Reason, Span
from core.relations.finding import Finding, Pair, Sense
from core.tokens import normal, tokenise

_NEGATED_SHARED = 0.55  # of the shorter claim, before a "not" on one side can be about the same statement
_DENIED_SHARED = 0.45
_SHARED_TERMS = 3  # fewer shared words may be names alone
_REACH = 3  # terms after a "not" that it may negate
_STOP = re.compile(r"[,;:.!?—–][\"”’]*\s")


def detect(pair: Pair) -> tuple[Finding, ...]:
    """Find a negation or denial on one side of two claims that otherwise say the same."""
    denial = _denial(pair)
    if denial:
        return denial
    a, b = pair.a.claim, pair.b.claim
    if _denies(a) == _denies(b) or len(pair.shared_forms()) < _SHARED_TERMS:
        return ()
    if pair.shared_without(_cue_forms(a) | _cue_forms(b)) < _NEGATED_SHARED:
        return ()
    negated = a if _denies(a) else b
    side, told = (pair.a, pair.b) if negated is a else (pair.b, pair.a)
    open_terms = pair.shared_forms() - frozenset().union(*(_scope(told, n) for n in told.claim.negations))
    cue = next((n for n in side.claim.negations if _scope(side, n) & open_terms), None)
    if cue is None:
        return ()  # what is negated is not what the other tells, or is negated there too
    text = side.article.text
    said = f"“{cue.of(text)}” stands on one side only, and the rest is told alike."
    mine, theirs = (a.negations, _told(pair, b)) if negated is a else (_told(pair, a), b.negations)
    return (
        Finding(
            Sense.CONFLICT,
            Reason("negation", said, "negation.differs", mine, theirs),
            pair.strengths.get("negation.differs", 0.7),
        ),
    )


def _scope(side: Side, cue: Span) -> frozenset[str]:
    """Return the terms that a negation reaches: the next few before a stop, or the last ones where none follow."""
    text, terms = side.article.text, side.terms.sequence
    after = [t for t in terms if t.start >= cue.end and not _STOP.search(text, cue.end, t.start)]
    before = [t for t in terms if t.end <= cue.start]
    return frozenset(t.form for t in after[:_REACH] or before[-_REACH:])


def _denies(claim: Claim) -> bool:
    """Tell whether negations and words of denial add up to a denial ("did not deny" affirms)."""
    places = {n.start for n in claim.negations}
    places |= {claim.start + s.start for s in _denials(claim.text)}
    return len(places) % 2 == 1


def _denial(pair: Pair) -> tuple[Finding, ...]:
    mine, theirs = _denying(pair.a.claim), _denying(pair.b.claim)
    if bool(mine) == bool(theirs):
        return ()
    if pair.shared_without(_denial_forms()) < _DENIED_SHARED:
        return ()
    spans = (mine, _told(pair, pair.b.claim)) if mine else (_told(pair, pair.a.claim), theirs)
    text = f"“{_denial_word(pair.a.claim if mine else pair.b.claim)}”: one denies what the other reports."
    reason = Reason("denial", text, "denial.of", *spans)
    return (Finding(Sense.CONFLICT, reason, pair.strengths.get("denial.of", 0.8)),)


def _denying(claim: Claim) -> tuple[Span, ...]:
    words = english().denial
    denials = _denials(claim.text)
    if not denials and (claim.attribution is None or claim.attribution.verb not in words):
        return ()
    if any(claim.text[n.start - claim.start : n.end - claim.start].lower() not in words for n in claim.negations):
        return ()  # "did not deny"
    if not denials and claim.attribution is not None:
        return (claim.attribution.span,)
    return tuple(Span(claim.start + s.start, claim.start + s.end) for s in denials)


def _denial_word(claim: Claim) -> str:
    denials = _denials(claim.text)
    return denials[0].of(claim.text) if denials or claim.attribution is None else claim.attribution.verb


@lru_cache(maxsize=50_000)
def _denials(text: str) -> tuple[Span, ...]:
    return tuple(t.span for t in tokenise(text) if t.lower in english().denial)


def _cue_forms(claim: Claim) -> frozenset[str]:
    return frozenset(
        normal(t.text)
        for cue in claim.negations
        for t in tokenise(claim.text, cue.start - claim.start, cue.end - claim.start)
    )


def _told(pair: Pair, claim: Claim) -> tuple[Span, ...]:
    """Return where the affirming claim says what the other denies: the words they share."""
    side = pair.a if claim is pair.a.claim else pair.b
    return side.terms.spans_of(pair.shared_forms()) or (claim.span,)


@cache
def _denial_forms() -> frozenset[str]:
    return frozenset(normal(w) for w in english().denial if " " not in w)
