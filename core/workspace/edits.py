"""Every edit is a value: applied to a workspace it returns the next one and the edit that takes it back.

An edit is made of changes, each of which puts one record in its place or takes it away; that is all that undo, the
history and the file have to know. The functions below make the edits that an analyst knows by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from core.facts.names import gazetteer_with
from core.model import Article, Relation, Removed, Span
from core.note_options import NoteChoice
from core.options import AnalysisOptions
from core.workspace.judgements import (
    Anchor,
    Bounds,
    Correction,
    Judgement,
    Level,
    ManualLink,
    Note,
    Restored,
    Ruling,
    Source,
    SourceGrade,
    Status,
    Subject,
    Workspace,
    anchor_at,
)
from core.workspace.records import Records
from core.workspace.withholding import withheld_text

RECORDS: Mapping[str, Any] = MappingProxyType(
    {
        "articles": Article,
        "sources": Source,
        "judgements": Judgement,
        "manual_links": ManualLink,
        "notes": Note,
        "grades": SourceGrade,
        "corrections": Correction,
        "restored": Restored,
        "bounds": Bounds,
    }
)
"""The mappings of a workspace and what they hold."""

ABOUT: Mapping[str, Any] = MappingProxyType(
    {
        "title": str,
        "question": str,
        "analyst": str,
        "bottom_line": str,
        "confidence": Level | None,
        "options": AnalysisOptions,
        "names": str | None,
        "note_choice": NoteChoice,
    }
)
"""The single values of a workspace; their changes are of the kind ``about`` and go by the field's name."""


@dataclass(frozen=True, slots=True)
class Change:
    """One record put in its place, or taken away if ``value`` is None; ``kind`` is one of ``RECORDS`` or ``about``."""

    kind: str
    key: str
    value: Any


@dataclass(frozen=True, slots=True)
class Edit:
    """What the analyst did, in a few words for the history, and what it changes."""

    what: str
    changes: tuple[Change, ...]


def apply(workspace: Workspace, edit: Edit) -> tuple[Workspace, Edit]:
    """Return the workspace after an edit, and the edit that makes it what it was."""
    about: dict[str, Any] = {}
    records: dict[str, dict[str, Any]] = {}
    back: list[Change] = []
    for kind, key, value in ((change.kind, change.key, change.value) for change in edit.changes):
        if kind == "about":
            new, old = about, about.get(key, getattr(workspace, key))
        else:
            new = records.setdefault(kind, {})
            old = new[key] if key in new else getattr(workspace, kind).get(key)
        new[key] = value
        back.append(Change(kind, key, old))
    held: dict[str, Any] = {kind: Records.of(getattr(workspace, kind)).changed(new) for kind, new in records.items()}
    return replace(workspace, **about, **held), Edit(edit.what, tuple(reversed(back)))


def put(what: str, kind: str, *records: Any) -> Edit:
    """Return an edit that puts records of a kind in their places, by their ids."""
    return Edit(what, tuple(Change(kind, record.id, record) for record in records))


def take_away(what: str, kind: str, *keys: str) -> Edit:
    """Return an edit that takes records away."""
    return Edit(what, tuple(Change(kind, key, None) for key in keys))


def together(what: str, edits: Iterable[Edit]) -> Edit:
    """Return several edits as one that is undone in one step."""
    return Edit(what, tuple(change for edit in edits for change in edit.changes))


def describe(**values: object) -> Edit:
    """Return an edit of single values, by the names in ``ABOUT``."""
    named = ", ".join(name.replace("_", " ") for name in sorted(values))
    return Edit(f"Changed the {named}", tuple(Change("about", name, value) for name, value in sorted(values.items())))


def choose(workspace: Workspace, options: AnalysisOptions) -> Edit | None:
    """Return an edit that sets the options of the analysis, None if they are so already; OptionsError for bad names.

    The analyst's own naming variants are taken into the workspace, so that it does not lean on another file.
    """
    names = None
    if options.names_file is not None:
        gazetteer_with(options.names_file)
        names = Path(options.names_file).read_text(encoding="utf-8-sig")
    held = {"options": replace(options, names_file=None), "names": names}
    changed = {name: value for name, value in held.items() if value != getattr(workspace, name)}
    return describe(**changed) if changed else None


def choose_note(workspace: Workspace, choice: NoteChoice) -> Edit | None:
    """Return an edit that keeps how notes of this workspace are wanted, None if it is so already."""
    if choice == workspace.note_choice:
        return None
    return Edit("Chose what the note holds", (Change("about", "note_choice", choice),))


def add_articles(workspace: Workspace, articles: Sequence[Article], files: Sequence[str], time: str = "") -> Edit:
    """Return an edit that adds articles; ``files`` names where each was read.

    An article that is there already, text and source file alike, is not added twice, but gets its text back where that
    had been withheld. The same text from another file gets an id of its own, for two outlets may print one text.
    """
    taken = dict(workspace.articles)
    added: list[Article] = []
    changes: list[Change] = []
    for article, file in zip(articles, files, strict=True):
        known = next((a for a in taken.values() if _same(a, article)), None)
        if known is None:
            named = replace(article, id=free_id(article, taken))
            changes.append(Change("sources", named.id, Source(named.id, file, time)))
        elif withheld_text(known):
            named = replace(known, text=article.text)
        else:
            continue
        taken[named.id] = named
        added.append(named)
        changes.append(Change("articles", named.id, named))
    return Edit(f"Added {_named([a.name for a in added], 'articles')}", tuple(changes))


def _same(known: Article, article: Article) -> bool:
    return known.sha256 == article.sha256 and known.source_file == article.source_file


def free_id(article: Article, taken: Mapping[str, Article]) -> str:
    """Return an id for an article that comes from its text and that no other has."""
    base = article.sha256[:12]
    number, name = 1, base
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name


def _named(names: Sequence[str], plural: str) -> str:
    return names[0] if len(names) == 1 else f"{len(names)} {plural}"


def remove_article(workspace: Workspace, article: str) -> Edit:
    """Return an edit that takes an article out; what was said of it stays and shows again when it comes back."""
    return Edit(f"Removed {workspace.articles[article].name}", (Change("articles", article, None),))


_RULINGS = MappingProxyType(
    {Ruling.ACCEPT: "Accepted", Ruling.REJECT: "Rejected", Ruling.RETYPE: "Retyped", None: "Noted"}
)
_SUBJECTS = MappingProxyType({Subject.LINK: "pair", Subject.CLUSTER: "matter"})  # as the window calls them


def judge(*judgements: Judgement) -> Edit:
    """Return an edit that records judgements, in place of earlier ones on the same links or clusters."""
    first = judgements[0]
    told = f"{_RULINGS[first.ruling]} a {_SUBJECTS[first.subject]}"
    return put(told if len(judgements) == 1 else f"Judged {len(judgements)} marks", "judgements", *judgements)


def remark(judgement: Judgement, fields: Sequence[str]) -> Edit:
    """Return an edit that records what is said of a link or cluster besides the ruling: these fields changed."""
    named = " and ".join(field.replace("_", " ") for field in fields)
    return put(f"Changed the {named} of a {_SUBJECTS[judgement.subject]}", "judgements", judgement)


def take_back(judgement: Judgement) -> Edit:
    """Return an edit that takes a ruling back; what was said besides stays, if there is any."""
    bare = replace(judgement, ruling=None, relation=None, kind=None)
    said = any((bare.confidence, bare.importance, bare.note, bare.tags)) or bare.status is not Status.OPEN
    what = f"Took back the verdict on a {_SUBJECTS[judgement.subject]}"
    return put(what, "judgements", bare) if said else take_away(what, "judgements", judgement.id)


def unjudge(*keys: str) -> Edit:
    """Return an edit that takes judgements back."""
    return take_away(
        "Took back a judgement" if len(keys) == 1 else f"Took back {len(keys)} judgements", "judgements", *keys
    )


def merge(workspace: Workspace, groups: Sequence[Sequence[Anchor]], author: str = "", time: str = "") -> Edit:
    """Return an edit after which the claims of several clusters are one: the first of each are called the same."""
    pairs = [(groups[0][0], other[0]) for other in groups[1:]]
    said = [_said(workspace, pair, Ruling.ACCEPT, author, time) for pair in pairs]
    return put(f"Merged {len(groups)} matters", "judgements", *said)


def split(
    workspace: Workspace,
    part: Sequence[Anchor],
    rest: Sequence[Anchor],
    author: str = "",
    time: str = "",
    marked: Mapping[str, Relation] | None = None,
) -> Edit:
    """Return an edit after which no claim of one part shares a cluster with one of the rest.

    ``marked`` is what the program marks between any two of them, by the link's id.
    """
    said = [_said(workspace, (a, b), Ruling.REJECT, author, time) for a in part for b in rest]
    known = marked or {}
    told = (replace(one, marked=known.get(one.id, one.marked)) for one in said)
    return put("Split a matter", "judgements", *told)


def _said(workspace: Workspace, pair: tuple[Anchor, Anchor], ruling: Ruling, author: str, time: str) -> Judgement:
    """Return a ruling on a pair that leaves what was said of it besides."""
    new = Judgement(tuple(sorted(pair)), ruling, author=author, time=time)
    old = workspace.judgements.get(new.id)
    if old is None:
        return new
    if ruling is Ruling.ACCEPT and old.ruling is Ruling.RETYPE:
        return old
    return replace(old, ruling=ruling, author=author, time=time)


def link_by_hand(link: ManualLink) -> Edit:
    """Return an edit that joins two passages by hand."""
    return put("Linked two passages", "manual_links", link)


def unlink(*links: str) -> Edit:
    """Return an edit that parts passages which were linked by hand."""
    return take_away("Parted two passages", "manual_links", *links)


_NAMED, _LONGEST_NAME = 6, 50  # words, and characters, by which the history names a note


def write_note(note: Note) -> Edit:
    """Return an edit that writes a note, or writes it anew."""
    told = "".join(sign for sign in " ".join(note.text.split()[:_NAMED]) if sign.isprintable())
    words = told.strip("#>*- ")
    return put(f"Wrote a note: {words[:_LONGEST_NAME]}" if words else "Wrote a note", "notes", note)


def grade(source: SourceGrade) -> Edit:
    """Return an edit that grades a source."""
    return put("Graded a source", "grades", source)


def correct(correction: Correction) -> Edit:
    """Return an edit that corrects what was read about an article."""
    return put(f"Corrected {', '.join(sorted(correction.values))}", "corrections", correction)


def take_correction_back(article: str) -> Edit:
    """Return an edit after which an article is known as it was read."""
    return take_away("Took a correction back", "corrections", article)


def restore(workspace: Workspace, article: str, *cuts: Removed) -> Edit:
    """Return an edit that takes back text which cleaning had set aside."""
    before = workspace.restored[article].spans if article in workspace.restored else ()
    return put("Restored text", "restored", Restored(article, tuple(sorted({*before, *cuts}))))


def set_aside(workspace: Workspace, article: str, *cuts: Removed) -> Edit:
    """Return an edit that sets text aside again which had been taken back."""
    left = tuple(cut for cut in workspace.restored[article].spans if cut not in cuts)
    what = "Set text aside again"
    return put(what, "restored", Restored(article, left)) if left else take_away(what, "restored", article)


def set_bounds(workspace: Workspace, article: str, span: Span, instead_of: Span | None = None) -> Edit:
    """Return an edit that makes a claim of a stretch; what was said of the claim in whose place it comes moves over."""
    before = workspace.bounds[article].spans if article in workspace.bounds else ()
    spans = (*(one for one in before if not one.overlaps(span)), span)
    changes = [Change("bounds", article, Bounds(article, tuple(sorted(spans))))]
    if instead_of is not None and instead_of != span:
        changes += _moved(workspace, article, instead_of, span)
    return Edit("Set the bounds of a claim", tuple(changes))


def drop_bounds(workspace: Workspace, article: str, span: Span) -> Edit:
    """Return an edit that leaves the bounds of a claim to the program again."""
    left = tuple(one for one in workspace.bounds[article].spans if one != span)
    what = "Left the bounds of a claim to the program"
    return put(what, "bounds", Bounds(article, left)) if left else take_away(what, "bounds", article)


def _moved(workspace: Workspace, article: str, old: Span, new: Span) -> Iterator[Change]:
    """Yield the changes that move what was said of a claim to its new bounds."""
    read = workspace.articles[article]

    def at(anchor: Anchor) -> Anchor:
        return anchor_at(read, new) if (anchor.article, anchor.span) == (article, old) else anchor

    for judgement in workspace.judgements.values():
        moved = replace(judgement, anchors=tuple(sorted(map(at, judgement.anchors))))
        if moved.anchors != judgement.anchors and moved.id not in workspace.judgements:
            yield from (Change("judgements", judgement.id, None), Change("judgements", moved.id, moved))
    for link in workspace.manual_links.values():
        joined = replace(link, a=at(link.a), b=at(link.b))
        if joined != link:
            yield Change("manual_links", link.id, joined)
    for note in workspace.notes.values():
        written = replace(note, anchors=tuple(map(at, note.anchors)))
        if written != note:
            yield Change("notes", note.id, written)
