"""The file behind what is open: begun by itself, opened, copied, compacted, left; and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject

from core.errors import UnsavedError, WorkspaceError
from core.progress import Progress
from gui import drafts, wordings
from gui.jobs import Job, JobRunner
from gui.messages import Messages, Notice, Offer
from gui.session import Session

if TYPE_CHECKING:
    from core.model import Article
    from core.workspace import OpenWorkspace

SUFFIX = ".parallax"
_FILTER = f"Workspaces (*{SUFFIX})"


class Asks(Protocol):
    """Who answers what only the analyst can."""

    def where_to(self, suggestion: str, filters: Sequence[str], title: str) -> tuple[Path, str] | None:
        """Return the file to write and its filter."""

    def may_lose(self, edits: int) -> bool:
        """Tell whether so many edits that could not be written may be lost."""


class Keeping(QObject):
    """Sees to it that there is a file for whatever the analyst says, and tells when it cannot be written."""

    def __init__(self, session: Session, jobs: JobRunner, messages: Messages, asks: Asks, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._messages, self._asks = session, jobs, messages, asks
        self._behind = False
        session.edit_failed.connect(self._tell_failure)
        session.workspace_changed.connect(self._follow)

    def begin(self, articles: Sequence[Article], files: Sequence[str]) -> None:
        """Open these articles with a draft behind them."""
        self.take_up(drafts.begun(articles, files), articles)

    def take_up(self, draft: OpenWorkspace | WorkspaceError, articles: Sequence[Article]) -> None:
        """Open these articles with the draft that holds them, or without one and the word why there is none."""
        if isinstance(draft, WorkspaceError):
            self._put_away(self._session.work_on(None))
            self._session.set_articles(articles)
            self._session.workspace_changed.emit()
            self._messages.error(draft)
            return
        self._put_away(self._session.work_on(draft))
        self._remember(draft.path)

    def open(self, path: Path, failed: Callable[[BaseException], None], stopped: Callable[[], None]) -> None:
        """Open a workspace file for work, or for reading where it may not be written."""

        def work(_progress: Progress, _partial: Callable[[Any], None]) -> OpenWorkspace:
            from core.workspace import open_workspace

            return open_workspace(path)

        def shown(opened: OpenWorkspace) -> None:
            self._session.have_read()
            self._put_away(self._session.work_on(opened))
            self._remember(opened.path)
            self._tell_state(opened)

        self._session.await_files((path.name,))
        self._jobs.start(Job(work, shown, failed, stopped=stopped, late=lambda opened: opened.close()))

    def save_copy(self) -> None:
        """Ask where to and save a copy; a draft, and what cannot be written where it is, goes on there."""
        opened = self._session.opened
        target = self._ask_target("Save a copy of the workspace") if opened else None
        if opened is None or target is None:
            return
        left, moves = opened.path, drafts.is_draft(opened.path) or opened.read_only or opened.unsaved
        done_with = drafts.is_draft(left) and not opened.read_only
        try:
            if moves:
                opened.move_to(target)
            else:
                opened.save_copy(target)
        except WorkspaceError as error:
            self._messages.error(error)
            return
        if moves:
            self._messages.clear()
            self._remember(opened.path, left)
            if done_with:
                drafts.take_away(left)
            self._session.workspace_changed.emit()
        self._messages.status(f"Saved {target.name}{'; you go on with it' if moves else ''}")

    def save_without_texts(self) -> None:
        """Ask where to and save a copy in which the articles' texts are withheld."""
        opened = self._session.opened
        target = self._ask_target("Save a copy without the articles' full texts") if opened else None
        if opened is None or target is None:
            return
        try:
            opened.save_copy(target, texts=False)
        except WorkspaceError as error:
            self._messages.error(error)
            return
        self._messages.status(f"Saved {target.name}, without the articles' full texts")

    def compact(self) -> None:
        """Give back the room in the file that is no longer used."""
        opened = self._session.opened
        if opened is None:
            return
        try:
            freed = opened.compact()
        except WorkspaceError as error:
            self._messages.error(error)
            return
        self._messages.status(f"Compacted {opened.path.name}: {max(freed, 0) / 1000:,.0f} kB less")

    def may_leave(self) -> bool:
        """Tell whether the file can be left; what could not be written is tried again, and asked about."""
        opened = self._session.opened
        return opened is None or opened.catch_up() or self._asks.may_lose(opened.unsaved)

    def leave(self) -> None:
        """Close the file and open none."""
        if self._session.opened is not None:
            self._put_away(self._session.work_on(None))
        else:
            self._session.set_articles(())

    def end(self) -> None:
        """Close the file as the window goes; what shows stays, for nobody sees it any more."""
        former, self._session.opened = self._session.opened, None
        self._put_away(former)

    def _put_away(self, former: OpenWorkspace | None) -> None:
        """Close a file; a draft in which nothing was said goes, and its articles' files are among the recent ones."""
        if former is None:
            return
        kept = former.read_only or former.unsaved or drafts.holds_work(former)
        if kept or not drafts.is_draft(former.path):
            former.close()
            return
        files = tuple(dict.fromkeys(Path(source.file) for source in former.workspace.sources.values()))
        recent = self._session.preferences.recent
        entry = tuple(str(file.resolve()) for file in files)
        self._session.prefer(recent=tuple(entry if e == (str(former.path),) else e for e in recent if e != entry))
        drafts.discard(former)

    def _remember(self, path: Path, instead_of: Path | None = None) -> None:
        preferences = self._session.preferences
        if instead_of is not None:
            preferences = preferences.without_recent(instead_of)
        self._session.prefer(recent=preferences.with_recent((path,)).recent)

    def _ask_target(self, title: str) -> Path | None:
        assert self._session.opened is not None
        suggestion = Path(self._session.preferences.folder) / self._session.opened.path.name
        answer = self._asks.where_to(str(suggestion), (_FILTER,), title)
        if answer is None:
            return None
        target = answer[0]
        self._session.prefer(folder=str(target.parent))
        return target if target.suffix.lower() == SUFFIX else target.with_name(target.name + SUFFIX)

    def _tell_state(self, opened: OpenWorkspace) -> None:
        """Say how a workspace was opened, where it is not simply open for work."""
        if opened.damage:
            from core.workspace.storage import backups

            newest = next(iter(backups(opened.path)), None)
            todo = f"Its newest backup is {newest}." if newest else "There is no backup beside it."
            lines = *((line, "") for line in opened.damage), ("", todo)
            self._messages.noticed.emit(Notice(opened.why_read_only, lines, offer=self._offer()))
        elif opened.read_only:
            lines = (("You can read it, but nothing you say is kept.", "Save a copy to work on."),)
            self._messages.noticed.emit(Notice(opened.why_read_only, lines, serious=False, offer=self._offer()))
        else:
            judged = sum(j.ruling is not None for j in opened.workspace.judgements.values())
            articles = wordings.number_of(len(opened.workspace.articles), "article")
            self._messages.status(f"{opened.path.name}: {articles}, {wordings.number_of(judged, 'mark')} judged")

    def _tell_failure(self, error: WorkspaceError) -> None:
        self._behind = isinstance(error, UnsavedError)
        offer = self._offer() if self._session.opened is not None else None
        self._messages.noticed.emit(Notice(error.message, (("", error.hint),), offer=offer))

    def _follow(self) -> None:
        """Say that all is well again once what could not be written has been."""
        if self._behind and self._session.opened is not None and not self._session.opened.unsaved:
            self._behind = False
            self._messages.clear()
            self._messages.status("Everything is on the disk again.")

    def _offer(self) -> Offer:
        return Offer("Save a copy…", self.save_copy)
