"""A note made, written to its place whole or not at all, and read back at once: does every quotation in it stand?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.exporters import Exporter
from core.model import Comparison
from core.note_options import DEFAULT, NoteOptions
from core.progress import Progress
from core.terminal import check_target, deliver
from core.verify import Report, verify
from core.workspace.judgements import Workspace

_STEPS = 3


@dataclass(frozen=True, slots=True)
class Written:
    """A note that was written; ``report`` is what checking it gave, None where its form carries no quotations."""

    path: Path
    report: Report | None


def write_note(
    exporter: Exporter,
    comparison: Comparison,
    workspace: Workspace | None,
    target: Path,
    options: NoteOptions = DEFAULT,
    progress: Progress | None = None,
) -> Written:
    """Write a comparison to a file and verify what then stands in it; WriteError if it cannot be written."""
    progress = progress or Progress()
    check_target(target)
    progress.report("making the note", 0, _STEPS)
    data = exporter.render(comparison, workspace, options)
    progress.report("writing", 1, _STEPS)
    deliver(data, target)
    progress.report("checking the quotations", 2, _STEPS)
    report = verify(target, comparison.articles, exporter) if exporter.read else None
    return Written(target, report)
