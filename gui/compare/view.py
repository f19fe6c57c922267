"""The articles side by side, kept in step with the session: which panes there are, what they show, what is lit."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QSplitter, QWidget

from core.model import Article, Claim, Relation, Span
from gui import wordings
from gui.compare import motion, spoken
from gui.compare.column import Column
from gui.compare.faces import Failed, Waiting
from gui.compare.gutter import Gutter
from gui.compare.lighting import light, links_of, place_of
from gui.compare.linkage import Linkage
from gui.compare.pane_row import PaneRow
from gui.compare.reader import Reader
from gui.compare.togetherness import Together
from gui.session import MOST_PANES, Session
from gui.theme import Theme

# Up to so many panes show their text and marks at once; of more, one does and the others follow one by one.
_AT_ONCE = 4


class CompareView(PaneRow):
    """Shows the session's articles in panes and its links in the gutters between them."""

    pane_activated = Signal(str)
    menu_asked = Signal(QPoint)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        def gutter(splitter: QSplitter) -> Gutter:
            made = Gutter(splitter, theme, partial(wordings.why, session))
            made.links_hovered.connect(self._hover_links)
            made.link_clicked.connect(session.select_link)
            return made

        super().__init__(gutter, parent)
        self._session, self._theme = session, theme
        self._reader = Reader(session)
        self._columns: dict[str, Column] = {}
        self._others: tuple[QFrame, ...] = ()
        self._shown: tuple[Article, ...] = ()
        self._linkage = Linkage()
        self._hovered: frozenset[str] = frozenset()
        self._offers: dict[str, Claim] = {}
        self._taken: frozenset[str] = frozenset()
        self._nothing = QLabel("Every article is hidden. Click an eye in the list of articles to show one.", self)
        self._nothing.setObjectName("muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._together = Together(session)
        # Text settles in several steps; what depends on it follows once, when all are through.
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self._layout_changed)
        self._unmarked: list[Column] = []
        self._marking = QTimer(self, singleShot=True, interval=0)
        self._marking.timeout.connect(self._mark_next)
        self._to_typeset: list[Column] = []
        self._typesetting = QTimer(self, singleShot=True, interval=0)
        self._typesetting.timeout.connect(self._typeset_next)
        self.setAccessibleName("Articles side by side")
        self.moved.connect(self._moved)
        session.articles_changed.connect(self._rebuild)
        session.files_changed.connect(self._show_files)
        session.comparison_changed.connect(self._show_marks)
        session.selection_changed.connect(self._show_selection)
        session.preferences_changed.connect(self._follow_preferences)
        session.workspace_changed.connect(self._show_headers)
        theme.changed.connect(self._typeset)
        self._preferences = session.preferences
        self._rebuild()
        self._show_files()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns from left to right."""
        return tuple(self._columns[article.id] for article in self._shown)

    @property
    def active(self) -> Column | None:
        """The column that keys act on."""
        return self._columns.get(self._session.active or "")

    def reading_offset(self) -> int:
        """Return the offset of the first line that shows in the active pane."""
        column = self.active
        return column.text.offset_at(column.text.verticalScrollBar().value()) if column else 0

    def activate(self, step: int) -> None:
        """Move the keyboard to the next (1) or previous (-1) pane."""
        ids = [article.id for article in self._shown]
        if not ids:
            return
        at = ids.index(self._session.active) if self._session.active in ids else 0
        column = self._columns[ids[max(0, min(at + step, len(ids) - 1))]]
        column.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._activated(column.article_id)

    def bring(self, article_id: str, span: Span) -> None:
        """Bring a passage of an article that has a pane into sight; the other panes stay where they are."""
        column = self._columns.get(article_id)
        if column:
            self._mark_all()
            self.show_panes([column])
            with self._together.apart():
                column.glide_to(column.text.y_of(span.start), motion.duration(self._session.preferences))

    def move_active(self, step: int) -> None:
        """Put the active pane one place to the right (1) or left (-1)."""
        ids = [article.id for article in self._shown]
        if self._session.active in ids:
            self._session.move(self._session.active, ids.index(self._session.active) + step)
            self.activate(0)

    def switch(self, article_id: str | None, what: str, on: bool) -> None:
        """Switch a pane, or the active one, by a switch of its header: "alone", "pinned" or "hidden"."""
        session, article_id = self._session, article_id or self._session.active
        if article_id is None:
            return
        if what == "hidden":
            session.hide(article_id, on)
        elif what == "pinned":
            session.arrange(session.arrangement.pin(article_id if on else None))
        else:
            session.arrange(session.arrangement.let(article_id, on))

    def unfold(self) -> bool:
        """Show what was set aside in the active pane, or fold it away; False if nothing in it is folded."""
        column = self.active
        if column is None or not column.text.folds:
            return False
        column.text.unfold(column.text.folded)
        return True

    def take_nearest(self, article_id: str | None = None) -> bool:
        """Look at the passage nearest to the selected matter in a pane that lacks it, or in all such panes."""
        wanted = [article_id] if article_id else list(self._offers)
        for each in wanted:
            if claim := self._offers.get(each):
                self._taken |= {claim.id}
                self.bring(each, claim.span)
        self._emphasise()
        return bool(wanted)

    def _rebuild(self) -> None:
        visible = self._session.visible
        self._nothing.setVisible(not visible and bool(self._session.articles))
        if visible != self._shown:
            # The keyboard stays in the panes when the one that had it goes.
            opened = not self._shown or self._splitter.isAncestorOf(QApplication.focusWidget() or self)
            self._remove_columns(frozenset(article.id for article in visible))
            for article in visible:
                column = self._columns.get(article.id) or self._new_column(article)
                if column.article != article:
                    column.expect(article)
            self._shown = visible
            self._hovered = frozenset()
            self.set_row([*self.columns, *self._others])
            if opened:
                self.activate(0)
        self._show_marks()

    def _show_files(self) -> None:
        """Give a pane to each file that is being read or could not be."""
        for pane in self._others:
            pane.setParent(None)
            pane.deleteLater()
        room = max(1, MOST_PANES - len(self._shown))
        waiting = [Waiting(self._theme, name) for name in self._session.awaited[:room]]
        failed = []
        for problem in self._session.unread[:room]:
            pane = Failed(self._theme, problem)
            pane.closed.connect(partial(self._session.forget_unread, problem))
            failed.append(pane)
        self._others = (*waiting, *failed)
        self.set_row([*self.columns, *self._others])

    def _remove_columns(self, kept: frozenset[str]) -> None:
        # The focus moves on from a pane that goes, which is heard here before all of them are gone.
        self._shown = tuple(article for article in self._shown if article.id in kept)
        for article_id in [known for known in self._columns if known not in kept]:
            column = self._columns.pop(article_id)
            self._unmarked = [each for each in self._unmarked if each is not column]
            column.setParent(None)
            column.deleteLater()

    def _new_column(self, article: Article) -> Column:
        column = Column(self._theme)
        self._columns[article.id] = column
        column.activated.connect(self._activated)
        column.nearest_asked.connect(self.take_nearest)
        column.text.tip_of = column.overview.tip_of = self._reader.tip
        column.text.claim_hovered.connect(partial(self._hover_claim, column))
        column.text.claim_clicked.connect(self._session.select_claim)
        column.text.zoom_asked.connect(self._zoom_by)
        column.text.laid_out.connect(self._settle.start)
        column.text.verticalScrollBar().valueChanged.connect(partial(self._scrolled, column))
        column.header.switched.connect(lambda what, on: self.switch(column.article_id, what, on))
        column.header.dragged.connect(partial(self.drag, column))
        column.header.dropped.connect(partial(self.drop, column))
        column.header.menu_asked.connect(partial(self._ask_menu, column))
        return column

    def _ask_menu(self, column: Column, at: QPoint) -> None:
        self._activated(column.article_id)
        self.menu_asked.emit(at)

    def _moved(self, pane: QWidget, place: int) -> None:
        if isinstance(pane, Column):
            self._session.move(pane.article_id, place)
            self._activated(pane.article_id)

    def _show_headers(self) -> None:
        session, reader = self._session, self._reader
        arrangement = session.arrangement
        for column in self.columns:
            here = column.article_id
            only = reader.only_in(here)
            counts = session.survey.counts.get(here, {})
            grade = wordings.graded(session.workspace.grades.get(here))
            column.header.show_article(session.label(here), self._article(column), counts, len(only), grade)
            column.header.show_switches(alone=here in arrangement.alone, pinned=here == arrangement.pinned)
            column.header.set_active(here == session.active)
            column.text.setAccessibleDescription(f"{wordings.counted(counts).capitalize()}.")

    def _show_marks(self) -> None:
        session = self._session
        self._show_headers()
        self._linkage.join(session.survey, self.columns)
        for place in range(len(self._linkage)):
            self.gutter(place).follow(partial(self._linkage.shapes, place), session.survey.standings)
        self._unmarked = list(self.columns)
        for _ in range(_AT_ONCE if len(self._shown) <= _AT_ONCE else 1):
            self._mark_next()
        self._layout_changed()
        self._emphasise()

    def _mark_next(self) -> None:
        """Show text and marks of the next pane that waits for them, one at a time lest the window stand still."""
        if not self._unmarked:
            return
        column, here = self._unmarked[0], self._unmarked[0].article_id
        del self._unmarked[0]
        column.fill(self._theme.prose_font(self._session.preferences.zoom))
        marks = self._session.survey.marks_of(here)
        column.text.set_marks(marks, self._reader.only_in(here), self._reader.overlays(here))
        column.text.number(self._reader.numbers(here))
        if self._unmarked:
            self._marking.start()
        elif len(self._columns) > _AT_ONCE:
            self._emphasise()

    def _mark_all(self) -> None:
        """Have every pane show its text and marks now, because places in them are asked for."""
        while self._unmarked:
            self._mark_next()

    def _article(self, column: Column) -> Article:
        assert column.article is not None
        return column.article

    def _scrolled(self, column: Column, _value: int) -> None:
        with self._together.apart() if column.text.settling else nullcontext():
            self._together.lead(column, self.columns)
        self._repaint_gutters()

    def _repaint_gutters(self) -> None:
        for place in range(len(self._linkage)):
            self.gutter(place).update()

    def _layout_changed(self) -> None:
        self._settle.stop()
        self._together.forget()
        self._linkage.forget_places()
        for column in self.columns:
            column.refresh_overview(self._session.survey.marks_of(column.article_id))
        self._repaint_gutters()

    def _show_selection(self) -> None:
        """Bring out what is selected and every pane to it."""
        self._taken = frozenset()
        if self._session.selection.link:
            self._mark_all()
        self._emphasise()
        row, link = self._session.selection.row, self._session.selection.link
        ends = {claim.article for claim in row.claims if claim.id in (link.a, link.b)} if row and link else set()
        self.show_panes([column for column in self.columns if column.article_id in ends])
        with self._together.apart():
            for column in self.columns:
                if place := place_of(self._session.selection, column.article_id):
                    glide = motion.duration(self._session.preferences)
                    column.glide_to(column.text.y_of(place.start), glide)
        if link:
            spoken.announce(self, wordings.why(self._session, link.id))

    def _hover_claim(self, column: Column, claim_id: str) -> None:
        marks = self._session.survey.marks_of(column.article_id) if claim_id else ()
        self._hover_links(tuple(link.id for link in links_of(marks, claim_id)))

    def _hover_links(self, links: tuple[str, ...]) -> None:
        self._hovered = frozenset(links)
        self._emphasise()

    def _emphasise(self) -> None:
        """Bring out the selected matter and whatever is under the pointer, in panes, gutters and strips."""
        selection = self._session.selection
        shown = frozenset(article.id for article in self._shown)
        found = light(self._session.survey, shown, selection, self._hovered)
        self._offers = self._reader.offers(selection, shown)
        for column in self.columns:
            here = column.article_id
            offer = self._offers.get(here)
            passages: list[tuple[Span, Relation | None]] = [*found.passages.get(here, ())]
            if offer and offer.id in self._taken:
                passages.append((offer.span, None))
            column.show_absent(selection.row is not None and place_of(selection, here) is None, offer)
            column.text.emphasise(passages)
            column.point_out(found.strips.get(here, ()))
        for place in range(len(self._linkage)):
            self.gutter(place).light(found.lit, found.selected)

    def _activated(self, article_id: str) -> None:
        self._session.active = article_id
        for column in self.columns:
            column.header.set_active(column.article_id == article_id)
        if article_id in self._columns:
            self.ensureWidgetVisible(self._columns[article_id], 0, 0)
        self.pane_activated.emit(article_id)

    def _zoom_by(self, step: int) -> None:
        self._session.prefer(zoom=max(-6, min(self._session.preferences.zoom + step, 12)))

    def _follow_preferences(self) -> None:
        before, self._preferences = self._preferences, self._session.preferences
        if before.zoom != self._preferences.zoom:
            self._typeset()
        if (before.layers, before.numbers) != (self._preferences.layers, self._preferences.numbers):
            self._show_marks()

    def _typeset(self) -> None:
        self._to_typeset = list(self.columns)
        for _ in range(_AT_ONCE if len(self._shown) <= _AT_ONCE else 1):
            self._typeset_next()

    def _typeset_next(self) -> None:
        """Set the next pane that waits for it anew, one at a time lest the window stand still."""
        column = next((each for each in self._to_typeset if each.article_id in self._columns), None)
        if column is None:
            self._to_typeset = []
            return
        self._to_typeset = self._to_typeset[self._to_typeset.index(column) + 1 :]
        with self._together.apart():
            column.typeset(self._theme.prose_font(self._session.preferences.zoom))
        if self._to_typeset:
            self._typesetting.start()
        else:
            self._emphasise()
            self._layout_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._nothing.setGeometry(self.rect())
        super().resizeEvent(event)
