"""The tables of a note: sources, framing, claim × outlet matrix, citations, naming variants, notes, log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from core.comparison import word_count
from core.exporters import prose
from core.exporters.citing import Citer, moment, plainly
from core.exporters.document import Block, Heading, Line, Paragraph, Quotation, Reference, Table, Text
from core.exporters.findings import removals
from core.model import Article, Certainty, ClaimKind, Cluster, Comparison, Relation
from core.workspace.judgements import About, Anchor, Judgement, Workspace

SIGNS = {Relation.AGREES: "=", Relation.CONFLICTS: "≠", Relation.CHANGED: "→", Relation.RELATED: "~"}
_OUTLETS_PER_TABLE = 8  # more columns than that no page holds
_BEGINNING = 60  # characters by which a reader knows a matter again
_NOT_STATED = "not stated"


def sources(comparison: Comparison, workspace: Workspace | None, citer: Citer) -> Iterator[Block]:
    """Yield the table of articles, with their grades if the analyst gave any; what none states is said below it."""
    yield Heading(2, "Sources")
    columns: dict[str, list[str | None]] = {
        "": [citer.index.label(article.id) for article in comparison.articles],
        "Outlet": [article.outlet for article in comparison.articles],
        "Headline": [article.title for article in comparison.articles],
        "By": [article.byline for article in comparison.articles],
        "Published": [moment(article.published) for article in comparison.articles],
        "Updated": [moment(article.updated) for article in comparison.articles],
        "Words": [str(word_count(article)) for article in comparison.articles],
        "File": [article.source_file for article in comparison.articles],
        "Address": [article.url for article in comparison.articles],
        "Set aside": [removals(article) for article in comparison.articles],
    }
    if workspace is not None and workspace.grades:
        columns["Grade"] = [_grade(workspace, article) for article in comparison.articles]
    unstated = [name for name, values in columns.items() if values and not any(values)]
    shown = {name: values for name, values in columns.items() if name not in unstated}
    rows = zip(*shown.values(), strict=True)
    yield Table(tuple(shown), tuple(tuple(map(_cell, row)) for row in rows), small=True)
    if unstated:
        yield Paragraph((Text(f"Stated for none of them: {', '.join(map(str.lower, unstated))}."),))


def _grade(workspace: Workspace, article: Article) -> str:
    grade = workspace.grades.get(article.id)
    return f"{grade.reliability or '–'}{grade.credibility or '–'}" if grade else "–"


def framing(comparison: Comparison, citer: Citer) -> Iterator[Block]:
    """Yield who speaks in each article and how firmly: counts of claims by source and by certainty."""
    yield Heading(2, "Framing and sourcing")
    yield Paragraph((Text(
        "How many claims of each article are the outlet's own, and how many it gives to a source; how many are "
        "quotations; and how firmly they are told. Counted by the program."
    ),))  # fmt: skip
    head = ("", "Own", "Named source", "Unnamed source", "Document", "Quotations", *(c.value for c in Certainty))
    rows = []
    for article in comparison.articles:
        claims = citer.index.claims_of(article.id)
        voices = Counter(claim.attribution.kind if claim.attribution else "own" for claim in claims)
        quotes = sum(claim.kind is ClaimKind.QUOTE or bool(claim.quotes) for claim in claims)
        firm = Counter(claim.certainty for claim in claims)
        counts = [voices["own"], voices["named"], voices["anonymous"], voices["document"], quotes]
        counts += [firm[certainty] for certainty in Certainty]
        rows.append((_cell(_named(article, citer)), *(_cell(str(count)) for count in counts)))
    yield Table(head, tuple(rows), small=True)


def matrix(comparison: Comparison, citer: Citer) -> Iterator[Block]:
    """Yield which article has which matter where: a row for each cluster, a column for each article."""
    yield Heading(2, "Annex: claims by outlet")
    if not comparison.clusters:
        yield Paragraph((Text("No claim has a counterpart."),))
        return
    signs = ", ".join(f"{SIGNS[relation]} {relation.value}" for relation in Relation)
    yield Paragraph((Text(
        f"Each row is one matter; a cell says where the article speaks of it, – that nothing was found. {signs}. "
        "Found by the program."
    ),))  # fmt: skip
    for start in range(0, len(comparison.articles), _OUTLETS_PER_TABLE):
        columns = comparison.articles[start : start + _OUTLETS_PER_TABLE]
        head = ("", "", "Begins", *(_named(article, citer) for article in columns))
        rows = tuple(_matter(number, one, columns, citer) for number, one in enumerate(comparison.clusters, 1))
        yield Table(head, rows, small=True)


def _matter(number: int, cluster: Cluster, columns: Sequence[Article], citer: Citer) -> tuple[Line, ...]:
    words = citer.index.claim(cluster.claims[0]).text
    begins = words if len(words) <= _BEGINNING else f"{words[:_BEGINNING].rsplit(' ', 1)[0]} …"
    cells: list[Line] = [_cell(str(number)), _cell(SIGNS[cluster.relation]), _cell(begins)]
    for article in columns:
        found = [citer.claim(claim) for claim in cluster.claims if citer.index.claim(claim).article == article.id]
        places = [part for citation in found for part in (Text(" "), Reference(citation))]
        cells.append(tuple(places[1:]) or _cell("–"))
    return tuple(cells)


def citations(citer: Citer) -> Iterator[Block]:
    """Yield every quotation of the note with what stands around it, so that it can be found again in another copy."""
    yield Heading(2, "Annex: citations")
    quoted = citer.quoted
    yield Paragraph((Text(
        f"Passages quoted in this note: {len(quoted)}. The characters before and after each help to find it in another "
        "copy of the article."
    ),))  # fmt: skip
    if not quoted:
        return
    rows = []
    for citation in quoted:
        around = (" ".join(f"…{citation.before}".split()), " ".join(f"{citation.after}…".split()))
        place = Text(citation.shown, target=f"#q-{citation.anchor}", anchor=f"c-{citation.anchor}")
        rows.append(((place,), *map(_cell, around), _cell(citation.sha256[:12])))
    yield Table(("Citation", "Before", "After", "SHA-256 of the text"), tuple(rows), small=True)


def naming(comparison: Comparison, citer: Citer) -> Iterator[Block]:
    """Yield what outlets call the same thing, where they do not all call it the same."""
    yield Heading(2, "Annex: naming variants")
    forms: dict[str, dict[str, Counter[str]]] = {}
    texts = {article.id: article.text for article in comparison.articles}
    for claim in comparison.claims:
        for name in claim.names:
            words = " ".join(name.span.of(texts[claim.article]).split())
            forms.setdefault(name.canonical, {}).setdefault(claim.article, Counter())[words] += 1
    rows = []
    for canonical, by_article in sorted(forms.items()):
        if len({word.casefold() for counts in by_article.values() for word in counts}) < 2 or len(by_article) < 2:
            continue
        for article in comparison.articles:
            if article.id in by_article:
                counts = sorted(by_article[article.id].items(), key=lambda item: (-item[1], item[0]))
                said = ", ".join(f"{word} ({count})" for word, count in counts)
                rows.append((_cell(canonical), _cell(_named(article, citer)), _cell(said)))
    if rows:
        yield Table(("Name", "Article", "Called (times)"), tuple(rows), small=True)
    else:
        yield Paragraph((Text("No name was found that the articles write differently."),))


def notes(workspace: Workspace | None, citer: Citer) -> Iterator[Block]:
    """Yield the analyst's notes with the passages they are on and the passages they cite."""
    if workspace is None or not workspace.notes:
        return
    yield Heading(2, "Annex: the analyst's notes")
    for key in sorted(workspace.notes, key=lambda key: (workspace.notes[key].time, key)):
        note = workspace.notes[key]
        about = f"On a {note.about.value}" if note.about is not About.WHOLE else "On the whole"
        if note.article and any(note.article == article.id for article in citer.index.comparison.articles):
            about = f"On {_named(citer.index.article(note.article), citer)}"
        tags = f" · tags {', '.join(note.tags)}" if note.tags else ""
        yield Paragraph((Text(f"{about}{_by(note.author, moment(note.time))}{tags}", strong=True),))
        yield from prose.blocks(note.text, [citer.anchor(anchor) for anchor in note.cites])
        for anchor in dict.fromkeys((*note.anchors, *note.cites)):
            quotation: Quotation | None = citer.quote(anchor)
            gone = Text(f"Not in the stored texts any more, {anchor.start}–{anchor.end}: {anchor.quote}")
            yield Paragraph((quotation or gone,))


def log(workspace: Workspace | None, citer: Citer) -> Iterator[Block]:
    """Yield every judgement and every link made by hand, by time."""
    if workspace is None:
        return
    yield Heading(2, "Annex: log of judgements")
    rows = [_judged(one, citer) for one in workspace.judgements.values()]
    for manual in workspace.manual_links.values():
        said = f"joined as {manual.relation.value}"
        rows.append(
            (
                *(_cell(moment(manual.time)), _cell(manual.author), _places((manual.a, manual.b), citer), _cell(said)),
                *(_cell(""), _cell(""), _cell(manual.note)),
            )
        )
    if not rows:
        yield Paragraph((Text("Nothing has been judged."),))
        return
    head = ("Time", "By", "Passages", "Ruling", "Confidence", "Status", "Note")
    yield Table(head, tuple(sorted(rows, key=str)), small=True)


def _judged(judgement: Judgement, citer: Citer) -> tuple[Line, ...]:
    marked = judgement.marked.value if judgement.marked else "joined by hand"
    ruling = judgement.ruling.value if judgement.ruling else "no ruling"
    said = f" as {judgement.relation.value}" if judgement.relation and judgement.says else ""
    return (
        _cell(moment(judgement.time)),
        _cell(judgement.author),
        _places(judgement.anchors, citer),
        _cell(f"{ruling}{said} (the program: {marked})"),
        _cell(judgement.confidence.value if judgement.confidence else ""),
        _cell(judgement.status.value),
        _cell(judgement.note),
    )


def _places(anchors: Sequence[Anchor], citer: Citer) -> Line:
    parts: list[Text | Reference] = []
    for anchor in anchors:
        citation = citer.anchor(anchor)
        gone = Text(f"{anchor.start}–{anchor.end}, not there any more")
        parts += [Text(" ")] if parts else []
        parts.append(Reference(citation) if citation else gone)
    return tuple(parts)


def _by(author: str, time: str | None) -> str:
    return "".join(f" · {' '.join(part.split())}" for part in (author, time) if part and part.strip())


def _named(article: Article, citer: Citer) -> str:
    return f"{citer.index.label(article.id)} {plainly(article.name)}"


def _cell(text: str | None) -> Line:
    return (Text(plainly(text) if text is not None else _NOT_STATED),)
