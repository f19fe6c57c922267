"""The comparison as four tables for spreadsheets: sources, claims, pairs, decisions."""

from __future__ import annotations

from dataclasses import dataclass

from core.comparison import word_count
from core.exporters.citing import Citer
from core.exporters.findings import Mark, judged_marks, removals
from core.model import Claim, Comparison
from core.workspace.judgements import Anchor, Judgement, ManualLink, Workspace

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name, its columns, and rows of as many values."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def sheets(comparison: Comparison, workspace: Workspace | None = None) -> tuple[Sheet, ...]:
    """Return the tables in the order in which a reader wants them: pairs first."""
    citer = Citer(comparison)
    return (
        _pairs(comparison, workspace, citer),
        _claims(comparison, citer),
        _decisions(workspace, citer),
        _sources(comparison, workspace, citer),
    )


def _pairs(comparison: Comparison, workspace: Workspace | None, citer: Citer) -> Sheet:
    columns = (
        *("id", "found as", "judged as", "ruling", "kind", "citation a", "outlet a", "text a"),
        *("citation b", "outlet b", "text b", "similarity", "confidence", "rules", "reasons"),
        *("analyst's confidence", "importance", "status", "note", "tags", "by", "time"),
    )
    return Sheet("pairs", columns, tuple(_pair(mark, citer) for mark in judged_marks(comparison, workspace)))


def _pair(mark: Mark, citer: Citer) -> tuple[Value, ...]:
    link, said = mark.link, mark.judgement
    ends: list[Value] = []
    for passage in mark.passages:
        citation = citer.passage(passage)
        outlet = citer.index.article(citation.article).name if citation else None
        ends += [citation.shown, outlet, citation.quote] if citation else [None, None, None]
    by = mark.by_hand or said
    return (
        link.id if link else (said.id if said else mark.by_hand and mark.by_hand.id),
        link.relation.value if link else None,
        mark.relation.value if mark.judged and mark.relation else None,
        "joined by hand" if mark.by_hand else said.ruling.value if said and said.ruling else "not judged",
        mark.kind,
        *ends,
        round(link.similarity, 4) if link else None,
        round(link.confidence, 4) if link else None,
        ", ".join(reason.rule for reason in link.reasons) if link else None,
        "\n".join(reason.text for reason in link.reasons) if link else None,
        said.confidence.value if said and said.confidence else None,
        said.importance.value if said and said.importance else None,
        said.status.value if said else None,
        *((by.note, ", ".join(by.tags), by.author, by.time) if by else (None, None, None, None)),
    )


def _claims(comparison: Comparison, citer: Citer) -> Sheet:
    columns = (
        *("id", "citation", "outlet", "text", "start", "end", "paragraph", "sentence", "kind", "certainty"),
        *("polarity", "said by", "verb", "source kind", "figures", "matter", "in one article only"),
    )
    matters = {claim: number for number, one in enumerate(comparison.clusters, 1) for claim in one.claims}
    alone = {only.claim for only in comparison.only_in}
    rows = tuple((*_claim(claim, citer), matters.get(claim.id), _yes(claim.id in alone)) for claim in comparison.claims)
    return Sheet("claims", columns, rows)


def _claim(claim: Claim, citer: Citer) -> tuple[Value, ...]:
    article, said = citer.index.article(claim.article), claim.attribution
    figures = "; ".join(quantity.span.of(article.text) for quantity in claim.quantities)
    return (
        *(claim.id, citer.claim(claim.id).shown, article.name, claim.text),
        *(claim.start, claim.end, claim.paragraph, claim.sentence),
        *(claim.kind.value, claim.certainty.value, claim.polarity.value),
        *((said.source, said.verb, said.kind) if said else (None, None, None)),
        figures,
    )


def _decisions(workspace: Workspace | None, citer: Citer) -> Sheet:
    columns = (
        *("id", "subject", "passages", "ruling", "found as", "judged as", "kind", "confidence", "importance"),
        *("status", "note", "tags", "by", "time"),
    )
    if workspace is None:
        return Sheet("decisions", columns, ())
    rows = [_judgement(key, one, citer) for key, one in sorted(workspace.judgements.items())]
    rows += [_by_hand(key, one, citer) for key, one in sorted(workspace.manual_links.items())]
    return Sheet("decisions", columns, tuple(rows))


def _judgement(key: str, one: Judgement, citer: Citer) -> tuple[Value, ...]:
    return (
        *(key, one.subject.value, "\n".join(_place(anchor, citer) for anchor in one.anchors)),
        one.ruling.value if one.ruling else None,
        one.marked.value if one.marked else None,
        one.says.value if one.says else None,
        one.kind,
        one.confidence.value if one.confidence else None,
        one.importance.value if one.importance else None,
        *(one.status.value, one.note, ", ".join(one.tags), one.author, one.time),
    )


def _by_hand(key: str, one: ManualLink, citer: Citer) -> tuple[Value, ...]:
    places = "\n".join(_place(anchor, citer) for anchor in (one.a, one.b))
    return (
        *(key, "link", places, "joined by hand", None, one.relation.value, one.kind, None, None, None),
        *(one.note, ", ".join(one.tags), one.author, one.time),
    )


def _place(anchor: Anchor, citer: Citer) -> str:
    citation = citer.anchor(anchor)
    shown = citation.shown if citation else f"{anchor.start}–{anchor.end}, not there any more"
    return f'[{shown}] "{anchor.quote}"'


def _sources(comparison: Comparison, workspace: Workspace | None, citer: Citer) -> Sheet:
    columns = (
        *("letter", "id", "outlet", "title", "byline", "published", "updated", "language", "words", "file"),
        *("address", "set aside", "reliability", "credibility", "SHA-256"),
    )
    rows = []
    for article in comparison.articles:
        grade = workspace.grades.get(article.id) if workspace else None
        rows.append(
            (
                *(citer.index.label(article.id), article.id, article.outlet, article.title, article.byline),
                *(article.published, article.updated, article.language, word_count(article)),
                *(article.source_file, article.url, removals(article)),
                grade.reliability.value if grade and grade.reliability else None,
                grade.credibility.value if grade and grade.credibility else None,
                article.sha256,
            )
        )
    return Sheet("sources", columns, tuple(rows))


def _yes(fact: bool) -> str:
    return "yes" if fact else "no"
