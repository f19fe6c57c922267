"""Whether a window can be opened."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from gui.display import available
from tests.conftest import REPOSITORY


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, False),
        ({"QT_QPA_PLATFORM": "xcb"}, False),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
        ({"QT_QPA_PLATFORM": "minimal"}, True),
        ({"QT_QPA_PLATFORM": "vnc:port=5901"}, True),
        ({"DISPLAY": ":98765"}, False),
        ({"DISPLAY": "far.example:10.0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "/nowhere"}, False),
    ],
)
def test_on_linux(environment: dict[str, str], expected: bool):
    assert available(environment, "linux") is expected


def test_other_systems_always_have_windows():
    assert available({}, "darwin")
    assert available({}, "win32")


def test_wayland_counts_where_its_socket_lies(tmp_path: Path):
    (tmp_path / "wayland-0").touch()
    environment = {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert available(environment, "linux")
    assert not available({**environment, "QT_QPA_PLATFORM": "xcb"}, "linux")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
def test_without_a_display_the_window_ends_with_a_sentence_before_qt_is_loaded():
    code = (
        "import sys; from gui.app import run; status = run((), True); print('PySide6' in sys.modules); sys.exit(status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=REPOSITORY,
        env={"PATH": "/usr/bin"},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 3
    assert done.stdout.strip() == "False"
    assert "no display" in done.stderr
    assert "parallax compare" in done.stderr
    assert "Traceback" not in done.stderr
