from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import REPOSITORY


@pytest.mark.skipif(sys.platform == "win32", reason="there is no signal 9 on Windows")
def test_what_was_confirmed_outlives_a_kill_at_any_moment():
    call = [sys.executable, "-m", "tests.core.workspace.kill", "30", "7"]
    done = subprocess.run(call, capture_output=True, cwd=REPOSITORY, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "30 kills" in done.stdout
    assert "none lost" in done.stdout
