"""Everything that can go wrong in a way a user can mend.

    ParallaxError           message (what and why) + hint (what to do)
    ├── ReadError           a file cannot be read as an article
    ├── ResourceError       a file of resources/ is wrong; lists every problem with its path
    ├── OptionsError        an options file is wrong; lists every problem with line and path
    ├── WriteError          a result cannot be written
    └── WorkspaceError      a workspace file cannot be opened or written
        └── UnsavedError    edits are in memory only; another place can still be found for them

``Cancelled`` is not an error: it is how work that the user stopped unwinds.
"""

from __future__ import annotations

from collections.abc import Sequence


class ParallaxError(Exception):
    """Something the user can understand and mend: ``message`` says what and why, ``hint`` what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}"


class ReadError(ParallaxError):
    """A file cannot be read as an article."""


class WriteError(ParallaxError):
    """A result cannot be written where it was asked for."""


class WorkspaceError(ParallaxError):
    """A workspace file cannot be opened, or not as it was asked for."""


class UnsavedError(WorkspaceError):
    """What the analyst did is in memory but could not be written; a copy can be saved elsewhere."""


class _ListedError(ParallaxError):
    """An error with all its problems at once, one line each."""

    def __init__(self, message: str, problems: Sequence[str], hint: str) -> None:
        super().__init__("\n".join([message, *(f"  {problem}" for problem in problems)]), hint)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}"


class ResourceError(_ListedError):
    """A file of ``resources/`` is missing or wrong; ``problems`` lists each with its path."""


class OptionsError(_ListedError):
    """An options file is wrong; ``problems`` lists each with its line and path."""


class Cancelled(Exception):  # noqa: N818 - a request that was granted, not an error
    """The user stopped the work."""
