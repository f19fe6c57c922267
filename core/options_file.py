"""The options file: ``AnalysisOptions`` as YAML, with every mistake reported at once by line and path.

min_similarity: 0.4
rules_off: [number.differs]
names_file: our-names.yaml   # beside the options file
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import Field, fields, replace
from pathlib import Path
from typing import Any

import yaml

from core.errors import OptionsError
from core.options import AnalysisOptions
from core.resources import described
from core.yaml_text import yaml_problem

_HINT = "Put these right and try again, or leave an option out to get its default."


def read_options(path: Path) -> AnalysisOptions:
    """Return the options of a file; a missing option keeps its default. OptionsError lists every problem."""
    try:
        source = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise OptionsError(f"There is no options file {path}.", (), "Check the name and the folder.") from None
    except UnicodeDecodeError:
        raise OptionsError(f"The options file {path} is not UTF-8 text.", (), "Save it as UTF-8.") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise OptionsError(f"The options file {path} cannot be read: {reason}.", (), "Check its permissions.") from None
    reader = _Reader(path.parent)
    reader.read(source)
    if reader.problems:
        raise OptionsError(f"The options file {path} has mistakes.", reader.problems, _HINT)
    return replace(AnalysisOptions(), **reader.values)


class _Mistake(Exception):  # noqa: N818 - it never leaves this file
    """A value is not what its option takes."""


class _Reader:
    """One reading of an options text; ``folder`` is what file names in it are relative to."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known = {field.name: field for field in fields(AnalysisOptions)}
        self.values: dict[str, Any] = {}
        self.problems: list[str] = []

    def read(self, source: str) -> None:
        """Read the options given in a text into ``values``; what is wrong goes to ``problems``."""
        seen: set[str] = set()
        try:
            loader = yaml.SafeLoader(source)
            root = loader.get_single_node()
            for key, node in self._pairs(root):
                if key in seen:
                    self._problem(node, key, "this option is given twice")
                elif key not in self._known:
                    self._problem(node, key, f"there is no such option{_meant(key, self._known)}")
                else:
                    self._take(loader, node, key)
                seen.add(key)
        except yaml.YAMLError as error:
            self.problems.append(yaml_problem(error))
        except RecursionError:
            self.problems.append("line 1: nested too deeply to be options")

    def _pairs(self, root: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
        if root is None or root.tag == "tag:yaml.org,2002:null":
            return
        if not isinstance(root, yaml.MappingNode):
            self._problem(root, "", "options are needed here, each as `name: value`")
            return
        for key_node, value_node in root.value:
            if isinstance(key_node, yaml.ScalarNode):
                yield key_node.value, value_node
            else:
                self._problem(key_node, "", "an option's name must be a word")

    def _take(self, loader: yaml.SafeLoader, node: yaml.Node, key: str) -> None:
        option = self._known[key]
        try:
            self.values[key] = self._allowed(loader.construct_object(node, deep=True), option)
        except _Mistake as mistake:
            self._problem(node, key, str(mistake))
        except (yaml.YAMLError, ValueError):
            self._problem(node, key, "this value cannot be read as YAML")

    def _allowed(self, value: Any, option: Field[Any]) -> object:
        """Return an option's value as the options want it."""
        expected, fits = _KINDS[str(option.type)]
        choices = option.metadata.get("choices", ())
        if value is False and "off" in choices:
            value = "off"  # YAML takes the bare word for false
        if not fits(value):
            raise _Mistake(f"{expected} is needed, not {described(value)}")
        low, high = option.metadata.get("range", (None, None))
        if low is not None and not low <= value <= high:
            raise _Mistake(f"{value} lies outside {low:g} to {high:g}")
        if choices and value not in choices:
            raise _Mistake(f"one of {', '.join(choices)} is needed, not {described(value)}")
        if option.name == "rules_off":
            self._check_rules(value)
        if option.name.endswith("_file") and value is not None:
            file = self._folder / value
            if not file.is_file():
                raise _Mistake(f"there is no file {file}")
            return str(file)
        if isinstance(option.default, float):
            return float(value)
        return tuple(value) if isinstance(value, list) else value

    def _check_rules(self, rules: list[str]) -> None:
        from core.relations import RULES

        unknown = [f"no rule {rule!r}{_meant(rule, RULES)}" for rule in rules if rule not in RULES]
        if unknown:
            raise _Mistake(f"there is {' and '.join(unknown)}")

    def _problem(self, node: yaml.Node, key: str, what: str) -> None:
        path = f"$.{key}" if key else "$"
        self.problems.append(f"line {node.start_mark.line + 1}, {path}: {what}")


def _meant(word: str, known: Collection[str]) -> str:
    """Return the end of a sentence about an unknown word: the known one it resembles, else all of them."""
    from difflib import get_close_matches

    close = get_close_matches(word, known, n=1)
    return f"; did you mean {close[0]}?" if close else f" (there are {', '.join(known)})"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


_KINDS = {
    "float": ("a number", _is_number),
    "int": ("a whole number", lambda value: _is_number(value) and isinstance(value, int)),
    "bool": ("true or false", lambda value: isinstance(value, bool)),
    "str": ("a text", lambda value: isinstance(value, str)),
    "str | None": ("a text", lambda value: value is None or isinstance(value, str)),
    "tuple[str, ...]": ("a list of nothing but texts", _is_texts),
}
