"""Sentence vectors: texts that mean much the same point the same way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from core.semantics.models import Runner, entry

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WIDTH = 384


class Encoder:
    """all-MiniLM-L6-v2 in 8 bits; the dot product of two vectors is the cosine of the two texts.

    A text's vector does not depend on what else is asked for in the same call.
    """

    def __init__(self, runner: Runner) -> None:
        self._runner = runner

    @classmethod
    def load(cls) -> Encoder:
        """Load and check the model; ResourceError if a file is missing or not the right one."""
        return cls(Runner(entry("encoder")))

    def vectors(self, texts: Sequence[str], look: Callable[[], None] = lambda: None) -> NDArray[np.float32]:
        """Return vectors [n, 384] of length 1, in the order of the texts; a text is cut after ``max_tokens``.

        ``look`` is called after each text; what it raises gives up the rest.
        """
        import numpy as np

        distinct = list(dict.fromkeys(texts))
        limit = self._runner.model.max_tokens
        encoded = self._runner.tokenizer.encode_batch(distinct)
        inputs = [[_cut(encoding.ids, limit)] for encoding in encoded]
        row = dict(zip(distinct, self._runner.run(inputs, look), strict=True))
        if not texts:
            return np.zeros((0, WIDTH), np.float32)
        return np.stack([row[text] for text in texts])


def _cut(ids: list[int], limit: int) -> list[int]:
    return ids if len(ids) <= limit else [*ids[: limit - 1], ids[-1]]
