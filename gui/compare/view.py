"""The articles side by side: panes in a splitter with gutters between them, kept in step with the session."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QSplitter, QSplitterHandle, QWidget

from core.model import Article, Claim, Relation, Span
from gui import wordings
from gui.compare import gutter as gutters
from gui.compare.column import Column
from gui.compare.crossings import Crossing, Ends, crossings
from gui.compare.gutter import Gutter
from gui.compare.ribbons import Extent, Pair, Shapes, lay_out
from gui.compare.togetherness import Together
from gui.marks import Mark, telling
from gui.session import Session
from gui.theme import Theme

# Below this width, in pixels, lines of prose get too short to read.
LEAST_PANE = 320


def _moved(extent: Extent | None, scroll: float) -> Extent | None:
    return Extent(extent.top - scroll, extent.bottom - scroll) if extent else None


class _Panes(QSplitter):
    """A splitter whose handles are gutters."""

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme, self._session = theme, session
        self.setHandleWidth(gutters.WIDTH)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        return Gutter(self, self._theme, partial(wordings.why, self._session))

    def gutter(self, place: int) -> Gutter:
        """Return the gutter to the right of the pane at a place."""
        handle = self.handle(place + 1)
        assert isinstance(handle, Gutter)
        return handle


class CompareView(QScrollArea):
    """Shows as many panes as fit with a readable width; the others are reached by scrolling sideways, pane by pane."""

    pane_activated = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self._columns: dict[str, Column] = {}
        self._shown: tuple[Article, ...] = ()
        self._crossings: tuple[tuple[Crossing, ...], ...] = ()
        self._ends: dict[int, Ends] = {}
        self._fitting = (0, 0)
        self._hovered: frozenset[str] = frozenset()
        self._panes = _Panes(theme, session)
        self._nothing = QLabel("Every article is hidden. Click an eye in the list of articles to show one.", self)
        self._nothing.setObjectName("muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._together = Together(session)
        self._snap = QTimer(self, singleShot=True, interval=160)
        self._snap.timeout.connect(self._snap_to_pane)
        # Text settles in several steps; what depends on it follows once, when all are through.
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self._layout_changed)
        self.setWidget(self._panes)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Articles side by side")
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self._snap.start())
        session.articles_changed.connect(self._rebuild)
        session.comparison_changed.connect(self._show_marks)
        session.selection_changed.connect(self._show_selection)
        session.preferences_changed.connect(self._typeset)
        theme.changed.connect(self._typeset)
        self._zoom = session.preferences.zoom
        self._rebuild()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns from left to right."""
        return tuple(self._columns[article.id] for article in self._shown)

    def gutter(self, place: int) -> Gutter:
        """Return the gutter to the right of the pane at a place."""
        return self._panes.gutter(place)

    def reading_offset(self) -> int:
        """Return the offset of the first line that shows in the active pane."""
        column = self._columns.get(self._session.active or "")
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
            self._show_panes([article_id])
            with self._together.apart():
                column.glide_to(column.text.y_of(span.start), self._session.preferences.glide_ms)

    def _rebuild(self) -> None:
        visible = self._session.visible
        self._nothing.setVisible(not visible)
        if visible != self._shown:
            # The keyboard stays in the panes when the one that had it goes.
            opened = not self._shown or self._panes.isAncestorOf(QApplication.focusWidget() or self)
            self._remove_columns(frozenset(article.id for article in visible))
            font = self._theme.prose_font(self._session.preferences.zoom)
            for place, article in enumerate(visible):
                column = self._columns.get(article.id) or self._new_column(article)
                self._panes.insertWidget(place, column)
                self._panes.setStretchFactor(place, 1)
                column.show()
                if column.article != article:
                    column.show_article(article, font)
            self._shown = visible
            self._hovered = frozenset()
            self._fitting = (0, 0)
            self._fit()
            if opened:
                self.activate(0)
        self._show_marks()

    def _remove_columns(self, kept: frozenset[str]) -> None:
        # The focus moves on from a pane that goes, which is heard here before all of them are gone.
        self._shown = tuple(article for article in self._shown if article.id in kept)
        for article_id in [known for known in self._columns if known not in kept]:
            column = self._columns.pop(article_id)
            column.setParent(None)
            column.deleteLater()

    def _new_column(self, article: Article) -> Column:
        column = Column(self._theme)
        self._columns[article.id] = column
        column.activated.connect(self._activated)
        column.text.claim_hovered.connect(self._hover_claim)
        column.text.claim_clicked.connect(self._session.select_claim)
        column.text.zoom_asked.connect(self._zoom_by)
        column.text.laid_out.connect(self._settle.start)
        column.text.verticalScrollBar().valueChanged.connect(partial(self._scrolled, column))
        return column

    def _show_marks(self) -> None:
        session = self._session
        for article in self._shown:
            column = self._columns[article.id]
            marks = session.survey.marks_of(article.id)
            column.text.set_marks(marks, {mark.claim.id: self._tip(mark) for mark in marks})
            column.header.show_article(session.label(article.id), article, session.survey.counts.get(article.id, {}))
            column.header.set_active(article.id == session.active)
        self._crossings = crossings(session.survey.rows, [article.id for article in self._shown])
        for place in range(len(self._crossings)):
            gutter = self.gutter(place)
            if not gutter.property("joined"):
                gutter.setProperty("joined", True)
                gutter.links_hovered.connect(self._hover_links)
                gutter.link_clicked.connect(session.select_link)
            gutter.follow(partial(self._shapes, place))
        self._layout_changed()
        self._emphasise()

    def _tip(self, mark: Mark) -> str:
        more = len(mark.links) - 1
        return wordings.why(self._session, mark.links[0].id) + (f"\nand {more} more" if more else "")

    def _shapes(self, place: int, height: float) -> Shapes:
        """Lay out a gutter; only what has an end in sight is looked at closely, as this runs for every frame."""
        panes = self._columns[self._shown[place].id].text, self._columns[self._shown[place + 1].id].text
        scrolls = tuple(pane.verticalScrollBar().value() for pane in panes)
        ends = self._ends_at(place)
        in_sight = ends.left.between(scrolls[0], scrolls[0] + height) | ends.right.between(
            scrolls[1], scrolls[1] + height
        )
        pairs = []
        for at in sorted(in_sight):
            link, left, right = ends.links[at]
            pairs.append(Pair(link.id, link.relation, _moved(left, scrolls[0]), _moved(right, scrolls[1])))
        return lay_out(pairs, height)

    def _ends_at(self, place: int) -> Ends:
        """Return the links of a gutter with the places of their ends in the two documents, until text moves."""
        if place not in self._ends:
            left, right = (self._columns[self._shown[at].id].text.extents() for at in (place, place + 1))
            self._ends[place] = Ends(
                tuple(
                    (crossing.link, left.get(crossing.left or ""), right.get(crossing.right or ""))
                    for crossing in self._crossings[place]
                )
            )
        return self._ends[place]

    def _scrolled(self, column: Column, _value: int) -> None:
        with self._together.apart() if column.text.settling else nullcontext():
            self._together.lead(column, self.columns)
        self._repaint_gutters()

    def _repaint_gutters(self) -> None:
        for place in range(len(self._shown) - 1):
            self.gutter(place).update()

    def _layout_changed(self) -> None:
        self._together.forget()
        self._ends.clear()
        for column in self.columns:
            column.refresh_overview(self._session.survey.marks_of(column.article_id))
        self._repaint_gutters()

    def _show_selection(self) -> None:
        """Bring out what is selected and every pane to it."""
        self._emphasise()
        row, link = self._session.selection.row, self._session.selection.link
        claims = {claim.id: claim for claim in row.claims} if row else {}
        ends = [claims[end] for end in (link.a, link.b) if end in claims] if link else []
        self._show_panes([claim.article for claim in ends])
        with self._together.apart():
            for column in self.columns:
                if place := self._place_of(column.article_id):
                    column.glide_to(column.text.y_of(place.start), self._session.preferences.glide_ms)

    def _place_of(self, article_id: str) -> Claim | None:
        """Return the passage of an article to show with the selected pair: its own end, or what is linked to it."""
        row, pair = self._session.selection.row, self._session.selection.link
        if row is None or pair is None:
            return None
        ends = {pair.a, pair.b}
        inside = [claim for claim in row.claims if claim.article == article_id]

        def closeness(claim: Claim) -> tuple[bool, tuple[int, float]]:
            links = (link for link in row.links if claim.id in (link.a, link.b) and ends & {link.a, link.b})
            return claim.id not in ends, min(map(telling, links), default=(len(Relation), 0.0))

        return min(inside, key=closeness, default=None)

    def _show_panes(self, article_ids: list[str]) -> None:
        """Scroll sideways until the panes of a pair are in sight, as far as they fit."""
        wanted = [column for column in self.columns if column.article_id in article_ids]
        if not wanted:
            return
        bar, room = self.horizontalScrollBar(), self.viewport().width()
        left, right = wanted[0].x(), wanted[-1].geometry().right() + 1
        if right - left > room:
            right = left + room
        bar.setValue(min(left, max(bar.value(), right - room)))

    def _hover_claim(self, claim_id: str) -> None:
        marks = (mark for article in self._shown for mark in self._session.survey.marks_of(article.id))
        mark = next((mark for mark in marks if mark.claim.id == claim_id), None) if claim_id else None
        self._hover_links(tuple(link.id for link in mark.links) if mark else ())

    def _hover_links(self, links: tuple[str, ...]) -> None:
        self._hovered = frozenset(links)
        self._emphasise()

    def _emphasise(self) -> None:
        """Bring out the selected matter and whatever is under the pointer, in panes, gutters and strips."""
        row = self._session.selection.row
        selected = frozenset(link.id for link in row.links) if row else frozenset()
        link = self._session.selection.link
        lit = self._hovered | ({link.id} if link else set())
        passages: dict[str, list[tuple[Span, Relation]]] = {}
        strips: dict[str, list[str]] = {}
        for article in self._shown:
            for mark in self._session.survey.marks_of(article.id):
                shining = next((link for link in mark.links if link.id in lit or link.id in selected), None)
                if shining:
                    passages.setdefault(article.id, []).append((mark.claim.span, shining.relation))
                if any(link.id in selected for link in mark.links):
                    strips.setdefault(article.id, []).append(mark.claim.id)
        for column in self.columns:
            column.show_absent(bool(row) and self._place_of(column.article_id) is None)
            column.text.emphasise(passages.get(column.article_id, ()))
            column.point_out(strips.get(column.article_id, ()))
        for place in range(len(self._shown) - 1):
            self.gutter(place).light(lit, selected)

    def _activated(self, article_id: str) -> None:
        self._session.active = article_id
        for column in self.columns:
            column.header.set_active(column.article_id == article_id)
        if article_id in self._columns:
            self.ensureWidgetVisible(self._columns[article_id], 0, 0)
        self.pane_activated.emit(article_id)

    def _zoom_by(self, step: int) -> None:
        self._session.prefer(zoom=max(-6, min(self._session.preferences.zoom + step, 12)))

    def _typeset(self) -> None:
        zoom = self._session.preferences.zoom
        if self.sender() is self._session and zoom == self._zoom:
            return
        self._zoom = zoom
        with self._together.apart():
            for column in self.columns:
                column.typeset(self._theme.prose_font(zoom))
        self._emphasise()
        self._layout_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        self._nothing.setGeometry(self.rect())
        super().resizeEvent(event)

    def _fit(self) -> None:
        """Give the panes such a width that a whole number of them fills the view."""
        number, room, gap = len(self._shown), self.viewport().width(), gutters.WIDTH
        if not number:
            return
        fitting = max(1, min(number, (room + gap) // (LEAST_PANE + gap)))
        width = (room - (fitting - 1) * gap) // fitting
        self._panes.setMinimumWidth(number * width + (number - 1) * gap if fitting < number else 0)
        for column in self.columns:
            column.setMinimumWidth(min(LEAST_PANE, width))
        self.horizontalScrollBar().setSingleStep(width + gap)
        self.horizontalScrollBar().setPageStep(room)
        if (number, fitting) != self._fitting:
            self._fitting = (number, fitting)
            # At its final width already, or the splitter would share out the rest unevenly later.
            self._panes.resize(max(number * width + (number - 1) * gap, room), self.viewport().height())
            self._panes.setSizes([width] * number)
            self._snap.start()

    def _snap_to_pane(self) -> None:
        bar = self.horizontalScrollBar()
        starts = [column.x() for column in self.columns]
        if starts and not bar.isSliderDown():
            bar.setValue(min(starts, key=lambda start: abs(start - bar.value())))
