"""The analyst's notes: each method is one edit, made at once; and what a note is on and cites, in words."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.model import Comparison
from gui.looking import Passage
from gui.session import Session

if TYPE_CHECKING:
    from core.exporters.citing import Citer
    from core.workspace.judgements import About, Anchor, Note

_MARKER = re.compile(r"\[(\d{1,4})\]")
_SHOWN = 120  # characters of a passage


@dataclass(frozen=True, slots=True)
class Place:
    """Something a note can be on, as the analyst is asked for it."""

    words: str
    about: About
    anchors: tuple[Anchor, ...] = ()
    article: str | None = None


class Noting(QObject):
    """Writes notes and knows what they refer to."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._citer: tuple[Comparison, Citer] | None = None

    def fresh(self, place: Place) -> Note:
        """Return a new note on a place; it is kept once something is written."""
        from core.workspace.judgements import Note

        return Note(uuid.uuid4().hex[:12], "", place.about, place.anchors, place.article)

    def write(self, note: Note, **fields: object) -> Note:
        """Keep a note with other fields, and return it as it then stands."""
        from core.workspace.edits import write_note
        from core.workspace.opening import now

        kept = self._session.workspace.notes.get(note.id, note)
        new = replace(kept, **fields)  # type: ignore[arg-type]
        if new == kept and note.id in self._session.workspace.notes:
            return kept
        new = replace(new, author=self._session.workspace.analyst, time=now())
        self._session.edit(write_note(new))
        return new

    def delete(self, note: Note) -> None:
        """Take a note away."""
        from core.workspace.edits import take_away

        if note.id in self._session.workspace.notes:
            self._session.edit(take_away("Deleted a note", "notes", note.id))

    def places(self, selected: Passage | None) -> tuple[Place, ...]:
        """Return what a note can be on now, the closest to what the analyst looks at first."""
        from core.workspace.judgements import About

        found = []
        if selected is not None and (anchor := self.anchor(selected)):
            found.append(Place(f"The selected words “{_short(anchor.quote)}”", About.SPAN, (anchor,)))
        row, link, index = self._session.selection.row, self._session.selection.link, self._session.index
        if link is not None and index is not None:
            for claim in (index.claim(link.a), index.claim(link.b)):
                if anchor := self.anchor(Passage(claim.article, claim.span)):
                    letter = self._session.label(claim.article)
                    found.append(Place(f"The passage in {letter} “{_short(anchor.quote)}”", About.CLAIM, (anchor,)))
        if row is not None:
            ends = (self.anchor(Passage(claim.article, claim.span)) for claim in row.claims)
            found.append(Place("The selected matter", About.CLUSTER, tuple(end for end in ends if end)))
        found.append(self.whole())
        for article in self._session.articles:
            name = f"The article {self._session.label(article.id)} {article.name}"
            found.append(Place(name, About.ARTICLE, (), article.id))
        return tuple(found)

    def whole(self) -> Place:
        """Return the whole comparison as what a note is on."""
        from core.workspace.judgements import About

        return Place("The whole comparison", About.WHOLE)

    def on(self, note: Note) -> str:
        """Return in a few words what a note is on."""
        from core.workspace.judgements import About

        if note.about is About.ARTICLE:
            known = next((a for a in self._session.articles if a.id == note.article), None)
            return f"{self._session.label(known.id)} {known.name}" if known else "An article that was taken out"
        if note.about is About.CLUSTER:
            return "A matter"
        if note.anchors:
            return f"“{_short(note.anchors[0].quote)}”"
        return "The whole comparison"

    def cite(self, note: Note, passages: Iterable[Passage]) -> tuple[Note, str]:
        """Return a note that cites these passages too, and the marks that stand for them in its text."""
        note = self._session.workspace.notes.get(note.id, note)
        cites, marks = list(note.cites), []
        for passage in passages:
            anchor = self.anchor(passage)
            if anchor is None:
                continue
            if anchor not in cites:
                cites.append(anchor)
            marks.append(f"[{cites.index(anchor) + 1}]")
        return replace(note, cites=tuple(cites)), " ".join(marks)

    def without(self, note: Note, text: str, number: int) -> tuple[Note, str]:
        """Return a note and its text without the citation of a number; the marks behind it count one less."""

        def renumbered(found: re.Match[str]) -> str:
            told = int(found[1])
            return "" if told == number else f"[{told - 1}]" if number < told <= len(note.cites) else found[0]

        cites = tuple(anchor for place, anchor in enumerate(note.cites, 1) if place != number)
        return replace(note, cites=cites), _MARKER.sub(renumbered, text)

    def shown(self, anchor: Anchor) -> str:
        """Return a passage as a citation: ``[B ¶4 s2, 1312–1398] "At least 12 …"``."""
        words = _short(anchor.quote, _SHOWN)
        citation = citer.anchor(anchor) if (citer := self._citing()) else None
        if citation is not None:
            return f'[{citation.shown}] "{words}"'
        known = next((a for a in self._session.articles if a.id == anchor.article), None)
        if known is not None and anchor.span.of(known.text) == anchor.quote:
            return f'[{self._session.label(known.id)} {anchor.start}–{anchor.end}] "{words}"'
        return f'Not in the texts any more: "{words}"'

    def go_to(self, anchor: Anchor) -> None:
        """Bring the pane of a passage to it."""
        known = next((a for a in self._session.articles if a.id == anchor.article), None)
        if known is not None and anchor.end <= len(known.text):
            self._session.find((Passage(known.id, anchor.span),), 0)

    def anchor(self, passage: Passage) -> Anchor | None:
        """Return a passage so that it can be found again in another version of its article."""
        from core.workspace.judgements import anchor_at

        known = next((a for a in self._session.articles if a.id == passage.article), None)
        return anchor_at(known, passage.span) if known is not None and passage.span.of(known.text).strip() else None

    def _citing(self) -> Citer | None:
        comparison = self._session.comparison
        if comparison is None:
            return None
        if self._citer is None or self._citer[0] is not comparison:
            from core.exporters.citing import Citer

            self._citer = comparison, Citer(comparison)
        return self._citer[1]


def matching(notes: Sequence[Note], query: str, on: Sequence[str] = ()) -> tuple[Note, ...]:
    """Return the notes that hold every word of a query: in their text, their tags, or what they are ``on`` and cite."""
    words = query.casefold().split()
    told = [*on, *("" for _ in range(len(notes) - len(on)))]
    return tuple(
        note
        for note, place in zip(notes, told, strict=True)
        if all(word in " ".join((note.text, *note.tags, place)).casefold() for word in words)
    )


def title(note: Note) -> str:
    """Return the first words of a note."""
    line = next((line.strip(" #>*-") for line in note.text.splitlines() if line.strip(" #>*-")), "")
    return _short(line) or "Empty note"


def _short(words: str, length: int = 60) -> str:
    line = " ".join(words.split())
    return line if len(line) <= length else f"{line[:length].rsplit(' ', 1)[0]} …"
