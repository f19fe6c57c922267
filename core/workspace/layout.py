"""How a workspace file is laid out: SQLite, marked as Parallax's own, with a version and the way from older ones.

``docs/workspace-format.md`` explains it. The version is major * 1000 + minor: a file of a newer major is refused, of a
newer minor opened for reading only, and an older one is brought up to date on a copy.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from types import MappingProxyType

from core.workspace.edits import RECORDS

APPLICATION = 0x50584C57  # "PXLW", at byte 68 of the file, where `file` and the like look for it
MAJOR = 1000
VERSION = 1 * MAJOR + 1
PAGE_SIZE = 4096
MAGIC = b"SQLite format 3\0"

TABLES: Mapping[str, str] = MappingProxyType(
    {
        "about": "CREATE TABLE about (id TEXT PRIMARY KEY, value TEXT NOT NULL, crc INTEGER NOT NULL)",
        **{
            kind: f"CREATE TABLE {kind} (id TEXT PRIMARY KEY, value TEXT NOT NULL, crc INTEGER NOT NULL)"
            for kind in RECORDS
        },
        "texts": "CREATE TABLE texts (sha256 TEXT PRIMARY KEY, body BLOB NOT NULL, withheld INTEGER NOT NULL)",
        "history": "CREATE TABLE history (number INTEGER PRIMARY KEY, time TEXT NOT NULL, author TEXT NOT NULL,"
        " what TEXT NOT NULL, move TEXT NOT NULL, of INTEGER NOT NULL)",
        "edits": "CREATE TABLE edits (number INTEGER PRIMARY KEY, applied TEXT NOT NULL, back TEXT NOT NULL)",
    }
)

SINCE: Mapping[str, int] = MappingProxyType({"bounds": 1001})
"""From which version on there is a table, where it was not there from the first."""

MIGRATIONS: Mapping[int, tuple[str, ...]] = MappingProxyType(
    {1000: ("CREATE TABLE bounds (id TEXT PRIMARY KEY, value TEXT NOT NULL, crc INTEGER NOT NULL)",)}
)
"""SQL that takes a file of a version to the next higher one named here, or to ``VERSION``."""


def make(connection: sqlite3.Connection) -> None:
    """Lay out an empty database as a workspace file."""
    connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN")
    for statement in TABLES.values():
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring a file of an older version up to date, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    for step in sorted(number for number in MIGRATIONS if number >= version):
        for statement in MIGRATIONS[step]:
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def guard(connection: sqlite3.Connection) -> None:
    """Set what makes a file from a stranger safe to read, and what makes a commit outlive a power cut."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA mmap_size = 0")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")


def bear_damage(connection: sqlite3.Connection) -> None:
    """Have SQLite read on where a file is shorter than it says, or a part of its schema is spoilt."""
    connection.execute("PRAGMA writable_schema = ON")


def foreign_parts(connection: sqlite3.Connection) -> list[str]:
    """Return what a file holds that Parallax never makes and that could act when it is read: views and triggers."""
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type NOT IN ('table', 'index') OR sql LIKE '%VIRTUAL%'"
    )
    return [str(name) for (name,) in rows]
