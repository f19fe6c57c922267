"""A workspace file read whole, and as far as it can be read where it is damaged."""

from __future__ import annotations

import gc
import hashlib
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from core.model import Article
from core.workspace.codec import CodecError, Decode, decoder, loads
from core.workspace.edits import ABOUT, RECORDS, Change, Edit
from core.workspace.history import Entry, Move
from core.workspace.judgements import Workspace
from core.workspace.layout import SINCE

BROKEN = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What reading a damaged file ends with; SQLite tells of damage in the damaged words, which may be no text."""


def worded(error: BaseException) -> str:
    """Return what such an error says, in words."""
    return "its words are no text" if isinstance(error, UnicodeDecodeError) else str(error)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file holds; ``damage`` has a sentence for each thing that could not be read, or not be trusted."""

    workspace: Workspace
    entries: tuple[Entry, ...]
    damage: tuple[str, ...]


def checksum(value: str) -> int:
    """Return the sum that is kept beside a value, so that a flipped bit is noticed; SQLite keeps none."""
    return zlib.crc32(value.encode("utf-8", "surrogatepass"))


def load(connection: sqlite3.Connection) -> Loaded:
    """Read a workspace in one transaction; whatever is damaged is left out and named."""
    with _without_collection():
        return _Reader(connection).load()


def edits_of(connection: sqlite3.Connection, number: int) -> tuple[Edit, Edit]:
    """Return an edit of the history and the way back; CodecError if they are damaged or not there."""
    row = connection.execute("SELECT applied, back FROM edits WHERE number = ?", (number,)).fetchone()
    if row is None:
        raise CodecError(f"edit {number} is not there")
    reader = _Reader(connection)
    return reader.edit(row[0]), reader.edit(row[1])


@contextmanager
def _without_collection() -> Iterator[None]:
    """Keep the garbage collector out: it would look through half a million new values again and again."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


class _Reader:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._texts: dict[str, str] = {}
        self.damage: list[str] = []

    def load(self) -> Loaded:
        self._connection.execute("BEGIN")
        try:
            self._check()
            self._read_texts()
            (version,) = self._connection.execute("PRAGMA user_version").fetchone()
            kinds = (kind for kind in RECORDS if SINCE.get(kind, 0) <= version)
            held: dict[str, Any] = {kind: MappingProxyType(self._records(kind)) for kind in kinds}
            about = {name: value for name, value in self._records("about").items() if name in ABOUT}
            workspace = replace(Workspace(), **about, **held)
            return Loaded(workspace, self._entries(), tuple(self.damage))
        finally:
            self._connection.execute("ROLLBACK")

    def _check(self) -> None:
        try:
            for (line,) in self._connection.execute("PRAGMA quick_check(5)"):
                if line != "ok":
                    self.damage.append(f"The file's structure is damaged: {' '.join(str(line).split())[:200]}.")
        except BROKEN as error:
            self.damage.append(f"The file's structure is damaged: {worded(error)}.")

    def _read_texts(self) -> None:
        for row in self._rows("texts", "sha256, body, withheld"):
            sha256, body, withheld = row
            if not isinstance(body, bytes) or not isinstance(sha256, str):
                self.damage.append("A text is not stored as a text; it is left out.")
                continue
            try:
                text = body.decode("utf-8", "surrogatepass")
            except UnicodeDecodeError:
                text = body.decode("utf-8", "replace")
            if not withheld and hashlib.sha256(body).hexdigest() != sha256:
                self.damage.append(f"A text is no longer the one that was stored; it begins {text[:40]!r}.")
            self._texts[sha256] = text

    def _text(self, sha256: object) -> str | None:
        if isinstance(sha256, str) and sha256 not in self._texts:
            query = "SELECT body FROM texts WHERE sha256 = ?"
            with suppress(*BROKEN, AttributeError):
                for (body,) in self._connection.execute(query, (sha256,)):
                    self._texts[sha256] = body.decode("utf-8", "surrogatepass")
        return self._texts.get(str(sha256))

    def _records(self, kind: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        lost = 0
        decode = None if kind == "about" else self._decoder(kind)
        for key, value, crc in self._rows(kind, "id, value, crc"):
            try:
                if not isinstance(key, str) or not isinstance(value, str) or checksum(value) != crc:
                    raise CodecError("its checksum does not fit")
                if decode is None:
                    found[key] = decoder(ABOUT[key])(loads(value)) if key in ABOUT else None
                    continue
                record = decode(loads(value))
                if record.id != key:
                    raise CodecError("it is kept under another name")
                found[key] = record
            except CodecError:
                lost += 1
        if lost:
            self.damage.append(f"{lost} of the {_spoken(kind)} cannot be read.")
        return found

    def _decoder(self, kind: str) -> Decode:
        decode = decoder(RECORDS[kind])
        return self._article if RECORDS[kind] is Article else decode

    def _article(self, value: Any) -> Article:
        """Return an article with its text, which stands in a table of its own under its SHA-256."""
        if type(value) is not dict or (text := self._text(value.get("sha256"))) is None:
            raise CodecError("its text is not there")
        article: Article = decoder(Article)({**value, "text": text})
        spans = [cut.span for cut in article.removed]
        spans += [part for part in (article.headline, article.dateline and article.dateline.span) if part]
        if any(not 0 <= span.start <= span.end <= len(text) for span in spans):
            raise CodecError("a span lies outside its text")
        return article

    def edit(self, text: str) -> Edit:
        """Return an edit from its JSON."""
        value = loads(text)
        try:
            changes = []
            for kind, key, told in value["changes"]:
                known = decoder(ABOUT[key]) if kind == "about" else self._decoder(kind)
                changes.append(Change(kind, key, None if told is None else known(told)))
            return Edit(value["what"], tuple(changes))
        except (KeyError, TypeError, ValueError) as error:
            raise CodecError(f"the edit cannot be read: {error}") from None

    def _entries(self) -> tuple[Entry, ...]:
        moves = {str(move): move for move in Move}
        entries: list[Entry] = []
        for number, time, author, what, move, of in self._rows("history", "number, time, author, what, move, of"):
            words = time, author, what
            if move not in moves or type(of) is not int or not all(isinstance(word, str) for word in words):
                self.damage.append(f"Entry {number} of the history cannot be read.")
                continue
            entries.append(Entry(number, time, author, what, moves[move], of))
        return tuple(entries)

    def _rows(self, table: str, columns: str) -> list[tuple[Any, ...]]:
        """Return a table's rows in the order they were written; of a damaged one those before and after the damage."""
        rows: dict[int, tuple[Any, ...]] = {}
        for order in ("ASC", "DESC"):
            try:
                for number, *row in self._connection.execute(
                    f"SELECT rowid, {columns} FROM {table} ORDER BY rowid {order}"  # noqa: S608 - our own words
                ):
                    rows[number] = tuple(row)
                break
            except (*BROKEN, OverflowError) as error:
                if order == "ASC":
                    self.damage.append(f"Not all of the {_spoken(table)} can be read: {worded(error)}.")
        return [rows[number] for number in sorted(rows)]


def _spoken(table: str) -> str:
    return {"about": "title and options", "manual_links": "links made by hand", "edits": "history"}.get(table, table)
