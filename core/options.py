"""What the analyst may choose about an analysis, validated, with a fingerprint."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

SEMANTICS = ("off", "auto")


@dataclass(frozen=True, slots=True)
class AnalysisOptions:
    """Thresholds and choices of one analysis; every field may stand in an options file under its own name.

    Similarities and confidences lie in 0..1. The metadata of a field say what it does and which values it takes;
    ``core.options_file`` validates against them.
    """

    min_similarity: float = field(
        default=0.0, metadata={"help": "hide links whose similarity is below this", "range": (0.0, 1.0)}
    )
    min_confidence: float = field(
        default=0.0, metadata={"help": "hide links whose confidence is below this", "range": (0.0, 1.0)}
    )
    show_related: bool = field(
        default=True, metadata={"help": "keep links that are neither agreement nor conflict nor change"}
    )
    semantics: str = field(default="auto", metadata={"help": "use the small models or not", "choices": SEMANTICS})
    rules_off: tuple[str, ...] = field(
        default=(), metadata={"help": "rules that may not mark anything, by name, such as number.differs"}
    )
    names_file: str | None = field(
        default=None, metadata={"help": "a YAML file of naming variants that is read on top of the built-in one"}
    )

    def fingerprint(self) -> str:
        """Return a short hash that is equal for equal options; a names file counts by its content."""
        import hashlib

        values = asdict(self)
        if self.names_file is not None:
            names = Path(self.names_file)
            values["names_file"] = hashlib.sha256(names.read_bytes() if names.is_file() else b"").hexdigest()
        text = json.dumps(values, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]
