"""Which of the findings are shown as the reasons of a relation, and what the models hold of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from core.model import Certainty, Reason, Relation
from core.relations.finding import Finding, Pair, Sense

TYPED = (Relation.CONFLICTS, Relation.CHANGED)  # relations that need a reason of a kind, with spans on both sides
UNTYPED = ("wording",)
_RUNGS = tuple(Certainty)
_TELLING = {
    Relation.CONFLICTS: (Sense.CONFLICT, Sense.DOUBT, Sense.CHANGED, Sense.EXPLAINED, Sense.SAME),
    Relation.CHANGED: (Sense.CHANGED, Sense.DOUBT, Sense.CONFLICT, Sense.EXPLAINED, Sense.SAME),
    Relation.AGREES: (Sense.SAME, Sense.EXPLAINED),
    Relation.RELATED: (Sense.CONFLICT, Sense.CHANGED, Sense.DOUBT, Sense.SAME, Sense.EXPLAINED),
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
    shown = list(dict.fromkeys(f.reason for f in chosen)) if len(chosen) > 1 else [f.reason for f in chosen]
    if relation in TYPED and pair.opinion is not None and not any(r.kind not in UNTYPED for r in shown):
        shown.insert(0, _contrast(pair, relation))
    return (*shown, *_opinion(pair, relation))


def _contrast(pair: Pair, relation: Relation) -> Reason:
    """Return what a difference that only the relation model sees rests on: the words that each side has for itself."""
    a, b = pair.a, pair.b
    shared = pair.shared_forms()
    mine, theirs = (side.terms.spans_of(side.terms.forms - shared) or (side.claim.span,) for side in (a, b))
    chance = round(100 * (pair.opinion or {}).get(relation, 0.0))
    how = "contrary" if relation is Relation.CONFLICTS else "a later state"
    text = f"No single rule shows it, but the relation model reads the two as {how} ({chance} of 100)."
    return Reason(_kind_of_contrast(pair), text, "model.contrast", mine, theirs)


def _kind_of_contrast(pair: Pair) -> str:
    """Return the kind of conflict that fits the facts which only one side of each has."""
    a, b = pair.a.claim, pair.b.claim
    if a.polarity is not b.polarity:
        return "negation"
    if _own([q.value for q in a.quantities], [q.value for q in b.quantities]):
        return "number"
    if _own([d.first for d in a.dates if d.first], [d.first for d in b.dates if d.first]):
        return "date"
    if abs(_RUNGS.index(a.certainty) - _RUNGS.index(b.certainty)) > 1:
        return "certainty"
    return "name" if _own(pair.a.names, pair.b.names) else "opposite"


def _own(mine: Collection[object], theirs: Collection[object]) -> bool:
    """Tell whether each side has something that the other has not."""
    return bool(set(mine) - set(theirs)) and bool(set(theirs) - set(mine))


def _opinion(pair: Pair, relation: Relation) -> tuple[Reason, ...]:
    """Return what the models hold of the pair, where they were asked and do not speak against the relation."""
    if pair.opinion is None or relation in TYPED:
        return ()
    alike = round(100 * pair.evidence.get("meaning", 0.0))
    label = max(pair.opinion, key=lambda name: (pair.opinion or {})[name])
    share = round(100 * pair.opinion[label])
    text = f"By the small models: {alike} of 100 alike in meaning, read as “{label}” ({share} of 100)."
    return (Reason("meaning", text, "model.opinion", (pair.a.claim.span,), (pair.b.claim.span,)),)
