"""One utterance quoted in two wordings: dropped, added or changed words between quotation marks."""

from __future__ import annotations

from core.model import Reason, Span
from core.relations.finding import Finding, Pair, Sense
from core.tokens import tokenise

_SAME_UTTERANCE = 75  # partial likeness of two quotations, of 100, from which they are one utterance
_SHORTEST = 12  # characters; shorter scraps in quotation marks are no utterance


def detect(pair: Pair) -> tuple[Finding, ...]:
    """Find a quotation that both claims hold in wordings that differ by words."""
    if not (pair.a.claim.quotes and pair.b.claim.quotes):
        return ()
    from rapidfuzz import fuzz

    for one in pair.a.claim.quotes:
        for other in pair.b.claim.quotes:
            words = one.of(pair.a.article.text), other.of(pair.b.article.text)
            if min(map(len, words)) < _SHORTEST or fuzz.partial_ratio(*words) < _SAME_UTTERANCE:
                continue
            mine, theirs = _odd(one, words[0], words[1]), _odd(other, words[1], words[0])
            if (mine and theirs) or ((mine or theirs) and abs(len(words[0]) - len(words[1])) < _SHORTEST):
                text = "The same utterance is quoted in different words."
                reason = Reason("quote", text, "quote.drift", mine or (one,), theirs or (other,))
                return (Finding(Sense.DOUBT, reason, 0.2),)
            reason = Reason("quote", "Both quote the same utterance.", "quote.same", (one,), (other,))
            return (Finding(Sense.SAME, reason, 0.4),)
    return ()


def _odd(span: Span, words: str, others: str) -> tuple[Span, ...]:
    """Return where a quotation has words that the other has not."""
    known = {t.lower for t in tokenise(others)}
    return tuple(
        Span(span.start + t.start, span.start + t.end)
        for t in tokenise(words)
        if t.lower not in known and (t.is_word or t.is_number)
    )
