"""The stages that make the models, in the order in which they run."""

from __future__ import annotations

import hashlib
import logging
import random
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer

from core.memory import Memory
from core.semantics.encoder import Encoder
from core.semantics.pair_model import LABELS, PairModel
from tests.quality.training import examples, measure, stories
from tests.quality.training.bert import Bert, PairClassifier, SentenceEncoder
from tests.quality.training.edits import Editor
from tests.quality.training.examples import Example
from tests.quality.training.export import export
from tests.quality.training.fit import BATCH, fit, logits

EDITED = 7000  # sentences of the general sets that typed edits are made of
REPLAYED = 0.15  # general pairs for each of the domain, lest they be forgotten
DOMAIN_STEPS = 1800  # some four rounds
CHECKED = 200  # held-out pairs of each kind that a check looks at

_log = logging.getLogger(__name__)


def encoder(base: Path, out: Path, _minutes: float, _seed: int) -> None:
    """Export the published sentence encoder."""
    export(SentenceEncoder(_pretrained(base)), ("ids",), "vector", out / "encoder.onnx")


def general(base: Path, out: Path, minutes: float, seed: int) -> None:
    """Train on public sets of inference and on typed edits, one round."""
    rng = random.Random(seed)
    texts = examples.general_texts()
    editor = Editor(texts)
    edited = [example for text in rng.sample(texts, EDITED) for example in editor.minimal(text, rng)]
    drawn = examples.general(rng) + edited
    _log.info("%d pairs", len(drawn))
    torch.manual_seed(seed)
    model = PairClassifier(_pretrained(base), len(LABELS))
    fit(model, _tokenizer(base), lambda _rng: drawn, len(drawn) // BATCH, minutes, 2e-4, seed, out / "general.pt")


def domain(base: Path, out: Path, minutes: float, seed: int) -> None:
    """Go on with stories, judged real pairs and a fresh share of the general sets."""
    vectors = Encoder.load()
    found = stories.stories(vectors, held=False)
    asked = stories.asked(Memory())
    _log.info("%d pairs asked, %d with a link", len(asked), sum(len(one.allowed) == 1 for one in asked))
    rows = {name: rows[:: max(1, len(rows) // CHECKED)] for name, rows in measure.held_out_rows(vectors).items()}
    tokenizer = _tokenizer(base)
    model = _classifier(out / "general.pt")

    def epoch(rng: random.Random) -> list[Example]:
        drawn = stories.round_of(found, rng) + stories.round_of_real(rng) + stories.round_of_asked(asked, rng)
        return drawn + rng.sample(examples.general(rng), round(REPLAYED * len(drawn)))

    def check() -> str:
        return "".join(
            f"\n  {name}: {measure.summary(some, _judge(model, tokenizer, some))}" for name, some in rows.items()
        )

    fit(model, tokenizer, epoch, DOMAIN_STEPS, minutes, 1e-4, seed, out / "domain.pt", check)


def pair(base: Path, out: Path, _minutes: float, _seed: int) -> None:
    """Export the pair model and find its temperature on what was held out."""
    model, tokenizer = _classifier(out / "domain.pt"), _tokenizer(base)
    rows = [row for name, some in measure.held_out_rows(Encoder.load()).items() if "no" not in name for row in some]
    found = logits(model, tokenizer, [one for one, _ in rows]).numpy()
    export(model, ("ids", "types"), "logits", out / "pair.onnx")
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
    model = PairClassifier(Bert(), len(LABELS))
    model.load_state_dict(torch.load(checkpoint, weights_only=True))
    return model


def _pretrained(base: Path) -> Bert:
    return Bert.pretrained(base / "model.safetensors")


def _tokenizer(base: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
