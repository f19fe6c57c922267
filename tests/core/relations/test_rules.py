"""The list of rules holds what detectors can say, and nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from core import resources
from core.relations import RULES
from tests.conftest import REPOSITORY

RULE = re.compile(r"[a-z]+\.[a-z]+")


def named_in_detectors() -> Iterator[str]:
    """Yield every text of the form ``kind.what`` in the code of the detectors."""
    for file in (REPOSITORY / "core" / "relations").glob("*.py"):
        if file.name != "__init__.py":
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and RULE.fullmatch(node.value):
                    yield node.value


def test_every_rule_that_a_reason_can_name_is_listed() -> None:
    assert tuple(sorted(set(named_in_detectors()))) == RULES


def test_the_strengths_of_the_calibration_are_of_listed_rules() -> None:
    assert set(resources.load("calibration.yaml")["strengths"]) <= set(RULES)
