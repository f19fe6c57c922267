"""Layers that can be laid over the texts: who is quoted, what is hedged, and who is named differently elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.comparison import Index
from core.model import Span


class Layer(StrEnum):
    """What can be laid over the texts."""

    QUOTATIONS = "quotations"
    HEDGING = "hedging"
    NAMING = "naming"


@dataclass(frozen=True, slots=True)
class Overlay:
    """Some words of an article that a layer points out, and a line that says why."""

    span: Span
    layer: Layer
    tip: str


Naming = Mapping[str, tuple[tuple[str, str], ...]]
"""For each name that is written differently from outlet to outlet: (way of writing, article), by canonical form."""


def naming(index: Index) -> Naming:
    """Find the names that articles write differently; a name and its short form are one way of writing."""
    ways: defaultdict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for claim in index.comparison.claims:
        text = index.article(claim.article).text
        for name in claim.names:
            ways[name.canonical].setdefault((" ".join(name.span.of(text).split()), claim.article))
    return {canonical: tuple(its) for canonical, its in ways.items() if _differs([way for way, _ in its])}


def overlays(index: Index, article: str, chosen: frozenset[Layer], names: Naming) -> tuple[Overlay, ...]:
    """Return what the chosen layers point out in an article."""
    return tuple(dict.fromkeys(_overlays(index, article, chosen, names)))


def _overlays(index: Index, article: str, chosen: frozenset[Layer], names: Naming) -> Iterator[Overlay]:
    for claim in index.claims_of(article):
        if Layer.QUOTATIONS in chosen:
            source = claim.attribution.source if claim.attribution else ""
            tip = f"Quoted: {source}" if source else "Quoted, the source is not named here"
            yield from (Overlay(span, Layer.QUOTATIONS, tip) for span in claim.quotes)
        if Layer.HEDGING in chosen:
            yield from (Overlay(span, Layer.HEDGING, f"Hedged: {claim.certainty}") for span in claim.hedges)
        if Layer.NAMING in chosen:
            for name in claim.names:
                others = _elsewhere(index, names.get(name.canonical, ()), article)
                if others:
                    yield Overlay(name.span, Layer.NAMING, f"Named elsewhere: {others}")


def _elsewhere(index: Index, ways: tuple[tuple[str, str], ...], article: str) -> str:
    here = {way.casefold() for way, where in ways if where == article}
    other = [f"“{way}” ({index.label(where)})" for way, where in ways if way.casefold() not in here]
    return ", ".join(other[:4])


def _differs(ways: list[str]) -> bool:
    """Tell whether two of these ways of writing share no beginning or end, as a name and its short form do."""
    words = {tuple(way.casefold().removesuffix("'s").removesuffix("’s").split()) for way in ways}
    return any(not (set(one) <= set(other) or set(other) <= set(one)) for one in words for other in words)
