"""The whole program as its user calls it: a process of its own, real files, real exit statuses."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

ARTICLES = {
    "courier.txt": """Ferry fire kills 12 near Tulcea
The Danube Courier
March 3, 2026

At least 12 people were killed when the ferry Sirena caught fire near Tulcea on Monday, the river police said.

The ferry carried 140 passengers. Officials said that the captain had reported smoke at 5 a.m.

The transport ministry confirmed that the ferry had been inspected in January.
""",
    "herald.txt": """Twenty-one dead in ferry blaze
The Galati Herald
March 3, 2026

The ferry Sirena caught fire near Tulcea on Monday, killing exactly 21 people, according to the river police.

The transport ministry denied that the ferry had been inspected in January.

The ferry carried 140 passengers. A night market in Galati was cancelled.
""",
    "post.html": """<!DOCTYPE html><html lang="en"><head><title>Captain saw smoke</title>
<meta property="article:published_time" content="2026-03-04T08:30:00+02:00">
<meta property="og:site_name" content="Post">
</head><body><article><h1>Captain saw smoke</h1>
<p>The captain of the ferry Sirena reported smoke at 5 a.m. on Monday, the owner of the ferry said in a statement.</p>
<p>The fire near Tulcea killed 12 people, and the ferry had carried 140 passengers, according to the statement.</p>
</article></body></html>
""",
}

Call = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def articles(tmp_path: Path) -> list[Path]:
    """Three articles of one story on disk."""
    folder = tmp_path / "coverage"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in ARTICLES]


def environment() -> dict[str, str]:
    """What the program sees of the environment: no display, the checkout's code."""
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    return {name: value for name, value in os.environ.items() if name not in hidden}


@pytest.fixture
def call(tmp_path: Path) -> Call:
    """Runs ``main.py`` from another folder; checks that no call ever shows a traceback."""

    def run(*arguments: object, stdin: bytes = b"", **more: str) -> subprocess.CompletedProcess[bytes]:
        done = subprocess.run(
            [sys.executable, "-W", "error", str(REPOSITORY / "main.py"), *map(str, arguments)],
            check=False, input=stdin, capture_output=True, cwd=tmp_path, env={**environment(), **more}, timeout=120,
        )  # fmt: skip
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        assert b"mistake of its own" not in done.stderr, done.stderr.decode()
        return done

    return run
