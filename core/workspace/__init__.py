"""The analyst's own work: judgements, notes and corrections beside the articles, kept in a file that loses nothing.

``judgements`` are the values, ``edits`` what changes them and back, ``opening`` the door to the file. None of it is
computed, and nothing computed is in it.
"""

from core.workspace.judgements import Workspace
from core.workspace.opening import OpenWorkspace, open_workspace

__all__ = ["OpenWorkspace", "Workspace", "open_workspace"]
