"""The contract's JSON Schemas, ready to validate with."""

from __future__ import annotations

import functools
import json
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from core import resources

NAMES = ("articles", "comparison", "pairs")


@functools.cache
def schema(name: str) -> Any:
    return json.loads(resources.text(f"{name}.schema.json"))


def validate(document: Any, name: str) -> None:
    """Raise jsonschema's ValidationError unless the document is what ``resources/<name>.schema.json`` says."""
    known = Registry().with_resources([(f"urn:parallax:{one}:1", Resource.from_contents(schema(one))) for one in NAMES])
    Draft202012Validator(schema(name), registry=known).validate(document)
