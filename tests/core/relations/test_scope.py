"""All against some of a thing."""

from __future__ import annotations

import pytest

from core.relations.scope import detect
from tests.core.statements import pair


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        ("All schools in the valley were closed.", "Some schools in the valley were closed.", True),
        ("Every bridge in the valley was closed.", "Most bridges in the valley were closed.", True),
        ("All schools in the valley were closed.", "Every school in the valley was closed.", False),
        ("All schools in the valley were closed.", "Schools in the valley were closed.", False),
        ("All schools in the valley were closed.", "Some sailors drowned.", False),
    ],
)
def test_a_difference_of_scope_is_pointed_out(a: str, b: str, found: bool) -> None:
    assert [f.reason.rule for f in detect(pair(a, b))] == ["scope.differs"] * found
