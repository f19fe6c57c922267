"""The only reader of ``resources/``: what the program knows, as YAML, text and model files.

A module that uses a lexicon builds its own typed view of it with a ``Checker``, which notes every problem with its
path (``$.rows[2].sign``) and raises them all at once, so that whoever edits a file mends it in one go.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import inf
from pathlib import Path
from typing import Any

from core import parsed
from core.errors import ResourceError

_FOLDER = Path(__file__).resolve().parent.parent / "resources"
_MEND = "Put these right in the file, or install Parallax again to get the original."


def path(name: str) -> Path:
    """Return where the file ``resources/<name>`` lies; ResourceError if there is none."""
    found = _FOLDER / name
    if not found.exists():
        raise ResourceError(f"The file resources/{name} is missing.", (), "Install Parallax again.")
    return found


@functools.cache
def text(name: str) -> str:
    """Return the text of ``resources/<name>``; ResourceError if it is missing or no UTF-8."""
    try:
        return path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(f"The file resources/{name} cannot be read.", (str(error),), _MEND) from error


@functools.cache
def load(name: str) -> Any:
    """Return the parsed YAML of ``resources/<name>``, shared by all callers: read it, never change it."""
    return parsed.value_of(path(name), lambda: parse(text(name), f"resources/{name}"))


def parse(source: str, name: str) -> Any:
    """Return the value of a YAML text; ResourceError under that name for bad YAML or a key given twice."""
    from core import yaml_text

    return yaml_text.parse(source, name)


class Checker:
    """Reads nodes of a parsed YAML file as what they must be, and collects what is wrong instead of stopping.

    Every method takes the node and its path and returns a value of the right type whatever the node is, so that
    reading goes on to the next problem; ``done`` then raises ResourceError with all of them.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._problems: list[str] = []

    def problem(self, path: str, what: str) -> None:
        """Note a problem at a path."""
        self._problems.append(f"{path}: {what}")

    def done(self) -> None:
        """Raise ResourceError if any problem was noted."""
        if self._problems:
            raise ResourceError(f"The file {self._name} has mistakes.", self._problems, _MEND)

    def mapping(
        self, node: object, path: str, required: Sequence[str] = (), optional: Sequence[str] | None = None
    ) -> Mapping[str, Any]:
        """Read a mapping with text keys; ``optional`` names what else it may hold, None allows anything."""
        if not isinstance(node, dict):
            self.problem(path, f"a mapping is needed, not {described(node)}")
            return {}
        for key in node:
            if not isinstance(key, str):
                self.problem(path, f"the key {key!r} must be text (put it in quotes)")
            elif optional is not None and key not in required and key not in optional:
                self.problem(f"{path}.{key}", "no such key is known here")
        for key in required:
            if key not in node:
                self.problem(f"{path}.{key}", "this is missing")
        return {key: value for key, value in node.items() if isinstance(key, str)}

    def entries(self, node: object, path: str) -> Iterator[tuple[str, Any, str]]:
        """Read a mapping with free keys as (key, value, path of the value)."""
        for key, value in self.mapping(node, path).items():
            yield key, value, f"{path}.{key}"

    def items(self, node: object, path: str) -> Iterator[tuple[Any, str]]:
        """Read a list as (item, path of the item)."""
        if not isinstance(node, list):
            self.problem(path, f"a list is needed, not {described(node)}")
            return
        for index, item in enumerate(node):
            yield item, f"{path}[{index}]"

    def text(self, node: object, path: str) -> str:
        """Read a text that is not empty."""
        if isinstance(node, str) and node.strip():
            return node
        self.problem(path, f"a text is needed, not {described(node)}")
        return ""

    def texts(self, node: object, path: str) -> tuple[str, ...]:
        """Read a list of texts, none of them twice."""
        found = tuple(self.text(item, at) for item, at in self.items(node, path))
        for word, times in Counter(found).items():
            if word and times > 1:
                self.problem(path, f"{word!r} stands here {times} times")
        return found

    def number(self, node: object, path: str, low: float | None = None, high: float | None = None) -> float:
        """Read a number within closed bounds."""
        if isinstance(node, bool) or not isinstance(node, int | float):
            self.problem(path, f"a number is needed, not {described(node)}")
            return low or 0.0
        value = float(node)
        if not (-inf if low is None else low) <= value <= (inf if high is None else high):
            self.problem(path, f"{node} lies outside {low} to {high}")
        return value

    def choice(self, node: object, path: str, choices: Sequence[str]) -> str:
        """Read one of a few words."""
        if node not in choices:
            self.problem(path, f"one of {', '.join(choices)} is needed, not {described(node)}")
            return choices[0]
        return str(node)

    def pattern(self, node: object, path: str, flags: int = 0) -> re.Pattern[str]:
        """Read a regular expression."""
        try:
            return re.compile(self.text(node, path), flags)
        except re.error as error:
            self.problem(path, f"not a regular expression: {error}")
            return re.compile("")


def described(node: object) -> str:
    """Return a node as a reader of the file would name it."""
    if isinstance(node, str):
        return f"the text {node!r}" if node.strip() else "an empty text"
    if isinstance(node, bool):
        return str(node).lower()
    if isinstance(node, int | float):
        return str(node)
    kinds = {dict: "a mapping", list: "a list", type(None): "nothing"}
    return kinds.get(type(node), f"a {type(node).__name__}")
