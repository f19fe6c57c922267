"""Which of the findings are shown as the reasons of a relation, and the reason of last resort."""

from __future__ import annotations

from collections.abc import Sequence

from core.matching import Side
from core.model import Reason, Relation, Span
from core.relations.finding import Finding, Pair, Sense

TYPED = (Relation.CONFLICTS, Relation.CHANGED)  # relations that need a reason of a kind, with spans on both sides
UNTYPED = ("wording",)
_TELLING = {
    Relation.CONFLICTS: (Sense.CONFLICT, Sense.DOUBT, Sense.CHANGED, Sense.EXPLAINED, Sense.SAME),
    Relation.CHANGED: (Sense.CHANGED, Sense.DOUBT, Sense.CONFLICT, Sense.EXPLAINED, Sense.SAME),
    Relation.AGREES: (Sense.SAME, Sense.EXPLAINED),
    Relation.RELATED: (Sense.DOUBT, Sense.SAME, Sense.EXPLAINED),
}
_SPEAKS_FOR = {
    Relation.CONFLICTS: (Sense.CONFLICT, Sense.DOUBT),
    Relation.CHANGED: (Sense.CHANGED, Sense.DOUBT, Sense.CONFLICT),
}
_MOST_SPANS = 4


def reasons_for(pair: Pair, findings: Sequence[Finding], relation: Relation | None) -> tuple[Reason, ...]:
    """Return the reasons that speak for a relation, the most telling first; nothing for unrelated claims.

    A conflict or change that no detector explains, but the relation model sees, is explained by its opinion and the
    words in which the claims differ.
    """
    if relation is None:
        return ()
    senses = _TELLING[relation]
    chosen = sorted(
        (f for f in findings if f.sense in senses),
        key=lambda f: (
            senses.index(f.sense),
            f.reason.kind == "wording",
            -f.strength,
            f.reason.rule,
            f.reason.a,
            f.reason.b,
        ),
    )
    shown = list(dict.fromkeys(f.reason for f in chosen))
    if relation in TYPED and not any(f.sense in _SPEAKS_FOR[relation] for f in chosen):
        shown = [*_opinion(pair, relation), *shown]
    return tuple(shown)


def _opinion(pair: Pair, relation: Relation) -> tuple[Reason, ...]:
    if pair.opinion is None:
        return ()
    share = round(100 * pair.opinion[relation.value])
    mine, theirs = _own_words(pair, pair.a), _own_words(pair, pair.b)
    said = "that both cannot be true" if relation is Relation.CONFLICTS else "that the state of affairs has changed"
    text = f"The relation model reads the two as saying {said} ({share} of 100); the words that differ are marked."
    return (Reason("meaning", text, f"model.{relation.value}", mine, theirs),)


def _own_words(pair: Pair, side: Side) -> tuple[Span, ...]:
    """Return where a claim says what the other does not, rarest words first, or the whole claim."""
    own = side.terms.forms - pair.shared_forms()
    weights = pair.index.weights
    rarest = sorted(own, key=lambda form: (-weights.get(form, 0.0), form))[:_MOST_SPANS]
    return tuple(sorted(set(side.terms.spans_of(frozenset(rarest))))) or (side.claim.span,)
