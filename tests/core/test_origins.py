"""Agreement counts by independent origin."""

from __future__ import annotations

import pytest

from core.origins import count_origins
from tests.core.statements import side

WIRE = "The ferry with 47 passengers caught fire off Port Maren on Monday."


@pytest.mark.parametrize(
    ("texts", "origins"),
    [
        ((WIRE, WIRE), 1),
        ((WIRE, "A ship burned near the port and 47 people were on it."), 2),
        (("Mayor Marta Ilves said that the bridge was closed.", "The bridge is shut, Ilves said."), 1),
        (("Officials said that the bridge was closed.", "The bridge is shut, officials said."), 2),
        ((WIRE, "A ship burned near the port.", WIRE, "Forty-seven were on the burning ship."), 3),
        (("President Ruiz said that the bridge was closed.", "The bridge is shut, President Ilves said."), 2),
        ((), 0),
    ],
)
def test_copies_and_one_source_are_one_voice(texts: tuple[str, ...], origins: int) -> None:
    assert count_origins([side(text, outlet=f"Outlet {n}").claim for n, text in enumerate(texts)]) == origins
