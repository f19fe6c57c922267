"""The forms in which a comparison can be handed over: one file each, one line each here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.exporters import json, markdown
from core.model import Comparison
from core.registry import Registry


@dataclass(frozen=True, slots=True)
class Exporter:
    """A form of the comparison: the name used on the command line, the file endings that mean it, and its writer."""

    name: str
    suffixes: tuple[str, ...]
    label: str
    render: Callable[[Comparison], bytes]


EXPORTERS: Registry[Exporter] = Registry("exporter")
EXPORTERS.add("json", Exporter("json", (".json",), "JSON, parallax.comparison/1", json.render))
EXPORTERS.add("markdown", Exporter("markdown", (".md", ".markdown"), "Comparison note in Markdown", markdown.render))


def for_suffix(suffix: str) -> Exporter | None:
    """Return the exporter that a file ending such as ``.md`` means, in any case, or None."""
    return next((exporter for exporter in EXPORTERS if suffix.lower() in exporter.suffixes), None)


def for_name(name: str) -> Exporter | None:
    """Return the exporter of a format name such as ``markdown``, or of its ending without the dot (``md``), or None."""
    return EXPORTERS[name.lower()] if name.lower() in EXPORTERS else for_suffix(f".{name}")
