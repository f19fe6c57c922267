"""The stages that make the models, in the order in which they run."""

from __future__ import annotations

import hashlib
import logging
import random
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn

from core import resources
from core.memory import Memory
from core.semantics.encoder import Encoder
from core.semantics.pair_model import LABELS, PairModel
from tests.quality.training import examples, families, measure, mpnet, resume, stories
from tests.quality.training.bert import POSITIONS, Bert, PairClassifier, SentenceEncoder
from tests.quality.training.edits import Editor
from tests.quality.training.examples import Example
from tests.quality.training.export import export
from tests.quality.training.fit import MAX_TOKENS, fit, logits
from tests.quality.training.vocabulary import shortened

# Pairs of each kind in a round: a bit more than half of them general inference, the rest such as the program asks.
ROUND = {"general": 2400, "edited": 220, "stories": 350, "real": 350, "asked": 350, "families": 600}
EDITED_TEXTS = 120  # the sentences that typed edits are drawn from
STEPS, RATE, DROPOUT = 8000, 3e-5, 0.05
FROZEN = 2  # layers that stay when training goes on from an exported model
CHECKED = 120  # held-out pairs of each kind that a check looks at

_log = logging.getLogger(__name__)


def encoder(base: Path, out: Path, _minutes: float, _seed: int) -> None:
    """Export the published sentence encoder."""
    model = SentenceEncoder(Bert.pretrained(base / "model.safetensors"))
    export(model, ("ids",), "vector", out / "encoder.onnx", POSITIONS)


def train(base: Path, out: Path, minutes: float, seed: int) -> None:
    """Train the pair model on stories, families, judged real pairs, the pairs the program asks about, and inference."""
    vectors = Encoder.load()
    found = stories.stories(vectors, held=False)
    asked = stories.asked(Memory())
    texts = examples.general_texts()
    editor, tokenizer = Editor(texts), _tokenizer()
    rows = {name: rows[:: max(1, len(rows) // CHECKED)] for name, rows in measure.held_out_rows(vectors).items()}
    torch.manual_seed(seed)
    model, frozen = _begun(base)

    def epoch(rng: random.Random) -> list[Example]:
        parts = {
            "general": examples.general(rng),
            "edited": [one for text in rng.sample(texts, EDITED_TEXTS) for one in editor.minimal(text, rng)],
            "stories": stories.round_of(found, rng),
            "real": stories.round_of_real(rng),
            "asked": stories.round_of_asked(asked, rng),
            "families": families.round_of_families(families.families(), rng),
        }
        drawn = {name: rng.sample(part, min(ROUND[name], len(part))) for name, part in parts.items()}
        _log.info("round: %s", {name: len(part) for name, part in drawn.items()})
        return [one for part in drawn.values() for one in part]

    def check() -> str:
        return "".join(
            f"\n  {name}: {measure.summary(some, _judge(model, tokenizer, some))}" for name, some in rows.items()
        )

    fit(model, tokenizer, epoch, STEPS, minutes, RATE, seed, out / "pair.pt", check, frozen)


def pair(_base: Path, out: Path, _minutes: float, _seed: int) -> None:
    """Export the pair model and find its temperature on what was held out."""
    model, tokenizer = _classifier(out / "pair.pt"), _tokenizer()
    rows = [row for name, some in measure.held_out_rows(Encoder.load()).items() if "no" not in name for row in some]
    found = logits(model, tokenizer, [one for one, _ in rows]).numpy()
    export(model, ("ids", "types"), "logits", out / "pair.onnx", MAX_TOKENS)
    (out / "pair-tokenizer.json").write_text(shortened(_published_tokenizer()), encoding="utf-8")
    digest = hashlib.sha256((out / "pair.onnx").read_bytes()).hexdigest()
    _log.info("temperature %s, SHA-256 %s", measure.temperature(rows, found), digest)


def measured(_base: Path, out: Path, _minutes: float, _seed: int) -> None:
    """Measure the models in ``resources/models``, as the program runs them."""
    vectors, model = Encoder.load(), PairModel.load()
    parts = ["# Measured", ""]
    for name, rows in measure.held_out_rows(vectors).items():
        probabilities = model.judge([one for one, _ in rows])
        parts += [
            f"## Held out: {name}",
            measure.summary(rows, probabilities),
            "",
            measure.confusion(rows, probabilities),
            "",
        ]
    parts += ["## Benchmark pairs", measure.benchmark(model.judge, vectors), ""]
    (out / "measured.md").write_text("\n".join(parts), encoding="utf-8")


def _judge(model: PairClassifier, tokenizer: Tokenizer, rows: Sequence[measure.Row]) -> measure.Scores:
    found = logits(model, tokenizer, [one for one, _ in rows])
    return torch.softmax(found, dim=-1).numpy()


def _begun(base: Path) -> tuple[PairClassifier, tuple[nn.Module, ...]]:
    """Return the model to train and the parts of it that stay: from the published base, or from an exported pair model.

    What lies next to the words has learnt its part when training goes on, and is the dearest to train.
    """
    if (base / "pair.onnx").is_file():
        model = resume.exported(base / "pair.onnx", DROPOUT, len(LABELS))
        return model, (model.bert.embeddings, *model.bert.layers[:FROZEN])
    encoder = mpnet.MPNet.pretrained(base / "model.safetensors", DROPOUT)
    return PairClassifier(encoder, mpnet.WIDTH, len(LABELS)), (encoder.embeddings.word_embeddings,)


def _classifier(checkpoint: Path) -> PairClassifier:
    weights = torch.load(checkpoint, weights_only=True)
    model = PairClassifier(mpnet.MPNet(), mpnet.WIDTH, len(LABELS))
    places = len(weights["bert.embeddings.position_embeddings.weight"])
    if places < mpnet.POSITIONS:  # training went on from an exported model, which has no more than it needs
        model.bert.shorten(places - mpnet.FIRST_POSITION)
    model.load_state_dict(weights)
    return model


def _tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_str(shortened(_published_tokenizer()))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _published_tokenizer() -> str:
    return resources.path("models/tokenizer.json").read_text("utf-8")
