"""The training loop: pairs in, a fitted classifier out."""

from __future__ import annotations

import logging
import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from core.semantics.pair_model import LABELS, PairInput, encode
from tests.quality.training.bert import PAD, PairClassifier
from tests.quality.training.examples import Example

MAX_TOKENS, BATCH, WARM_UP, DECAY, CLIP = 72, 32, 0.06, 0.01, 1.0
SAVE_EVERY = 420  # seconds

HALVES = torch.cpu._is_avx512_bf16_supported()  # elsewhere bfloat16 is emulated, four times slower than float32

_log = logging.getLogger(__name__)

Encoded = tuple[list[int], list[int]]
Epoch = Callable[[random.Random], Sequence[Example]]


def fit(
    model: PairClassifier,
    tokenizer: Tokenizer,
    epoch: Epoch,
    steps: int,
    minutes: float,
    rate: float,
    seed: int,
    checkpoint: Path,
    check: Callable[[], str] = str,
    frozen: Sequence[nn.Module] = (),
) -> None:
    """Train ``model`` in place, but for its ``frozen`` parts: ``steps`` batches, or less if ``minutes`` run out first.

    ``epoch`` gives the examples of one round; ``check`` is called at every checkpoint and its words are printed. The
    learning rate follows whichever is further on, steps or minutes: a run that time does not cut is reproducible.
    """
    rng = random.Random(seed)
    torch.manual_seed(seed)
    for part in frozen:
        part.requires_grad_(False)
    trained = [weight for weight in model.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW(trained, lr=rate, weight_decay=DECAY, fused=True)
    model.train()
    start = saved = time.monotonic()
    total, count = 0.0, 0
    for step, batch in zip(range(steps), _batches(epoch, tokenizer, rng), strict=False):
        done = max(step / steps, (time.monotonic() - start) / 60 / minutes)
        if done >= 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1, (done + 1e-3) / WARM_UP, (1 - done) / (1 - WARM_UP))
        loss = _loss(model, batch, tokenizer)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, CLIP)
        optimiser.step()
        total, count = total + loss.item(), count + 1
        if time.monotonic() - saved > SAVE_EVERY:
            torch.save(model.state_dict(), checkpoint)
            _log.info("step %d of %d, %d %%, loss %.4f %s", step + 1, steps, 100 * done, total / count, check())
            saved, total, count = time.monotonic(), 0.0, 0
            model.train()
    torch.save(model.state_dict(), checkpoint)
    model.eval()


def logits(model: PairClassifier, tokenizer: Tokenizer, pairs: Sequence[PairInput]) -> Tensor:
    """Return the model's logits [n, relations] for pairs, in their order."""
    model.eval()
    encoded = [encode(pair, tokenizer, MAX_TOKENS) for pair in pairs]
    order = sorted(range(len(pairs)), key=lambda index: len(encoded[index][0]))
    result = torch.zeros(len(pairs), len(LABELS))
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=HALVES):
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            result[chosen] = model(*_tensors([encoded[index] for index in chosen])).float()
    return result


def _loss(model: PairClassifier, batch: Sequence[Example], tokenizer: Tokenizer) -> Tensor:
    inputs = _tensors([encode(example.pair, tokenizer, MAX_TOKENS) for example in batch])
    allowed = torch.tensor([[label in example.allowed for label in LABELS] for example in batch])
    weights = torch.tensor([example.weight for example in batch])
    with torch.autocast("cpu", torch.bfloat16, enabled=HALVES):
        found = model(*inputs)
    log_probabilities = F.log_softmax(found.float(), dim=-1).masked_fill(~allowed, -math.inf)
    return -(weights * torch.logsumexp(log_probabilities, dim=-1)).sum() / weights.sum()


def _batches(epoch: Epoch, tokenizer: Tokenizer, rng: random.Random) -> Iterator[Sequence[Example]]:
    """Yield batches without end; within a stretch of 50 batches, texts of like length come together."""
    while True:
        examples = list(epoch(rng))
        rng.shuffle(examples)
        for start in range(0, len(examples), 50 * BATCH):
            stretch = examples[start : start + 50 * BATCH]
            stretch.sort(
                key=lambda example: len(
                    example.pair.a + example.pair.b + example.pair.a_context[:300] + example.pair.b_context[:300]
                )
            )
            batches = [stretch[at : at + BATCH] for at in range(0, len(stretch), BATCH)]
            rng.shuffle(batches)
            yield from batches


def _tensors(encoded: Sequence[Encoded]) -> tuple[Tensor, Tensor]:
    longest = max(len(ids) for ids, _ in encoded)
    ids = torch.full((len(encoded), longest), PAD)
    types = torch.zeros((len(encoded), longest), dtype=torch.long)
    for row, (words, segments) in enumerate(encoded):
        ids[row, : len(words)] = torch.tensor(words)
        types[row, : len(segments)] = torch.tensor(segments)
    return ids, types
