"""The analyst's own work: judgements, notes and corrections beside the articles, kept in a file that loses nothing.

``judgements`` are the values, ``edits`` what changes them and back, ``opening`` the door to the file. None of it is
computed, and nothing computed is in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.workspace.judgements import Workspace

if TYPE_CHECKING:
    from core.workspace.opening import OpenWorkspace, open_workspace

__all__ = ["OpenWorkspace", "Workspace", "open_workspace"]


def __getattr__(name: str) -> Any:
    """Load the door to files when it is first asked for: a window that only shows values starts sooner without."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from core.workspace import opening

    return getattr(opening, name)
