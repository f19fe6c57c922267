"""The actions that judge: what the keys of the table do to the selected pair, and the menu of relations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from core.model import Relation
from gui.actions import Actions
from gui.compare.lighting import place_of
from gui.judging import Judging
from gui.looking import Passage
from gui.marks import TELLING
from gui.messages import Messages
from gui.session import Session
from gui.theme import design

if TYPE_CHECKING:
    from gui.compare.view import CompareView
    from gui.panels.matter import MatterPanel

_ON_PAIR = ("accept", "reject", "retype", "accept_matter", "reject_matter", "take_back", "note", "tag", "split", "join")
_ON_ALL = ("next_unjudged", "unjudged_only", "link")


class JudgingActions:
    """Binds the table's actions to what judges; the view comes later, for the actions must be there first."""

    def __init__(self, session: Session, messages: Messages, judging: Judging) -> None:
        self._session, self._messages, self._judging = session, messages, judging
        self._kept: Passage | None = None
        self._kept_row: str | None = None
        self._actions: Actions
        self._view: CompareView
        self._matter: MatterPanel

    def bindings(
        self, write_note: Callable[[], object], write_tags: Callable[[], object]
    ) -> dict[str, Callable[..., object]]:
        """Return what each action does; these two lead to where notes and tags are written."""
        judging = self._judging
        return {
            "accept": judging.accept,
            "reject": judging.reject,
            "retype": self._retype,
            "accept_matter": judging.accept_matter,
            "reject_matter": judging.reject_matter,
            "take_back": judging.take_back,
            "next_unjudged": judging.next,
            "unjudged_only": self._show_unjudged,
            "note": write_note,
            "tag": write_tags,
            "link": self._link,
            "split": self._split,
            "join": self._join,
        }

    def join(self, actions: Actions, view: CompareView, matter: MatterPanel) -> None:
        """Act in this view and on this leaf from now on, and keep the actions in step with what is selected."""
        self._actions, self._view, self._matter = actions, view, matter
        self._session.selection_changed.connect(self._follow)
        self._session.comparison_changed.connect(self._follow)
        self._session.articles_changed.connect(self._forget)
        self._follow()

    def _follow(self) -> None:
        session = self._session
        for name in _ON_PAIR:
            self._actions[name].setEnabled(session.selection.link is not None)
        for name in _ON_ALL:
            self._actions[name].setEnabled(session.comparison is not None)
        self._actions["unjudged_only"].setChecked(session.filter.judged is False)

    def _show_unjudged(self, on: bool) -> None:
        self._session.show_only(replace(self._session.filter, judged=False if on else None))

    def _retype(self) -> None:
        self.relations(self._judging.retype).popup(self._middle())

    def relations(self, chosen: Callable[[Relation, str | None], object]) -> QMenu:
        """Return a menu of relations and, for conflicts, kinds, each chosen by its letter."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName("What the two passages are to one another")
        for relation in TELLING:
            sign = design().signs[relation]
            text = f"{_with_letter(sign.one.capitalize(), sign.letter)}"
            if relation is Relation.CONFLICTS:
                self._fill_kinds(menu.addMenu(text), chosen)
            else:
                menu.addAction(text).triggered.connect(partial(_choose, chosen, relation, None))
        return menu

    def _fill_kinds(self, menu: QMenu, chosen: Callable[[Relation, str | None], object]) -> None:
        for kind, text in design().kinds.items():
            menu.addAction(text).triggered.connect(partial(_choose, chosen, Relation.CONFLICTS, kind))
        menu.addSeparator()
        menu.addAction("Of no &kind in particular").triggered.connect(
            partial(_choose, chosen, Relation.CONFLICTS, None)
        )

    def _link(self) -> None:
        """Keep the selected words; with words of another article kept, ask as what the two are to be linked."""
        here = self._selected_words()
        if here is None:
            self._messages.status("Select words in an article first, or find them; then press L.")
            return
        kept, self._kept = self._kept, None
        if kept is None or kept.article == here.article:
            self._kept = here
            self._messages.status("Kept. Now select the words of another article and press L again.")
            return
        one, other = kept, here
        self.relations(lambda relation, kind: self._judging.link_by_hand(one, other, relation, kind)).popup(
            self._middle()
        )

    def _split(self) -> None:
        """Part the passage that is looked at in the leaf of the matter, or else the one in the active pane."""
        claim = self._matter.looked_at() or place_of(self._session.selection, self._session.active or "")
        if claim is None:
            self._messages.status("The article with the keyboard has no passage on this matter.")
        else:
            self._judging.split(claim.id)

    def _join(self) -> None:
        """Keep the selected matter; with another one kept, make the two one."""
        survey, row = self._session.survey, self._session.selection.row
        kept = next((other for other in survey.rows if other.id == self._kept_row), None)
        if row is None or kept is None or kept.id == row.id:
            self._kept_row = row.id if row else None
            self._messages.status("Kept. Now select a mark of the other matter and press J again.")
            return
        self._kept_row = None
        self._judging.merge(kept, row)

    def _selected_words(self) -> Passage | None:
        """Return what is selected in the active pane, or what was found there last."""
        pane = self._view.active
        span = pane.text.selected_span() if pane else None
        if pane is not None and span is not None:
            return Passage(pane.article_id, span)
        return self._session.finding.current

    def _forget(self) -> None:
        if self._kept and all(article.id != self._kept.article for article in self._session.articles):
            self._kept = None

    def _middle(self) -> QPoint:
        widget: QWidget = self._view
        return widget.mapToGlobal(QPoint(widget.width() // 2 - 100, widget.height() // 3))


def _choose(chosen: Callable[[Relation, str | None], object], relation: Relation, kind: str | None) -> None:
    chosen(relation, kind)


def _with_letter(text: str, letter: str) -> str:
    """Return a menu text in which a letter chooses it."""
    at = text.lower().index(letter)
    return f"{text[:at]}&{text[at:]}"
