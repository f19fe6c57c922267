"""The page that shows once articles are open: toolbar, filters, lists at the left, panes, leaves below. No logic."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from core.workspace.judgements import Subject
from gui.actions import Actions
from gui.compare import spoken
from gui.compare.view import CompareView
from gui.judging import Judging
from gui.looking import Passage
from gui.noting import Noting
from gui.panels.active_filters import ActiveFilters
from gui.panels.claims import ClaimsPanel
from gui.panels.claims_table import ClaimsTable
from gui.panels.filtering import FilterRow
from gui.panels.filters import FilterBar
from gui.panels.find_bar import FindBar
from gui.panels.find_claim import FindClaimPanel
from gui.panels.history import HistoryPanel
from gui.panels.inspector import InspectorPanel
from gui.panels.judgement import JudgementForm
from gui.panels.lower import LowerLeaves
from gui.panels.matter import MatterPanel
from gui.panels.notes import NotesPanel
from gui.panels.outlet_pairs import OutletPairs
from gui.panels.sources import SourcesPanel, row_height
from gui.panels.summary import SummaryPanel
from gui.panels.toolbar import Toolbar
from gui.pointing import Pointer
from gui.session import Session
from gui.theme import Theme


class ReadingPage(QWidget):
    """Beside the welcome page the other one of the window; it is made after that has been painted."""

    def __init__(
        self, session: Session, theme: Theme, actions: Actions, judging: Judging, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        spoken.install()
        self._session, self._theme, self._actions = session, theme, actions
        self.form, self.matter_form = self._make_forms(judging)
        self.filters = FilterBar(session, theme)
        self.filter_row, self.active_filters = FilterRow(session, theme), ActiveFilters(session, theme)
        self.view = CompareView(session, theme)
        self.find_bar = FindBar(session, theme, actions)
        self._pointer = Pointer(session, self.view)
        self.sources, self.claims = SourcesPanel(session, theme), ClaimsPanel(session, theme)
        self.leaves = self._make_leaves()
        self.sidebar = self._make_sidebar()
        self._reading = _splitter(Qt.Orientation.Vertical, (self.view, 5), (self.leaves, 2))
        self._reading.setSizes([560, 250])
        self._across = _splitter(Qt.Orientation.Horizontal, (self.sidebar, 0), (self._reading, 1))
        self._across.setSizes([264, 1176])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (Toolbar(actions, self.filters), self.filter_row, self.active_filters, self.find_bar):
            layout.addWidget(part)
        layout.addWidget(self._across, 1)

    def selected(self) -> Passage | None:
        """Return the words that are selected in the active pane, or None."""
        pane = self.view.active
        span = pane.text.selected_span() if pane else None
        return Passage(pane.article_id, span) if pane is not None and span is not None else None

    def to_cite(self) -> tuple[Passage, ...]:
        """Return what a note would cite now: the selected words, else the passages of the selected pair."""
        here, link, index = self.selected(), self._session.selection.link, self._session.index
        if here is not None:
            return (here,)
        ends = (index.claim(link.a), index.claim(link.b)) if link is not None and index is not None else ()
        return tuple(Passage(end.article, end.span) for end in ends)

    @property
    def shares(self) -> dict[str, QSplitter]:
        """The splitters whose shares are remembered, by name."""
        return {"across": self._across, "reading": self._reading, "lists": self._lists}

    def _make_forms(self, judging: Judging) -> tuple[JudgementForm, JudgementForm]:
        def form(subject: Subject, *names: str) -> JudgementForm:
            actions = [self._actions[name] for name in names]
            return JudgementForm(self._session, self._theme, judging, subject, actions)

        return form(Subject.LINK, "accept", "reject", "retype"), form(Subject.CLUSTER, "accept_matter", "reject_matter")

    def _make_leaves(self) -> LowerLeaves:
        session, theme = self._session, self._theme
        self.inspector, self.matter = (
            InspectorPanel(session, theme, self.form),
            MatterPanel(session, theme, self.matter_form),
        )
        self.claims_table, self.find_claim = ClaimsTable(session, theme), FindClaimPanel(session, theme)
        self.outlets = OutletPairs(session, theme)
        self.noting = Noting(session, self)
        self.notes = NotesPanel(session, theme, self.noting, self.selected)
        self.summary, self.history = SummaryPanel(session, theme), HistoryPanel(session, theme)
        leaves = LowerLeaves(session)
        for name, leaf, title in (
            ("show_pair", self.inspector, "Pair"),
            ("show_matter", self.matter, "Matter"),
            ("show_table", self.claims_table, "Claims"),
            ("find_claim", self.find_claim, "Find a claim"),
            ("show_outlets", self.outlets, "Outlets"),
            ("show_notes", self.notes, "Notes"),
            ("show_summary", self.summary, "Bottom line"),
            ("show_history", self.history, "History"),
        ):
            leaves.add(name, leaf, title, self._actions[name].toolTip())
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
