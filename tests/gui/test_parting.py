from __future__ import annotations

import weakref
from dataclasses import replace

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from gui.filtering import ALL
from gui.parting import Parting
from gui.ready import make_ready
from tests.gui.conftest import Story


class Held:
    """Something that can be seen to go, in place of a link."""


def test_what_shows_no_more_is_freed_by_and_by(qtbot: QtBot, story: Story):
    ready = make_ready(story.comparison, ALL)
    held = [Held() for _ in range(5000)]
    last = weakref.ref(held[0])
    host = QObject()
    parting = Parting(host)
    parting.part_with(replace(ready, comparison=replace(ready.comparison, links=tuple(held))))  # type: ignore[arg-type]
    del held
    assert last() is not None
    qtbot.waitUntil(lambda: last() is None)
    assert not parting.under_way
