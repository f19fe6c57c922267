"""What README.md tells a newcomer to type is what the checks run."""

from __future__ import annotations

import re

import pytest

from tests.conftest import REPOSITORY

README = REPOSITORY / "README.md"
CHECKS = REPOSITORY / ".ci" / "run"


def commands() -> list[str]:
    """The commands of README's shell blocks that make or use its virtual environment, one by one."""
    blocks = re.findall(r"^```(?:sh|bash|console)\n(.*?)^```", README.read_text(encoding="utf-8"), re.M | re.S)
    lines = [line.split("  #")[0].removeprefix("$ ").strip() for block in blocks for line in block.splitlines()]
    return [part.strip() for line in lines for part in line.split("&&") if ".venv" in part]


def test_install_and_test_commands_are_there():
    if not README.exists():
        pytest.skip("README.md is not written yet")
    found = commands()
    assert found[0] == "python3 -m venv .venv"
    for command in (".venv/bin/pip install .", ".venv/bin/pip install '.[test]'", ".venv/bin/python -m pytest -n auto"):
        assert command in found
        assert command in CHECKS.read_text(encoding="utf-8")
    assert ".venv/bin/python main.py --sample" in found
