"""A workspace compared: its articles as the analyst corrected them, its options, and its judgements as constraints."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from core import pipeline
from core.memory import Memory
from core.model import Comparison
from core.options import AnalysisOptions
from core.progress import Progress
from core.workspace.constraints import decisions
from core.workspace.judgements import Workspace


def compare(
    workspace: Workspace,
    progress: Progress | None = None,
    memory: Memory | None = None,
    partial: Callable[[Comparison], None] | None = None,
) -> Comparison:
    """Compare a workspace's articles; arguments and errors as those of ``core.pipeline.analyse``.

    If a judgement is of a passage that is no claim any more, a second run gives it to the claim that has its words;
    ``memory`` makes that one quick.
    """
    memory = memory if memory is not None else Memory()
    with tempfile.TemporaryDirectory(prefix="parallax-") as folder:
        options = _options(workspace, Path(folder))
        articles = workspace.readable()
        wanted = decisions(workspace)
        found = pipeline.analyse(
            articles, options=options, decisions=wanted, progress=progress, memory=memory, partial=partial
        )
        fitted = decisions(workspace, found.claims)
        if fitted == wanted:
            return found
        return pipeline.analyse(articles, options=options, decisions=fitted, progress=progress, memory=memory)


_READ = ("articles", "corrections", "restored", "bounds", "options", "names")


def read_alike(one: Workspace, other: Workspace) -> bool:
    """Tell whether two states of a workspace have the same articles and options; judgements are not looked at."""
    values = ((getattr(one, name), getattr(other, name)) for name in _READ)
    return all(a is b or a == b for a, b in values)


def _options(workspace: Workspace, folder: Path) -> AnalysisOptions:
    if workspace.names is None:
        return workspace.options
    file = folder / "names.yaml"
    file.write_text(workspace.names, encoding="utf-8")
    return replace(workspace.options, names_file=str(file))
