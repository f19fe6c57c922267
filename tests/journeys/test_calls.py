from __future__ import annotations

import json
import tomllib

from core.version import VERSION
from tests.conftest import REPOSITORY


def test_the_version(call):
    done = call("--version")
    assert (done.returncode, done.stdout.decode().strip(), done.stderr) == (0, f"Parallax {VERSION}", b"")


def test_formats(call):
    listed = json.loads(call("formats", "--json").stdout)
    assert {suffix for part in listed["import"] for suffix in part["suffixes"]} >= {".txt", ".md", ".html"}
    assert {suffix for part in listed["export"] for suffix in part["suffixes"]} >= {".json", ".md"}
    assert call("formats").stdout.count(b"\n") == len(listed["import"]) + len(listed["export"])


def test_a_wrong_word_is_explained(call):
    done = call("exprot")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"no command or file 'exprot'" in done.stderr


def test_without_a_display_the_window_calls_end_with_a_sentence(call, articles):
    for arguments in ((), ("--sample",), articles):
        done = call(*arguments)
        assert (done.returncode, done.stdout) == (3, b"")
        assert b"no display" in done.stderr
        assert len(done.stderr.splitlines()) == 2


def test_the_script_and_the_package_say_the_same():
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["scripts"] == {"parallax": "main:main"}
    assert project["tool"]["setuptools"]["dynamic"]["version"]["attr"] == "core.version.VERSION"
