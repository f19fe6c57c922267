"""The relation of two claims as a small model sees it: agrees, conflicts, changed, related or unrelated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core.errors import ResourceError
from core.semantics.models import Runner, entry

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

LABELS = ("agrees", "conflicts", "changed", "related", "unrelated")

_START, _END, _CONTEXT = 101, 102, 1  # [CLS], [SEP] and an unused word of the vocabulary, which parts claim and context
_SPANS = ((timedelta(days=2), "a day"), (timedelta(weeks=1), "days"), (timedelta(days=31), "weeks"))


@dataclass(frozen=True, slots=True)
class PairInput:
    """Two claims to be judged.

    A context is what its claim leans on: the sentence that a clause stands in, or the sentence before. Dates are the
    articles' publication times in ISO 8601, to any precision; only the time between the two counts.
    """

    a: str
    b: str
    a_context: str = ""
    b_context: str = ""
    a_date: str | None = None
    b_date: str | None = None


class PairModel:
    """A cross-encoder: reads both claims together. A pair's result does not depend on the others of the call."""

    def __init__(self, runner: Runner) -> None:
        if runner.model.labels != LABELS:
            problem = f"it has the labels {', '.join(runner.model.labels)}; needed are {', '.join(LABELS)}"
            raise ResourceError("The pair model does not fit this version.", (problem,), "Install Parallax again.")
        self._runner = runner

    @classmethod
    def load(cls) -> PairModel:
        """Load and check the model; ResourceError if a file is missing or not the right one."""
        return cls(Runner(entry("pair")))

    def judge(self, pairs: Sequence[PairInput], look: Callable[[], None] = lambda: None) -> NDArray[np.float32]:
        """Return calibrated probabilities [n, 5] in the order of ``LABELS``, each row adding up to 1.

        A pair is read in the order of its texts, whichever was given first, so that (a, b) and (b, a) come out alike;
        reading both ways costs twice the time and gained next to nothing on held-out pairs. ``look`` is called after
        each pair; what it raises gives up the rest.
        """
        import numpy as np

        if not pairs:
            return np.zeros((0, len(LABELS)), np.float32)
        distinct = list(dict.fromkeys(pairs))
        ordered = [min(pair, swapped(pair), key=_texts) for pair in distinct]
        inputs = [encode(pair, self._runner.tokenizer, self._runner.model.max_tokens) for pair in ordered]
        logits = np.stack(self._runner.run(inputs, look))
        powers = np.exp((logits - logits.max(1, keepdims=True)) / self._runner.model.temperature)
        row = dict(zip(distinct, powers / powers.sum(1, keepdims=True), strict=True))
        return np.stack([row[pair] for pair in pairs])


def swapped(pair: PairInput) -> PairInput:
    """Return the pair with its two sides exchanged."""
    return PairInput(pair.b, pair.a, pair.b_context, pair.a_context, pair.b_date, pair.a_date)


def encode(pair: PairInput, tokenizer: Tokenizer, limit: int) -> tuple[list[int], list[int]]:
    """Return token ids and segments of a pair, at most ``limit`` of each.

    A side is its time, its claim and its context. What does not fit is cut at the end of a claim and at the start of
    a context, whose last words stand next to the claim.
    """
    times = gap(pair.a_date, pair.b_date)
    claims = [f"{time} {claim}".strip() for time, claim in zip(times, (pair.a, pair.b), strict=True)]
    texts = tokenizer.encode_batch([*claims, pair.a_context, pair.b_context], add_special_tokens=False)
    a, b, *contexts = [text.ids for text in texts]
    room = limit - 5  # the words that frame and part claims and contexts
    a, b = _share(a, b, room)
    left = (room - len(a) - len(b)) // 2
    parts = []
    for claim, context in zip((a, b), contexts, strict=True):
        kept = context[-left:] if left else []
        parts.append([*claim, *([_CONTEXT, *kept] if kept else []), _END])
    first = [_START, *parts[0]]
    return first + parts[1], [0] * len(first) + [1] * len(parts[1])


def gap(a: str | None, b: str | None) -> tuple[str, str]:
    """Return in words how the publication times of two articles lie to one another, empty if that is not known."""
    times = [_time(date) for date in (a, b)]
    if times[0] is None or times[1] is None:
        return "", ""
    days_only = "T" not in f"{a}" or "T" not in f"{b}"
    if days_only:
        times = [time.replace(hour=0, minute=0, second=0, microsecond=0) for time in times if time]
    first, second = (time for time in times if time)
    distance = abs(second - first)
    if distance < (timedelta(days=1) if days_only else timedelta(hours=1)):
        return "same time :", "same time :"
    later = f"{_distance(distance)} later :"
    return ("earlier :", later) if first < second else (later, "earlier :")


def _distance(distance: timedelta) -> str:
    if distance < timedelta(hours=20):
        return "hours"
    return next((word for below, word in _SPANS if distance < below), "months")


def _time(date: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(date).replace(tzinfo=None) if date else None
    except ValueError:
        return None


def _texts(pair: PairInput) -> tuple[str, ...]:
    return (pair.a, pair.b, pair.a_context, pair.b_context, pair.a_date or "", pair.b_date or "")


def _share(a: list[int], b: list[int], room: int) -> tuple[list[int], list[int]]:
    half = room // 2
    a_room = max(half, room - len(b))
    b_room = max(room - half, room - len(a))
    return a[:a_room], b[:b_room]
