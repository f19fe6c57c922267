"""Which links the window shows: by relation, kind of reason, confidence, outlet, and whether they are judged."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace

from core.model import Link, Relation

# Kinds of reason that say that two passages are about one thing, not what is remarkable about them.
UNTYPED = frozenset({"wording", "meaning"})
BINS = 20


@dataclass(frozen=True, slots=True)
class Filter:
    """What a link must be to show.

    ``kinds`` are kinds of reason and ``articles`` article ids; where empty, all pass. One article asks for links that
    touch it, several for links between any two of them. ``least`` is the least confidence, 0..1. ``judged`` asks for
    links that the analyst judged, or for those that wait; None for all.
    """

    relations: frozenset[Relation] = frozenset(Relation)
    kinds: frozenset[str] = frozenset()
    least: float = 0.0
    articles: frozenset[str] = frozenset()
    judged: bool | None = None

    @property
    def active(self) -> bool:
        """Whether it can hide anything."""
        return self != ALL

    def passes(self, link: Link, ends: Set[str]) -> bool:
        """Tell whether a link between these two articles shows."""
        return link.confidence >= self.least and self.passes_but_for_confidence(link, ends)

    def passes_but_for_confidence(self, link: Link, ends: Set[str]) -> bool:
        """Tell whether a link between these two articles would show at full confidence."""
        return (
            link.relation in self.relations
            and (not self.articles or (ends <= self.articles if len(self.articles) > 1 else bool(ends & self.articles)))
            and (not self.kinds or not self.kinds.isdisjoint(kinds_of(link)))
        )

    def remembered(self) -> tuple[tuple[str, object], ...]:
        """Return as plain values what another comparison may be opened with; articles are of this one alone."""
        relations = tuple(relation.value for relation in Relation if relation in self.relations)
        kinds = tuple(sorted(self.kinds))
        found = (("relations", relations), ("kinds", kinds), ("least", self.least), ("judged", self.judged))
        return tuple(pair for pair, default in zip(found, _DEFAULTS, strict=True) if pair[1] != default)


_DEFAULTS = (tuple(relation.value for relation in Relation), (), 0.0, None)

ALL = Filter()
"""Shows everything."""


def recalled(remembered: object) -> Filter:
    """Return the filter that remembered these values; what makes no sense is left out."""
    pairs = remembered if isinstance(remembered, tuple) else ()
    values = {pair[0]: pair[1] for pair in pairs if isinstance(pair, tuple) and len(pair) == 2}
    found = ALL
    relations, kinds, least, judged = (values.get(name) for name in ("relations", "kinds", "least", "judged"))
    if isinstance(relations, tuple):
        found = replace(found, relations=frozenset(relation for relation in Relation if relation.value in relations))
    if isinstance(kinds, tuple):
        found = replace(found, kinds=frozenset(kind for kind in kinds if isinstance(kind, str)))
    if isinstance(least, float) and 0 <= least <= 1:
        found = replace(found, least=least)
    if isinstance(judged, bool):
        found = replace(found, judged=judged)
    return found


def kinds_of(link: Link) -> tuple[str, ...]:
    """Return what is remarkable about a link, the most telling first; of how it was aligned only if nothing else is."""
    typed = tuple(dict.fromkeys(reason.kind for reason in link.reasons if reason.kind not in UNTYPED))
    return typed or tuple(reason.kind for reason in link.reasons[:1])


def bin_of(confidence: float) -> int:
    """Return the place of a confidence in a histogram of BINS columns."""
    return min(int(confidence * BINS), BINS - 1)
