"""What the analyst can do with a comparison as a whole: open, paste, take out, analyse, export. One method each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from core.errors import ParallaxError, WriteError
from core.model import Article, Comparison, Decision, Reading
from core.progress import Progress
from gui.dialogs.paste import Pasted
from gui.jobs import Job, JobRunner
from gui.messages import Messages, Notice, Offer
from gui.session import Ready, Session, make_ready

if TYPE_CHECKING:
    from core.finding import Finds
    from core.workspace import Workspace

WORKSPACE_SUFFIX = ".parallax"


class Asks(Protocol):
    """Who answers what only the analyst can."""

    def which_files(self, folder: str, suffixes: Sequence[str]) -> tuple[Path, ...]:
        """Return the files to open."""

    def where_to(self, suggestion: str, filters: Sequence[str]) -> tuple[Path, str] | None:
        """Return the file to write and its filter."""

    def which_text(self) -> Pasted | None:
        """Return a pasted text."""


class Operations(QObject):
    """Reads top to bottom: ask, work in the background, change the session, say what came of it."""

    claim_found = Signal(object)
    """The ``core.finding.Finds`` of a statement, or None where looking for it was given up."""

    def __init__(self, session: Session, jobs: JobRunner, messages: Messages, asks: Asks, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._messages, self._asks = session, jobs, messages, asks
        self._reading: tuple[Path, ...] = ()
        self._kept: tuple[Article, ...] = ()
        self._decided: tuple[Decision, ...] = ()
        self._memory: Any = None
        # Beside the comparison, not instead of it.
        self.searches = JobRunner(self, serial=jobs.serial)
        session.options_changed.connect(self.compare_again)

    def open(self) -> None:
        """Ask for files and open them as a new comparison."""
        self.open_files(self._ask_files(), new=True)

    def add(self) -> None:
        """Ask for files and add them to this comparison."""
        self.open_files(self._ask_files())

    def sample(self) -> None:
        """Open the coverage that ships with the program."""
        from core import resources

        self.open_files(sorted(resources.path("samples").glob("*.txt")), new=True)

    def open_files(self, paths: Sequence[Path], new: bool = False) -> None:
        """Read files and compare them, with those already open unless ``new``."""
        if not paths:
            return
        self._messages.clear()
        workspaces = [path for path in paths if path.suffix.lower() == WORKSPACE_SUFFIX]
        if workspaces and (not new or len(paths) > 1):
            self._messages.status("A workspace is opened alone: choose Open and that one file.")
            return
        if workspaces:
            self._open_workspace(workspaces[0])
            return
        self._decided = () if new else self._decided
        # Reading that has not ended is started over with all files, so that none is lost to the newer job.
        files = tuple(dict.fromkeys((*(() if new else self._reading), *_files_of(paths))))
        self._reading = files
        self._kept = () if new else self._session.articles
        self._session.await_files(path.name for path in files)

        def work(progress: Progress, _partial: Callable[[Any], None]) -> Reading:
            from core.importers import read_files

            return read_files(files, progress)

        self._jobs.start(Job(work, self._read, self._failed, stopped=self._stopped))

    def _open_workspace(self, path: Path) -> None:
        """Show the articles of a workspace under its judgements; the file itself is left as it is."""

        def work(_progress: Progress, _partial: Callable[[Any], None]) -> Workspace:
            from core.workspace import open_workspace

            opened = open_workspace(path)
            try:
                return opened.workspace
            finally:
                opened.close()

        def shown(workspace: Workspace) -> None:
            from core.workspace.constraints import decisions

            self._session.have_read()
            self._decided = decisions(workspace)
            self._take(workspace.readable(), (path,))
            judged = len(workspace.judgements)
            told = f"{path.name}: {len(workspace.articles)} articles, {judged} judgements, which hold here."
            left = "This window shows a workspace and does not change it."
            self._messages.noticed.emit(Notice(told, ((left, ""),), serious=False))

        self._reading = (path,)
        self._session.await_files((path.name,))
        self._jobs.start(Job(work, shown, self._failed, stopped=self._stopped))

    def paste(self) -> None:
        """Ask for a text and add it as an article."""
        pasted = self._asks.which_text()
        if pasted is None:
            return
        from core.importers import read_text

        try:
            article = read_text(pasted.text)
        except ParallaxError as error:
            self._messages.error(error)
            return
        self._messages.clear()
        self._take((*self._session.articles, _told(article, pasted)), self._session.files)

    def remove(self, article_id: str) -> None:
        """Take an article out of the comparison."""
        removed = next((a for a in self._session.articles if a.id == article_id), None)
        if removed is None:
            return
        self._take(
            tuple(article for article in self._session.articles if article.id != article_id),
            tuple(path for path in self._session.files if path.name != removed.source_file),
        )
        self._messages.status(f"Took out {removed.name}. The file itself is untouched.")

    def close(self) -> None:
        """Let go of the comparison."""
        self._jobs.cancel()
        self.searches.cancel()
        self._memory, self._decided = None, ()
        self._messages.clear()
        self._session.have_read()
        self._session.set_articles(())

    def find_claim(self, statement: str) -> None:
        """Look for the passages that assert or deny a statement, and tell by ``claim_found``."""
        comparison, options = self._session.comparison, self._session.options
        if comparison is None or not statement.strip():
            self.claim_found.emit(None)
            return

        def work(progress: Progress, _partial: Callable[[Any], None]) -> Finds:
            from core.finding import find_passages
            from core.memory import Memory

            self._memory = self._memory or Memory()
            return find_passages(statement, comparison, options, self._memory, progress)

        def failed(error: BaseException) -> None:
            self.claim_found.emit(None)
            self._messages.error(error)

        self.searches.start(Job(work, self.claim_found.emit, failed, stopped=lambda: self.claim_found.emit(None)))

    def compare_again(self) -> None:
        """Compare the open articles anew: under other options, or where the work was stopped."""
        if len(self._session.articles) > 1:
            self._analyse()

    def export(self) -> None:
        """Ask where to and write the comparison in the form that the file's ending or the chosen filter says."""
        from core.exporters import EXPORTERS, for_suffix

        comparison = self._session.comparison
        if comparison is None or not self._session.complete:
            self._messages.status("There is nothing to export until the comparison is done.")
            return
        by_filter = {f"{e.label} ({' '.join(f'*{s}' for s in e.suffixes)})": e for e in EXPORTERS}
        ordered = sorted(by_filter, key=lambda label: ".md" not in label)
        answer = self._asks.where_to(str(Path(self._session.preferences.folder) / "comparison.md"), ordered)
        if answer is None:
            return
        path, chosen = answer
        exporter = for_suffix(path.suffix)
        if exporter is None:
            exporter = by_filter.get(chosen, by_filter[ordered[0]])
            path = path.with_name(path.name + exporter.suffixes[0])
        try:
            path.write_bytes(exporter.render(comparison))
        except OSError as error:
            hint = "Choose another folder or name, or free some space."
            self._messages.error(WriteError(f"{path.name} could not be written: {error.strerror}.", hint))
            return
        self._session.prefer(folder=str(path.parent))
        self._messages.status(f"Wrote {path.name}")

    def _ask_files(self) -> tuple[Path, ...]:
        files = self._asks.which_files(self._session.preferences.folder, (*_readable(), WORKSPACE_SUFFIX))
        if files:
            self._session.prefer(folder=str(files[0].parent))
        return files

    def _read(self, reading: Reading) -> None:
        files, self._reading = self._reading, ()
        self._session.have_read(reading.problems)
        if reading.problems or reading.remarks:
            self._messages.reading(reading.problems, reading.remarks, len(files))
        failed = tuple(problem.file for problem in reading.problems)  # a name, or folder/name where two share it
        fresh = [path for path in files if not f"/{path.as_posix()}".endswith(tuple(f"/{name}" for name in failed))]
        known = {(article.sha256, article.source_file) for article in self._kept}
        new = tuple(a for a in reading.articles if (a.sha256, a.source_file) not in known)
        if reading.articles and not new:
            self._messages.status("These articles are in the comparison already.")
        if not new:
            return
        kept_files = self._session.files if self._kept else ()
        self._take((*self._kept, *new), tuple(dict.fromkeys((*kept_files, *fresh))))
        if self._session.files:
            self._session.prefer(recent=self._session.preferences.with_recent(self._session.files).recent)

    def _take(self, articles: tuple[Article, ...], files: tuple[Path, ...]) -> None:
        self._session.set_articles(articles, files)
        if len(articles) > 1:
            self._analyse()
        else:
            self._jobs.cancel()

    def _analyse(self) -> None:
        session, articles, chosen = self._session, self._session.articles, self._session.filter
        options, decided = session.options, self._decided
        # What shows already is whole: a first look would take marks away for a moment.
        whole = session.complete

        def work(progress: Progress, partial: Callable[[Any], None]) -> Ready:
            from core.memory import Memory
            from core.pipeline import analyse

            self._memory = self._memory or Memory()

            def early(comparison: Comparison) -> None:
                partial(make_ready(comparison, chosen))

            shown = None if whole else early
            done = analyse(
                articles, options=options, decisions=decided, progress=progress, memory=self._memory, partial=shown
            )
            return make_ready(done, chosen)

        self._jobs.start(
            Job(
                work,
                done=lambda ready: session.take(ready, complete=True),
                failed=self._failed,
                partial=lambda ready: session.take(ready, complete=False),
                stopped=self._stopped,
            )
        )

    def _failed(self, error: BaseException) -> None:
        self._reading = ()
        self._session.have_read()
        self._messages.error(error)

    def _stopped(self) -> None:
        unread, anew, self._reading = self._reading, not self._kept, ()
        self._session.have_read()
        lines = ("What was found so far stays.", ""), ("", "Whatever is still missing is found when you go on.")

        def go_on() -> None:
            if unread:
                self.open_files(unread, new=anew)
            else:
                self.compare_again()

        self._messages.noticed.emit(Notice("Stopped.", lines, serious=False, offer=Offer("Go on", go_on)))


def _files_of(paths: Sequence[Path]) -> list[Path]:
    """Return the files, a folder standing for the articles directly inside it, if there are any."""
    files: list[Path] = []
    for path in map(Path, paths):
        files += _inside(path) or [path]
    return files


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(file for file in folder.iterdir() if file.suffix.lower() in _readable())
    except OSError:
        return []


def _readable() -> tuple[str, ...]:
    from core.importers import IMPORTERS

    return tuple(sorted({suffix for importer in IMPORTERS for suffix in importer.suffixes}))


def _told(article: Article, pasted: Pasted) -> Article:
    """Return a pasted article with what the analyst told about it."""
    told = {"outlet": pasted.outlet, "published": pasted.published}
    known = {name: value for name, value in told.items() if value}
    origin = {**article.metadata_from, **dict.fromkeys(known, "entered by hand")}
    return replace(article, **known, metadata_from=origin)  # type: ignore[arg-type]
