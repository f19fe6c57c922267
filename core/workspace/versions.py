"""A newer version of an article that is in the workspace already: what was said of the old one moves over.

Nothing is dropped: what cannot be found again stays where it was said, under the old article's name, and the report
lists it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from rapidfuzz import fuzz

from core.model import Article
from core.workspace.anchors import Fate, Outcome, find_again, levels
from core.workspace.edits import Change, Edit, free_id
from core.workspace.judgements import (
    Anchor,
    Bounds,
    Judgement,
    ManualLink,
    Note,
    Restored,
    Source,
    Workspace,
    anchor_at,
)
from core.workspace.withholding import withheld_text

_Record = TypeVar("_Record", Judgement, ManualLink)


@dataclass(frozen=True, slots=True)
class Carried:
    """A record of the analyst's (its kind and id) and what became of its passages."""

    kind: str
    key: str
    fates: tuple[Fate, ...]

    @property
    def outcome(self) -> Outcome:
        """The worst outcome of its passages."""
        order = tuple(Outcome)
        return max((fate.outcome for fate in self.fates), key=order.index)


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the analyst's records when an article was replaced by another version."""

    article: str
    records: tuple[Carried, ...]

    def of(self, outcome: Outcome) -> tuple[Carried, ...]:
        """Return the records of an outcome."""
        return tuple(record for record in self.records if record.outcome is outcome)


def earlier_version(workspace: Workspace, article: Article) -> str | None:
    """Return the id of the article of which this is another version: of the same file or address, and alike."""
    for known in workspace.articles.values():
        same = known.source_file == article.source_file or (known.url is not None and known.url == article.url)
        differs = known.sha256 != article.sha256 and not withheld_text(known)
        if same and differs and fuzz.ratio(known.text, article.text) >= levels().version:
            return known.id
    return None


def replace_article(workspace: Workspace, old: str, article: Article, file: str, time: str = "") -> tuple[Edit, Report]:
    """Return an edit that puts another version in an article's place, and what became of what was said of it."""
    rest = {key: value for key, value in workspace.articles.items() if key != old}
    new = replace(article, id=free_id(article, rest))
    move = _Move(workspace, old, new)
    changes = [
        Change("articles", old, None),
        Change("articles", new.id, new),
        Change("sources", old, None),
        Change("sources", new.id, Source(new.id, file, time)),
        *move.changes(),
    ]
    return Edit(f"Replaced {article.name} by another version", tuple(changes)), Report(new.id, tuple(move.carried))


class _Move:
    """One move of all records from an article to its next version."""

    def __init__(self, workspace: Workspace, old: str, new: Article) -> None:
        self._workspace, self._old, self._new = workspace, old, new
        self.carried: list[Carried] = []

    def changes(self) -> list[Change]:
        changes: list[Change] = []
        for judgement in self._workspace.judgements.values():
            changes += self._whole("judgements", judgement, judgement.anchors, _judged_at)
        for link in self._workspace.manual_links.values():
            changes += self._whole("manual_links", link, (link.a, link.b), _linked_at)
        for note in self._workspace.notes.values():
            changes += self._note(note)
        return changes + self._of_article()

    def _whole(
        self,
        kind: str,
        record: _Record,
        anchors: Sequence[Anchor],
        moved: Callable[[_Record, Sequence[Anchor]], _Record],
    ) -> list[Change]:
        """Move a record that makes sense only if all its passages are found."""
        fates = self._fates(anchors)
        if not fates:
            return []
        self.carried.append(Carried(kind, record.id, tuple(fates.values())))
        if any(fate.new is None for fate in fates.values()):
            return []
        new = moved(record, [self._at(anchor, fates) for anchor in anchors])
        if new.id != record.id and new.id in getattr(self._workspace, kind):
            lost = tuple(replace(fate, outcome=Outcome.LOST, new=None) for fate in fates.values())
            self.carried[-1] = Carried(kind, record.id, lost)  # its new place is taken by another judgement
            return []
        return [Change(kind, record.id, None), Change(kind, new.id, new)]

    def _note(self, note: Note) -> list[Change]:
        fates = self._fates((*note.anchors, *note.cites))
        if fates:
            self.carried.append(Carried("notes", note.id, tuple(fates.values())))
        if not fates and note.article != self._old:
            return []
        anchors = tuple(self._at(anchor, fates) for anchor in note.anchors)
        cites = tuple(self._at(anchor, fates) for anchor in note.cites)
        article = self._new.id if note.article == self._old else note.article
        return [Change("notes", note.id, replace(note, anchors=anchors, cites=cites, article=article))]

    def _of_article(self) -> list[Change]:
        changes = []
        for kind in ("grades", "corrections"):
            record = getattr(self._workspace, kind).get(self._old)
            if record is not None:
                changes += [Change(kind, self._old, None), Change(kind, self._new.id, replace(record, id=self._new.id))]
        back = self._workspace.restored.get(self._old)
        if back is not None:
            text = self._workspace.articles[self._old].text
            words = {(cut.reason, cut.span.of(text)) for cut in back.spans}
            again = tuple(cut for cut in self._new.removed if (cut.reason, cut.span.of(self._new.text)) in words)
            changes += [Change("restored", self._old, None)]
            changes += [Change("restored", self._new.id, Restored(self._new.id, again))] if again else []
        return [*changes, *self._bounds()]

    def _bounds(self) -> list[Change]:
        """Move the claims that the analyst made; those whose words are gone are told as lost."""
        own = self._workspace.bounds.get(self._old)
        if own is None:
            return []
        article = self._workspace.articles[self._old]
        fates = self._fates([anchor_at(article, span) for span in own.spans])
        self.carried.append(Carried("bounds", self._old, tuple(fates.values())))
        spans = tuple(sorted(fate.new.span for fate in fates.values() if fate.new is not None))
        gone = [Change("bounds", self._old, None)]
        return [*gone, Change("bounds", self._new.id, Bounds(self._new.id, spans))] if spans else gone

    def _fates(self, anchors: Sequence[Anchor]) -> dict[Anchor, Fate]:
        return {anchor: find_again(anchor, self._new) for anchor in anchors if anchor.article == self._old}

    @staticmethod
    def _at(anchor: Anchor, fates: dict[Anchor, Fate]) -> Anchor:
        return fates[anchor].new or anchor if anchor in fates else anchor


def _judged_at(judgement: Judgement, anchors: Sequence[Anchor]) -> Judgement:
    return replace(judgement, anchors=tuple(anchors))


def _linked_at(link: ManualLink, anchors: Sequence[Anchor]) -> ManualLink:
    return replace(link, a=anchors[0], b=anchors[1])
