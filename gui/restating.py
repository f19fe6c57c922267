"""A few links retyped among tens of thousands: what they do not touch is taken over, for the analyst does not wait."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import replace
from operator import itemgetter
from types import MappingProxyType
from typing import Any

from core.model import Link, Relation
from gui.filtering import kinds_of
from gui.marks import Basis, Placed, telling


def restated(basis: Basis, changed: Mapping[str, Link]) -> Basis:
    """Return a basis in which these links, by their ids, stand in the place of those of the same claims."""
    before = [placed for placed in basis.links if placed.link.id in changed]
    after = {p.link.id: replace(p, link=changed[p.link.id], telling=telling(changed[p.link.id])) for p in before}
    new = copy(basis)
    new.links = tuple(after.get(placed.link.id, placed) for placed in basis.links)
    new.totals = _moved(basis.totals, before, after.values(), lambda placed: (placed.link.relation,))
    new.kinds = _moved(basis.kinds, before, after.values(), lambda placed: kinds_of(placed.link))
    new.counts = _counts(basis, before, after.values())
    _remake(new, {end for placed in before for end in placed.ends}, {placed.group for placed in before})
    return new


def _moved(counts: Mapping[Any, int], old: Iterable[Placed], new: Iterable[Placed], told: Any) -> Mapping[Any, int]:
    """Return counts with what is told of some links taken out, and what is told of others put in."""
    result = Counter(counts)
    result.subtract(value for placed in old for value in told(placed))
    result.update(value for placed in new for value in told(placed))
    return MappingProxyType(+result)


def _counts(basis: Basis, old: Iterable[Placed], new: Iterable[Placed]) -> Mapping[str, Mapping[Relation, int]]:
    counts = {article: Counter(its) for article, its in basis.counts.items()}
    for placed, step in (*((p, -1) for p in old), *((p, 1) for p in new)):
        for article in placed.articles:
            counts[article][placed.link.relation] += step
    return MappingProxyType({article: +its for article, its in counts.items()})


def _remake(basis: Basis, ends: set[int], groups: set[str]) -> None:
    """Make the marks of these claims and these rows anew."""
    of_claim: defaultdict[int, list[Placed]] = defaultdict(list)
    of_group: defaultdict[str, list[Placed]] = defaultdict(list)
    for placed in basis.links:
        if placed.group in groups:
            of_group[placed.group].append(placed)
        for end in ends.intersection(placed.ends):
            of_claim[end].append(placed)
    anew = {
        basis.claims[end].id: basis.mark(end, sorted(its, key=lambda placed: placed.telling))
        for end, its in of_claim.items()
    }
    touched = {basis.claims[end].article for end in ends}
    marks = {
        article: [anew.get(mark.claim.id, mark) for mark in its] if article in touched else its
        for article, its in basis.marks.items()
    }
    basis.marks = MappingProxyType(marks)
    rows = {**basis.rows, **{group: basis.row(group, its) for group, its in of_group.items()}}
    basis.rows = {row.id: (key, row) for key, row in sorted(rows.values(), key=itemgetter(0))}
