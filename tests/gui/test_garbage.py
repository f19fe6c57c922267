from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from gui.garbage import Collector
from gui.jobs import Job, JobRunner
from gui.session import Session
from tests.gui.conftest import Story


class Circle:
    """Something that only the collector can take away."""

    def __init__(self) -> None:
        self.self = self


@pytest.fixture
def jobs(qtbot: QtBot) -> JobRunner:
    return JobRunner(serial=True)


@pytest.fixture
def collector(session: Session, jobs: JobRunner) -> Iterator[Collector]:
    host = QObject()
    collector = Collector(session, jobs, host)
    yield collector
    collector.stop()


def circle() -> weakref.ref[Circle]:
    return weakref.ref(Circle())


def make_due() -> list[list[object]]:
    """Have so many young objects that Python would collect."""
    return [[] for _ in range(2 * gc.get_threshold()[0])]


def test_it_collects_in_pythons_stead(collector: Collector):
    assert not gc.isenabled()
    lost, _due = circle(), make_due()
    collector.collect()
    assert lost() is None
    collector.stop()
    assert gc.isenabled()


def test_nothing_is_collected_while_work_is_under_way(collector: Collector, jobs: JobRunner):
    lost = circle()

    def work(*_: object) -> bool:
        _due = make_due()
        collector.collect()
        return lost() is not None

    still_there: list[bool] = []
    jobs.start(Job(work, done=still_there.append, failed=pytest.fail))
    assert still_there == [True]


def test_what_work_brought_is_not_gone_through_until_nothing_is_open(
    collector: Collector, jobs: JobRunner, session: Session, story: Story
):
    session.set_articles(story.articles)
    jobs.start(Job(lambda *_: None, done=lambda _: None, failed=pytest.fail))
    assert gc.get_freeze_count() > 0
    session.set_articles(())
    assert gc.get_freeze_count() == 0
