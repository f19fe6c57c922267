"""Whether panes may glide."""

from __future__ import annotations

from pathlib import Path

import pytest

from gui.compare import motion
from gui.preferences import Preferences


def test_an_analyst_who_wants_no_motion_gets_none(qapp: object):
    assert motion.duration(Preferences(glide_ms=200, still=True)) == 0


@pytest.mark.parametrize(
    ("file", "words", "still"),
    [
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=0\n", True),
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=0.5\n", False),
        ("gtk-4.0/settings.ini", "[Settings]\ngtk-enable-animations=false\n", True),
        ("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=0\n", True),
        ("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=1\n", False),
    ],
)
def test_the_system_is_asked(tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch, file, words, still):
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(words)
    monkeypatch.setattr(motion.QStandardPaths, "writableLocation", lambda _which: str(tmp_path))
    assert any(map(motion._still, motion._settings())) == still
