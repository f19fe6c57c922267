"""Work in the background: results, progress, cancelling, and that the newest job wins."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from core.progress import Progress
from gui.jobs import Job, JobRunner


class Told:
    """Collects what a job says on the window's thread."""

    def __init__(self) -> None:
        self.said: list[tuple[str, Any]] = []
        self.threads: set[int] = set()

    def job(self, work: Callable[[Progress, Callable[[Any], None]], Any]) -> Job:
        return Job(
            work, self._hear("done"), self._hear("failed"), self._hear("partial"), lambda: self._hear("stopped")(0)
        )

    def _hear(self, what: str) -> Callable[[Any], None]:
        def hear(value: Any) -> None:
            self.said.append((what, value))
            self.threads.add(threading.get_ident())

        return hear


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    runner.shut_down()


def test_results_arrive_on_the_windows_thread(runner: JobRunner, qtbot: QtBot):
    told, worker = Told(), []

    def work(_progress: Progress, partial: Callable[[Any], None]) -> int:
        worker.append(threading.get_ident())
        partial(1)
        return 2

    runner.start(told.job(work))
    qtbot.waitUntil(lambda: len(told.said) == 2)
    assert told.said == [("partial", 1), ("done", 2)]
    assert told.threads == {threading.get_ident()}
    assert worker != [threading.get_ident()]
    assert not runner.busy


def test_the_newest_job_wins_and_late_results_are_dropped(runner: JobRunner, qtbot: QtBot):
    told, release = Told(), threading.Event()

    def slow(_progress: Progress, _partial: Callable[[Any], None]) -> str:
        release.wait(5)
        return "late"

    runner.start(told.job(slow))
    runner.start(told.job(lambda _progress, _partial: "new"))
    release.set()
    qtbot.waitUntil(lambda: ("done", "new") in told.said)
    assert told.said == [("done", "new")]


def test_cancelling_unwinds_the_work(runner: JobRunner, qtbot: QtBot):
    told, started = Told(), threading.Event()

    def endless(progress: Progress, _partial: Callable[[Any], None]) -> None:
        while True:
            progress.report("counting", 0, 0)
            started.set()
            time.sleep(0.001)

    runner.start(told.job(endless))
    qtbot.waitUntil(started.is_set)
    runner.cancel()
    qtbot.waitUntil(lambda: not runner.busy)
    assert told.said == [("stopped", 0)]


def test_work_rests_until_an_early_result_shows(runner: JobRunner, qtbot: QtBot):
    said: list[str] = []

    def work(_progress: Progress, partial: Callable[[Any], None]) -> str:
        partial("early")
        said.append("gone on")
        return "done"

    runner.start(Job(work, said.append, pytest.fail, partial=said.append))
    qtbot.waitUntil(lambda: not runner.busy)
    assert said == ["early", "gone on", "done"]


def test_work_that_rests_can_be_stopped(runner: JobRunner, qtbot: QtBot):
    told, gone_on = Told(), threading.Event()

    def work(_progress: Progress, partial: Callable[[Any], None]) -> None:
        partial("early")
        gone_on.set()

    job = told.job(work)
    runner.start(Job(job.work, job.done, job.failed, partial=lambda _early: runner.cancel(), stopped=job.stopped))
    qtbot.waitUntil(lambda: not runner.busy)
    assert told.said == [("stopped", 0)]
    assert not gone_on.is_set()


def test_progress_is_told_at_most_twenty_times_a_second(runner: JobRunner, qtbot: QtBot):
    told, heard = Told(), []
    runner.progressed.connect(lambda *report: heard.append(report))

    def work(progress: Progress, _partial: Callable[[Any], None]) -> None:
        ends = time.monotonic() + 0.22
        done = 0
        while time.monotonic() < ends:
            progress.report("counting", done, 0)
            done += 1

    runner.start(told.job(work))
    qtbot.waitUntil(lambda: not runner.busy)
    assert 2 <= len(heard) <= 6
    assert heard[0] == ("counting", 0, 0)


def test_a_failure_is_handed_over(runner: JobRunner, qtbot: QtBot):
    told = Told()

    def work(_progress: Progress, _partial: Callable[[Any], None]) -> None:
        raise ValueError("broken")

    runner.start(told.job(work))
    qtbot.waitUntil(lambda: not runner.busy)
    assert told.said[0][0] == "failed"
    assert isinstance(told.said[0][1], ValueError)


def test_serial_mode_has_ended_on_return_and_chains(qtbot: QtBot):
    runner, told, busy = JobRunner(serial=True), Told(), []
    runner.busy_changed.connect(busy.append)
    second = told.job(lambda _progress, _partial: "second")
    first = Job(lambda _progress, _partial: "first", lambda _value: runner.start(second), pytest.fail)
    runner.start(first)
    assert told.said == [("done", "second")]
    assert busy[-1] is False
