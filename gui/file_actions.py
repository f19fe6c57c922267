"""The actions on the file behind what is open: copies of it, and taking back and doing again what was done."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gui.actions import Actions
from gui.keeping import Keeping
from gui.session import Session


class FileActions:
    """Keeps these actions in step with the workspace; undo and redo say what they would undo and redo."""

    def __init__(self, session: Session, keeping: Keeping) -> None:
        self._session, self._keeping = session, keeping

    def bindings(self) -> Mapping[str, Callable[..., object]]:
        """Return what each of the actions does, by its name in the table."""
        return {
            "save_copy": self._keeping.save_copy,
            "save_without_texts": self._keeping.save_without_texts,
            "compact": self._keeping.compact,
            "undo": self._session.undo,
            "redo": self._session.redo,
        }

    def join(self, actions: Actions) -> None:
        """Follow the workspace in these actions."""
        self._actions = actions
        self._session.workspace_changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        opened = self._session.opened
        for name in ("save_copy", "save_without_texts"):
            self._actions[name].setEnabled(opened is not None)
        writable = opened if opened is not None and not opened.read_only else None
        for name in ("compact", "merge"):
            self._actions[name].setEnabled(writable is not None)
        self._name("undo", "&Undo", writable.can_undo() if writable else None)
        self._name("redo", "&Redo", writable.can_redo() if writable else None)

    def _name(self, action: str, text: str, what: str | None) -> None:
        self._actions[action].setText(f"{text}: {_begun_small(what).replace('&', '&&')}" if what else text)
        self._actions[action].setEnabled(what is not None)


def _begun_small(what: str) -> str:
    return what[:1].lower() + what[1:]
