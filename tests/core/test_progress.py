from __future__ import annotations

from collections import deque

import pytest

from core.errors import Cancelled
from core.progress import Pace, Progress, in_words


def test_going_over_items_reports_now_and_then_and_yields_all() -> None:
    told: list[tuple[str, int, int]] = []
    items = list(range(450))
    assert list(Progress(lambda *report: told.append(report)).over("Judging", items)) == items
    assert told == [("Judging", 0, 450), ("Judging", 200, 450), ("Judging", 400, 450)]


def test_going_over_items_ends_soon_after_the_work_was_stopped() -> None:
    progress = Progress()
    items = progress.over("Judging", range(10_000))
    first = next(items)
    progress.cancel()
    with pytest.raises(Cancelled):
        deque(items, maxlen=0)
    assert first == 0


def test_checking_raises_only_once_the_work_was_stopped() -> None:
    progress = Progress()
    progress.check()
    progress.cancel()
    with pytest.raises(Cancelled):
        progress.check()


def test_the_time_left_follows_from_the_pace_of_the_stage() -> None:
    pace = Pace()
    assert pace.left("Weighing", 0, 100, now=10.0) is None
    assert pace.left("Weighing", 10, 100, now=11.0) is None  # too early to tell
    assert pace.left("Weighing", 25, 100, now=15.0) == pytest.approx(15.0)
    assert pace.left("Weighing", 50, 100, now=20.0) == pytest.approx(10.0)
    assert pace.left("Weighing", 100, 100, now=30.0) == 0


@pytest.mark.parametrize(("stage", "done"), [("Judging", 50), ("Weighing", 0)])
def test_another_stage_or_one_that_starts_over_has_a_pace_of_its_own(stage: str, done: int) -> None:
    pace = Pace()
    pace.left("Weighing", 0, 100, now=0.0)
    pace.left("Weighing", 50, 100, now=50.0)
    assert pace.left(stage, done, 100, now=51.0) is None
    assert pace.left(stage, done + 10, 100, now=53.0) == pytest.approx(0.2 * (90 - done))


def test_nothing_done_tells_nothing_of_the_time_left() -> None:
    pace = Pace()
    pace.left("Weighing", 0, 100, now=0.0)
    assert pace.left("Weighing", 0, 100, now=60.0) is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (1.0, ""),
        (3.0, "about 5 seconds left"),
        (23.0, "about 25 seconds left"),
        (70.0, "about 1 minute left"),
        (200.0, "about 3 minutes left"),
    ],
)
def test_a_time_left_is_put_roughly(seconds: float | None, words: str) -> None:
    assert in_words(seconds) == words
