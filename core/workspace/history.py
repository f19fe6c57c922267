"""What was done to a workspace, in order, and what can be undone: the list only ever grows, undoing adds to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from core.workspace.edits import Edit


class Move(StrEnum):
    """What an entry of the history did."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    PAST = "past"  # carried over from a file whose edits could not be read any more: told, but not to be undone


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history, numbered from 1; ``of`` is the number of the edit that was made, undone or redone."""

    number: int
    time: str
    author: str
    what: str
    move: Move
    of: int


@dataclass(frozen=True, slots=True)
class Step:
    """An entry with the edit that it applied; an entry that is no undo or redo also keeps the way back."""

    entry: Entry
    applied: Edit
    back: Edit | None = None


class Trail:
    """The edits that can be undone and redone, as they follow from the entries."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries: list[Entry] = []
        self._done: list[int] = []
        self._undone: list[int] = []
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Take an entry in; a new edit ends what could be redone, which stays in the list."""
        self.entries.append(entry)
        if entry.move is Move.UNDO and self._done:
            self._undone.append(self._done.pop())
        elif entry.move is Move.REDO and self._undone:
            self._done.append(self._undone.pop())
        elif entry.move is Move.EDIT:
            self._done.append(entry.number)
            self._undone.clear()

    @property
    def next_number(self) -> int:
        """The number of the entry that comes next."""
        return self.entries[-1].number + 1 if self.entries else 1

    @property
    def to_undo(self) -> int | None:
        """The number of the edit that undo takes back."""
        return self._done[-1] if self._done else None

    @property
    def to_redo(self) -> int | None:
        """The number of the edit that redo makes again."""
        return self._undone[-1] if self._undone else None

    def standing(self) -> frozenset[int]:
        """Return the numbers of the edits that hold at present."""
        return frozenset(self._done)
