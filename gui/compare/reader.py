"""What panes show beside the marks: claims of one article alone, layers, paragraph numbers, nearest passages, tips."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from core.comparison import Index
from core.model import Claim
from core.segmenting import segment
from gui import wordings
from gui.compare.layers import Layer, Naming, Overlay, naming, overlays
from gui.compare.lighting import links_of
from gui.compare.nearest import Nearest
from gui.looking import Selection
from gui.session import Session


class Reader:
    """Asks the comparison on behalf of the panes and remembers what took long, until there is another comparison."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._index: Index | None = None
        self._naming: Naming | None = None
        self._only: dict[str, tuple[Claim, ...]] = {}
        self._numbers: dict[str, Mapping[int, int]] = {}
        self._nearest: Nearest | None = None
        self._offers: dict[tuple[str, str], Claim | None] = {}

    def only_in(self, article: str) -> tuple[Claim, ...]:
        """Return the claims that no other article has; none before the comparison is complete, for more are found."""
        index = self._fresh()
        if index is None or not self._session.complete or len(self._session.articles) < 2:
            return ()
        if article not in self._only:
            claims = index.claims_of(article)
            self._only[article] = tuple(
                claim for claim in claims if index.only_in(claim.id) and not index.links_of(claim.id)
            )
        return self._only[article]

    def overlays(self, article: str) -> tuple[Overlay, ...]:
        """Return what the chosen layers point out in an article."""
        index = self._fresh()
        known = {layer.value for layer in Layer}
        chosen = frozenset(Layer(name) for name in self._session.preferences.layers if name in known)
        if index is None or not chosen:
            return ()
        if self._naming is None and Layer.NAMING in chosen:
            self._naming = naming(index)
        return overlays(index, article, chosen, self._naming or {})

    def numbers(self, article: str) -> Mapping[int, int]:
        """Return the numbers of paragraphs, as citations count them, by their offsets; none unless they are wanted."""
        if not self._session.preferences.numbers:
            return {}
        if article not in self._numbers:
            starts: dict[int, int] = {}
            for sentence in segment(next(each for each in self._session.articles if each.id == article)):
                starts.setdefault(sentence.paragraph, sentence.start)
            self._numbers[article] = {start: number for number, start in starts.items() if number}
        return self._numbers[article]

    def offers(self, selection: Selection, articles: Collection[str]) -> dict[str, Claim]:
        """Return the nearest passages in those of the articles that lack the selected matter."""
        index, row = self._fresh(), selection.row
        if index is None or row is None:
            return {}
        found = {}
        for article in articles:
            if any(claim.article == article for claim in row.claims):
                continue
            key = (row.id, article)
            if key not in self._offers:
                self._nearest = self._nearest or Nearest(index)
                self._offers[key] = self._nearest.to(row.claims, article)
            if claim := self._offers[key]:
                found[article] = claim
        return found

    def tip(self, claim_id: str) -> str:
        """Return in a line why a passage is marked, or that no other article has it."""
        index = self._fresh()
        if index is None:
            return ""
        claim = index.claim(claim_id)
        links = links_of(self._session.survey.marks_of(claim.article), claim_id)
        if links:
            more = len(links) - 1
            return wordings.why(self._session, links[0].id) + (f"\nand {more} more" if more else "")
        near = only.nearest if (only := index.only_in(claim_id)) else None
        if near is None:
            return "Only in this article"
        other = index.claim(near.claim)
        return f"Only in this article. Nearest, in {index.label(other.article)}: “{wordings.opening(other, 80)}”"

    def _fresh(self) -> Index | None:
        if self._index is not self._session.index:
            self._index, self._naming = self._session.index, None
            self._nearest = None
            self._only, self._numbers, self._offers = {}, {}, {}
        return self._index
