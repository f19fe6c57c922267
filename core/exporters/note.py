"""The comparison note: what a comparison and the analyst's judgements of it have to say, section by section."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from core.exporters import annexes, prose
from core.exporters.citing import Citer, moment, plainly
from core.exporters.document import (
    Block,
    Bullet,
    Bullets,
    Document,
    Finding,
    FullText,
    Heading,
    Line,
    Paragraph,
    Quotation,
    Reference,
    Standing,
    Text,
)
from core.exporters.findings import KIND_TITLES, Agreement, Findings, Mark, by_kind, findings, telling
from core.exporters.histories import histories
from core.model import Article, Comparison, OnlyIn, Reason, Relation
from core.note_options import DEFAULT, Detail, NoteChoice, NoteOptions, Section
from core.workspace.judgements import Anchor, Ruling, Status, Workspace

HONESTY = (
    "A mark means “compare these”, not “this is false”. The number of marks says nothing about an outlet's accuracy."
)
MACHINE = "Every mark below was found by the program. None has been judged by a person."
UNJUDGED_HEADING = "Found by the program, not judged"
NOT_JUDGED = "machine-found, not judged"
_NAMES = {Relation.AGREES: "Agreement", Relation.CONFLICTS: "Conflict", Relation.CHANGED: "Change"}


@dataclass(frozen=True, slots=True)
class Making:
    """What every section is made from."""

    comparison: Comparison
    workspace: Workspace | None
    options: NoteOptions
    found: Findings
    citer: Citer

    @property
    def unjudged(self) -> bool:
        """Whether marks that nobody judged are listed: if it is not said, as long as nobody judged any."""
        if self.options.unjudged is None:
            return self.workspace is None or not self.workspace.judgements
        return self.options.unjudged

    def lists(self, mark: Mark | Agreement) -> bool:
        """Tell whether a mark belongs into the note."""
        return mark.judged or self.unjudged

    def names(self, articles: Iterable[str]) -> str:
        """Return articles as ``A BBC and B TASS``."""
        named = [f"{self.citer.index.label(one)} {self.citer.index.article(one).name}" for one in articles]
        named = [plainly(name) for name in named]
        return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)


def document(comparison: Comparison, workspace: Workspace | None = None, options: NoteOptions = DEFAULT) -> Document:
    """Return the note of a comparison, with the analyst's judgements if there is a workspace.

    ``comparison`` is that of the workspace's articles. WriteError if a quotation is not what the stored text says.
    """
    making = Making(comparison, workspace, options, findings(comparison, workspace), Citer(comparison))
    blocks = [*_header(making)]
    late = [section for section in options.sections if section is Section.CITATIONS]
    parts = {section: tuple(_SECTIONS[section](making)) for section in options.sections if section not in late}
    parts |= {section: tuple(_SECTIONS[section](making)) for section in late}  # they list what the others quote
    for section in options.sections:
        blocks += parts[section]
    if Section.METHOD not in options.sections:
        blocks += [Heading(2, "Stored texts"), Bullets(tuple(map(Bullet, _stored(making))))]
    if options.full_texts:
        blocks += _full_texts(making)
    sources = {making.citer.index.label(article.id): _source(article) for article in comparison.articles}
    return Document(_title(making), tuple(blocks), making.citer.quoted, sources, options.timestamp)


def _source(article: Article) -> str:
    """Return an article as a footnote names it."""
    headline = f"“{article.title}”" if article.title else None
    known = (article.outlet, headline, article.byline, moment(article.published), article.url or article.source_file)
    return ", ".join(plainly(part) for part in known if part)


def _title(making: Making) -> str:
    count = len(making.comparison.articles)
    given = plainly(making.workspace.title) if making.workspace else ""
    return given or f"Coverage compared: {count} article{'' if count == 1 else 's'}"


def _header(making: Making) -> Iterator[Block]:
    workspace, engine = making.workspace, making.comparison.engine
    if workspace is not None and workspace.question.strip():
        yield Paragraph((Text("Question: ", strong=True), Text(" ".join(workspace.question.split()))))
    made = [f"Analyst: {' '.join(workspace.analyst.split())}"] if workspace and workspace.analyst.strip() else []
    made += [f"Made: {making.options.timestamp}"] if making.options.timestamp else []
    made += [f"Parallax {engine.version}, options {engine.options}"] if workspace else []
    if made:
        yield Paragraph((Text(" · ".join(made)),))
    yield Paragraph((Text(HONESTY, strong=True),), emphatic=True)
    found = making.found
    if workspace is None:
        yield Paragraph((Text(MACHINE),))
    else:
        left_out = "listed apart" if making.unjudged else "left out of this note"
        yield Paragraph((Text(
            f"Marks that the analyst judged and marks that the program alone found are told apart everywhere. "
            f"Not judged: {found.unjudged}, {left_out}. Rejected as wrong: {found.rejected}."
        ),))  # fmt: skip
    lone = sum(len(claims) for _, claims in found.only_in)
    yield Paragraph((Text(
        f"Conflicts: {len(found.conflicts)}. Changes: {len(found.changed)}. Agreements: {len(found.agreed)}. "
        f"Claims in one article only: {lone}. Pairs about the same matter that neither agree nor conflict: "
        f"{len(found.related)}; these are not listed here."
    ),))  # fmt: skip


def _bottom_line(making: Making) -> Iterator[Block]:
    workspace = making.workspace
    if workspace is None:
        return
    yield Heading(2, "Bottom line")
    yield from prose.blocks(workspace.bottom_line) or (Paragraph((Text("The analyst has not written one yet."),)),)
    if workspace.confidence is not None:
        yield Paragraph((Text("Confidence: ", strong=True), Text(workspace.confidence.value)))


def _agreed(making: Making) -> Iterator[Block]:
    yield Heading(2, "Agreed")
    listed = [agreement for agreement in making.found.agreed if making.lists(agreement)]
    if not listed:
        yield Paragraph((Text(_nothing("No agreement was found.", making.found.agreed)),))
    for number, agreement in enumerate(listed, 1):
        yield from _opening(making, agreement.judged, number == 1 or listed[number - 2].judged)
        yield _agreement(making, f"Agreement {number}", agreement)


def _agreement(making: Making, title: str, agreement: Agreement) -> Finding:
    reasons = [reason for mark in agreement.marks if mark.link for reason in mark.link.reasons]
    remarks = list(dict.fromkeys(map(_why, telling(reasons)))) if making.options.detail is not Detail.BRIEF else []
    voices = agreement.origins
    if agreement.claims:
        remarks.append((Text(f"Independent origins: {voices}" if voices > 1 else "One origin: these are one voice"),))
    if agreement.missing_from:
        remarks.append((Text(f"Not found in {making.names(agreement.missing_from)}"),))
    passages = agreement.claims or agreement.marks[0].passages
    return _finding(making, title, passages, agreement.marks[0] if agreement.judged else Mark(), remarks)


def _conflicts(making: Making) -> Iterator[Block]:
    yield Heading(2, "Conflicts")
    listed = [mark for mark in making.found.conflicts if making.lists(mark)]
    if not listed:
        yield Paragraph((Text(_nothing("No conflict was found.", making.found.conflicts)),))
    number = 0
    for judged in (True, False):
        group = [mark for mark in listed if mark.judged is judged]
        if group:
            yield from _opening(making, judged, first=True)
        for kind, marks in by_kind(group):
            yield Heading(4 if making.workspace and not judged else 3, KIND_TITLES.get(kind, kind.capitalize()))
            for mark in marks:
                number += 1
                yield _pair(making, f"Conflict {number}", mark)


def _changed(making: Making) -> Iterator[Block]:
    yield Heading(2, "Changed over time")
    listed = [mark for mark in making.found.changed if making.lists(mark)]
    if not listed:
        yield Paragraph((Text(_nothing("Nothing was found that time explains.", making.found.changed)),))
    shown = [mark for mark in (*making.found.changed, *making.found.conflicts) if making.lists(mark)]
    yield from histories(making.comparison, shown, making.citer)
    for number, mark in enumerate(listed, 1):
        yield from _opening(making, mark.judged, number == 1 or listed[number - 2].judged)
        yield _pair(making, f"Change {number}", mark)


def _opening(making: Making, judged: bool, first: bool) -> Iterator[Block]:
    """Yield the heading under which unjudged marks stand, before the first of them."""
    if making.workspace is not None and not judged and first:
        yield Heading(3, UNJUDGED_HEADING)


def _nothing(sentence: str, all_of_them: tuple[object, ...]) -> str:
    """Return why a section is empty: nothing was found, or nothing of it is judged."""
    return f"None is judged yet; not judged: {len(all_of_them)}." if all_of_them else sentence


def _pair(making: Making, title: str, mark: Mark) -> Finding:
    remarks: list[Line] = []
    detail = making.options.detail
    if mark.link is None:
        joined = "joined by hand" if mark.by_hand else "judged earlier; the program does not mark it now"
        remarks.append((Text(f"The two passages were {joined}."),))
    elif detail is not Detail.BRIEF:
        remarks += map(_why, mark.link.reasons)
        remarks.append((Text(f"Similarity {mark.link.similarity:.2f}, confidence {mark.link.confidence:.2f}"),))
    if mark.link is not None and detail is Detail.FULL and mark.link.evidence:
        parts = ", ".join(f"{name} {score:.2f}" for name, score in mark.link.evidence)
        remarks.append((Text(f"Similarity is made of: {parts}"),))
    return _finding(making, title, mark.passages, mark, remarks)


def _finding(
    making: Making, title: str, passages: Iterable[str | Anchor], mark: Mark, remarks: Iterable[Line]
) -> Finding:
    """Return passages as a finding with the verdict on the mark; a passage that is gone is named in a remark."""
    quoted: list[Quotation] = []
    gone: list[Line] = []
    for passage in passages:
        quotation = making.citer.quote(passage)
        if quotation is not None:
            quoted.append(quotation)
        elif isinstance(passage, Anchor):
            gone.append((Text(f"Not in the stored texts any more, {passage.start}–{passage.end}: {passage.quote}"),))
    judged = Standing.JUDGED if mark.judged else Standing.MACHINE
    names = making.names(dict.fromkeys(one.citation.article for one in quoted))
    said = mark.by_hand or mark.judgement
    note = prose.blocks(said.note) if said else ()
    return Finding(title, names, judged, _verdict(mark), tuple(quoted), (*gone, *remarks), note)


def _verdict(mark: Mark) -> str:
    """Return who judged a mark and how, such as ``judged by M. Ilves: accepted, confidence high, true conflict``."""
    by_hand, judgement = mark.by_hand, mark.judgement
    said = by_hand or judgement
    if said is None or not mark.judged:
        return NOT_JUDGED
    words = [f"joined by hand as {by_hand.relation.value}"] if by_hand else []
    if judgement is not None and not by_hand:
        accepted = "accepted" if judgement.ruling is Ruling.ACCEPT else f"put down as {mark.relation}"
        words.append(f"{accepted}{f' ({judgement.kind})' if judgement.kind else ''}")
        words += [f"confidence {judgement.confidence.value}"] if judgement.confidence else []
        words += [f"importance {judgement.importance.value}"] if judgement.importance else []
        words += [judgement.status.value] if judgement.status is not Status.OPEN else ["still open"]
    words += [f"tags {', '.join(said.tags)}"] if said.tags else []
    who = " ".join(said.author.split())
    return f"judged{f' by {who}' if who else ''}: {', '.join(words)}"


def _why(reason: Reason) -> Line:
    return Text(f"Why: {plainly(reason.text)} (rule "), Text(reason.rule, code=True), Text(")")


def _only_in(making: Making) -> Iterator[Block]:
    yield Heading(2, "In one article only")
    found = making.found
    if not making.unjudged:
        counts = "; ".join(f"{making.names((article.id,))}: {len(lone)}" for article, lone in found.only_in)
        yield Paragraph((Text(
            f"Claims without a counterpart, found by the program and not listed: {counts or 'none'}."
        ),))  # fmt: skip
        return
    yield Paragraph((Text(
        "With the passage of another article that comes nearest, so that a false absence can be seen."
    ),))  # fmt: skip
    if not found.only_in:
        yield Paragraph((Text("Every claim has a counterpart."),))
    for article, lone in found.only_in:
        yield Heading(3, f"Only in {making.names((article.id,))}")
        yield Bullets(tuple(_lone(making, only) for only in lone))
    yield from _missing(making)


def _lone(making: Making, only: OnlyIn) -> Bullet:
    nearest = making.citer.quote(only.nearest.claim) if only.nearest else None
    if only.nearest is None or nearest is None:
        below: Line = (Text("Nothing comes near it in the other articles."),)
    else:
        below = (Text(f"Nearest, similarity {only.nearest.similarity:.2f}: "), nearest)
    return Bullet(_quoted(making, only.claim), (Bullet(below),))


def _missing(making: Making) -> Iterator[Block]:
    yield Heading(2, "Missing from")
    if not making.found.missing_from:
        yield Paragraph((Text("No article lacks what two others have."),))
    for article, clusters in making.found.missing_from:
        yield Heading(3, f"Missing from {making.names((article.id,))}")
        items = []
        for cluster in clusters:
            first, *others = cluster.claims
            rest = (part for other in others for part in (Text("; "), Reference(making.citer.claim(other))))
            items.append(Bullet((*_quoted(making, first), *rest)))
        yield Bullets(tuple(items))


def _quoted(making: Making, claim: str) -> Line:
    quotation = making.citer.quote(claim)
    return (quotation,) if quotation else ()


def _open(making: Making) -> Iterator[Block]:
    yield Heading(2, "Open questions")
    found = making.found
    words = "1 mark is" if found.unjudged == 1 else f"{found.unjudged} marks are"
    yield Paragraph((Text(f"{words} not judged."),))
    shown = (*found.conflicts, *found.changed, *(mark for one in found.agreed for mark in one.marks))
    still_open = [mark for mark in shown if mark.judgement and mark.judgement.status is Status.OPEN]
    items = []
    for mark in still_open:
        cited = [citation for passage in mark.passages if (citation := making.citer.passage(passage))]
        if mark.relation in (Relation.CONFLICTS, Relation.CHANGED):
            places = (part for citation in cited for part in (Text(" "), Reference(citation)))
            items.append(Bullet((Text(f"{_NAMES[mark.relation]} still open:"), *places)))
    if items:
        yield Bullets(tuple(items))


def _method(making: Making) -> Iterator[Block]:
    yield Heading(2, "Method and limits")
    engine = making.comparison.engine
    items: list[Line] = [
        (
            Text("A citation such as "),
            Text("[B ¶4 s2, 1312–1398]", code=True),
            Text(" names the article, its paragraph and sentence, and where the quotation begins and ends in the "),
            Text("stored text, counted in Unicode characters from 0."),
        ),
        (Text(
            "The program looks for likely counterparts by names, figures, dates and wording, then judges each pair by "
            "rules that state their reasons. It misses counterparts and finds false ones; read both passages."
        ),),
    ]  # fmt: skip
    items += _stored(making)
    if making.workspace is not None:
        items.append((Text("Content of the workspace: SHA-256 "), Text(fingerprint(making.workspace), code=True)))
    items.append((Text(f"Parallax {engine.version}, options "), Text(engine.options, code=True), Text(".")))
    items += [(Text(f"Model {name}, SHA-256 "), Text(sha256, code=True), Text(".")) for name, sha256 in engine.models]
    yield Bullets(tuple(map(Bullet, items)))


def _stored(making: Making) -> list[Line]:
    """Return what tells which texts a note was made from: nothing of it could be verified without."""
    return [
        (Text(f"Stored text of {making.names((article.id,))}: SHA-256 "), Text(article.sha256, code=True), Text("."))
        for article in making.comparison.articles
    ]


def fingerprint(workspace: Workspace) -> str:
    """Return the SHA-256 of what a workspace holds, without its history and the choice of a note."""
    from core.workspace.codec import dumps
    from core.workspace.document import as_document

    return hashlib.sha256(dumps(as_document(replace(workspace, note_choice=NoteChoice()))).encode()).hexdigest()


def _full_texts(making: Making) -> Iterator[Block]:
    yield Heading(2, "Annex: full texts")
    for article in making.comparison.articles:
        label, name = making.citer.index.label(article.id), making.names((article.id,))
        yield Heading(3, name)
        cited = tuple(one for one in making.citer.quoted if one.article == article.id)
        yield FullText(label, name, article.text, cited)


_SECTIONS: Mapping[Section, Callable[[Making], Iterable[Block]]] = {
    Section.BOTTOM_LINE: _bottom_line,
    Section.SOURCES: lambda making: annexes.sources(making.comparison, making.workspace, making.citer),
    Section.AGREED: _agreed,
    Section.CONFLICTS: _conflicts,
    Section.CHANGED: _changed,
    Section.ONLY_IN: _only_in,
    Section.FRAMING: lambda making: annexes.framing(making.comparison, making.citer),
    Section.OPEN: _open,
    Section.METHOD: _method,
    Section.MATRIX: lambda making: annexes.matrix(making.comparison, making.citer),
    Section.CITATIONS: lambda making: annexes.citations(making.citer),
    Section.NAMING: lambda making: annexes.naming(making.comparison, making.citer),
    Section.NOTES: lambda making: annexes.notes(making.workspace, making.citer),
    Section.LOG: lambda making: annexes.log(making.workspace, making.citer),
}
