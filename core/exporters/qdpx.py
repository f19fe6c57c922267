"""The comparison as a REFI-QDA 1.5 project (.qdpx), for NVivo, MAXQDA, ATLAS.ti, QualCoder and their like.

Articles are plain-text sources, claims selections in them, relations and kinds codes, links and notes what they are
called there too. Positions count Unicode code points of the source file, the first is 0, the end is the place behind
the last (chapter 10.2 of the standard, and its examples); the file holds the stored text as it is: UTF-8, line feeds,
no byte order mark.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from core.exporters.archive import pack
from core.exporters.citing import Citer
from core.exporters.document import Citation
from core.exporters.findings import KIND_TITLES, Mark, judged_marks
from core.model import Article, Comparison, Relation
from core.note_options import DEFAULT, NoteOptions
from core.workspace.judgements import Anchor, Note, Workspace

_NAMESPACE = "urn:QDA-XML:project:1.0"
_SPACE = uuid.UUID("9d7f3f0e-3b0e-5a53-8a39-0f0f3b1f5a77")  # of this program's projects; ids come from the content
_COLOURS = {
    Relation.AGREES: "#009E73",
    Relation.CONFLICTS: "#D55E00",
    Relation.CHANGED: "#E69F00",
    Relation.RELATED: "#56B4E9",
}
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_NAME = 80  # characters of a selection's name; the text itself is in the source
_MACHINE, _ANALYST = "Parallax", "Analyst"


def render(comparison: Comparison, workspace: Workspace | None = None, options: NoteOptions = DEFAULT) -> bytes:  # noqa: ARG001
    """Return a comparison as a .qdpx container: project.qde and the sources."""
    project = _Project(comparison, workspace)
    sources = [(f"Sources/{_source_id(article)}.txt", _clean(article.text)) for article in comparison.articles]
    return pack([("project.qde", project.xml()), *((name, text.encode()) for name, text in sources)])


class _Project:
    """Builds the project's XML in the order that the standard's schema asks for."""

    def __init__(self, comparison: Comparison, workspace: Workspace | None) -> None:
        self._comparison, self._workspace = comparison, workspace
        self._citer = Citer(comparison)
        self._marks = [mark for mark in judged_marks(comparison, workspace) if mark.relation is not None]
        self._codes: dict[str, set[str]] = {}
        self._selections: dict[str, Citation] = {}
        for claim in comparison.claims:
            self._select(self._citer.claim(claim.id))
        self._ends = [self._cited(mark) for mark in self._marks]

    def xml(self) -> bytes:
        """Return the project as XML, UTF-8."""
        from lxml import etree

        users = (_MACHINE, *sorted(self._authors()))
        title = self._workspace.title if self._workspace else ""
        root = etree.Element(f"{{{_NAMESPACE}}}Project", nsmap={None: _NAMESPACE})
        _set(root, name=title or "Coverage compared", origin="Parallax", creatingUserGUID=_guid("user", _MACHINE))
        for name in users:
            _set(_child(root, "Users", "User"), guid=_guid("user", name), name=name)
        self._codebook(_child(root, "CodeBook", "Codes"))
        for article in self._comparison.articles:
            self._source(_child(root, "Sources", "TextSource"), article)
        self._notes(root)
        for mark, ends in zip(self._marks, self._ends, strict=True):
            if len(ends) > 1:
                self._link(_child(root, "Links", "Link"), mark, ends)
        return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))

    def _authors(self) -> set[str]:
        if self._workspace is None:
            return set()
        records = (self._workspace.judgements, self._workspace.manual_links, self._workspace.notes)
        return {one.author or _ANALYST for record in records for one in record.values()} - {_MACHINE}

    def _select(self, citation: Citation) -> str:
        self._selections[citation.anchor] = citation
        return citation.anchor

    def _cited(self, mark: Mark) -> tuple[str, ...]:
        """Return the selections that a mark joins, and code them with its relation and kind."""
        cited = [citation for passage in mark.passages if (citation := self._citer.passage(passage))]
        for citation in cited:
            self._codes.setdefault(self._select(citation), set()).add(_code(mark))
        return tuple(citation.anchor for citation in cited)

    def _codebook(self, codes: Any) -> None:
        used: dict[Relation, set[str]] = {relation: set() for relation in Relation}
        for mark in self._marks:
            used[mark.relation or Relation.RELATED].add(mark.kind)
        for relation, kinds in used.items():
            code = _add(codes, "Code")
            _set(code, guid=_guid("code", relation.value), name=relation.value, isCodable="true")
            _set(code, color=_COLOURS[relation])
            for kind in sorted(kinds):
                guid, name = _guid("code", f"{relation.value}/{kind}"), KIND_TITLES.get(kind, kind)
                _set(_add(code, "Code"), guid=guid, name=name, isCodable="true", color=_COLOURS[relation])

    def _source(self, source: Any, article: Article) -> None:
        guid = _source_id(article)
        _set(source, guid=guid, name=article.name, plainTextPath=f"internal://{guid}.txt")
        known = {
            "Headline": article.title,
            "By": article.byline,
            "Published": article.published,
            "Updated": article.updated,
            "Address": article.url,
            "File": article.source_file,
            "SHA-256": article.sha256,
        }
        _add(source, "Description").text = _clean(
            "\n".join(f"{name}: {value}" for name, value in known.items() if value)
        )
        mine = [citation for citation in self._selections.values() if citation.article == article.id]
        for citation in sorted(mine, key=lambda one: (one.start, one.end)):
            self._selection(_add(source, "PlainTextSelection"), citation)
        for note in self._notes_of(lambda note: note.article == article.id and not note.anchors):
            _set(_add(source, "NoteRef"), targetGUID=_guid("note", note.id))

    def _selection(self, selection: Any, citation: Citation) -> None:
        name = " ".join(citation.quote.split())
        shown = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
        _set(selection, guid=_guid("selection", citation.article, citation.anchor), name=shown)
        _set(selection, startPosition=str(citation.start), endPosition=str(citation.end))
        for code in sorted(self._codes.get(citation.anchor, ())):
            coding = _add(selection, "Coding")
            _set(coding, guid=_guid("coding", citation.article, citation.anchor, code))
            _set(_add(coding, "CodeRef"), targetGUID=_guid("code", code))
        for note in self._notes_of(lambda note: any(self._is(anchor, citation) for anchor in note.anchors)):
            _set(_add(selection, "NoteRef"), targetGUID=_guid("note", note.id))

    def _is(self, anchor: Anchor, citation: Citation) -> bool:
        return (anchor.article, anchor.start, anchor.end) == (citation.article, citation.start, citation.end)

    def _notes_of(self, wanted: Callable[[Note], bool]) -> list[Note]:
        notes = self._workspace.notes if self._workspace else {}
        return [note for _, note in sorted(notes.items()) if wanted(note)]

    def _notes(self, root: Any) -> None:
        for note in self._notes_of(lambda _: True):
            self._note(root, note.id, f"Note on the {note.about.value}", note.text, note.author, note.time)
        for mark in self._marks:
            said = mark.by_hand or mark.judgement
            if said is not None:
                self._note(root, _mark_id(mark), "Judgement", _judged(mark), said.author, said.time)

    def _note(self, root: Any, key: str, name: str, text: str, author: str, time: str) -> None:
        note = _child(root, "Notes", "Note")
        _set(note, guid=_guid("note", key), name=name, creatingUser=_guid("user", author or _ANALYST))
        if time:
            _set(note, creationDateTime=time)
        _add(note, "PlainTextContent").text = _clean(text)

    def _link(self, link: Any, mark: Mark, ends: tuple[str, ...]) -> None:
        first, second = (self._selections[end] for end in ends[:2])
        relation = mark.relation or Relation.RELATED
        _set(link, guid=_guid("link", _mark_id(mark)), name=f"{relation.value}: {mark.kind}")
        _set(link, direction="Associative", color=_COLOURS[relation])
        _set(link, originGUID=_guid("selection", first.article, first.anchor))
        _set(link, targetGUID=_guid("selection", second.article, second.anchor))
        if mark.by_hand or mark.judgement:
            _set(_add(link, "NoteRef"), targetGUID=_guid("note", _mark_id(mark)))


def _judged(mark: Mark) -> str:
    """Return what the analyst said of a mark, a line each."""
    if mark.by_hand is not None:
        return "\n".join(filter(None, (f"Joined by hand as {mark.by_hand.relation.value}", mark.by_hand.note)))
    said = mark.judgement
    if said is None:
        return ""
    stated: Mapping[str, object] = {
        "Ruling": said.ruling,
        "Relation": mark.relation,
        "Confidence": said.confidence,
        "Importance": said.importance,
        "Status": said.status,
        "Tags": ", ".join(said.tags),
    }
    return "\n".join([*(f"{name}: {value}" for name, value in stated.items() if value), *filter(None, (said.note,))])


def _code(mark: Mark) -> str:
    return f"{(mark.relation or Relation.RELATED).value}/{mark.kind}"


def _mark_id(mark: Mark) -> str:
    if mark.link is not None:
        return mark.link.id
    return mark.by_hand.id if mark.by_hand else mark.judgement.id if mark.judgement else ""


def _source_id(article: Article) -> str:
    return _guid("source", article.id, article.sha256)


def _guid(*parts: str) -> str:
    return str(uuid.uuid5(_SPACE, "|".join(parts)))


def _clean(text: str) -> str:
    """Return text that XML can hold; each character that it cannot is replaced by one, so that positions hold."""
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _child(root: Any, group: str, tag: str) -> Any:
    """Return a new element in a group of the project, which is made when its first element is."""
    found = root.find(f"{{{_NAMESPACE}}}{group}")
    parent = _add(root, group) if found is None else found
    return _add(parent, tag)


def _add(parent: Any, tag: str) -> Any:
    from lxml import etree

    return etree.SubElement(parent, f"{{{_NAMESPACE}}}{tag}")


def _set(element: Any, **attributes: str) -> None:
    for name, value in attributes.items():
        element.set(name, _clean(value))
