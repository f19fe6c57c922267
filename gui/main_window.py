"""The window: menus, notices and status around its two pages, and what every action does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QActionGroup, QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from core.version import VERSION
from gui import icons
from gui.actions import JUDGE_MENU, LEAVES, ON_FIRST_PAGE, PANE_MENU, Actions
from gui.correcting import Correcting
from gui.dialogs.questions import Questions
from gui.exporting import Asks, Exporting
from gui.file_actions import FileActions
from gui.jobs import JobRunner
from gui.judging import Judging
from gui.judging_actions import JudgingActions
from gui.merging import Merging
from gui.messages import Messages, Notice
from gui.note_actions import NoteActions
from gui.operations import Operations
from gui.pane_actions import PaneActions
from gui.panels.notice import NoticeBar
from gui.panels.status import HONESTY, StatusBar
from gui.preferences import Store
from gui.session import Session
from gui.theme import CHOICES, Theme
from gui.welcome import WelcomePage

if TYPE_CHECKING:
    from gui.dialogs.keys import KeysPage
    from gui.reading_page import ReadingPage

_WITH_ARTICLES = (
    *("add", "close", "next_pane", "previous_pane", "deselect", "find", "find_next", "find_previous"),
    *("filters", "show_all", "sidebar", "inspector", "find_claim", *LEAVES, "new_note", "cite", "lost"),
)


class MainWindow(QMainWindow):
    """The one window. ``asks`` answers what only the analyst can; by default, dialogs do."""

    def __init__(
        self,
        session: Session,
        jobs: JobRunner,
        messages: Messages,
        theme: Theme,
        store: Store,
        asks: Asks | None = None,
    ) -> None:
        super().__init__()
        self.session, self.jobs, self.messages, self.theme, self._store = session, jobs, messages, theme, store
        self.setWindowTitle("Parallax")
        self.setWindowIcon(icons.program())
        self.setAcceptDrops(True)
        self.setMinimumSize(720, 480)
        asks = asks or Questions(self, messages, theme)
        self.operations = Operations(session, jobs, messages, asks, self)
        self.exporting = Exporting(session, messages, theme, asks, jobs.serial, self)
        self.merging = Merging(session, messages, theme, asks, jobs.serial, self)
        self._panes = PaneActions(session, messages, Correcting(session, asks, self), self)
        self._file = FileActions(session, self.operations.keeping)
        self.judging = Judging(session, messages, self)
        self._judges = JudgingActions(session, messages, self.judging)
        self._notes = NoteActions(session, messages, theme, self._turn_to, self)
        self.actions_ = Actions(self, theme, self._bindings())
        self.actions_.fill(self.menuBar())
        for name in (*PANE_MENU, *JUDGE_MENU, "nearest"):
            if name:
                self.actions_[name].setEnabled(False)
        self._keys_page: KeysPage | None = None
        self.page: ReadingPage | None = None
        self._completing = QTimer(self, singleShot=True, interval=0)
        self._completing.timeout.connect(self.complete)
        self._place()
        self._connect()
        self._follow_session()
        self._restore()

    def _bindings(self) -> dict[str, Callable[..., object]]:
        """What each action of the table does."""
        does = self.operations
        zoom = self._zoom
        return {
            "open": does.open,
            "add": does.add,
            "paste": does.paste,
            "sample": does.sample,
            "drafts": does.open_draft,
            "export": self.exporting.export,
            "merge": self.merging.merge,
            **self._file.bindings(),
            "close": does.close,
            "quit": self.close,
            "find": self._find,
            "find_next": lambda: self.find_bar.step(1),
            "find_previous": lambda: self.find_bar.step(-1),
            "palette": self._show_palette,
            "find_claim": self._find_claim,
            "show_pair": lambda: self._turn_to("show_pair", self.inspector.a.which),
            "show_matter": lambda: self._turn_to("show_matter", self.matter.table),
            "show_table": lambda: self._turn_to("show_table", self.claims_table),
            "show_outlets": lambda: self._turn_to("show_outlets", self.outlets.table),
            "show_summary": lambda: self._turn_to("show_summary", self.summary.bottom_line),
            "show_history": lambda: self._turn_to("show_history", self.history.list),
            **self._notes.bindings(),
            "next_mark": lambda: self._step(1),
            "previous_mark": lambda: self._step(-1),
            "next_conflict": self._next_conflict,
            "next_pane": lambda: self.view.activate(1),
            "previous_pane": lambda: self.view.activate(-1),
            "deselect": self._let_go,
            **self._panes.bindings(),
            **self._judges.bindings(lambda: self._write("note"), lambda: self._write("tags")),
            "together": lambda on: self.session.prefer(together=on),
            "zoom_in": lambda: zoom(1),
            "zoom_out": lambda: zoom(-1),
            "zoom_reset": lambda: self.session.prefer(zoom=0),
            **{f"theme_{choice}": partial(self._choose_theme, choice) for choice in CHOICES},
            "still": lambda on: self.session.prefer(still=on),
            "filters": self._show_filters,
            "show_all": lambda: self.active_filters.drop_all(),
            "sidebar": self._show_sidebar,
            "inspector": lambda on: self.leaves.setVisible(on),
            "keys": self._show_keys,
            "about": self._show_about,
        }

    def _place(self) -> None:
        self.notice = NoticeBar(self.messages, self.theme)
        self.welcome = WelcomePage(self.session, self.theme, {name: self.actions_[name] for name in ON_FIRST_PAGE})
        self.status = StatusBar(self.jobs, self.messages)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.welcome)
        middle = QWidget(self)
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notice)
        layout.addWidget(self.pages, 1)
        self.setCentralWidget(middle)
        self.setStatusBar(self.status)

    def complete(self) -> None:
        """Make what shows once articles are open, if it is not there yet; the first page is painted before."""
        if self.page is not None:
            return
        from gui.reading_page import ReadingPage

        self.actions_.draw()
        page = self.page = ReadingPage(self.session, self.theme, self.actions_, self.judging)
        self.view, self.find_bar, self.leaves = page.view, page.find_bar, page.leaves
        self.filters, self.filter_row, self.active_filters = page.filters, page.filter_row, page.active_filters
        self.sources, self.claims = page.sources, page.claims
        self.inspector, self.matter, self.claims_table = page.inspector, page.matter, page.claims_table
        self.find_claim, self.outlets = page.find_claim, page.outlets
        self.form, self.matter_form = page.form, page.matter_form
        self.notes, self.summary, self.history = page.notes, page.summary, page.history
        self.pages.addWidget(page)
        for name, splitter in page.shares.items():
            shares = self._store.shape(name)
            if shares is not None:
                splitter.restoreState(shares)
        self.matter.compare_asked.connect(self._compare_with)
        self.find_claim.asked.connect(self.operations.find_claim)
        self.operations.claim_found.connect(self.find_claim.show_finds)
        self.sources.remove_asked.connect(self.operations.remove)
        self.sources.activated.connect(lambda _index: self.view.activate(0))
        for form in (self.form, self.matter_form, self.notes, self.summary):
            form.left.connect(lambda: self.view.activate(0))
        self._panes.join(self.actions_, self.view)
        self._judges.join(self.actions_, self.view, self.matter)
        self._notes.join(page, self.operations)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.page is None:
            self._completing.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.theme.changed.emit()

    def _connect(self) -> None:
        self.messages.belong_to(self)
        self.welcome.recent_chosen.connect(lambda paths: self.operations.open_files(paths, new=True))
        self.session.articles_changed.connect(self._follow_session)
        self.session.files_changed.connect(self._follow_session)
        self._file.join(self.actions_)
        self.session.comparison_changed.connect(self._follow_session)
        self.session.preferences_changed.connect(self._follow_preferences)
        choices = QActionGroup(self)
        for choice in CHOICES:
            choices.addAction(self.actions_[f"theme_{choice}"])
        for name in ("sidebar", "inspector"):
            self.actions_[name].setChecked(True)
        self._follow_preferences()

    def _follow_session(self) -> None:
        session = self.session
        some = bool(session.articles or session.awaited)
        if some:
            self.complete()
        if self.page:
            self.pages.setCurrentWidget(self.page if some else self.welcome)
            self.filter_row.setVisible(some and self.actions_["filters"].isChecked())
        for name in _WITH_ARTICLES:
            self.actions_[name].setEnabled(some)
        for name in ("next_mark", "previous_mark", "next_conflict"):
            self.actions_[name].setEnabled(bool(session.survey.links))
        if self.page and not some:
            self.find_bar.close_search()
        self.actions_["export"].setEnabled(session.complete)
        names = " · ".join(article.name for article in session.articles[:4])
        self.setWindowTitle(f"{names} – Parallax" if some else "Parallax")

    def _follow_preferences(self) -> None:
        preferences = self.session.preferences
        self.actions_["together"].setChecked(preferences.together)
        self.actions_[f"theme_{self.theme.choice}"].setChecked(True)
        self.actions_["still"].setChecked(preferences.still)
        self._store.save(preferences)

    def _find(self) -> None:
        start = self.session.active or "", self.view.reading_offset()
        self.find_bar.open_search(self._selected_words(), start)

    def _find_claim(self) -> None:
        self._turn_to("find_claim", self.find_claim.query)
        self.find_claim.start(self._selected_words())

    def _selected_words(self) -> str:
        """Return what is selected in the active pane, if it lies within a paragraph."""
        pane = self.view.active
        words = pane.text.textCursor().selectedText() if pane else ""
        return words if "\u2029" not in words else ""

    def _turn_to(self, name: str, keyboard_to: QWidget) -> None:
        """Show a leaf of the lower part, with the keyboard in it."""
        self.leaves.show()
        self.actions_["inspector"].setChecked(True)
        self.leaves.turn_to(name)
        keyboard_to.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _write(self, what: str) -> None:
        """Show the form for the selected pair, with the keyboard in its "note" or "tags"."""
        self._turn_to("show_pair", self.inspector)
        self.form.write(what)

    def _compare_with(self, claim_id: str) -> None:
        """Set a passage of the matter against the first one of the pair."""
        self._turn_to("show_pair", self.inspector.b.which)
        self.inspector.compare_with(claim_id)

    def _let_go(self) -> None:
        """Close the search, if it is open, or else let go of the selected mark."""
        if self.find_bar.isVisible():
            self.find_bar.close_search()
            self.view.activate(0)
        else:
            self.session.select_link(None)

    def _show_palette(self) -> None:
        from gui.dialogs.palette import Palette

        palette = Palette(self.actions_, self)
        palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        palette.open_over(self)

    def _show_filters(self, on: bool) -> None:
        self.filter_row.setVisible(on and bool(self.session.articles))
        if self.filter_row.isVisible():
            self.filter_row.confidence.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_sidebar(self, on: bool) -> None:
        if self.page:
            self.page.sidebar.setVisible(on)

    def _zoom(self, step: int) -> None:
        self.session.prefer(zoom=max(-6, min(self.session.preferences.zoom + step, 12)))

    def _choose_theme(self, choice: str, _checked: bool = True) -> None:
        self.theme.choose(choice)
        self.session.prefer(theme=choice)

    def _step(self, direction: int) -> None:
        if not self.session.step(direction, self.view.reading_offset()):
            end = "Last" if direction > 0 else "First"
            self.messages.status(f"{end} mark of this article. Alt+→ goes to the next article.")

    def _next_conflict(self) -> None:
        if not self.session.next_conflict():
            self.messages.status("No conflict is marked.")

    def _show_keys(self) -> None:
        from gui.dialogs.keys import KeysPage

        self._keys_page = KeysPage(self.theme, self)
        self._keys_page.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._keys_page.show()

    def _show_about(self) -> None:
        self.messages.noticed.emit(Notice(f"Parallax {VERSION}", ((HONESTY, ""),), serious=False))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.operations.open_files(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.session.leaving.emit()
        if not self.operations.keeping.may_leave():
            event.ignore()
            return
        self.jobs.shut_down()
        self.operations.searches.shut_down()
        self.merging.shut_down()
        self.operations.keeping.end()
        self._store.save(self.session.preferences)
        for name, splitter in (self.page.shares if self.page else {}).items():
            self._store.save_shape(name, splitter.saveState())
        self._store.save_shape("window", self.saveGeometry())
        super().closeEvent(event)

    def _restore(self) -> None:
        shape = self._store.shape("window")
        if shape is None or not self.restoreGeometry(shape):
            self.resize(1440, 900)
