"""The contract's JSON Schemas, ready to validate with; each file stands on its own."""

from __future__ import annotations

import functools
import json
from typing import Any

from jsonschema import Draft202012Validator

from core import resources

NAMES = ("articles", "comparison", "pairs", "web-annotation")


@functools.cache
def schema(name: str) -> Any:
    return json.loads(resources.text(f"{name}.schema.json"))


def validate(document: Any, name: str) -> None:
    """Raise jsonschema's ValidationError unless the document is what ``resources/<name>.schema.json`` says."""
    Draft202012Validator(schema(name)).validate(document)
