"""Points out in the panes what the lists speak of: found passages, and the words that a reason rests on."""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtCore import QObject

from core.model import Span
from gui.compare.view import CompareView
from gui.looking import Passage
from gui.session import Session


class Pointer(QObject):
    """Follows what is found and lit in the session; it brings what is looked at into sight."""

    def __init__(self, session: Session, view: CompareView) -> None:
        super().__init__(view)
        self._session, self._view = session, view
        session.finding_changed.connect(self._follow)
        session.lit_changed.connect(self._show)
        session.articles_changed.connect(self._show)

    def _follow(self) -> None:
        self._show()
        current = self._session.finding.current
        if current:
            self._uncover(current)
            self._view.bring(current.article, current.span)

    def _uncover(self, passage: Passage) -> None:
        """Unfold what was set aside in an article if the passage lies in it."""
        for column in self._view.columns:
            removed = column.article.removed if column.article and column.article.id == passage.article else ()
            if any(cut.span.overlaps(passage.span) for cut in removed):
                column.text.unfold(True)

    def _show(self) -> None:
        finding, lit = self._session.finding, self._session.lit
        current = finding.current
        found: defaultdict[str, list[Span]] = defaultdict(list)
        for passage in finding.passages:
            found[passage.article].append(passage.span)
        for column in self._view.columns:
            here = column.article_id
            column.text.point_at(
                found[here],
                current.span if current and current.article == here else None,
                [passage.span for passage in lit if passage.article == here],
            )
