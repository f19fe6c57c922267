"""What is open, what came of comparing it, and what the analyst looks at: the only mutable state of the window."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.comparison import Index, in_reading_order, label_of
from core.errors import WorkspaceError
from core.model import Article, Comparison, Link, Problem, Relation
from core.options import AnalysisOptions
from gui.arrangement import Arrangement
from gui.filtering import Filter, recalled
from gui.looking import Finding, Passage, Selection
from gui.marks import EMPTY, Row, Survey, telling
from gui.parting import Parting
from gui.preferences import Preferences
from gui.ready import Ready, make_ready, nothing_said

if TYPE_CHECKING:
    from core.workspace import OpenWorkspace, Workspace
    from core.workspace.edits import Edit
    from core.workspace.judgements import Judgement

# More panes than this cannot be read side by side; the rest start hidden.
MOST_PANES = 8


class Session(QObject):
    """Widgets read from here, change it through its methods, and follow its signals; they never signal each other.

    What the analyst says goes through one door, ``edit``: it is on the disk, undoable and in the history when that
    returns, ``workspace`` is the state after it, and ``workspace_changed`` has told of it.
    """

    workspace_changed = Signal()
    """Another state of the workspace, by an edit, undo or redo, or another workspace altogether."""
    leaving = Signal()
    """The workspace is about to be left: whatever is being typed is to be kept by an edit now."""
    edit_failed = Signal(object)
    """The WorkspaceError of an edit that was not made, or an UnsavedError: it was made, but in memory only."""

    articles_changed = Signal()
    """Another set, order or visibility of articles."""
    files_changed = Signal()
    """Other files are ``awaited`` or ``unread``."""
    comparison_changed = Signal()
    """Another comparison, or another filter on it: ``survey`` is new."""
    selection_changed = Signal()
    finding_changed = Signal()
    """Other passages are found, or another one of them is looked at."""
    lit_changed = Signal()
    """Other words are pointed out for a moment: ``lit``."""
    preferences_changed = Signal()
    options_changed = Signal()
    """The comparison is to be made anew, under other options."""

    def __init__(self, preferences: Preferences | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.preferences = preferences or Preferences()
        self.opened: OpenWorkspace | None = None
        self.articles: tuple[Article, ...] = ()
        self.awaited: tuple[str, ...] = ()
        self.unread: tuple[Problem, ...] = ()
        self.hidden: frozenset[str] = frozenset()
        self.arrangement = Arrangement()
        self.active: str | None = None
        self.comparison: Comparison | None = None
        self.index: Index | None = None
        self.complete = False
        self.filter = recalled(self.preferences.filter)
        self.survey: Survey = EMPTY
        self._ready: Ready | None = None
        self._parting = Parting(self)
        self.selection = Selection()
        self.finding = Finding()
        self.lit: tuple[Passage, ...] = ()
        self.options = AnalysisOptions()

    @property
    def shown(self) -> frozenset[Relation]:
        """The relations that the filter lets through."""
        return self.filter.relations

    @property
    def visible(self) -> tuple[Article, ...]:
        """The articles that have a pane, from left to right."""
        shown = {article.id: article for article in self.articles if article.id not in self.hidden}
        return tuple(shown[article_id] for article_id in self.arrangement.arranged(shown))

    def label(self, article_id: str) -> str:
        """Return the letter of an article, which follows its place."""
        return label_of(next(at for at, article in enumerate(self.articles) if article.id == article_id))

    @property
    def workspace(self) -> Workspace:
        """What the analyst has said so far; an empty one where no file is open."""
        return self.opened.workspace if self.opened else nothing_said()

    def work_on(self, opened: OpenWorkspace | None) -> OpenWorkspace | None:
        """Work on this workspace file from now on, or on none; returns the one before, which the caller closes."""
        former, self.opened = self.opened, opened
        self.set_articles(self.workspace.readable())
        self._follow_options()
        self.workspace_changed.emit()
        return former

    def edit(self, edit: Edit) -> bool:
        """Make an edit; False if it was refused, and ``edit_failed`` says why."""
        return self._change(lambda opened: opened.apply(edit))

    def undo(self) -> bool:
        """Take back the last edit, of whatever day; False if there is none."""
        return self._change(lambda opened: opened.undo())

    def undo_to(self, number: int) -> bool:
        """Take back all that was done after an entry of the history and still stands; False if there is nothing."""
        return self._change(lambda opened: opened.undo_to(number))

    def redo(self) -> bool:
        """Make the edit again that was undone last; False if there is none."""
        return self._change(lambda opened: opened.redo())

    def _change(self, how: Callable[[OpenWorkspace], object]) -> bool:
        if self.opened is None:
            self.edit_failed.emit(WorkspaceError("There is no workspace to keep this in.", "Open articles first."))
            return False
        before, failed = self.opened.workspace, None
        try:
            how(self.opened)
        except WorkspaceError as error:
            failed = error
        changed = self.opened.workspace is not before
        if changed:
            self._follow_articles(before)
            self._follow_judgements(before)
            self._follow_options()
            self.workspace_changed.emit()
        if failed is not None:
            self.edit_failed.emit(failed)
        return changed

    def _follow_articles(self, before: Workspace) -> None:
        """Show the articles as the workspace has them now; marks stay a while if no text came or went."""
        now = self.workspace
        kinds = ("articles", "corrections", "restored", "bounds")
        if all(getattr(now, kind) is getattr(before, kind) for kind in kinds):
            return
        articles = now.readable()
        if {article.id for article in articles} != {article.id for article in self.articles}:
            self.set_articles(articles)
        elif articles != self.articles:
            self.articles = articles
            self.articles_changed.emit()

    def _follow_judgements(self, before: Workspace) -> None:
        """Show marks as they are judged now, until a new comparison obeys the judgement."""
        now = self.workspace
        if before.judgements is not now.judgements or before.manual_links is not now.manual_links:
            self._look_again()

    def _look_again(self) -> None:
        """Sort out anew what shows, and go on looking at the same link if it still does."""
        if self._ready is not None:
            self._ready = self._ready.under(self.filter, self.workspace)
            self.survey = self._ready.survey
        link = self.selection.link
        self._select_again(self.survey.links.get(link.id) if link else None)

    def judgement(self, link: Link) -> Judgement | None:
        """Return what the analyst said of a link, if anything."""
        return self._ready.judged.of_link(link) if self._ready else None

    def _follow_options(self) -> None:
        if self.opened is not None and self.workspace.options != self.options:
            self.options = self.workspace.options
            self.options_changed.emit()

    def set_articles(self, articles: Iterable[Article]) -> None:
        """Open these articles; whatever was compared before is dropped."""
        self.articles = in_reading_order(tuple(articles))
        self.hidden = frozenset(article.id for article in self.articles[MOST_PANES:])
        self.active = self.articles[0].id if self.articles else None
        self.comparison, self.index, self.complete = None, None, False
        if self._ready is not None:
            self._parting.part_with(self._ready)
        self._ready = None
        self.filter = replace(self.filter, articles=frozenset())
        self.survey, self.selection = EMPTY, Selection()
        self.finding, self.lit = Finding(), ()
        self.articles_changed.emit()
        self.comparison_changed.emit()
        self.selection_changed.emit()

    def set_comparison(self, comparison: Comparison, complete: bool) -> None:
        """Show a comparison; see ``take``."""
        self.take(make_ready(comparison, self.filter), complete)

    def take(self, ready: Ready, complete: bool) -> None:
        """Show a comparison; an early one is not ``complete`` and may hold the first few articles only.

        What was selected stays so if it is still there, or else the closest to it: nothing moves while one reads.
        """
        if complete and ready.comparison.articles != self.articles:
            self.articles = ready.comparison.articles
            self.articles_changed.emit()
        if self._ready is not None:
            self._parting.part_with(self._ready)
        self.comparison, self.index, self.complete = ready.comparison, ready.index, complete
        self._ready = ready.under(self.filter, self.workspace)
        self.survey = self._ready.survey
        self._select_again(self._successor(self.selection.link))

    def show_relations(self, relations: Iterable[Relation]) -> None:
        """Show the links of these relations only."""
        self.show_only(replace(self.filter, relations=frozenset(relations)))

    def show_only(self, chosen: Filter) -> None:
        """Show what passes this filter; it is remembered, but for its articles."""
        if chosen == self.filter:
            return
        self.filter = chosen
        # Not by ``prefer``: a slider moves faster than all that hangs on the preferences need follow.
        self.preferences = replace(self.preferences, filter=chosen.remembered())
        self._look_again()

    def find(self, passages: Iterable[Passage], at: int = -1) -> None:
        """Point out passages that were looked for, and look at one of them, which gets a pane if it has none."""
        self.finding = Finding(tuple(passages), at)
        current = self.finding.current
        if current and current.article in self.hidden:
            self.hide(current.article, False)
        self.finding_changed.emit()

    def light(self, passages: Iterable[Passage]) -> None:
        """Point out some words for as long as the analyst asks why they are telling."""
        lit = tuple(passages)
        if lit != self.lit:
            self.lit = lit
            self.lit_changed.emit()

    def hide(self, article_id: str, hidden: bool) -> None:
        """Take an article's pane away, or give it one."""
        self.hidden = self.hidden | {article_id} if hidden else self.hidden - {article_id}
        if self.active in self.hidden:
            self.active = self.visible[0].id if self.visible else None
        self.articles_changed.emit()

    def await_files(self, names: Iterable[str]) -> None:
        """Take note that these files are being read; what became of others before is forgotten."""
        self.awaited, self.unread = tuple(names), ()
        self.files_changed.emit()

    def have_read(self, problems: Iterable[Problem] = ()) -> None:
        """Take note that reading has ended, and which files could not be read."""
        self.awaited, self.unread = (), tuple(problems)
        self.files_changed.emit()

    def forget_unread(self, problem: Problem) -> None:
        """Let go of a file that could not be read."""
        self.unread = tuple(each for each in self.unread if each is not problem)
        self.files_changed.emit()

    def move(self, article_id: str, place: int) -> None:
        """Put an article's pane at a place, counted from the left; letters and analysis stay as they are."""
        shown = tuple(article.id for article in self.visible)
        self.arrange(self.arrangement.moved(tuple(a.id for a in self.articles), shown, article_id, place))

    def arrange(self, arrangement: Arrangement) -> None:
        """Arrange the panes in this way."""
        if arrangement != self.arrangement:
            self.arrangement = arrangement
            self.articles_changed.emit()

    def prefer(self, **changes: object) -> None:
        """Change preferences, by field name."""
        self.preferences = replace(self.preferences, **changes)  # type: ignore[arg-type]
        self.preferences_changed.emit()

    def switch_rule(self, rule: str, on: bool) -> None:
        """Let a rule mark passages, or stop it; the comparison is made anew."""
        off = set(self.options.rules_off) - {rule} if on else {*self.options.rules_off, rule}
        self.set_options(replace(self.options, rules_off=tuple(sorted(off))))

    def set_options(self, options: AnalysisOptions) -> None:
        """Compare under other options from now on; they are kept with the workspace, where it can be written."""
        if options == self.options:
            return
        if self.opened is not None and not self.opened.read_only:
            from core.workspace.edits import describe

            self.edit(describe(options=options))
        else:
            self.options = options
            self.options_changed.emit()

    def select_link(self, link_id: str | None) -> None:
        """Look at a link, or at nothing."""
        link = self.survey.links.get(link_id) if link_id else None
        selection = Selection(self.survey.row_of(link.id), link) if link else Selection()
        if selection != self.selection:
            self.selection = selection
            self.selection_changed.emit()

    def select_row(self, row_id: str) -> None:
        """Look at a row of the list by its most telling link, if possible one between articles that have a pane."""
        row = next((row for row in self.survey.rows if row.id == row_id), None)
        if row and row != self.selection.row:
            self.select_link(self._lead(row).id)

    def select_claim(self, claim_id: str) -> None:
        """Look at a marked passage by its most telling link, or by the link already looked at if it is one of its."""
        link = self.selection.link
        if link and claim_id in (link.a, link.b):
            return
        owner = self.index.claim(claim_id).article if self.index else ""
        marks = self.survey.marks_of(owner)
        found = next((mark for mark in marks if mark.claim.id == claim_id), None)
        if found:
            self.select_link(found.links[0].id)

    def step(self, direction: int, reading_at: int = 0) -> bool:
        """Go to the next (1) or previous (-1) mark of the active article; False if there is none further.

        Where none of its marks is selected, the way starts at the offset where the analyst is reading.
        """
        marks = self.survey.marks_of(self.active) if self.active else ()
        ends = (self.selection.link.a, self.selection.link.b) if self.selection.link else ()
        at = next((place for place, mark in enumerate(marks) if mark.claim.id in ends), None)
        if at is None:
            above = sum(mark.claim.start < reading_at for mark in marks)
            at = above - 1 if direction > 0 else above
        if not 0 <= at + direction < len(marks):
            return False
        self.select_link(marks[at + direction].links[0].id)
        return True

    def next_conflict(self) -> bool:
        """Go to the next conflict of the list, from the last back to the first; False if there is none."""
        rows = [row for row in self.survey.rows if row.relation is Relation.CONFLICTS]
        if not rows:
            return False
        ids = [row.id for row in rows]
        current = self.selection.row.id if self.selection.row else None
        place = (ids.index(current) + 1) % len(ids) if current in ids else 0
        self.select_link(self._lead(rows[place]).id)
        return True

    def _lead(self, row: Row) -> Link:
        article_of = {claim.id: claim.article for claim in row.claims}
        seen = [link for link in row.links if not {article_of[link.a], article_of[link.b]} & self.hidden]
        return row.lead if row.lead in seen else min(seen, key=telling, default=row.lead)

    def _successor(self, link: Link | None) -> Link | None:
        """Return what a link has become in another comparison: itself, or the most telling link of its passages."""
        if link is None or link.id in self.survey.links:
            return self.survey.links.get(link.id) if link else None
        ends = {link.a, link.b}
        return min(
            (other for other in self.survey.links.values() if ends & {other.a, other.b}), key=telling, default=None
        )

    def _select_again(self, link: Link | None) -> None:
        """Look at a link of the new survey; it counts as another selection only if there was one and is none now."""
        lost = self.selection.link is not None and link is None
        self.selection = Selection(self.survey.row_of(link.id), link) if link else Selection()
        self.comparison_changed.emit()
        if lost:
            self.selection_changed.emit()
