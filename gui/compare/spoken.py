"""Marks and ribbons for those who hear the window: each mark of a strip and each ribbon's end is a named item.

Qt asks ``interface_for`` for the widgets that it does not know, and only while something like a screen reader listens.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from gui.compare.gutter import Gutter
from gui.compare.overview import Overview


def interface_for(_class: str, watched: QObject) -> QAccessibleInterface | None:
    """Return how a strip or gutter is spoken, None for all other objects."""
    if not isinstance(watched, Overview | Gutter):
        return None
    # Qt keeps no hold of what Python made; the widget does.
    watched.spoken = Items(watched)
    return watched.spoken


def install() -> None:
    """Have Qt ask here; to be called once, when the program starts."""
    QAccessible.installFactory(interface_for)


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader say something that no change of focus would make it say."""
    if QAccessible.isActive() and words:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


class Items(QAccessibleWidget):
    """A widget as a list of the items that it paints; they are asked for anew each time, as scrolling changes them."""

    def __init__(self, widget: Overview | Gutter) -> None:
        super().__init__(widget, QAccessible.Role.List)
        self._widget = widget
        self._items: list[Item] = []

    def text(self, which: QAccessible.Text) -> str:
        words = {
            QAccessible.Text.Name: self._widget.accessibleName(),
            QAccessible.Text.Description: self._widget.accessibleDescription(),
        }
        return words.get(which, "")

    def childCount(self) -> int:
        self._follow(self._widget.spoken_items())
        return len(self._items)

    def child(self, index: int) -> Any:
        self.childCount()
        return self._items[index] if 0 <= index < len(self._items) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((at for at, item in enumerate(self._items) if item is child), -1)

    def childAt(self, x: int, y: int) -> Any:
        self.childCount()
        return next((item for item in self._items if item.rect().contains(x, y)), None)

    def _follow(self, found: Sequence[tuple[str, QRect]]) -> None:
        while len(self._items) < len(found):
            item = Item(self, self._widget)
            QAccessible.registerAccessibleInterface(item)
            self._items.append(item)
        for item in self._items[len(found) :]:
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(item))
        del self._items[len(found) :]
        for item, (name, place) in zip(self._items, found, strict=True):
            item.name, item.place = name, place


class Item(QAccessibleInterface):
    """One mark or one ribbon's end: what it says, and where in its widget it is painted."""

    def __init__(self, inside: Items, widget: QWidget) -> None:
        super().__init__()
        self._inside, self._widget = inside, widget
        self.name, self.place = "", QRect()

    def isValid(self) -> bool:
        return True

    def object(self) -> Any:
        return None

    def window(self) -> Any:
        return None

    def relations(self, *_match: Any) -> list[Any]:
        return []

    def focusChild(self) -> Any:
        return None

    def parent(self) -> QAccessibleInterface:
        return self._inside

    def child(self, index: int) -> Any:
        return None

    def childAt(self, x: int, y: int) -> Any:
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def text(self, which: QAccessible.Text) -> str:
        return self.name if which is QAccessible.Text.Name else ""

    def setText(self, which: QAccessible.Text, text: str) -> None:
        return None

    def rect(self) -> QRect:
        return self.place.translated(self._widget.mapToGlobal(QPoint(0, 0)))

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        return QAccessible.State()
