"""What the analyst says of marks: each method is one edit, made at once, and undone in one step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.cover import trimmed
from core.model import Claim, Link, Relation
from gui import triage
from gui.looking import Passage
from gui.marks import Row
from gui.messages import Messages
from gui.session import Session

if TYPE_CHECKING:
    from core.workspace.judgements import Anchor, Judgement, ManualLink, Ruling, Subject


class Judging(QObject):
    """Judges what the session looks at; after a verdict it goes on to the next mark that waits for one."""

    def __init__(self, session: Session, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._messages = session, messages

    def accept(self) -> None:
        """Say that the selected pair is marked rightly."""
        from core.workspace.judgements import Ruling

        self._rule(self._selected(), Ruling.ACCEPT)

    def reject(self) -> None:
        """Say that the selected pair is not about the same."""
        from core.workspace.judgements import Ruling

        self._rule(self._selected(), Ruling.REJECT)

    def accept_matter(self) -> None:
        """Say that all pairs of the selected matter are marked rightly, but for those judged before."""
        from core.workspace.judgements import Ruling

        self._rule(self._unjudged_of_matter(), Ruling.ACCEPT)

    def reject_matter(self) -> None:
        """Say that no pair of the selected matter is about the same, but for those judged before."""
        from core.workspace.judgements import Ruling

        self._rule(self._unjudged_of_matter(), Ruling.REJECT)

    def retype(self, relation: Relation, kind: str | None = None) -> None:
        """Say that the selected pair is of this relation and, for a conflict, this kind."""
        from core.workspace.judgements import Ruling

        self._rule(self._selected(), Ruling.RETYPE, relation, kind)

    def take_back(self) -> None:
        """Take back the verdict on the selected pair, or the link made by hand; notes and tags stay."""
        from core.workspace import edits
        from core.workspace.judged import BY_HAND

        for link in self._selected():
            old = self._session.judgement(link)
            if old is not None and old.ruling is not None and old.id == link.id:
                self._session.edit(edits.take_back(old))
            elif any(reason.rule == BY_HAND for reason in link.reasons[:1]):
                self._session.edit(edits.unlink(*self._by_hand(link)))
            else:
                self._messages.status("This pair is not judged yet.")

    def say(self, record: Judgement, **fields: object) -> None:
        """Change what a record says besides the verdict: its note, tags, status and such."""
        from core.workspace import edits

        record = self._session.workspace.judgements.get(record.id, record)
        if any(getattr(record, name) != value for name, value in fields.items()):
            said = replace(record, **fields, author=self._author(), time=_now())  # type: ignore[arg-type]
            self._session.edit(edits.remark(said, tuple(fields)))

    def record(self, subject: Subject) -> Judgement | None:
        """Return what is said of the selected pair or matter, an empty record if nothing is; None without selection."""
        from core.workspace.judgements import Judgement, Subject

        row, link = self._session.selection.row, self._session.selection.link
        if row is None or link is None:
            return None
        if subject is Subject.LINK:
            return self._record(link)
        empty = Judgement(tuple(self._anchor(claim.id) for claim in row.claims), subject=Subject.CLUSTER)
        return self._session.workspace.judgements.get(empty.id, empty)

    def link_by_hand(self, one: Passage, other: Passage, relation: Relation, kind: str | None = None) -> None:
        """Link two passages of different articles, whatever the program says of them."""
        from core.comparison import link_id
        from core.workspace import edits
        from core.workspace.judgements import ManualLink, anchor_at

        articles = {article.id: article for article in self._session.articles}
        spans = [trimmed(articles[end.article].text, end.span) for end in (one, other)]
        anchors = [anchor_at(articles[end.article], span) for end, span in zip((one, other), spans, strict=True)]
        a, b = sorted(anchors)
        link = ManualLink(f"hand-{link_id(a.claim, b.claim)}", a, b, relation, kind, author=self._author(), time=_now())
        edit = edits.link_by_hand(link)
        bounds = [
            edits.set_bounds(self._session.workspace, end.article, end.span) for end in (a, b) if self._is_no_claim(end)
        ]
        if self._session.edit(edits.together(edit.what, (*bounds, edit))):
            self._messages.status("Linked the two passages.")

    def _is_no_claim(self, anchor: Anchor) -> bool:
        """Tell whether some words are no claim and belong to none, so that one has to be made of them."""
        from core.workspace.constraints import fitting

        index = self._session.index
        return index is None or fitting(anchor, index.claims_of(anchor.article)) is None

    def split(self, claim_id: str) -> None:
        """Part a passage from the rest of the selected matter, in every later run too."""
        from core.workspace import edits

        row = self._session.selection.row
        others = [claim.id for claim in row.claims if claim.id != claim_id] if row else []
        if row is None or len(others) == len(row.claims) or not others:
            self._messages.status("Select a mark first; its matter has to have other passages.")
            return
        marked = {link.id: link.relation for link in row.links}
        rest = [self._anchor(other) for other in others]
        workspace, part = self._session.workspace, [self._anchor(claim_id)]
        if self._session.edit(edits.split(workspace, part, rest, self._author(), _now(), marked)):
            self._messages.status("Parted. The lists follow in a moment.")

    def merge(self, one: Row, other: Row) -> None:
        """Make two matters one, in every later run too."""
        from core.workspace import edits

        first, second = _ends(one, other)
        groups = [[self._anchor(first.id)], [self._anchor(second.id)]]
        if self._session.edit(edits.merge(self._session.workspace, groups, self._author(), _now())):
            self._messages.status("Joined. The lists follow in a moment.")

    def next(self) -> None:
        """Go to the next mark that waits for a verdict."""
        link = self._session.selection.link
        self._go_on(triage.order(self._session.survey), link.id if link else None)

    def _rule(
        self, links: Iterable[Link], ruling: Ruling, relation: Relation | None = None, kind: str | None = None
    ) -> None:
        from core.workspace import edits

        ordered, selected = triage.order(self._session.survey), self._session.selection.link
        said = [
            replace(
                self._record(link), ruling=ruling, marked=self._marked(link), relation=relation, kind=kind,
                author=self._author(), time=_now(),
            )
            for link in links
        ]  # fmt: skip
        if not said or selected is None:
            self._messages.status("Select a mark first; N goes to the next one that is not judged.")
        elif self._session.edit(edits.judge(*said)):
            self._go_on(ordered, selected.id)

    def _go_on(self, ordered: tuple[str, ...], after: str | None) -> None:
        survey = self._session.survey
        following = triage.next_unjudged(survey, ordered, after)
        if following is not None:
            self._session.select_link(following.id)
        elif survey.to_judge:
            self._messages.status(f"All {survey.to_judge} pairs that show are judged.")
        else:
            self._messages.status("There is nothing to judge here.")

    def _selected(self) -> tuple[Link, ...]:
        link = self._session.selection.link
        return (link,) if link else ()

    def _unjudged_of_matter(self) -> tuple[Link, ...]:
        row, judged = self._session.selection.row, self._session.survey.standings
        links = row.links if row else ()
        return tuple(link for link in links if link.id not in judged) or links

    def _record(self, link: Link) -> Judgement:
        from core.workspace.judgements import Judgement

        empty = Judgement(tuple(sorted(self._anchor(end) for end in (link.a, link.b))))
        return self._session.workspace.judgements.get(empty.id, empty)

    def _marked(self, link: Link) -> Relation | None:
        """Return what the program marks, whatever the analyst made of it."""
        comparison = self._session.comparison
        found = next((other for other in comparison.links if other.id == link.id), None) if comparison else None
        if found is not None:
            return found.relation
        return self._record(link).marked

    def _by_hand(self, link: Link) -> list[str]:
        """Return the ids of the links by hand that a pair stands for: their passages lie on its claims."""
        assert self._session.index is not None
        ends = [self._session.index.claim(end) for end in (link.a, link.b)]

        def joins(made: ManualLink) -> bool:
            return all(
                any(one.article == end.article and one.span.overlaps(end.span) for one in (made.a, made.b))
                for end in ends
            )

        return [key for key, made in self._session.workspace.manual_links.items() if joins(made)]

    def _anchor(self, claim_id: str) -> Anchor:
        from core.workspace.judgements import anchor_at

        assert self._session.index is not None
        claim = self._session.index.claim(claim_id)
        return anchor_at(self._session.index.article(claim.article), claim.span)

    def _author(self) -> str:
        return self._session.workspace.analyst


def _ends(one: Row, other: Row) -> tuple[Claim, Claim]:
    """Return a claim of each of two matters by which they are joined, of different articles if there are such."""
    pairs = [(a, b) for a in one.claims for b in other.claims]
    return next(((a, b) for a, b in pairs if a.article != b.article), pairs[0])


def _now() -> str:
    from core.workspace.opening import now

    return now()
