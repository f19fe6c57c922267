"""Finding, checking and running the model files of ``resources/models``.

``resources/models/models.yaml`` lists them with their SHA-256; a file that differs is refused, for its judgements
would be nobody's. Everything heavy is imported when a model is loaded, not before.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core import resources
from core.errors import ResourceError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

FOLDER = "models"
THREADS = max(1, min(4, os.cpu_count() or 1))

_HINT = "Install Parallax again, or set 'semantics: off' in the options to compare without the models."


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """What ``models.yaml`` says of one model.

    ``max_tokens`` is the length at which a text is cut; ``labels`` what the model's columns mean and ``temperature``
    what its logits are divided by, for a model that classifies.
    """

    name: str
    file: str
    sha256: str
    tokenizer: str
    tokenizer_sha256: str
    max_tokens: int
    labels: tuple[str, ...] = ()
    temperature: float = 1.0


def entry(name: str) -> ModelEntry:
    """Return the entry of that name; ResourceError if ``models.yaml`` has none or it is wrong."""
    for found in entries():
        if found.name == name:
            return found
    raise ResourceError("The file resources/models/models.yaml is incomplete.", (f"$.{name}: this is missing",), _HINT)


def entries() -> tuple[ModelEntry, ...]:
    """Return all models that ship, in the order of ``models.yaml``."""
    listing = f"{FOLDER}/models.yaml"
    check = resources.Checker(f"resources/{listing}")
    found = tuple(_read(check, name, node, path) for name, node, path in check.entries(resources.load(listing), "$"))
    check.done()
    return found


def digests() -> tuple[tuple[str, str], ...]:
    """Return (name, SHA-256) of every model, as a comparison records them."""
    return tuple((model.name, model.sha256) for model in entries())


def _read(check: resources.Checker, name: str, node: object, path: str) -> ModelEntry:
    required = ("file", "sha256", "tokenizer", "tokenizer_sha256", "max_tokens")
    fields = check.mapping(node, path, required, ("labels", "temperature"))
    file, sha256, tokenizer, tokenizer_sha256 = (check.text(fields.get(key), f"{path}.{key}") for key in required[:-1])
    return ModelEntry(
        name,
        file,
        sha256,
        tokenizer,
        tokenizer_sha256,
        max_tokens=int(check.number(fields.get("max_tokens"), f"{path}.max_tokens", 8, 512)),
        labels=check.texts(fields.get("labels", []), f"{path}.labels"),
        temperature=check.number(fields.get("temperature", 1), f"{path}.temperature", 0.01, 100),
    )


class Runner:
    """One loaded model with its tokenizer.

    Texts run one by one, each on one thread and several at a time: the models quantise by the largest value of a
    batch, so that in a batch a text's result would depend on the other texts in it. This way it never does.
    """

    def __init__(self, model: ModelEntry) -> None:
        tokenizer = _checked(model.tokenizer, model.tokenizer_sha256)
        weights = _checked(model.file, model.sha256)
        try:
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as error:
            missing = f"the package {error.name} is not installed"
            raise ResourceError(f"The model '{model.name}' cannot be run.", (missing,), _HINT) from error
        self.model = model
        self.tokenizer: Tokenizer = Tokenizer.from_file(str(tokenizer))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # By its path: a session that is given the bytes keeps them beside what it makes of them, 140 MB in all.
        self._session: Any = onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
        self._inputs = [node.name for node in self._session.get_inputs()]

    def run(
        self, texts: Sequence[Sequence[Sequence[int]]], look: Callable[[], None] = lambda: None
    ) -> list[NDArray[np.float32]]:
        """Return the model's output for each text, which is given as its inputs in the model's order, each [tokens].

        ``look`` is called after each text; what it raises gives up the rest.
        """
        import numpy as np

        def one(index: int) -> None:
            feed = {name: np.array([ids], np.int64) for name, ids in zip(self._inputs, texts[index], strict=True)}
            results[index] = self._session.run(None, feed)[0][0]

        results: list[Any] = [None] * len(texts)
        longest_first = sorted(range(len(texts)), key=lambda index: -len(texts[index][0]))
        with ThreadPoolExecutor(THREADS) as pool:
            for _ in pool.map(one, longest_first):  # left by an error, it takes back what has not begun
                look()
        return results


def _checked(file: str, sha256: str) -> Path:
    """Return where a file lies; ResourceError if it is not the one that ``models.yaml`` names."""
    path = resources.path(f"{FOLDER}/{file}")
    with path.open("rb") as content:
        found = hashlib.file_digest(content, "sha256").hexdigest()
    if found != sha256:
        problem = f"its SHA-256 is {found[:12]}…, but models.yaml names {sha256[:12]}…"
        raise ResourceError(
            f"The model file resources/{FOLDER}/{file} is damaged or not the right one.", (problem,), _HINT
        )
    return path
