"""What was found in single articles and claims, so that it is not found twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from core.matching import Meanings, Side
from core.model import Article
from core.progress import Progress

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    import numpy as np
    from numpy.typing import NDArray

    from core.relations.finding import Pair
    from core.semantics.encoder import Encoder
    from core.semantics.pair_model import PairInput, PairModel

CONTEXT_SHARE = 0.4  # of the vector of what a claim leans on; finds most partners of training claims at 0.3 to 0.5
_BATCH = 64  # texts or pairs that are kept together once they are computed, also if the work is stopped after
_MEANINGS = "Comparing meanings"


@dataclass
class Memory:
    """What was found in single articles and claims, so that it is not found twice; may be dropped at any time.

    ``sides`` are kept by article, fingerprint of the options where they name a names file, and engine version.
    """

    sides: dict[tuple[Article, str | None, str], tuple[Side, ...]] = field(default_factory=dict)
    _vectors: dict[str, NDArray[np.float32]] = field(default_factory=dict)
    _ahead: list[Future[None]] = field(default_factory=list)
    _opinions: dict[PairInput, Mapping[str, float]] = field(default_factory=dict)
    _encoder: Encoder | None = None
    _pair_model: PairModel | None = None

    def meanings(self, sides: Sequence[Side], progress: Progress | None = None) -> Meanings:
        """Return the sentence vectors of claims, in their order: by themselves, and with the words they lean on."""
        import numpy as np

        around = [context_of(side) or side.claim.text for side in sides]
        found = self.vectors([s.claim.text for s in sides] + around, progress)
        alone, leaned_on = found[: len(sides)], found[len(sides) :]
        mixed = alone + CONTEXT_SHARE * leaned_on
        return Meanings(alone, mixed / np.linalg.norm(mixed, axis=1, keepdims=True))

    def vectors(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        """Return the sentence vectors of texts, [n, width] of length 1, in the order of the texts."""
        import numpy as np

        progress = progress or Progress()
        for done, begun in enumerate(self._ahead):
            progress.report(_MEANINGS, done, len(self._ahead))
            begun.result()
        self._ahead.clear()
        missing = sorted(set(texts) - self._vectors.keys())
        look = _counting(progress, _MEANINGS, len(missing))
        for done in range(0, len(missing), _BATCH):
            self._compute(missing[done : done + _BATCH], look)
        return np.stack([self._vectors[text] for text in texts])

    def begin(self, sides: Sequence[Side], worker: ThreadPoolExecutor, progress: Progress) -> None:
        """Begin to compute the vectors of claims beside what the caller goes on with; ``vectors`` waits for them."""
        import numpy  # noqa: F401 - the worker and the caller must not both be the first to import it

        texts = {text for side in sides for text in (side.claim.text, context_of(side)) if text}
        missing = sorted(text for text in texts if text not in self._vectors)
        self._ahead += [
            worker.submit(self._compute, missing[done : done + _BATCH], progress.check)
            for done in range(0, len(missing), _BATCH)
        ]

    def leave_begun(self) -> None:
        """Give up what was begun and is not under way."""
        for begun in self._ahead:
            begun.cancel()
        self._ahead.clear()

    def _compute(self, texts: Sequence[str], look: Callable[[], None]) -> None:
        from core.semantics.encoder import Encoder

        self._encoder = self._encoder or Encoder.load()
        self._vectors.update(zip(texts, self._encoder.vectors(texts, look), strict=True))

    def opinions(self, pairs: Sequence[Pair], progress: Progress | None = None) -> list[Mapping[str, float]]:
        """Return what the relation model holds of each pair: a probability by relation and for "unrelated"."""
        from core.semantics.pair_model import LABELS, PairModel

        self._pair_model = self._pair_model or PairModel.load()
        asked = [question(pair) for pair in pairs]
        missing = list(dict.fromkeys(a for a in asked if a not in self._opinions))
        look = _counting(progress or Progress(), "Weighing pairs", len(missing))
        for done in range(0, len(missing), _BATCH):
            batch = missing[done : done + _BATCH]
            for asked_for, row in zip(batch, self._pair_model.judge(batch, look), strict=True):
                self._opinions[asked_for] = dict(zip(LABELS, (round(float(p), 4) for p in row), strict=True))
        return [self._opinions[one] for one in asked]


def _counting(progress: Progress, stage: str, total: int) -> Callable[[], None]:
    """Return what to call after each of ``total`` steps, so that it is reported and the work can be stopped."""
    done = count(1)
    if total:
        progress.report(stage, 0, total)
    return lambda: progress.report(stage, next(done), total)


def question(pair: Pair) -> PairInput:
    """Return what the relation model is asked of a pair."""
    from core.semantics.pair_model import PairInput

    a, b = pair.a, pair.b
    return PairInput(a.claim.text, b.claim.text, context_of(a), context_of(b), a.article.published, b.article.published)


def context_of(side: Side) -> str:
    """Return the words that a claim leans on: the sentence it was cut from, or the one before; may be empty."""
    return " ".join(span.of(side.article.text) for span in side.claim.context)
