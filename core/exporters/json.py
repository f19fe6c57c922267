"""JSON for other programs: ``parallax.comparison/1`` and ``parallax.articles/1``.

The model's fields go out under their own names, so a field added to the model is in the JSON at once; the contract's
fields are held by ``resources/*.schema.json``. The bytes depend on the values alone: keys sorted, scores rounded,
no time stamps, one line for each article, claim, link and cluster so that two results can be compared line by line.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from core.model import Comparison, Quantity, Reading, Reason, Span

SCORE_DIGITS = 4  # finer than any threshold, coarser than what differs between processors
QUANTITY_DIGITS = 10  # significant ones: hides the noise of unit conversion, never a figure of the text


def render(comparison: Comparison) -> bytes:
    """Return a comparison as ``parallax.comparison/1``."""
    document = plain(comparison)
    document["schema"] = "parallax.comparison/1"
    document["engine"]["models"] = dict(comparison.engine.models)
    for link in document["links"]:
        link["evidence"] = dict(link["evidence"])
    return encode(document)


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
