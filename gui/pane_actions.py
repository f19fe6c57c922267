"""What the actions of the table do to the panes, and what they show of the active one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from gui.actions import PANE_MENU, Actions
from gui.compare.layers import Layer
from gui.correcting import Correcting
from gui.messages import Messages
from gui.session import Session

if TYPE_CHECKING:
    from gui.compare.view import CompareView


class PaneActions(QObject):
    """Binds the table's actions to the panes; the view comes later, for the actions must be there first."""

    def __init__(self, session: Session, messages: Messages, correcting: Correcting, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._messages, self._correcting = session, messages, correcting
        self._actions: Actions
        self._view: CompareView

    def bindings(self) -> dict[str, Callable[..., object]]:
        """Return what each action does."""
        return {
            "nearest": self._nearest,
            "move_pane_left": lambda: self._view.move_active(-1),
            "move_pane_right": lambda: self._view.move_active(1),
            "pin_pane": lambda on: self._view.switch(None, "pinned", on),
            "pane_alone": lambda on: self._view.switch(None, "alone", on),
            "hide_pane": lambda: self._view.switch(None, "hidden", True),
            "unfold": self._unfold,
            "restore": self._restore,
            "bounds": self._set_bounds,
            "source": lambda: self._correcting.correct_source(self._session.active or ""),
            "numbers": lambda on: self._session.prefer(numbers=on),
            **{layer.value: self._laying_over(layer) for layer in Layer},
        }

    def join(self, actions: Actions, view: CompareView) -> None:
        """Act on this view from now on, and show by the actions what its active pane is switched to."""
        self._actions, self._view = actions, view
        self._session.articles_changed.connect(self._follow)
        self._session.preferences_changed.connect(self._follow)
        view.pane_activated.connect(lambda _article: self._follow())
        view.menu_asked.connect(self._menu)
        self._follow()

    def _nearest(self) -> None:
        if not self._view.take_nearest():
            self._messages.status("Select a mark first; where its matter is not found, the nearest passage is shown.")

    def _unfold(self) -> None:
        if not self._view.unfold():
            self._messages.status("Nothing is folded away in this article.")
        self._follow()

    def _restore(self) -> None:
        """Compare the greyed words at the cursor; unfold them first, where they cannot be seen."""
        pane = self._view.active
        if pane is None or self._correcting.restore(pane.article_id, pane.text.here()):
            return
        if pane.text.folds and pane.text.folded:
            self._unfold()
        self._messages.status("Put the cursor into the greyed words that are to be compared, and press Shift+U.")

    def _set_bounds(self) -> None:
        pane = self._view.active
        if pane is not None and not self._correcting.set_bounds(pane.article_id, pane.text.here()):
            self._messages.status("Select the words that are one claim, and press B.")

    def _laying_over(self, layer: Layer) -> Callable[[bool], None]:
        # A function with just one argument, or Qt would leave out whether the action is on.
        def lay_over(on: bool) -> None:
            others = set(self._session.preferences.layers) - {layer.value}
            self._session.prefer(layers=tuple(sorted(others | ({layer.value} if on else set()))))

        return lay_over

    def _follow(self) -> None:
        pane, arrangement, preferences = self._view.active, self._session.arrangement, self._session.preferences
        for name in (*PANE_MENU, "nearest"):
            if name:
                self._actions[name].setEnabled(pane is not None)
        here = pane.article_id if pane else ""
        self._actions["pin_pane"].setChecked(bool(here) and here == arrangement.pinned)
        self._actions["pane_alone"].setChecked(here in arrangement.alone)
        self._actions["unfold"].setChecked(pane is not None and pane.text.folds and not pane.text.folded)
        self._actions["numbers"].setChecked(preferences.numbers)
        for layer in Layer:
            self._actions[layer.value].setChecked(layer.value in preferences.layers)

    def _menu(self, at: QPoint) -> None:
        self.menu().popup(at)

    def menu(self) -> QMenu:
        """Return a menu for the active pane."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in PANE_MENU:
            menu.addAction(self._actions[name]) if name else menu.addSeparator()
        return menu
