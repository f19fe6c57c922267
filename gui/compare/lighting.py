"""What is brought out: the selected matter and whatever is under the pointer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from core.model import Claim, Link, Relation, Span
from gui.looking import Selection
from gui.marks import Mark, Survey, telling


@dataclass(frozen=True, slots=True)
class Light:
    """``lit`` links shine and those of the ``selected`` matter glow; passages and strips are by article."""

    lit: frozenset[str]
    selected: frozenset[str]
    passages: Mapping[str, tuple[tuple[Span, Relation], ...]]
    strips: Mapping[str, tuple[str, ...]]


def light(survey: Survey, articles: Collection[str], selection: Selection, hovered: frozenset[str]) -> Light:
    """Work out what shines in these articles; only claims of the matters concerned are looked at."""
    row, link = selection.row, selection.link
    selected = frozenset(each.id for each in row.links) if row else frozenset[str]()
    lit = hovered | ({link.id} if link else set())
    shining: dict[str, tuple[Claim, Relation]] = {}
    rows = [row] if row else []
    rows += [other for each in hovered if (other := survey.row_of(each)) and other not in rows]
    for each in rows:
        of = {claim.id: claim for claim in each.claims}
        for one in sorted((one for one in each.links if one.id in lit or one.id in selected), key=telling):
            for end in (one.a, one.b):
                shining.setdefault(end, (of[end], one.relation))
    passages: defaultdict[str, list[tuple[Span, Relation]]] = defaultdict(list)
    strips: defaultdict[str, list[str]] = defaultdict(list)
    inside = {end for each in row.links for end in (each.a, each.b)} if row else set()
    for claim, relation in sorted(shining.values(), key=lambda found: found[0].span):
        if claim.article in articles:
            passages[claim.article].append((claim.span, relation))
            if claim.id in inside:
                strips[claim.article].append(claim.id)
    return Light(
        lit,
        selected,
        {article: tuple(found) for article, found in passages.items()},
        {article: tuple(found) for article, found in strips.items()},
    )


def place_of(selection: Selection, article: str) -> Claim | None:
    """Return the passage of an article to show with the selected pair: its own end, or what is linked to it."""
    row, pair = selection.row, selection.link
    if row is None or pair is None:
        return None
    ends = {pair.a, pair.b}
    inside = [claim for claim in row.claims if claim.article == article]

    def closeness(claim: Claim) -> tuple[bool, tuple[int, float]]:
        links = (link for link in row.links if claim.id in (link.a, link.b) and ends & {link.a, link.b})
        return claim.id not in ends, min(map(telling, links), default=(len(Relation), 0.0))

    return min(inside, key=closeness, default=None)


def links_of(marks: Collection[Mark], claim: str) -> tuple[Link, ...]:
    """Return the links of the mark on a claim, none if it has no mark."""
    return next((mark.links for mark in marks if mark.claim.id == claim), ())
