"""The row of buttons above the panes, with the filter in its middle."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from gui.actions import Actions

_BEFORE = ("add", "paste", "export")
_NAME_MARGIN = 12  # pixels that a button's name takes beyond its letters
_AFTER = ("filters", "previous_mark", "next_mark", "together", "zoom_out", "zoom_in")


class Toolbar(QWidget):
    """Buttons for actions of the table; each can be reached by Tab."""

    def __init__(self, actions: Actions, filters: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.setSpacing(4)
        before = [self._button(actions, name) for name in _BEFORE]
        self._first = before[0]
        for button in before:
            layout.addWidget(button)
        layout.addSpacing(14)
        layout.addWidget(filters)
        layout.addStretch(1)
        for name in _AFTER:
            layout.addWidget(self._button(actions, name))

    def _button(self, actions: Actions, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(actions[name])
        button.setIconSize(QSize(18, 18))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(actions[name].statusTip())
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_first()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._name_first()
        return handled

    def _name_first(self) -> None:
        """Show the first button's name where the row has room for it, rather than press the others together."""
        layout = self.layout()
        if layout is None:
            return
        named = self._first.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        name = self._first.fontMetrics().horizontalAdvance(self._first.text()) + _NAME_MARGIN
        fits = layout.minimumSize().width() + (0 if named else name) <= self.width()
        if fits is not named:
            style = Qt.ToolButtonStyle
            self._first.setToolButtonStyle(style.ToolButtonTextBesideIcon if fits else style.ToolButtonIconOnly)
