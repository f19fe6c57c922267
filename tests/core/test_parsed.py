from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.parsed import value_of


@pytest.fixture(autouse=True)
def keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "words.yaml"
    path.write_text("words: [a, b]\n", encoding="utf-8")
    return path


def never() -> Any:
    raise AssertionError("it is parsed though it is kept")


def kept(source: Path) -> list[Path]:
    return list((source.parent / "__pycache__").glob("*"))


def test_a_file_that_has_not_changed_is_not_parsed_again(source: Path):
    assert value_of(source, lambda: {"words": ["a", "b"]}) == {"words": ["a", "b"]}
    assert value_of(source, never) == {"words": ["a", "b"]}


def test_a_changed_file_is_parsed_anew(source: Path):
    value_of(source, lambda: "old")
    os.utime(source, ns=(1, 1))
    assert value_of(source, lambda: "new") == "new"
    assert value_of(source, never) == "new"


@pytest.mark.parametrize("spoil", [lambda path: path.write_bytes(b""), lambda path: path.write_bytes(b"parsed 1 no")])
def test_what_is_kept_but_spoilt_is_parsed_anew(source: Path, spoil: Callable[[Path], object]):
    value_of(source, lambda: "first")
    spoil(kept(source)[0])
    assert value_of(source, lambda: "second") == "second"


def test_a_shortened_copy_is_parsed_anew(source: Path):
    value_of(source, lambda: ["a", "b", "c"])
    path = kept(source)[0]
    path.write_bytes(path.read_bytes()[:-4])
    assert value_of(source, lambda: ["a"]) == ["a"]


def test_a_value_that_is_more_than_plain_is_parsed_each_time(source: Path):
    day = datetime.date(2026, 3, 3)
    assert value_of(source, lambda: day) == day
    assert kept(source) == []


def test_where_nothing_may_be_written_everything_still_works(source: Path):
    (source.parent / "__pycache__").write_text("in the way", encoding="utf-8")
    assert value_of(source, lambda: 1) == 1
    assert value_of(source, lambda: 2) == 2


def test_whoever_wants_no_byte_code_gets_no_parsed_files(source: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert value_of(source, lambda: 1) == 1
    assert kept(source) == []


def test_it_goes_where_byte_code_goes(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "elsewhere"))
    value_of(source, lambda: 1)
    assert kept(source) == []
    assert value_of(source, never) == 1
