"""Which of the findings are shown as the reasons of a relation, and what the models hold of it."""

from __future__ import annotations

from collections.abc import Sequence

from core.model import Reason, Relation
from core.relations.finding import Finding, Pair, Sense

TYPED = (Relation.CONFLICTS, Relation.CHANGED)  # relations that need a reason of a kind, with spans on both sides
UNTYPED = ("wording",)
_TELLING = {
    Relation.CONFLICTS: (Sense.CONFLICT, Sense.DOUBT, Sense.CHANGED, Sense.EXPLAINED, Sense.SAME),
    Relation.CHANGED: (Sense.CHANGED, Sense.DOUBT, Sense.CONFLICT, Sense.EXPLAINED, Sense.SAME),
    Relation.AGREES: (Sense.SAME, Sense.EXPLAINED),
    Relation.RELATED: (Sense.DOUBT, Sense.SAME, Sense.EXPLAINED),
}


def reasons_for(pair: Pair, findings: Sequence[Finding], relation: Relation | None) -> tuple[Reason, ...]:
    """Return the reasons that speak for a relation, the most telling first; nothing for unrelated claims."""
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
    shown = [*dict.fromkeys(f.reason for f in chosen), *_opinion(pair, relation)]
    return tuple(shown)


def _opinion(pair: Pair, relation: Relation) -> tuple[Reason, ...]:
    """Return what the models hold of the pair, where they were asked and do not speak against the relation."""
    if pair.opinion is None or relation in TYPED:
        return ()
    alike = round(100 * pair.evidence.get("meaning", 0.0))
    label = max(pair.opinion, key=lambda name: (pair.opinion or {})[name])
    share = round(100 * pair.opinion[label])
    text = f"By the small models: {alike} of 100 alike in meaning, read as “{label}” ({share} of 100)."
    return (Reason("meaning", text, "model.opinion", (pair.a.claim.span,), (pair.b.claim.span,)),)
