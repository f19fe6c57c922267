"""YAML to plain values; a key given twice is a mistake, not a silent replacement."""

from __future__ import annotations

from typing import Any

import yaml

from core.errors import ResourceError

MEND = "Put these right in the file, or install Parallax again to get the original."


def parse(source: str, name: str) -> Any:
    """Return the value of a YAML text; ResourceError under that name for bad YAML or a key given twice."""
    try:
        return yaml.load(source, Loader=_Loader)  # noqa: S506 - a SafeLoader that also refuses repeated keys
    except yaml.YAMLError as error:
        raise ResourceError(f"The file {name} is not valid YAML.", (yaml_problem(error),), MEND) from error


def yaml_problem(error: yaml.YAMLError) -> str:
    """Return a YAML error as one line that starts with the line it is on."""
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or str(error).splitlines()[0]
    return f"line {mark.line + 1}: {what}" if mark else what


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the fast parser where it is built
    """A safe loader that refuses repeated keys."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if isinstance(key, list | dict) or key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} is given twice", key_node.start_mark
                )
            seen.add(key)
        return dict(super().construct_mapping(node, deep))
