"""What was found once is not found again."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from core.errors import Cancelled
from core.matching import Side
from core.memory import Memory
from core.model import Span
from core.progress import Progress
from core.semantics import encoder
from core.semantics.models import Runner
from tests.core.statements import pair, side

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
    assert set(stages) == {"Comparing meanings"}


def test_what_was_begun_beside_is_waited_for_and_the_same() -> None:
    sides = [side(text) for text in TEXTS]
    memory = Memory()
    with ThreadPoolExecutor(1) as worker:
        memory.begin(sides, worker, Progress())
        found = memory.meanings(sides)
    assert np.array_equal(found.alone, Memory().meanings(sides).alone)


def test_what_was_begun_and_given_up_is_computed_when_it_is_needed() -> None:
    sides = [side(text) for text in TEXTS]
    memory = Memory()
    with ThreadPoolExecutor(1) as worker:
        worker.submit(time.sleep, 0.05)
        memory.begin(sides, worker, Progress())
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


def test_what_was_begun_beside_ends_when_the_work_is_stopped() -> None:
    memory, progress = Memory(), Progress()
    progress.cancel()
    with ThreadPoolExecutor(1) as worker:
        memory.begin([side(text) for text in TEXTS], worker, progress)
        with pytest.raises(Cancelled):
            memory.vectors(TEXTS)
        memory.leave_begun()
    assert memory.vectors(TEXTS).shape == (len(TEXTS), encoder.WIDTH)


@pytest.mark.parametrize("wanted", ["Comparing meanings", "Weighing pairs"])
def test_a_model_stops_between_two_texts(wanted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run: list[int] = []

    def counted(self: Runner, texts: list[object], look: Callable[[], None]) -> None:
        for place, _ in enumerate(texts):
            run.append(place)
            look()

    def stop(stage: str, done: int, _total: int) -> None:
        if stage == wanted and done == 2:
            progress.cancel()

    monkeypatch.setattr(Runner, "run", counted)
    progress = Progress(stop)
    sides = [side(f"{n} people were killed when the ferry burned.") for n in range(11, 31)]
    pairs = [pair(sides[0].claim.text, other.claim.text) for other in sides[1:]]
    ask = {"Comparing meanings": Memory().meanings, "Weighing pairs": Memory().opinions}[wanted]
    with pytest.raises(Cancelled):
        ask(sides if wanted == "Comparing meanings" else pairs, progress)
    assert len(run) == 3  # the work was stopped at the second, and the third sees it
