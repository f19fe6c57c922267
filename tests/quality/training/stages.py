"""The stages that make the models, in the order in which they run."""

from __future__ import annotations

import hashlib
import logging
import random
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer

from core import resources
from core.memory import Memory
from core.semantics.encoder import Encoder
from core.semantics.pair_model import LABELS, PairModel
from tests.quality.training import examples, families, measure, mpnet, stories
from tests.quality.training.bert import POSITIONS, Bert, PairClassifier, SentenceEncoder
from tests.quality.training.edits import Editor
from tests.quality.training.examples import Example
from tests.quality.training.export import export
from tests.quality.training.fit import MAX_TOKENS, fit, logits
from tests.quality.training.vocabulary import shortened

GENERAL = 2000  # pairs of the public sets in a round
EDITED, EDITED_TEXTS = 500, 250  # typed edits in a round, and the sentences that they are drawn from
STEPS, RATE, DROPOUT = 5000, 4e-5, 0.05
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
    encoder = mpnet.MPNet.pretrained(base / "model.safetensors", DROPOUT)
    model = PairClassifier(encoder, mpnet.WIDTH, len(LABELS))

    def epoch(rng: random.Random) -> list[Example]:
        edited = [one for text in rng.sample(texts, EDITED_TEXTS) for one in editor.minimal(text, rng)]
        parts = {
            "general": rng.sample(examples.general(rng), GENERAL),
            "edited": rng.sample(edited, min(EDITED, len(edited))),
            "stories": stories.round_of(found, rng),
            "real": stories.round_of_real(rng),
            "asked": stories.round_of_asked(asked, rng),
            "families": families.round_of_families(families.families(), rng),
        }
        _log.info("round: %s", {name: len(part) for name, part in parts.items()})
        return [one for part in parts.values() for one in part]

    def check() -> str:
        return "".join(
            f"\n  {name}: {measure.summary(some, _judge(model, tokenizer, some))}" for name, some in rows.items()
        )

    fit(model, tokenizer, epoch, STEPS, minutes, RATE, seed, out / "pair.pt", check)


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


def _classifier(checkpoint: Path) -> PairClassifier:
    model = PairClassifier(mpnet.MPNet(), mpnet.WIDTH, len(LABELS))
    model.load_state_dict(torch.load(checkpoint, weights_only=True))
    return model


def _tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_str(shortened(_published_tokenizer()))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _published_tokenizer() -> str:
    return resources.path("models/tokenizer.json").read_text("utf-8")
