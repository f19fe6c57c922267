"""JSON for other programs: ``parallax.comparison/1`` and ``parallax.articles/1``.

The model's fields go out under their own names, so a field added to the model is in the JSON at once; the contract's
fields are held by ``resources/*.schema.json``. The bytes depend on the values alone: keys sorted, scores rounded,
no time stamps, one line for each article, claim, link and cluster so that two results can be compared line by line.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from core.comparison import label_of
from core.exporters.carried import Carried, Passage
from core.model import Comparison, Quantity, Reading, Reason, Span
from core.note_options import DEFAULT, NoteOptions
from core.workspace.judgements import Workspace

SCHEMA = "parallax.comparison/1"
SCORE_DIGITS = 4  # finer than any threshold, coarser than what differs between processors
QUANTITY_DIGITS = 10  # significant ones: hides the noise of unit conversion, never a figure of the text


def render(comparison: Comparison, workspace: Workspace | None = None, options: NoteOptions = DEFAULT) -> bytes:
    """Return a comparison as ``parallax.comparison/1``, with what the analyst made of it under ``workspace``.

    Of the options only the time stamp counts: this form is read in again, so it holds everything.
    """
    document = plain(comparison)
    document["schema"] = SCHEMA
    document["engine"]["models"] = dict(comparison.engine.models)
    for link in document["links"]:
        link["evidence"] = dict(link["evidence"])
    if workspace is not None:
        from core.workspace.document import as_document

        document["workspace"] = as_document(workspace)
    if options.timestamp is not None:
        document["exported"] = options.timestamp
    return encode(document)


def read(data: bytes) -> Carried:
    """Return the passages of a ``parallax.comparison/1``; ValueError if it is none."""
    document = json.loads(data.decode("utf-8"))
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise ValueError(f"its schema is not {SCHEMA}")
    labels: dict[str, tuple[str, str]] = {}
    broken = []
    for place, article in enumerate(document["articles"]):
        label, sha256 = label_of(place), str(article["sha256"])
        labels[article["id"]] = label, sha256
        if hashlib.sha256(article["text"].encode("utf-8", "surrogatepass")).hexdigest() != sha256:
            broken.append(
                f"The text of {article['source_file']} ({label}) in the note is not what its SHA-256 tells of."
            )
    passages = []
    for claim in document["claims"]:
        label, sha256 = labels[claim["article"]]
        passages.append(Passage(sha256, int(claim["start"]), int(claim["end"]), str(claim["text"]), label))
    return Carried(passages=tuple(passages), sources=tuple(labels.values()), broken=tuple(broken))


def render_reading(reading: Reading) -> bytes:
    """Return articles and problems as ``parallax.articles/1``."""
    return encode({"schema": "parallax.articles/1", **plain(reading)})


def reasons(found: tuple[Reason, ...]) -> list[dict[str, Any]]:
    """Return reasons as they stand in a link."""
    return [plain(reason) for reason in found]


def encode(document: Mapping[str, Any]) -> bytes:
    """Return a document as UTF-8 with a line for each item of its top-level lists.

    A lone surrogate, which UTF-8 cannot hold, is written as JSON's own escape.
    """
    parts = []
    for key, value in sorted(document.items()):
        if isinstance(value, list) and value:
            rows = ",\n".join(line(item) for item in value)
            parts.append(f"{line(key)}: [\n{rows}\n]")
        else:
            parts.append(f"{line(key)}: {line(value)}")
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode("utf-8", "backslashreplace")


def line(value: object) -> str:
    """Return a value as one line of JSON with sorted keys."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False)


def plain(value: Any) -> Any:
    """Return a value of the model as what JSON knows: a span becomes ``[start, end]``, a dataclass a mapping."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Quantity):
        return {field.name: _figure(getattr(value, field.name)) for field in fields(value)}
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    return [plain(item) for item in value]


def _number(value: float) -> float | None:
    """Return a score rounded, never a negative zero; None for what JSON cannot write."""
    return round(value, SCORE_DIGITS) + 0.0 if math.isfinite(value) else None


def _figure(value: Any) -> Any:
    """Return a quantity's part with whole figures as whole numbers."""
    if not isinstance(value, float):
        return plain(value)
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() else float(f"{value:.{QUANTITY_DIGITS}g}")
