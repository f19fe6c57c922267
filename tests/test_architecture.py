"""The few rules that keep the program simple, checked by reading its source."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from core import model
from tests.conftest import REPOSITORY

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 60
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "stuff"}
YAML_READERS = {"core/yaml_text.py", "core/options_file.py", "core/importers/markdown.py"}
MESSAGE_BOXES = {"gui/messages.py"}

NETWORK = {"socket", "ssl", "http.client", "urllib.request", "requests", "urllib3", "httpx", "PySide6.QtNetwork"}

NEEDED_BY_OTHERS = {"lxml-html-clean"}  # dependencies that a dependency fails to ask for

# What may still be too long. Take lines away as they are mended; never add one.
LONG_FILES: set[str] = set()
LONG_FUNCTIONS: set[str] = set()

# Written in two halves so that this file does not hold what it looks for.
MACHINE_PATHS = re.compile("/" + "work/|/" + "root/|/" + r"home/(?!me\b)\w|C:" + r"\\Users\\")


def sources(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    """Every module of the given top folders as (path from the repository's root, syntax tree)."""
    for folder in folders:
        for path in sorted((REPOSITORY / folder).rglob("*.py")):
            yield path.relative_to(REPOSITORY).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def imports(tree: ast.Module) -> set[str]:
    """The modules that a module imports anywhere, by their full names."""
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_imports_go_one_way():
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, check=False, cwd=REPOSITORY, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_results_are_frozen_and_slotted():
    classes = [found for _, found in inspect.getmembers(model, dataclasses.is_dataclass)]
    assert len(classes) > 10
    for found in classes:
        assert found.__dataclass_params__.frozen, found
        assert "__slots__" in vars(found), found


def test_results_hold_no_lists_or_dictionaries():
    for _, found in inspect.getmembers(model, dataclasses.is_dataclass):
        for field in dataclasses.fields(found):
            assert not re.match(r"(list|dict|set)\b", str(field.type)), f"{found.__name__}.{field.name}"


def test_nothing_opens_a_connection():
    for name, tree in sources("core", "gui"):
        assert not NETWORK & imports(tree), name


def test_yaml_is_read_in_few_places():
    readers = {name for name, tree in sources("core", "gui") if "yaml" in imports(tree)}
    assert readers <= YAML_READERS


def test_only_one_module_shows_message_boxes():
    boxes = {name for name, tree in sources("gui") for node in ast.walk(tree) if _names(node, "QMessageBox")}
    assert boxes <= MESSAGE_BOXES


def _names(node: ast.AST, name: str) -> bool:
    return (isinstance(node, ast.Name) and node.id == name) or (isinstance(node, ast.alias) and node.name == name)


def test_files_are_short():
    lengths = {
        name: len((REPOSITORY / name).read_text(encoding="utf-8").splitlines()) for name, _ in sources("core", "gui")
    }
    assert {name for name, length in lengths.items() if length > MAX_FILE_LINES} == LONG_FILES


def test_functions_are_short():
    long = {
        f"{name}:{node.name}"
        for name, tree in sources("core", "gui")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno + 1 > MAX_FUNCTION_LINES
    }
    assert long == LONG_FUNCTIONS


def test_modules_are_named_after_what_they_hold():
    for name, _ in sources("core", "gui", "tests"):
        assert not VAGUE_NAMES & set(re.split(r"[/_.]", name)), name


def test_nothing_is_imported_wholesale_and_no_error_is_swallowed_blindly():
    for name, tree in sources("core", "gui", "tests"):
        for node in ast.walk(tree):
            assert not (isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)), name
            assert not (isinstance(node, ast.ExceptHandler) and node.type is None), f"{name}:{node.lineno}"


def test_modules_keep_no_state():
    """A module-level list, dictionary or set is a constant in capitals, and no function rebinds a global."""
    for name, tree in sources("core", "gui"):
        for node in ast.walk(tree):
            assert not isinstance(node, ast.Global), f"{name}:{node.lineno}"
        for node in tree.body:
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            value = getattr(node, "value", None)
            if isinstance(value, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp):
                for target in targets:
                    constant = isinstance(target, ast.Name) and (target.id.isupper() or target.id == "__all__")
                    assert constant, f"{name}:{node.lineno} is not written as a constant"


def project_files() -> list[Path]:
    """Every text file that belongs to the project."""
    tops = ("core", "gui", "resources", "tests", ".ci")
    endings = {".py", ".yaml", ".md", ".txt", ".json", ".svg", ".toml", ""}
    files = [
        REPOSITORY / name for name in ("main.py", "pyproject.toml", "README.md", "CONTRIBUTING.md", "CHANGELOG.md")
    ]
    files += [path for top in tops for path in sorted((REPOSITORY / top).rglob("*")) if path.suffix in endings]
    return [path for path in files if path.is_file() and "__pycache__" not in path.parts]


def test_no_path_of_the_machine_it_was_written_on():
    for path in project_files():
        found = MACHINE_PATHS.search(path.read_text(encoding="utf-8"))
        assert found is None, f"{path.relative_to(REPOSITORY)}: {found}"


def test_source_files_are_plain_utf8_with_plain_line_ends():
    for path in project_files():
        data = path.read_bytes()
        if path.parts[-2:-1] != ("fixtures",):
            assert b"\r\n" not in data, path
        assert not data.startswith(b"\xef\xbb\xbf"), path


@pytest.mark.parametrize("module", ["main", "core.cli"])
def test_asking_for_the_version_imports_nothing_heavy(module):
    code = f"import sys, {module}; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {
        "PySide6",
        "gui",
        "yaml",
        "numpy",
        "rapidfuzz",
        "trafilatura",
        "onnxruntime",
        "tokenizers",
        "lxml",
        "nupunkt",
    }
    assert not heavy & set(loaded)


def test_dependencies_are_those_that_are_imported():
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    stated = {re.match(r"[\w-]+", line)[0].lower().replace("_", "-") for line in project["dependencies"]}
    provided = {
        name.lower(): {owner.lower().replace("_", "-") for owner in owners}
        for name, owners in packages_distributions().items()
    }
    own = {"core", "gui", "resources", *sys.stdlib_module_names}
    used = {name.split(".")[0] for _, tree in sources("core", "gui") for name in imports(tree)} - own
    for name in used:
        assert provided[name.lower()] & stated, f"{name} is imported, but no dependency provides it"
    for dependency in stated - NEEDED_BY_OTHERS:
        assert any(dependency in provided[name.lower()] for name in used), f"{dependency} is never imported"
