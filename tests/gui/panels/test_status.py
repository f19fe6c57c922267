"""The foot of the window."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from gui.jobs import JobRunner
from gui.messages import Messages
from gui.panels.status import HONESTY, StatusBar


def test_a_slow_stage_says_how_long_it_will_take(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    clock = iter([0.0, 10.0])
    monkeypatch.setattr("gui.panels.status.time.monotonic", lambda: next(clock))
    jobs = JobRunner(serial=True)
    bar = StatusBar(jobs, Messages())
    qtbot.addWidget(bar)
    jobs.progressed.emit("weighing pairs", 0, 4)
    jobs.progressed.emit("weighing pairs", 1, 4)
    assert bar.stage.text() == "Weighing pairs · 1 of 4 · about 30 seconds left"


def test_the_foot_is_honest_and_can_stop_the_work(qtbot: QtBot):
    jobs, messages = JobRunner(serial=True), Messages()
    bar = StatusBar(jobs, messages)
    qtbot.addWidget(bar)
    assert bar.honesty.text() == HONESTY
    assert bar._busy.isHidden()
    jobs.busy_changed.emit(True)
    jobs.progressed.emit("reading claims", 2, 5)
    assert not bar._busy.isHidden()
    assert bar.stage.text() == "Reading claims · 2 of 5"
    assert bar.bar.value() == 2
    jobs.progressed.emit("weighing pairs", 0, 0)
    assert bar.stage.text() == "Weighing pairs …"
    messages.status("Wrote note.md")
    assert bar._said.text() == "Wrote note.md"
    bar.resize(300, 30)
    bar.grab()
