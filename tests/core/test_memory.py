"""What was found once is not found again."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from core.matching import Side
from core.memory import Memory
from core.model import Span
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


def test_what_was_begun_beside_is_waited_for_and_the_same() -> None:
    sides = [side(text) for text in TEXTS]
    memory = Memory()
    with ThreadPoolExecutor(1) as worker:
        memory.begin(sides, worker)
        found = memory.meanings(sides)
    assert np.array_equal(found.alone, Memory().meanings(sides).alone)


def test_what_was_begun_and_given_up_is_computed_when_it_is_needed() -> None:
    sides = [side(text) for text in TEXTS]
    memory = Memory()
    with ThreadPoolExecutor(1) as worker:
        worker.submit(time.sleep, 0.05)
        memory.begin(sides, worker)
        memory.leave_begun()
    assert memory.meanings(sides).alone.shape == (len(TEXTS), encoder.WIDTH)


def test_a_claim_is_read_with_the_words_it_leans_on() -> None:
    lone = side("The toll rose to nine.")
    article = replace(lone.article, text="The ferry burned. The toll rose to nine.")
    claim = replace(lone.claim, start=18, end=40, context=(Span(0, 17),))
    leaning = Side(claim, lone.terms, article)
    found = Memory().meanings([lone, leaning])
    assert np.array_equal(found.alone[0], found.alone[1])
    assert not np.array_equal(found.in_context[0], found.in_context[1])
    assert np.allclose(np.linalg.norm(found.in_context, axis=1), 1)
