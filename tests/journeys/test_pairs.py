from __future__ import annotations

import json
import signal
import subprocess
import sys
import time

import pytest

from tests import schemas
from tests.conftest import REPOSITORY
from tests.journeys.conftest import environment

PAIRS = [
    {"id": "1", "a": "The fire killed 12 people.", "b": "The fire killed 21 people.", "a_date": "2026-03-03"},
    {"id": "2", "a": "The ministry confirmed the deal.", "b": "The ministry denied the deal."},
    {"id": "3", "a": "The bridge was closed on Monday.", "b": "On Monday the bridge was closed."},
    {"id": "4", "a": "Snow fell in Oslo.", "b": "Shares of the brewery rose."},
]


def lines(*pairs: object) -> bytes:
    return "".join(f"{pair if isinstance(pair, str) else json.dumps(pair)}\n" for pair in pairs).encode()


def test_pairs_are_judged_in_order(call, tmp_path):
    (tmp_path / "in.jsonl").write_bytes(lines(*PAIRS))
    done = call("pairs", "in.jsonl", "-o", "out.jsonl")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    for one in found:
        schemas.validate(one, "pairs")
    assert [one["id"] for one in found] == ["1", "2", "3", "4"]
    assert [one["relation"] for one in found] == ["conflicts", "conflicts", "agrees", "unrelated"]


def test_malformed_lines_keep_their_place_and_end_with_status_1(call):
    done = call("pairs", "-", stdin=lines(PAIRS[0], "{", {"id": "x"}, PAIRS[1]))
    assert done.returncode == 1
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(one["id"], "error" in one) for one in found] == [("1", False), (None, True), ("x", True), ("2", False)]
    assert b"2 of 4 lines" in done.stderr


def test_the_same_pairs_give_the_same_bytes(call):
    first, second = (call("pairs", "-", stdin=lines(*PAIRS), PYTHONHASHSEED=seed).stdout for seed in "12")
    assert first == second


def test_windows_line_ends_and_a_byte_order_mark_are_no_trouble(call):
    done = call("pairs", "-", stdin=b"\xef\xbb\xbf" + lines(*PAIRS).replace(b"\n", b"\r\n"))
    assert done.returncode == 0
    assert b"\r" not in done.stdout


def test_no_pairs_are_no_error(call):
    done = call("pairs", "-")
    assert (done.returncode, done.stdout) == (0, b"")


def test_a_missing_file_ends_with_status_3(call):
    done = call("pairs", "gone.jsonl")
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"gone.jsonl cannot be read" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="interrupted otherwise there")
def test_an_interruption_ends_with_status_130():
    command = [sys.executable, str(REPOSITORY / "main.py"), "pairs", "-"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        preexec_fn=_heed_interruption,  # noqa: PLW1509 - one call, before the program is there
    ) as program:
        time.sleep(1.5)  # it waits for its input by then
        program.send_signal(signal.SIGINT)
        assert program.wait(60) == 130
        assert b"Interrupted." in program.stderr.read()
        assert program.stdout.read() == b""


def _heed_interruption() -> None:
    """Undo what a shell does to its background jobs, where the tests may run: it has them ignore interruption."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
