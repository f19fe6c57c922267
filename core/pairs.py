"""Pairs of single statements, a line of JSON each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from core.exporters.json import SCORE_DIGITS, line, reasons
from core.options import AnalysisOptions

if TYPE_CHECKING:
    from core.memory import Memory
    from core.relations import Judgement

_BATCH = 128  # pairs that are read, judged and written together


class _Malformed(Exception):  # noqa: N818 - it never leaves this file
    """A line is no pair; ``id`` is what it calls itself, if that can be told."""

    def __init__(self, what: str, identity: str | int | None = None) -> None:
        super().__init__(what)
        self.id = identity


def judge_lines(lines: Iterable[bytes], options: AnalysisOptions) -> Iterator[tuple[str, bool]]:
    """Yield a line of JSON for each line that is not blank, in the same order, and whether it could be judged."""
    from core.memory import Memory

    memory = Memory()
    filled = (source for source in lines if source.strip())
    while batch := list(islice(filled, _BATCH)):
        yield from _judge_batch(batch, options, memory)


def _judge_batch(batch: Sequence[bytes], options: AnalysisOptions, memory: Memory) -> Iterator[tuple[str, bool]]:
    from core.statements import StatementPair, judge_statements

    read = [_read(source) for source in batch]
    pairs = [
        StatementPair(one["a"], one["b"], one.get("a_date"), one.get("b_date"))
        for one in read
        if not isinstance(one, _Malformed)
    ]
    judgements = iter(judge_statements(pairs, options, memory))
    for one in read:
        if isinstance(one, _Malformed):
            yield line({"id": one.id, "error": str(one)}), False
        else:
            yield line(_row(one["id"], next(judgements))), True


def _row(identity: str | int, judged: Judgement) -> dict[str, Any]:
    return {
        "id": identity,
        "relation": judged.relation.value if judged.relation else "unrelated",
        "agrees": round(float(judged.agrees), SCORE_DIGITS),
        "conflicts": round(float(judged.conflicts), SCORE_DIGITS),
        "similarity": round(float(judged.similarity), SCORE_DIGITS),
        "reasons": reasons(judged.reasons),
    }


def _read(source: bytes) -> Mapping[str, Any] | _Malformed:
    try:
        return _pair(source)
    except _Malformed as malformed:
        return malformed


def _pair(source: bytes) -> Mapping[str, Any]:
    try:
        pair = json.loads(source.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _Malformed("this line is not UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise _Malformed(f"this line is not JSON: {error}") from None
    if not isinstance(pair, dict):
        raise _Malformed("an object with id, a and b is needed")
    identity = pair.get("id")
    if isinstance(identity, bool) or not isinstance(identity, str | int):
        raise _Malformed("id must be a text or a whole number")
    for side in ("a", "b"):
        if not isinstance(pair.get(side), str) or not pair[side].strip():
            raise _Malformed(f"{side} must be a statement, as a text that is not empty", identity)
    for name in ("a_date", "b_date"):
        if not _is_date(pair.get(name)):
            raise _Malformed(f"{name} must be a date such as 2023-04-11 or 2023-04-11T14:20", identity)
    return pair


def _is_date(value: object) -> bool:
    if value is None:
        return True
    if not isinstance(value, str):
        return False
    try:
        date.fromisoformat(value) if len(value) == len("2023-04-11") else datetime.fromisoformat(value)
    except ValueError:
        return False
    return True
