"""Puts everything in its place: menus, toolbar, lists at the left, panes, inspector, status. No logic."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QLabel,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.version import VERSION
from gui import icons
from gui.actions import ON_FIRST_PAGE, Actions
from gui.compare.view import CompareView
from gui.dialogs.keys import KeysPage
from gui.dialogs.questions import Questions
from gui.exporting import Asks, Exporting
from gui.file_actions import FileActions
from gui.jobs import JobRunner
from gui.messages import Messages, Notice
from gui.operations import Operations
from gui.pane_actions import PaneActions
from gui.panels.active_filters import ActiveFilters
from gui.panels.claims import ClaimsPanel
from gui.panels.claims_table import ClaimsTable
from gui.panels.filtering import FilterRow
from gui.panels.filters import FilterBar
from gui.panels.find_bar import FindBar
from gui.panels.find_claim import FindClaimPanel
from gui.panels.inspector import InspectorPanel
from gui.panels.lower import LowerLeaves
from gui.panels.matter import MatterPanel
from gui.panels.notice import NoticeBar
from gui.panels.outlet_pairs import OutletPairs
from gui.panels.sources import SourcesPanel, row_height
from gui.panels.status import HONESTY, StatusBar
from gui.panels.toolbar import Toolbar
from gui.pointing import Pointer
from gui.preferences import Store
from gui.session import Session
from gui.theme import CHOICES, Theme
from gui.welcome import WelcomePage

_LEAVES = ("find_claim", "show_pair", "show_matter", "show_table", "show_outlets")


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
        asks = asks or Questions(self, messages)
        self.operations = Operations(session, jobs, messages, asks, self)
        self.exporting = Exporting(session, messages, theme, asks, jobs.serial, self)
        self._panes = PaneActions(session, messages, self)
        self._file = FileActions(session, self.operations.keeping)
        self.actions_ = Actions(self, theme, self._bindings())
        self.actions_.fill(self.menuBar())
        self._keys_page: KeysPage | None = None
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
            "export": self.exporting.export,
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
            "next_mark": lambda: self._step(1),
            "previous_mark": lambda: self._step(-1),
            "next_conflict": self._next_conflict,
            "next_pane": lambda: self.view.activate(1),
            "previous_pane": lambda: self.view.activate(-1),
            "deselect": self._let_go,
            **self._panes.bindings(),
            "together": lambda on: self.session.prefer(together=on),
            "zoom_in": lambda: zoom(1),
            "zoom_out": lambda: zoom(-1),
            "zoom_reset": lambda: self.session.prefer(zoom=0),
            **{f"theme_{choice}": partial(self._choose_theme, choice) for choice in CHOICES},
            "still": lambda on: self.session.prefer(still=on),
            "filters": self._show_filters,
            "show_all": lambda: self.active_filters.drop_all(),
            "sidebar": lambda on: self._sidebar.setVisible(on),
            "inspector": lambda on: self.leaves.setVisible(on),
            "keys": self._show_keys,
            "about": self._show_about,
        }

    def _place(self) -> None:
        session, theme = self.session, self.theme
        self.filters = FilterBar(session, theme)
        self.filter_row, self.active_filters = FilterRow(session, theme), ActiveFilters(session, theme)
        self.view = CompareView(session, theme)
        self.find_bar = FindBar(session, theme, self.actions_)
        self._pointer = Pointer(session, self.view)
        self.sources = SourcesPanel(session, theme)
        self.claims = ClaimsPanel(session, theme)
        self.leaves = self._make_leaves()
        self.notice = NoticeBar(self.messages, theme)
        self.welcome = WelcomePage(session, theme, {name: self.actions_[name] for name in ON_FIRST_PAGE})
        self.status = StatusBar(self.jobs, self.messages)
        self._toolbar = Toolbar(self.actions_, self.filters)
        self._sidebar = self._make_sidebar()
        self._reading = _splitter(Qt.Orientation.Vertical, (self.view, 5), (self.leaves, 2))
        self._reading.setSizes([560, 250])
        self._across = _splitter(Qt.Orientation.Horizontal, (self._sidebar, 0), (self._reading, 1))
        self._across.setSizes([264, 1176])
        self.pages = QStackedWidget()
        self.pages.addWidget(self.welcome)
        self.pages.addWidget(self._across)
        middle = QWidget(self)
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self._toolbar, self.notice, self.filter_row, self.active_filters, self.find_bar):
            layout.addWidget(part)
        layout.addWidget(self.pages, 1)
        self.setCentralWidget(middle)
        self.setStatusBar(self.status)

    def _make_leaves(self) -> LowerLeaves:
        session, theme = self.session, self.theme
        self.inspector, self.matter = InspectorPanel(session, theme), MatterPanel(session, theme)
        self.claims_table, self.find_claim = ClaimsTable(session, theme), FindClaimPanel(session, theme)
        self.outlets = OutletPairs(session, theme)
        leaves = LowerLeaves(session)
        for name, leaf, title in (
            ("show_pair", self.inspector, "Pair"),
            ("show_matter", self.matter, "Matter"),
            ("show_table", self.claims_table, "Claims"),
            ("find_claim", self.find_claim, "Find a claim"),
            ("show_outlets", self.outlets, "Outlets"),
        ):
            leaves.add(name, leaf, title, self.actions_[name].toolTip())
        leaves.turn_to(session.preferences.leaf)
        return leaves

    def _make_sidebar(self) -> QWidget:
        sidebar = QWidget(self)
        sidebar.setObjectName("sidebar")
        sidebar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._lists = lists = _splitter(
            Qt.Orientation.Vertical, (_titled("Articles", self.sources), 0), (_titled("Claims", self.claims), 1)
        )
        lists.setSizes([3 * row_height(self.fontMetrics()) + 40, 2000])
        layout = QVBoxLayout(sidebar)
        layout.setContentsMargins(0, 6, 1, 0)
        layout.addWidget(lists)
        sidebar.setMinimumWidth(200)
        return sidebar

    def _connect(self) -> None:
        self.messages.belong_to(self)
        self.matter.compare_asked.connect(self._compare_with)
        self.find_claim.asked.connect(self.operations.find_claim)
        self.operations.claim_found.connect(self.find_claim.show_finds)
        self.sources.remove_asked.connect(self.operations.remove)
        self.sources.activated.connect(lambda _index: self.view.activate(0))
        self.welcome.recent_chosen.connect(lambda paths: self.operations.open_files(paths, new=True))
        self.session.articles_changed.connect(self._follow_session)
        self.session.files_changed.connect(self._follow_session)
        self._panes.join(self.actions_, self.view)
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
        self.pages.setCurrentWidget(self._across if some else self.welcome)
        self._toolbar.setVisible(some)
        self.filter_row.setVisible(some and self.actions_["filters"].isChecked())
        for name in ("add", "close", "next_pane", "previous_pane", "filters", "show_all", "find", *_LEAVES):
            self.actions_[name].setEnabled(some)
        for name in ("next_mark", "previous_mark", "next_conflict"):
            self.actions_[name].setEnabled(bool(session.survey.links))
        if not some:
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
        if not self.operations.keeping.may_leave():
            event.ignore()
            return
        self.jobs.shut_down()
        self.operations.searches.shut_down()
        self.operations.keeping.end()
        self._store.save(self.session.preferences)
        for name, part in self._shaped():
            self._store.save_shape(name, part.saveState())
        self._store.save_shape("window", self.saveGeometry())
        super().closeEvent(event)

    def _shaped(self) -> tuple[tuple[str, QSplitter], ...]:
        """The splitters whose shares are remembered."""
        return ("across", self._across), ("reading", self._reading), ("lists", self._lists)

    def _restore(self) -> None:
        for name, part in self._shaped():
            shares = self._store.shape(name)
            if shares is not None:
                part.restoreState(shares)
        shape = self._store.shape("window")
        if shape is None or not self.restoreGeometry(shape):
            self.resize(1440, 900)


def _splitter(orientation: Qt.Orientation, *parts: tuple[QWidget, int]) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setHandleWidth(3)
    splitter.setChildrenCollapsible(False)
    for place, (part, stretch) in enumerate(parts):
        splitter.addWidget(part)
        splitter.setStretchFactor(place, stretch)
    return splitter


def _titled(title: str, content: QWidget) -> QWidget:
    box = QWidget()
    label = QLabel(title)
    label.setObjectName("sectionTitle")
    label.setContentsMargins(14, 8, 14, 4)
    label.setBuddy(content)
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(2)
    layout.addWidget(label)
    layout.addWidget(content, 1)
    return box
