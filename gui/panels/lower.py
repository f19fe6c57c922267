"""What lies below the panes, one leaf at a time: the selected pair, its matter, all claims, a search, the outlets."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

from gui.session import Session

LEAST_HEIGHT = 110
_SELECTED = ("show_pair", "show_matter", "show_table")  # leaves that show the selected mark, the fullest first


class LowerLeaves(QTabWidget):
    """Leaves by name; the way to each is an action of the table, whose keys the tab's tip names.

    A mark that is selected elsewhere in the window brings out a leaf that shows it.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("inspector")
        self.setDocumentMode(True)
        self.setAccessibleName("Below the articles")
        self.tabBar().setAccessibleName("What shows below the articles")
        self.tabBar().setDrawBase(False)
        self.tabBar().setExpanding(False)
        self._names: list[str] = []
        self.currentChanged.connect(self._remember)
        session.selection_changed.connect(self._bring_out)

    def add(self, name: str, leaf: QWidget, title: str, tip: str) -> None:
        """Add a leaf under the name of the action that leads to it."""
        place = self.addTab(leaf, title)
        self.setTabToolTip(place, tip)
        self._names.append(name)

    def turn_to(self, name: str) -> None:
        """Show a leaf."""
        if name in self._names:
            self.setCurrentIndex(self._names.index(name))

    @property
    def name(self) -> str:
        """The name of the leaf that shows."""
        return self._names[self.currentIndex()] if self._names else ""

    def _bring_out(self) -> None:
        focus = QApplication.focusWidget()
        elsewhere = focus is None or not self.isAncestorOf(focus)
        if elsewhere and self._session.selection.link and self.name not in _SELECTED:
            self.turn_to(_SELECTED[0])

    def _remember(self) -> None:
        if self.name and self.name != self._session.preferences.leaf:
            self._session.prefer(leaf=self.name)

    def minimumSizeHint(self) -> QSize:
        return QSize(300, LEAST_HEIGHT)
