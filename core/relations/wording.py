"""What the two claims say in common words: the plain reason every link has."""

from __future__ import annotations

from core.matching import Side
from core.model import Reason
from core.relations.finding import Finding, Pair, Sense

_MOST_SHOWN = 6


def detect(pair: Pair) -> tuple[Finding, ...]:
    """Name the terms both claims share, rarest first, and the names told in different forms."""
    shared = pair.shared_forms()
    ranked = pair.index.rarest(shared, _MOST_SHOWN)
    findings = list(_variants(pair))
    if ranked:
        words = ", ".join(dict.fromkeys([f"“{pair.a.words[form]}”" for form in ranked]))
        text = f"Shared words: {words}."
        chosen = frozenset(ranked)
        spans = pair.a.terms.spans_of(chosen), pair.b.terms.spans_of(chosen)
    else:
        text, spans = "Alike in wording as a whole.", ((pair.a.claim.span,), (pair.b.claim.span,))
    findings.append(Finding(Sense.SAME, Reason("wording", text, "wording.shared", *spans), 0.0))
    return tuple(findings)


def _variants(pair: Pair) -> list[Finding]:
    """Find one name told in two forms (Kiev and Kyiv, Seoul and South Korea)."""
    found: list[Finding] = []
    if not pair.a.names & pair.b.names:
        return found
    seen = {key for key, _ in _told(pair.a) & _told(pair.b)}  # told alike, whatever other form stands beside
    for one in pair.a.claim.names:
        for other in pair.b.claim.names:
            key = one.stands_for or one.canonical
            if key != (other.stands_for or other.canonical) or key in seen:
                continue
            seen.add(key)
            mine, theirs = one.span.of(pair.a.article.text), other.span.of(pair.b.article.text)
            reason = Reason(
                "name", f"“{mine}” and “{theirs}” name the same.", "name.variant", (one.span,), (other.span,)
            )
            found.append(Finding(Sense.SAME, reason, 0.0))
    return found


def _told(side: Side) -> set[tuple[str, str]]:
    """Return what each name of a claim stands for, with the words."""
    text = side.article.text
    return {(name.stands_for or name.canonical, name.span.of(text).lower()) for name in side.claim.names}
