"""A workspace as a part of a JSON document, and back: how a note in JSON is read in again.

The texts stand in the document's ``articles`` once; the workspace names them by their SHA-256.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from core.errors import ReadError
from core.model import Article
from core.workspace.codec import CodecError, decoder, encode, loads
from core.workspace.edits import ABOUT, RECORDS, Change, Edit
from core.workspace.judgements import Workspace, frozen
from core.workspace.withholding import withheld_text

SCHEMA = "parallax.workspace/1"
COMPARISON = "parallax.comparison/1"


def as_document(workspace: Workspace) -> dict[str, Any]:
    """Return a workspace as JSON values without texts, folders and history; records in the order of their ids."""
    document: dict[str, Any] = {"schema": SCHEMA}
    for name in ABOUT:
        document[name] = encode(getattr(workspace, name))
    document["note_choice"].pop("templates", None)  # a folder of this machine
    for kind in RECORDS:
        document[kind] = [encode(record) for _, record in sorted(getattr(workspace, kind).items())]
    for article in document["articles"]:
        del article["text"]
    for source in document["sources"]:
        source["file"] = PurePath(source["file"]).name
    return document


def read_document(file: Path) -> Any:
    """Return the JSON document of an exported comparison; None if a file is none. ReadError if it cannot be read."""
    try:
        document = loads(file.read_text(encoding="utf-8", errors="replace"))
    except CodecError:
        return None
    except OSError as error:
        raise ReadError(
            f"{file} cannot be read: {error.strerror or error}.", "Check the name and the folder."
        ) from error
    schema = document.get("schema") if isinstance(document, dict) else None
    return document if isinstance(schema, str) and schema.startswith(COMPARISON.rpartition("/")[0]) else None


def from_document(document: Any, name: str) -> Workspace:
    """Return the workspace in a ``parallax.comparison/1`` document; without one, a workspace of its articles.

    Raises ReadError if the document is none or does not hold together.
    """
    if not isinstance(document, dict) or document.get("schema") != COMPARISON:
        raise ReadError(f"{name} is no comparison that Parallax exported.", f"Its schema has to be {COMPARISON}.")
    try:
        articles = decoder(tuple[Article, ...])(document.get("articles"))
        if any(withheld_text(article) for article in articles):
            raise CodecError("a text is not the one that its SHA-256 tells of")
        told = document.get("workspace")
        if told is None:
            return Workspace(articles=frozen({article.id: article for article in articles}))
        return _workspace(told, {article.sha256: article.text for article in articles})
    except CodecError as error:
        raise ReadError(
            f"{name} is damaged, or was changed: {error}.", "Export it again, or ask for it again."
        ) from error


def _workspace(told: Any, texts: Mapping[str, str]) -> Workspace:
    if not isinstance(told, dict) or told.get("schema") != SCHEMA:
        raise CodecError(f"its workspace is not of the schema {SCHEMA}")
    values: dict[str, Any] = {name: decoder(kind)(told[name]) for name, kind in ABOUT.items() if name in told}
    for kind, record in RECORDS.items():
        rows = told.get(kind, [])
        if not isinstance(rows, list):
            raise CodecError(f"its {kind} are no list")
        if kind == "articles":
            rows = [_with_text(row, texts) for row in rows]
        values[kind] = frozen({one.id: one for one in map(decoder(record), rows)})
    return replace(Workspace(), **values)


def _with_text(row: Any, texts: Mapping[str, str]) -> Any:
    if not isinstance(row, dict) or row.get("sha256") not in texts:
        raise CodecError("the text of an article is missing")
    return {**row, "text": texts[row["sha256"]]}


def take_over(workspace: Workspace, other: Workspace, name: str) -> Edit:
    """Return an edit that makes an empty workspace what another one is."""
    about = [Change("about", field, getattr(other, field)) for field in ABOUT]
    changes = [c for c in about if c.value != getattr(workspace, c.key)]
    for kind in RECORDS:
        changes += [Change(kind, key, record) for key, record in sorted(getattr(other, kind).items())]
    return Edit(f"Read {name}", tuple(changes))
