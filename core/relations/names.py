"""Two claims that say the same of different persons, groups or places, or of the same two with their roles exchanged.

A swapped name is a conflict only if both claims are about one event, which wording alone cannot tell: so these
findings cast doubt on agreement and are weighed with everything else.
"""

from __future__ import annotations

from core.model import NameMention, Reason
from core.relations.finding import Finding, Pair, Sense

_REST_SHARED = 0.7  # of the shorter claim, names left out, before another name can stand in the same position
_SWAP_SHARED = 0.8
_ALIKE = 80  # of 100, by letters
_PLACES = frozenset({"city", "country", "territory", "place"})


def detect(pair: Pair) -> tuple[Finding, ...]:
    """Find a name on either side that the other has not, or two names that have changed places."""
    return _differing(pair) or _swapped(pair)


def _differing(pair: Pair) -> tuple[Finding, ...]:
    mine, theirs = _own(pair.a.claim.names, pair.b.names), _own(pair.b.claim.names, pair.a.names)
    if not mine or not theirs or pair.shared_without(pair.a.name_forms | pair.b.name_forms) < _REST_SHARED:
        return ()
    mine, theirs = (
        [n for n in mine if not any(_one_name(n, other) for other in theirs)],
        [n for n in theirs if not any(_one_name(n, other) for other in mine)],
    )
    if not mine or not theirs:
        return ()
    one, other = mine[0], theirs[0]
    words = one.span.of(pair.a.article.text), other.span.of(pair.b.article.text)
    kind, rule = ("place", "place.differs") if {one.kind, other.kind} <= _PLACES else ("name", "name.differs")
    text = f"“{words[0]}” stands where the other has “{words[1]}”, and the rest is told alike."
    return (Finding(Sense.DOUBT, Reason(kind, text, rule, (one.span,), (other.span,)), 0.5),)


def _one_name(one: NameMention, other: NameMention) -> bool:
    """Tell whether two names may be one: told in full on one side, or spelled in two ways ("Muammar", "Moammar")."""
    from rapidfuzz import fuzz

    parts = set(one.canonical.split("-")), set(other.canonical.split("-"))
    if parts[0] <= parts[1] or parts[1] <= parts[0]:
        return True
    return fuzz.ratio(one.canonical.lower(), other.canonical.lower()) >= _ALIKE


def _own(names: tuple[NameMention, ...], others: frozenset[str]) -> list[NameMention]:
    """Return the names that the other claim has not; a capital stands for itself beside its country."""
    said = {n.canonical for n in names}
    return [
        n
        for n in names
        if n.canonical not in others and (n.stands_for is None or n.stands_for in said or n.stands_for not in others)
    ]


def _swapped(pair: Pair) -> tuple[Finding, ...]:
    shared = pair.a.names & pair.b.names
    if len(shared) < 2:
        return ()
    mine, theirs = _order(pair.a.claim.names, shared), _order(pair.b.claim.names, shared)
    if [key for key, _ in mine] != [key for key, _ in reversed(theirs)]:
        return ()
    if pair.shared_without(frozenset()) < _SWAP_SHARED:
        return ()
    words = mine[0][1].span.of(pair.a.article.text), mine[-1][1].span.of(pair.a.article.text)
    text = f"“{words[0]}” and “{words[1]}” stand in opposite order: who did it to whom may be exchanged."
    spans = tuple(n.span for _, n in mine), tuple(n.span for _, n in theirs)
    return (Finding(Sense.DOUBT, Reason("role", text, "role.swapped", *spans), 0.3),)


def _order(names: tuple[NameMention, ...], shared: frozenset[str]) -> list[tuple[str, NameMention]]:
    """Return the shared names in the order in which a claim first has them."""
    first: dict[str, NameMention] = {}
    for name in names:
        key = name.stands_for or name.canonical
        if key in shared:
            first.setdefault(key, name)
    return list(first.items())
