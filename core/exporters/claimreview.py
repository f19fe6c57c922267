"""Drafts of ClaimReview (schema.org JSON-LD) for the pairs that the analyst judged: a start, not to be published as is.

A review needs a rating that only a person can give; the draft holds the analyst's ruling in words and no number.
"""

from __future__ import annotations

import json
from typing import Any

from core.exporters.citing import Citer
from core.exporters.document import Citation
from core.exporters.findings import Mark, judged_marks
from core.model import Comparison, Relation
from core.note_options import DEFAULT, NoteOptions
from core.workspace.judgements import Workspace

_REVIEWED = (Relation.CONFLICTS, Relation.CHANGED)


def render(comparison: Comparison, workspace: Workspace | None = None, options: NoteOptions = DEFAULT) -> bytes:
    """Return a draft for each judged pair that conflicts or changed; none without a workspace."""
    citer = Citer(comparison)
    marks = [mark for mark in judged_marks(comparison, workspace) if mark.judged and mark.relation in _REVIEWED]
    document = {
        "@context": "https://schema.org",
        "@graph": [review for mark in marks for review in _reviews(mark, citer, workspace, options)],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _reviews(mark: Mark, citer: Citer, workspace: Workspace | None, options: NoteOptions) -> list[dict[str, Any]]:
    """Return a draft for each side of a pair: which of the two a review is to be of, the analyst decides."""
    cited = [citation for passage in mark.passages if (citation := citer.passage(passage))]
    return [
        _review(mark, one, [other for other in cited if other is not one], citer, workspace, options) for one in cited
    ]


def _review(
    mark: Mark,
    claim: Citation,
    others: list[Citation],
    citer: Citer,
    workspace: Workspace | None,
    options: NoteOptions,
) -> dict[str, Any]:
    said = mark.by_hand or mark.judgement
    status = mark.judgement.status.value if mark.judgement else "joined by hand"
    author = (said.author if said else "") or (workspace.analyst if workspace else "")
    review: dict[str, Any] = {
        "@type": "ClaimReview",
        "creativeWorkStatus": "Draft",
        "claimReviewed": claim.quote,
        "itemReviewed": {"@type": "Claim", "appearance": _article(claim, citer), **_speaker(claim, citer)},
        "citation": [{**_article(other, citer), "text": other.quote} for other in others],
        "reviewRating": {"@type": "Rating", "alternateName": f"{mark.relation}, {status}"},
    }
    if said is not None and said.note:
        review["reviewBody"] = said.note
    if author:
        review["author"] = {"@type": "Person", "name": author}
    if options.timestamp:
        review["datePublished"] = options.timestamp
    return review


def _speaker(claim: Citation, citer: Citer) -> dict[str, Any]:
    """Return who made the claim: whom the article names, else the outlet."""
    article = citer.index.article(claim.article)
    found = next((c for c in citer.index.claims_of(article.id) if (c.start, c.end) == (claim.start, claim.end)), None)
    if found is not None and found.attribution is not None and found.attribution.named:
        return {"author": {"@type": "Thing", "name": found.attribution.source}}
    return {"author": {"@type": "Organization", "name": article.name}}


def _article(citation: Citation, citer: Citer) -> dict[str, Any]:
    article = citer.index.article(citation.article)
    stated = {
        "headline": article.title,
        "url": article.url,
        "datePublished": article.published,
        "inLanguage": article.language,
        "identifier": f"sha256:{article.sha256}",
    }
    publisher = {"publisher": {"@type": "Organization", "name": article.outlet}} if article.outlet else {}
    return {"@type": "NewsArticle", **{name: value for name, value in stated.items() if value}, **publisher}
