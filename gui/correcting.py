"""What the analyst puts right about an article: what of it is compared, where it comes from, its source's grade."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from core.cover import mostly_same, trimmed
from core.model import Article, Span
from gui.session import Session

if TYPE_CHECKING:
    from core.workspace.edits import Edit
    from core.workspace.judgements import SourceGrade
    from gui.dialogs.source import Details


class Asks(Protocol):
    """Who answers what only the analyst can."""

    def which_details(self, article: Article, grade: SourceGrade | None) -> Details | None:
        """Return what is right about a source."""


class Correcting(QObject):
    """Each method is one edit; the texts themselves are never changed."""

    def __init__(self, session: Session, asks: Asks, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._asks = session, asks

    def restore(self, article_id: str, span: Span) -> bool:
        """Compare what was set aside in a span, or set it aside again where the analyst had all of it compared.

        An empty span stands for the place of the cursor. False if nothing there was ever set aside.
        """
        from core.workspace import edits

        workspace = self._session.workspace
        article = workspace.articles.get(article_id)
        cuts = [cut for cut in article.removed if _touches(cut.span, span)] if article else []
        if not cuts:
            return False
        back = workspace.restored[article_id].spans if article_id in workspace.restored else ()
        aside = [cut for cut in cuts if cut not in back]
        if aside:
            return self._session.edit(edits.restore(workspace, article_id, *aside))
        return self._session.edit(edits.set_aside(workspace, article_id, *cuts))

    def set_bounds(self, article_id: str, span: Span) -> bool:
        """Make a claim of the selected words; where none are, leave the claim at the cursor to the program again.

        False if there is nothing to be done there.
        """
        from core.workspace import edits

        workspace = self._session.workspace
        article = workspace.articles.get(article_id)
        if article is None:
            return False
        known = workspace.bounds[article_id].spans if article_id in workspace.bounds else ()
        own = next((one for one in known if _touches(one, span)), None)
        if not len(span):
            return own is not None and self._session.edit(edits.drop_bounds(workspace, article_id, own))
        span = trimmed(article.text, span)
        if not len(span) or span in known:
            return False
        index = self._session.index
        covered = (
            [claim.span for claim in index.claims_of(article_id) if mostly_same(claim.span, span)] if index else []
        )
        instead_of = covered[0] if len(covered) == 1 else None
        return self._session.edit(edits.set_bounds(workspace, article_id, span, instead_of))

    def correct_source(self, article_id: str) -> None:
        """Ask what is right about a source, and how it is graded."""
        workspace = self._session.workspace
        shown = next((article for article in self._session.articles if article.id == article_id), None)
        if shown is None or article_id not in workspace.articles:
            return
        details = self._asks.which_details(shown, workspace.grades.get(article_id))
        edit = self._edit_of(article_id, details) if details else None
        if edit is not None:
            self._session.edit(edit)

    def _edit_of(self, article_id: str, details: Details) -> Edit | None:
        """Return an edit for what was entered, None if it is known already."""
        from core.workspace import edits
        from core.workspace.judgements import Correction, SourceGrade, frozen
        from core.workspace.opening import now

        workspace, made = self._session.workspace, []
        read = workspace.articles[article_id]
        values = {name: value for name, value in details.values.items() if value != getattr(read, name)}
        old = workspace.corrections.get(article_id)
        if values != (dict(old.values) if old else {}):
            correction = Correction(article_id, frozen(values), workspace.analyst, now())
            made.append(edits.correct(correction) if values else edits.take_correction_back(article_id))
        graded = SourceGrade(
            article_id, details.reliability, details.credibility, details.note, workspace.analyst, now()
        )
        known = workspace.grades.get(article_id, SourceGrade(article_id))
        fields = ("reliability", "credibility", "note")
        if any(getattr(graded, name) != getattr(known, name) for name in fields):
            made.append(edits.grade(graded))
        if not made:
            return None
        return edits.together(" and ".join((made[0].what, *(one.what.lower() for one in made[1:]))), made)


def _touches(cut: Span, span: Span) -> bool:
    return cut.overlaps(span) if len(span) else cut.start <= span.start <= cut.end
