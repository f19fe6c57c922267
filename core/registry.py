"""An ordered table of named parts: importers, exporters and detectors are found through one each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

Part = TypeVar("Part")


class Registry(Generic[Part]):
    """Names to parts, in the order they were added.

    Filled by explicit lines in a package's ``__init__``; nothing is discovered by scanning.
    """

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._parts: dict[str, Part] = {}

    def add(self, name: str, part: Part) -> None:
        """Add a part; ValueError if the name is taken."""
        if name in self._parts:
            raise ValueError(f"{self._kind} {name!r} is registered twice")
        self._parts[name] = part

    def __getitem__(self, name: str) -> Part:
        return self._parts[name]

    def __contains__(self, name: object) -> bool:
        return name in self._parts

    def __iter__(self) -> Iterator[Part]:
        return iter(self._parts.values())

    def __len__(self) -> int:
        return len(self._parts)

    def names(self) -> tuple[str, ...]:
        """Return the names in the order they were added."""
        return tuple(self._parts)
