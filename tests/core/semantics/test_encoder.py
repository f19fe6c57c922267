"""Sentence vectors of the model that ships."""

from __future__ import annotations

import random

import numpy as np
import pytest

from core.semantics.encoder import WIDTH, Encoder

TEXTS = (
    "The ferry sank off the coast with 40 people on board.",
    "A passenger boat carrying forty people went down near the shore.",
    "The central bank raised its key rate by a quarter point.",
    "The central bank has increased interest rates by 0.25 points.",
    "Rain",
    "",
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load()


def test_vectors_have_length_one_and_stand_in_the_order_of_the_texts(encoder: Encoder) -> None:
    vectors = encoder.vectors(TEXTS)
    assert vectors.shape == (len(TEXTS), WIDTH)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert (vectors[2] == encoder.vectors([TEXTS[2]])[0]).all()


def test_texts_that_mean_the_same_are_nearest(encoder: Encoder) -> None:
    vectors = encoder.vectors(TEXTS)
    cosine = vectors @ vectors.T
    assert cosine[0, 1] > 0.6
    assert cosine[2, 3] > 0.5
    assert cosine[0, 2] < 0.3


def test_a_vector_does_not_depend_on_the_company_of_its_text(encoder: Encoder) -> None:
    texts = [f"{text} Report number {number}." for number, text in enumerate(TEXTS * 4)]
    expected = dict(zip(texts, encoder.vectors(texts), strict=True))
    random.Random(7).shuffle(texts)
    for chosen in (texts, texts[:5], texts[:1], texts + texts):
        for text, vector in zip(chosen, encoder.vectors(chosen), strict=True):
            assert vector.tobytes() == expected[text].tobytes()


def test_no_texts_give_no_vectors(encoder: Encoder) -> None:
    assert encoder.vectors([]).shape == (0, WIDTH)


def test_a_very_long_text_is_cut_not_refused(encoder: Encoder) -> None:
    long = "The council met again and again to talk about the bridge. " * 500
    assert np.isfinite(encoder.vectors([long])).all()


@pytest.mark.parametrize("text", ["\x00\x01", "日本語の文", "🙂" * 300, "a" * 5000, " \n\t "])
def test_odd_texts_have_vectors_too(encoder: Encoder, text: str) -> None:
    assert np.isfinite(encoder.vectors([text])).all()
