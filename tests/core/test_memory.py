"""What was found once is not found again."""

from __future__ import annotations

import numpy as np
import pytest

from core.memory import Memory
from core.progress import Progress
from core.semantics import encoder
from tests.core.statements import side

TEXTS = ("The ferry caught fire off Port Maren.", "Wheat prices fell.", "The ferry caught fire off Port Maren.")


def test_equal_texts_have_equal_vectors_in_the_order_of_the_claims() -> None:
    found = Memory().vectors(TEXTS)
    assert found.shape == (len(TEXTS), encoder.WIDTH)
    assert np.array_equal(found[0], found[2])
    assert not np.array_equal(found[0], found[1])


def test_a_vector_is_computed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory()
    first = memory.vectors(TEXTS)

    def refuse(self: encoder.Encoder, texts: list[str]) -> None:
        raise AssertionError(texts)

    monkeypatch.setattr(encoder.Encoder, "vectors", refuse)
    assert np.array_equal(memory.vectors(TEXTS), first)


def test_computing_meanings_is_reported() -> None:
    stages: list[str] = []
    Memory().vectors(TEXTS[:1], Progress(lambda stage, _done, _total: stages.append(stage)))
    assert stages == ["Comparing meanings"]
