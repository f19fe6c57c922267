"""What was found in single articles and claims, so that it is not found twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.matching import Side
from core.model import Article
from core.progress import Progress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from core.semantics.encoder import Encoder

_BATCH = 64  # claims whose vectors are computed between two looks at whether the user has stopped the work


@dataclass
class Memory:
    """What was found in single articles and claims, so that it is not found twice; may be dropped at any time.

    ``sides`` are kept by article, names file and engine version.
    """

    sides: dict[tuple[Article, str | None, str], tuple[Side, ...]] = field(default_factory=dict)
    _vectors: dict[str, NDArray[np.float32]] = field(default_factory=dict)
    _encoder: Encoder | None = None

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
