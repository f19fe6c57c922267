"""What the window remembers between starts: one typed value over QSettings; defaults are not written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

MOST_RECENT = 6


@dataclass(frozen=True, slots=True)
class Preferences:
    """The analyst's taste.

    ``still`` asks for no motion, ``zoom`` counts steps from the designed size, ``recent`` holds the files of
    comparisons, ``leaf`` names what lies below the articles, ``filter`` is what ``Filter.remembered`` gave, ``layers``
    what is laid over the texts, and ``numbers`` tells whether paragraphs are numbered.
    """

    theme: str = "system"
    zoom: int = 0
    together: bool = True
    glide_ms: int = 220
    still: bool = False
    recent: tuple[tuple[str, ...], ...] = ()
    folder: str = ""
    leaf: str = "show_pair"
    filter: tuple[tuple[str, object], ...] = ()
    numbers: bool = False
    layers: tuple[str, ...] = ()

    def with_recent(self, paths: Sequence[Path]) -> Preferences:
        """Return these preferences with a comparison put first among the recent ones."""
        files = tuple(str(path.resolve()) for path in paths)
        others = tuple(entry for entry in self.recent if set(entry) != set(files))
        return replace(self, recent=(files, *others)[:MOST_RECENT])

    def without_recent(self, path: Path) -> Preferences:
        """Return these preferences without a file that has gone elsewhere."""
        return replace(self, recent=tuple(entry for entry in self.recent if entry != (str(path.resolve()),)))


class Store:
    """Reads and writes preferences and the window's shape in the given settings file."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def load(self) -> Preferences:
        """Return the stored preferences; a value that makes no sense counts as not stored."""
        found = {}
        for field in fields(Preferences):
            stored = self._settings.value(f"preferences/{field.name}")
            if isinstance(stored, str):
                try:
                    found[field.name] = _tuples(json.loads(stored))
                except ValueError:
                    continue
        default = Preferences()
        sound = {name: value for name, value in found.items() if type(value) is type(getattr(default, name))}
        return replace(default, **sound)  # type: ignore[arg-type]

    def save(self, preferences: Preferences) -> None:
        """Store what differs from the defaults."""
        for field in fields(Preferences):
            value, key = getattr(preferences, field.name), f"preferences/{field.name}"
            if value == field.default:
                self._settings.remove(key)
            else:
                self._settings.setValue(key, json.dumps(value))

    def shape(self, name: str) -> QByteArray | None:
        """Return the stored geometry of a window or splitter, or None."""
        value = self._settings.value(f"shape/{name}")
        return value if isinstance(value, QByteArray) else None

    def save_shape(self, name: str, shape: QByteArray) -> None:
        """Store the geometry of a window or splitter."""
        self._settings.setValue(f"shape/{name}", shape)


def _tuples(value: object) -> object:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value
