"""Citations of one comparison: every quotation is cut from the stored text here, and nowhere else."""

from __future__ import annotations

import re
from bisect import bisect_right

from core.comparison import Index
from core.errors import WriteError
from core.exporters.document import Citation, Quotation
from core.model import Article, Claim, Comparison, Span
from core.workspace.judgements import CONTEXT, Anchor

_ISO_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_SECONDS = re.compile(r"(?<=\d\d:\d\d):\d\d(?:\.\d+)?")
_LIKE_A_CITATION = re.compile(r"([A-Z]\s+(?:¶\d+\s+s\d+|headline|passage),\s+\d+)–(?=\d)")


def plainly(text: str) -> str:
    """Return words of an article or of its metadata on one line, none of which passes for a citation."""
    return uncited(" ".join(text.split()))


def moment(stamp: str | None) -> str | None:
    """Return an ISO time as people read it, with room for a line to end: ``2026-03-03 09:40``, with its zone if any."""
    if not stamp or not _ISO_TIME.match(stamp):
        return stamp
    return _SECONDS.sub("", stamp.replace("T", " ", 1)).replace("Z", " UTC")


def uncited(text: str) -> str:
    """Return words in which what looks like a citation of this note does not any more."""
    return _LIKE_A_CITATION.sub(r"\1-", text)


class Citer:
    """Gives citations for claims and for places the analyst marked, and remembers which of them were quoted."""

    def __init__(self, comparison: Comparison) -> None:
        self.index = Index(comparison)
        self._articles = {article.id: article for article in comparison.articles}
        self._starts = {
            article.id: [claim.start for claim in self.index.claims_of(article.id)] for article in comparison.articles
        }
        self._claims = {claim.id: claim for claim in comparison.claims}
        self._quoted: dict[str, Citation] = {}

    @property
    def quoted(self) -> tuple[Citation, ...]:
        """Every citation that was quoted so far, once each, by article and place."""
        order = {article: place for place, article in enumerate(self._articles)}
        return tuple(sorted(self._quoted.values(), key=lambda one: (order[one.article], one.start, one.end)))

    def claim(self, claim_id: str) -> Citation:
        """Return the citation of a claim; WriteError if its words are not those of the stored text."""
        claim = self._claims[claim_id]
        article = self._articles[claim.article]
        if claim.span.of(article.text) != claim.text:
            raise WriteError(
                f"The passage {self.index.citation(claim_id)} does not stand in the stored text of {article.name}.",
                "Compare the articles again and export the new comparison.",
            )
        place = f"¶{claim.paragraph} s{claim.sentence}" if claim.paragraph else "headline"
        return self._cite(article, claim.span, place)

    def anchor(self, anchor: Anchor) -> Citation | None:
        """Return the citation of a place the analyst marked; None if those words do not stand there any more."""
        article = self._articles.get(anchor.article)
        if article is None or anchor.span.of(article.text) != anchor.quote:
            return None
        return self._cite(article, anchor.span, self._place(article.id, anchor.start))

    def passage(self, passage: str | Anchor) -> Citation | None:
        """Return the citation of a claim by its id, or of an anchor; None for an anchor that holds no more."""
        return self.claim(passage) if isinstance(passage, str) else self.anchor(passage)

    def quote(self, passage: str | Anchor) -> Quotation | None:
        """Return a passage with its words and whom its article says they are from; it then counts as quoted."""
        citation = self.passage(passage)
        if citation is None:
            return None
        self._quoted[citation.anchor] = citation
        claim = self._claims.get(passage if isinstance(passage, str) else passage.claim)
        said = claim.attribution if claim else None
        return Quotation(citation, plainly(f"{said.source} ({said.verb})") if said else "")

    def _cite(self, article: Article, span: Span, place: str) -> Citation:
        text = article.text
        return Citation(
            label=self.index.label(article.id),
            place=place,
            start=span.start,
            end=span.end,
            quote=span.of(text),
            before=text[max(0, span.start - CONTEXT) : span.start],
            after=text[span.end : span.end + CONTEXT],
            article=article.id,
            sha256=article.sha256,
        )

    def _place(self, article_id: str, start: int) -> str:
        """Return paragraph and sentence of an offset, as the last claim that begins at or before it has them."""
        before = bisect_right(self._starts[article_id], start)
        claims: tuple[Claim, ...] = self.index.claims_of(article_id)
        claim = claims[max(0, before - 1)] if claims else None
        return f"¶{claim.paragraph} s{claim.sentence}" if claim and claim.paragraph else "passage"
