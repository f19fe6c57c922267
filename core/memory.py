"""What was found in single articles and claims, so that it is not found twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.matching import Side
from core.model import Article
from core.progress import Progress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from core.relations.finding import Pair
    from core.semantics.encoder import Encoder
    from core.semantics.pair_model import PairInput, PairModel

_BATCH = 64  # claims whose vectors are computed between two looks at whether the user has stopped the work


@dataclass
class Memory:
    """What was found in single articles and claims, so that it is not found twice; may be dropped at any time.

    ``sides`` are kept by article, fingerprint of the options where they name a names file, and engine version.
    """

    sides: dict[tuple[Article, str | None, str], tuple[Side, ...]] = field(default_factory=dict)
    _vectors: dict[str, NDArray[np.float32]] = field(default_factory=dict)
    _opinions: dict[PairInput, Mapping[str, float]] = field(default_factory=dict)
    _encoder: Encoder | None = None
    _pair_model: PairModel | None = None

    def vectors(self, sides: Sequence[Side], progress: Progress | None = None) -> NDArray[np.float32]:
        """Return the sentence vectors of claims, [n, width], in the order of the claims."""
        import numpy as np

        from core.semantics.encoder import Encoder

        self._encoder = self._encoder or Encoder.load()
        missing = sorted({s.claim.text for s in sides} - self._vectors.keys())
        for done in range(0, len(missing), _BATCH):
            if progress is not None:
                progress.report("Comparing meanings", done, len(missing))
            batch = missing[done : done + _BATCH]
            self._vectors.update(zip(batch, self._encoder.vectors(batch), strict=True))
        return np.stack([self._vectors[s.claim.text] for s in sides])

    def opinions(self, pairs: Sequence[Pair], progress: Progress | None = None) -> list[Mapping[str, float]]:
        """Return what the relation model holds of each pair: a probability by relation and for "unrelated"."""
        from core.semantics.pair_model import LABELS, PairModel

        self._pair_model = self._pair_model or PairModel.load()
        asked = [_asked(pair) for pair in pairs]
        missing = list(dict.fromkeys(a for a in asked if a not in self._opinions))
        for done in range(0, len(missing), _BATCH):
            if progress is not None:
                progress.report("Weighing pairs", done, len(missing))
            batch = missing[done : done + _BATCH]
            for question, row in zip(batch, self._pair_model.judge(batch), strict=True):
                self._opinions[question] = dict(zip(LABELS, (round(float(p), 4) for p in row), strict=True))
        return [self._opinions[question] for question in asked]


def _asked(pair: Pair) -> PairInput:
    from core.semantics.pair_model import PairInput

    a, b = pair.a, pair.b
    return PairInput(a.claim.text, b.claim.text, _context(a), _context(b), a.article.published, b.article.published)


def _context(side: Side) -> str:
    return " ".join(span.of(side.article.text) for span in side.claim.context)
