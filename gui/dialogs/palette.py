"""The command palette: every action of the table by a few letters of its name, with its keys."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.actions import MENUS, SPECS, Actions, Spec, plain

_LEAST_SCORE = 55.0  # of 100, below which a command has hardly a letter in common with what was typed
_EVERY_WORD = 150.0  # the score of a command that holds every typed word, though not all in its name
_WIDTH, _HEIGHT = 560, 420


@dataclass(frozen=True, slots=True)
class Command:
    """An action as the palette finds it: its name, its menu, what it does and its keys."""

    id: str
    name: str
    menu: str
    tip: str
    keys: str


def commands() -> tuple[Command, ...]:
    """Return all actions in the order of the menus."""
    by_id = {spec.id: spec for spec in SPECS}
    found = []
    for title, entries in MENUS:
        for entry in entries:
            names = entry[1] if isinstance(entry, tuple) else (entry,)
            menu = plain(title) if isinstance(entry, str) else f"{plain(title)} › {plain(entry[0])}"
            found += [_command(by_id[name], menu) for name in names if name]
    return tuple(found)


def ranked(query: str, among: tuple[Command, ...]) -> tuple[Command, ...]:
    """Return the commands that a few typed letters may mean, the likeliest first; all for none."""
    from rapidfuzz import fuzz

    words = query.casefold().split()
    if not words:
        return among

    def score(command: Command) -> float:
        name, more = command.name.casefold(), f"{command.menu} {command.tip} {command.keys}".casefold()
        if all(word in name for word in words):
            return 200.0 - len(name) / 100
        if all(word in name or word in more for word in words):
            return _EVERY_WORD
        return max(fuzz.WRatio(query.casefold(), name), 0.9 * fuzz.partial_token_set_ratio(query.casefold(), more))

    scored = [(score(command), place, command) for place, command in enumerate(among)]
    # What holds every word as it was typed leaves no doubt about what was meant.
    least = _EVERY_WORD if any(entry[0] >= _EVERY_WORD for entry in scored) else _LEAST_SCORE
    good = [entry for entry in scored if entry[0] >= least]
    return tuple(command for *_, command in sorted(good, key=lambda entry: (-entry[0], entry[1])))


def _command(spec: Spec, menu: str) -> Command:
    native = QKeySequence.SequenceFormat.NativeText
    keys = QKeySequence(spec.keys[0]).toString(native) if spec.keys else ""
    return Command(spec.id, plain(spec.text), menu, spec.tip, keys)


class Palette(QFrame):
    """Lies over the window. Type, choose with the arrow keys; Enter does it, Escape and a click elsewhere close it."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions, self._commands = actions, commands()
        self._before = QApplication.focusWidget()
        self.setObjectName("palette")
        self.setAccessibleName("Commands")
        self.query = QLineEdit(self)
        self.query.setPlaceholderText("What would you like to do?")
        self.query.setAccessibleName("Part of a command's name")
        self.query.installEventFilter(self)
        self.list = QTreeWidget(self)
        self.list.setHeaderHidden(True)
        self.list.setColumnCount(2)
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName("Commands that match")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._do)
        self.nothing = QLabel("No command is called so. Try another word, such as “mark”, “zoom” or “export”.", self)
        self.nothing.setObjectName("muted")
        self.nothing.setWordWrap(True)
        self.nothing.setContentsMargins(8, 4, 8, 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.addWidget(self.query)
        layout.addWidget(self.nothing)
        layout.addWidget(self.list, 1)
        self.query.textChanged.connect(self._fill)
        self._fill()

    def open_over(self, window: QWidget) -> None:
        """Show it in the upper middle of a window."""
        self.resize(min(_WIDTH, window.width() - 40), min(_HEIGHT, window.height() - 80))
        self.move((window.width() - self.width()) // 2, 60)
        self.show()
        self.raise_()
        self.query.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.close()
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
            event.accept()  # or the window would take Escape for its own
            return True
        if event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self._leave()
                return True
            moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            if event.key() in moves:
                self._move(moves[Qt.Key(event.key())])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                item = self.list.currentItem()
                if item:
                    self._do(item)
                return True
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        """Close, and give the keyboard back to where it was."""
        self.close()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()

    def _move(self, step: int) -> None:
        number = self.list.topLevelItemCount()
        if number:
            item = self.list.currentItem()
            place = self.list.indexOfTopLevelItem(item) if item else 0
            self.list.setCurrentIndex(self.list.model().index(max(0, min(place + step, number - 1)), 0))
            self._tell()

    def _fill(self) -> None:
        found = ranked(self.query.text(), self._commands)
        self.list.clear()
        for command in found:
            item = QTreeWidgetItem([command.name, command.keys])
            action = self._actions[command.id]
            item.setData(0, Qt.ItemDataRole.UserRole, command.id)
            item.setToolTip(0, command.tip)
            item.setIcon(0, action.icon())
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{command.name}, {command.keys}. {command.tip}")
            item.setDisabled(not action.isEnabled())
            self.list.addTopLevelItem(item)
        self.list.setVisible(bool(found))
        self.nothing.setVisible(not found)
        if found:
            usable = (at for at, command in enumerate(found) if self._actions[command.id].isEnabled())
            self.list.setCurrentIndex(self.list.model().index(next(usable, 0), 0))
            self.list.setColumnWidth(0, _WIDTH - 170)
        self._tell()

    def _tell(self) -> None:
        """Let a screen reader, which follows the field, know what Enter would do."""
        item = self.list.currentItem()
        said = item.data(0, Qt.ItemDataRole.AccessibleTextRole) if item else self.nothing.text()
        self.query.setAccessibleDescription(said)

    def _do(self, item: QTreeWidgetItem) -> None:
        action: QAction = self._actions[item.data(0, Qt.ItemDataRole.UserRole)]
        if action.isEnabled():
            self._leave()
            action.trigger()
