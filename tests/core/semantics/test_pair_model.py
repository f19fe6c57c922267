"""The relation of two claims as the model that ships sees it."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from core import resources
from core.errors import ParallaxError
from core.semantics.models import Runner, entry
from core.semantics.pair_model import LABELS, PairInput, PairModel, encode, gap, swapped

SAME = PairInput("The ferry sank with 40 people on board.", "A ferry that carried 40 people went down.")
NUMBER = PairInput("Police said 12 people were killed in the blast.", "Police said 31 people were killed in the blast.")
DENIED = PairInput("The minister has resigned.", "The minister has not resigned.")
APART = PairInput("The ferry sank with 40 people on board.", "Shares in the bank rose on Tuesday.")
LIMIT = 128


@pytest.fixture(scope="module")
def model() -> PairModel:
    return PairModel.load()


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(resources.path("models/tokenizer.json")))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def called(model: PairModel, pair: PairInput) -> str:
    return LABELS[int(model.judge([pair])[0].argmax())]


def test_probabilities_add_up_to_one(model: PairModel) -> None:
    found = model.judge([SAME, NUMBER, DENIED, APART])
    assert found.shape == (4, len(LABELS))
    assert found.dtype == np.float32
    assert (found >= 0).all()
    assert np.allclose(found.sum(1), 1, atol=1e-5)


def test_plain_cases_are_called_as_a_reader_would(model: PairModel) -> None:
    assert called(model, SAME) == "agrees"
    assert called(model, NUMBER) == "conflicts"
    assert called(model, DENIED) == "conflicts"
    assert called(model, APART) != "agrees"


def test_both_directions_come_out_alike(model: PairModel) -> None:
    pair = replace(NUMBER, a_context="A bomb went off.", b_date="2026-03-03")
    assert model.judge([pair]).tobytes() == model.judge([swapped(pair)]).tobytes()


def test_a_result_does_not_depend_on_the_company_of_its_pair(model: PairModel) -> None:
    pairs = [replace(pair, a_context=f"Report {number}.") for number in range(4) for pair in (SAME, NUMBER, APART)]
    expected = dict(zip(pairs, model.judge(pairs), strict=True))
    random.Random(7).shuffle(pairs)
    for chosen in (pairs, pairs[:3], pairs[:1], pairs + pairs):
        for pair, row in zip(chosen, model.judge(chosen), strict=True):
            assert row.tobytes() == expected[pair].tobytes()


def test_no_pairs_give_no_rows(model: PairModel) -> None:
    assert model.judge([]).shape == (0, len(LABELS))


def test_very_long_and_empty_claims_are_judged_too(model: PairModel) -> None:
    long = "The council met again to talk about the bridge. " * 400
    assert np.isfinite(model.judge([PairInput(long, long, long, long), PairInput("", ""), PairInput("", long)])).all()


def test_a_model_with_other_labels_is_refused() -> None:
    with pytest.raises(ParallaxError, match="does not fit"):
        PairModel(Runner(replace(entry("pair"), labels=("yes", "no"))))


@settings(deadline=None)
@given(st.lists(st.text("ab .", max_size=900), min_size=4, max_size=4), st.booleans())
def test_an_encoded_pair_keeps_its_frame_and_its_limit(tokenizer: Tokenizer, texts: list[str], dated: bool) -> None:
    dates = ("2026-03-03", "2026-03-05") if dated else (None, None)
    ids, types = encode(PairInput(*texts, *dates), tokenizer, LIMIT)
    assert len(ids) == len(types) <= LIMIT
    assert ids[0] == 101
    assert ids[-1] == 102
    assert ids.count(102) == 2
    assert types == sorted(types)
    assert types.count(0) == ids.index(102) + 1


def test_a_long_claim_leaves_room_for_the_other(tokenizer: Tokenizer) -> None:
    ids, _ = encode(PairInput("one " * 500, "two " * 500), tokenizer, LIMIT)
    one, two = (tokenizer.token_to_id(word) for word in ("one", "two"))
    assert abs(ids.count(one) - ids.count(two)) <= 1
    ids, _ = encode(PairInput("one " * 500, "two"), tokenizer, LIMIT)
    assert ids.count(one) > 100
    assert ids.count(two) == 1


def test_of_a_context_the_words_nearest_to_the_claim_stay(tokenizer: Tokenizer) -> None:
    ids, _ = encode(PairInput("claim", "claim", "far " * 300 + "near"), tokenizer, LIMIT)
    assert tokenizer.token_to_id("near") in ids


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (None, "2026-03-03", ("", "")),
        ("2026-03", "2026-03-03", ("", "")),
        ("soon", "2026-03-03", ("", "")),
        ("2026-03-03", "2026-03-03", ("same time :", "same time :")),
        ("2026-03-03T23:50", "2026-03-03", ("same time :", "same time :")),
        ("2026-03-03T10:00", "2026-03-03T10:30", ("same time :", "same time :")),
        ("2026-03-03T10:00", "2026-03-03T18:00Z", ("earlier :", "hours later :")),
        ("2026-03-04", "2026-03-03", ("a day later :", "earlier :")),
        ("2026-03-03T10:00", "2026-03-04T09:00", ("earlier :", "a day later :")),
        ("2026-03-03", "2026-03-07", ("earlier :", "days later :")),
        ("2026-03-03", "2026-03-17", ("earlier :", "weeks later :")),
        ("2020-03-03", "2026-03-03", ("earlier :", "months later :")),
    ],
)
def test_the_time_between_two_articles_is_told_in_words(
    a: str | None, b: str | None, expected: tuple[str, str]
) -> None:
    assert gap(a, b) == expected
    assert gap(b, a) == expected[::-1]
