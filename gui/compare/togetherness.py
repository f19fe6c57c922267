"""Scrolls the other panes along with the one that is scrolled, at matched passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from core.model import Relation
from gui.compare.column import Column
from gui.compare.scroll_sync import Anchor, anchors, follow, mirrored
from gui.session import Session

# A pane that is out of step, as after a jump to a selected passage, catches up at most at this multiple of the speed
# of the one that is scrolled, and never against its direction: nothing jumps while one reads.
_CATCHING_UP = 3


class Together:
    """Holds panes together while the preference says so, but for those that scroll alone or are moved on purpose."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._held = True
        self._anchors: dict[tuple[str, str], tuple[Anchor, ...]] = {}
        self._last: dict[str, int] = {}

    def forget(self) -> None:
        """Drop what was measured: text has moved."""
        self._anchors.clear()

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Move panes without the others coming along."""
        self._held, before = False, self._held
        try:
            yield
        finally:
            self._held = before

    def lead(self, leader: Column, columns: Sequence[Column]) -> None:
        """Bring the other columns to where the leader has been scrolled."""
        bar = leader.text.verticalScrollBar()
        before, now = self._last.get(leader.article_id, bar.value()), bar.value()
        self._last[leader.article_id] = now
        if not (self._held and self._session.preferences.together) or any(column.gliding for column in columns):
            return
        alone = self._session.arrangement.alone
        if leader.article_id in alone:
            return
        with self.apart():
            for column in columns:
                if column is not leader and column.article_id not in alone:
                    self._bring(leader, column, before, now)

    def _bring(self, leader: Column, column: Column, before: int, now: int) -> None:
        points = self._between(leader, column)
        most = leader.text.verticalScrollBar().maximum()
        view, other_view = leader.text.viewport().height(), column.text.viewport().height()
        bar = column.text.verticalScrollBar()
        ahead = follow(points, now, most, view, other_view) - bar.value()
        step = now - before
        if ahead * step > 0:
            bar.setValue(round(bar.value() + max(-abs(step) * _CATCHING_UP, min(ahead, abs(step) * _CATCHING_UP))))
        self._last[column.article_id] = bar.value()

    def _between(self, leader: Column, column: Column) -> tuple[Anchor, ...]:
        key = (leader.article_id, column.article_id)
        if key not in self._anchors:
            points = self._measured(leader, column)
            self._anchors[key] = points
            self._anchors[key[::-1]] = mirrored(points)
        return self._anchors[key]

    def _measured(self, leader: Column, column: Column) -> tuple[Anchor, ...]:
        here, there = leader.text.extents(), column.text.extents()
        telling: list[Anchor] = []
        others: list[Anchor] = []
        for mark in self._session.survey.marks_of(leader.article_id):
            one = mark.claim.id
            for link in mark.links if one in here else ():
                other = link.b if link.a == one else link.a
                if other in there:
                    pair = (here[one].middle, there[other].middle)
                    (others if link.relation is Relation.RELATED else telling).append(pair)
        heights = (pane.text.document().size().height() for pane in (leader, column))
        return anchors(telling or others, *heights)
