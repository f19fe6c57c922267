"""The row of buttons above the panes, with the filter in its middle."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from gui.actions import Actions

_BEFORE = ("add", "paste", "export")
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
        for name in _BEFORE:
            layout.addWidget(self._button(actions, name))
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
        style = Qt.ToolButtonStyle
        button.setToolButtonStyle(style.ToolButtonTextBesideIcon if name == _BEFORE[0] else style.ToolButtonIconOnly)
        return button
