"""What the analyst can do with a comparison as a whole: open, paste, take out, find. One method each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from core.errors import ParallaxError, WorkspaceError
from core.model import Article, Reading
from core.progress import Progress
from gui import drafts, keeping
from gui.comparing import Comparing, stopped
from gui.jobs import Job, JobRunner
from gui.keeping import Keeping
from gui.messages import Messages, Notice, Offer
from gui.session import Session

if TYPE_CHECKING:
    from core.finding import Finds
    from core.workspace import OpenWorkspace
    from core.workspace.intake import Intake
    from core.workspace.versions import Report
    from gui.dialogs.paste import Pasted


class Asks(keeping.Asks, Protocol):
    """Who answers what only the analyst can."""

    def which_files(self, folder: str, suffixes: Sequence[str]) -> tuple[Path, ...]:
        """Return the files to open."""

    def which_text(self) -> Pasted | None:
        """Return a pasted text."""


@dataclass(frozen=True)
class _Read:
    """What reading files brought; with a draft for it, and for the articles ``kept``, where none was open."""

    reading: Reading
    files: tuple[Path, ...]
    kept: tuple[Article, ...]
    draft: OpenWorkspace | WorkspaceError | None = None

    def drop(self) -> None:
        """Take the draft away: something else was opened meanwhile."""
        if self.draft is not None and not isinstance(self.draft, WorkspaceError):
            drafts.discard(self.draft)


class Operations(QObject):
    """Reads top to bottom: ask, work in the background, change the session, say what came of it."""

    moves_asked = Signal(object, object)
    """The reports on articles whose place another version has taken are to be shown, with the workspace before."""
    claim_found = Signal(object)
    """The ``core.finding.Finds`` of a statement, or None where looking for it was given up."""

    def __init__(self, session: Session, jobs: JobRunner, messages: Messages, asks: Asks, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._messages, self._asks = session, jobs, messages, asks
        self._reading: tuple[Path, ...] = ()
        self._anew = False
        self.keeping = Keeping(session, jobs, messages, asks, self)
        self.comparing = Comparing(session, jobs, messages, self)
        # Beside the comparison, not instead of it.
        self.searches = JobRunner(self, serial=jobs.serial)

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

    def open_draft(self) -> None:
        """Ask for one of the drafts and go on with it."""
        self.open_files(self._asks.which_files(str(drafts.folder()), (keeping.SUFFIX,))[:1], new=True)

    def open_files(self, paths: Sequence[Path], new: bool = False) -> None:
        """Read files and compare them, with those already open unless ``new``; or open a workspace file."""
        if not paths:
            return
        workspaces = [path for path in paths if path.suffix.lower() == keeping.SUFFIX]
        if workspaces and len(paths) > 1:
            self._messages.status("A workspace is opened alone: choose Open and that one file.")
        elif workspaces:
            self._open_workspace(workspaces[0])
        elif not new or self._may_leave():
            self._read_files(paths, new)

    def _open_workspace(self, path: Path) -> None:
        opened = self._session.opened
        if opened is not None and opened.path == path.resolve():
            self._messages.status(f"{path.name} is open already.")
        elif self._may_leave():
            self._messages.clear()
            self._reading, self._anew = (path,), True
            self.keeping.open(path, self._failed, self._stopped)

    def _read_files(self, paths: Sequence[Path], new: bool) -> None:
        self._messages.clear()
        # Reading that has not ended is started over with all files, so that none is lost to the newer job.
        files = tuple(dict.fromkeys((*(() if new else self._reading), *_files_of(paths))))
        self._anew = new or (self._anew and bool(self._reading))
        self._reading = files
        self._session.await_files(path.name for path in files)

        kept = () if self._anew else self._session.articles
        without_draft = self._anew or self._session.opened is None

        def work(progress: Progress, _partial: Callable[[Any], None]) -> _Read:
            from core.importers import read_files

            reading = read_files(files, progress)
            if not reading.articles or not without_draft:
                return _Read(reading, files, kept)
            import core.workspace.analysis  # noqa: F401 - what is needed next, and takes its time to load

            progress.check()
            articles, named = (*kept, *reading.articles), _named(reading.articles, files)
            return _Read(reading, files, kept, drafts.begun(articles, ("",) * len(kept) + named))

        self._jobs.start(Job(work, self._read, self._failed, stopped=self._stopped, late=_Read.drop))

    def paste(self) -> None:
        """Ask for a text and add it as an article."""
        pasted = self._asks.which_text()
        if pasted is None:
            return
        from core.importers import read_text
        from core.workspace.edits import add_articles
        from core.workspace.opening import now

        try:
            article = _told(read_text(pasted.text), pasted)
        except ParallaxError as error:
            self._messages.error(error)
            return
        self._messages.clear()
        if self._session.opened is None:
            self.keeping.begin((*self._session.articles, article), ("",) * (len(self._session.articles) + 1))
            return
        edit = add_articles(self._session.workspace, (article,), ("",), now())
        if edit.changes:
            self._session.edit(edit)
        else:
            self._messages.status("This text is in the comparison already.")

    def remove(self, article_id: str) -> None:
        """Take an article out of the comparison."""
        from core.workspace.edits import remove_article

        workspace = self._session.workspace
        if article_id in workspace.articles and self._session.edit(remove_article(workspace, article_id)):
            name = workspace.articles[article_id].name
            self._messages.status(f"Took out {name}. The file itself is untouched.")

    def close(self) -> None:
        """Let go of the comparison."""
        if not self._may_leave():
            return
        self._jobs.cancel()
        self.searches.cancel()
        self._messages.clear()
        self._session.have_read()
        self.keeping.leave()
        self.comparing.forget()

    def find_claim(self, statement: str) -> None:
        """Look for the passages that assert or deny a statement, and tell by ``claim_found``."""
        comparison, options, memory = self._session.comparison, self._session.options, self.comparing.memory
        if comparison is None or not statement.strip():
            self.claim_found.emit(None)
            return

        def work(progress: Progress, _partial: Callable[[Any], None]) -> Finds:
            from core.finding import find_passages

            return find_passages(statement, comparison, options, memory, progress)

        def failed(error: BaseException) -> None:
            self.claim_found.emit(None)
            self._messages.error(error)

        self.searches.start(Job(work, self.claim_found.emit, failed, stopped=lambda: self.claim_found.emit(None)))

    def _may_leave(self) -> bool:
        """Tell whether the workspace can be left, once whatever is being typed has been kept."""
        self._session.leaving.emit()
        return self.keeping.may_leave()

    def _ask_files(self) -> tuple[Path, ...]:
        files = self._asks.which_files(self._session.preferences.folder, (*_readable(), keeping.SUFFIX))
        if files:
            self._session.prefer(folder=str(files[0].parent))
        return files

    def _read(self, read: _Read) -> None:
        reading, anew, self._reading = read.reading, self._anew, ()
        self._session.have_read(reading.problems)
        if reading.problems or reading.remarks:
            self._messages.reading(reading.problems, reading.remarks, len(read.files))
        if not reading.articles:
            return
        named = _named(reading.articles, read.files)
        if not anew and self._session.opened is not None:
            read.drop()
            self._take_in(reading.articles, named)
        elif read.draft is not None:
            self.keeping.take_up(read.draft, (*read.kept, *reading.articles))
        else:
            self.keeping.begin((*read.kept, *reading.articles), ("",) * len(read.kept) + named)

    def _take_in(self, articles: Sequence[Article], files: Sequence[str]) -> None:
        """Take articles into the open workspace, and tell where another version has taken an article's place."""
        from core.workspace.intake import take_in
        from core.workspace.opening import now

        before = self._session.workspace
        intake = take_in(before, articles, files, now())
        if intake.edit is None:
            self._messages.status("These articles are in the comparison already.")
        elif self._session.edit(intake.edit) and intake.replaced:
            show = Offer("Show each", lambda: self.moves_asked.emit(intake.replaced, before))
            self._messages.noticed.emit(_moved(intake, show))

    def _failed(self, error: BaseException) -> None:
        self._reading = ()
        self._session.have_read()
        self._messages.error(error)

    def _stopped(self) -> None:
        unread, anew, self._reading = self._reading, self._anew, ()
        self._session.have_read()
        self._messages.noticed.emit(stopped(lambda: self.open_files(unread, new=anew)))


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


def _named(articles: Sequence[Article], files: Sequence[Path]) -> tuple[str, ...]:
    return tuple(_path_of(article, files) for article in articles)


def _path_of(article: Article, files: Sequence[Path]) -> str:
    """Return the file that an article was read from; its name is the end of the path, as long as need be."""
    found = (path for path in files if f"/{path.as_posix()}".endswith(f"/{article.source_file}"))
    return str(next((path.resolve() for path in found), article.source_file))


def _moved(intake: Intake, show: Offer) -> Notice:
    """Return the report on articles whose place another version has taken: what of the analyst's word still holds."""
    lines = [line for report in intake.replaced for line in _fates(report)]
    many = (
        "Another version has taken an article's place."
        if len(intake.replaced) == 1
        else (f"Other versions have taken the places of {len(intake.replaced)} articles.")
    )
    if not lines:
        return Notice(many, (("Nothing had been said of it yet.", ""),), serious=False)
    return Notice(many, tuple(lines), offer=show)


def _fates(report: Report) -> list[tuple[str, str]]:
    from core.workspace.anchors import Outcome

    if not report.records:
        return []
    counts = ", ".join(f"{len(report.of(outcome))} {outcome}" for outcome in Outcome)
    lines = [(f"What you said of it: {counts}.", "What is lost is kept with its words.")]
    for outcome in (Outcome.REWORDED, Outcome.LOST):
        for record in report.of(outcome):
            for fate in record.fates:
                if fate.outcome is outcome:
                    now = f"now “{_short(fate.new.quote)}”" if fate.new else ""
                    lines.append((f"{str(outcome).capitalize()}: “{_short(fate.old.quote)}”", now))
    return lines


def _short(quote: str, length: int = 80) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= length else f"{line[:length].rsplit(' ', 1)[0]} …"
