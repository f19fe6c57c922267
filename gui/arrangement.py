"""In which order the analyst has put the panes, which one is the reference, and which scroll alone.

It is about looking only: the analysis and the articles' letters do not depend on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Article ids: ``order`` from left to right as far as one was chosen, the ``pinned`` one, which stays leftmost."""

    order: tuple[str, ...] = ()
    pinned: str | None = None
    alone: frozenset[str] = frozenset()

    def arranged(self, articles: Iterable[str]) -> tuple[str, ...]:
        """Return these articles from left to right; those that were never moved follow in the order they come in."""
        place = {article: at for at, article in enumerate(self.order)}
        return tuple(sorted(articles, key=lambda article: (article != self.pinned, place.get(article, len(place)))))

    def moved(self, articles: Sequence[str], shown: Sequence[str], article: str, place: int) -> Arrangement:
        """Put an article at a place among those shown; hidden ones keep their neighbours, the pinned one its place."""
        others = [each for each in self.arranged(shown) if each != article]
        if article == self.pinned or not others:
            return self
        place = max(place, int(others[0] == self.pinned))
        order = [each for each in replace(self, pinned=None).arranged(articles) if each != article]
        at = order.index(others[place]) if place < len(others) else order.index(others[-1]) + 1
        return replace(self, order=(*order[:at], article, *order[at:]))

    def pin(self, article: str | None) -> Arrangement:
        """Keep this article leftmost, or none; one that is let go returns to its place."""
        return replace(self, pinned=article)

    def let(self, article: str, alone: bool) -> Arrangement:
        """Let a pane scroll alone, or together with the others."""
        return replace(self, alone=self.alone | {article} if alone else self.alone - {article})
