from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from core.errors import WriteError
from core.terminal import ProgressLine, check_target, complain, deliver


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_complaint_is_two_lines(capsys):
    complain("It is so.", "Do this.")
    assert capsys.readouterr().err == "It is so.\nDo this.\n"


def test_a_result_replaces_a_file_whole(tmp_path):
    out = tmp_path / "out.json"
    out.write_text("old")
    deliver(b"new", out)
    assert out.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [out]


def test_a_result_has_the_rights_of_any_new_file(tmp_path):
    deliver(b"x", tmp_path / "a")
    (tmp_path / "b").touch()
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_a_link_keeps_pointing_to_the_file_that_is_replaced(tmp_path):
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    deliver(b"new", tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="there are no devices here")
def test_a_device_is_written_to_never_replaced():
    deliver(b"x", Path("/dev/null"))
    assert not Path("/dev/null").is_file()


def test_nothing_is_left_behind_when_writing_fails(tmp_path, monkeypatch):
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "out").write_text("old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteError, match="No space left on device"):
        deliver(b"new", tmp_path / "out")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_what_cannot_be_written_is_said_beforehand(tmp_path):
    with pytest.raises(WriteError, match="is a folder"):
        check_target(tmp_path)
    with pytest.raises(WriteError, match="There is no folder"):
        check_target(tmp_path / "none" / "out.json")
    check_target(tmp_path / "out.json")
    check_target(None)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_without_the_right_to_write_is_said_beforehand(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(WriteError, match="may not be written"):
        check_target(tmp_path / "out.json")


def test_no_standard_output_is_a_clear_error(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(WriteError, match="no standard output"):
        deliver(b"x", None)


def test_the_bar_is_cleared_at_the_end():
    terminal = Terminal()
    with ProgressLine(terminal, shown=True) as line:
        line("reading", 1, 2)
    assert "[############............] reading 1/2" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[2K")


def test_the_bar_tells_how_long_a_slow_stage_will_take(monkeypatch):
    terminal, clock = Terminal(), iter([0.0, 10.0])
    monkeypatch.setattr("core.terminal.time.monotonic", lambda: next(clock))
    line = ProgressLine(terminal, shown=True)
    line("weighing", 0, 4)
    line("weighing", 1, 4)
    assert terminal.getvalue().endswith("weighing 1/4, about 30 seconds left")


def test_a_pipe_gets_a_line_for_each_stage_when_asked_and_nothing_else():
    pipe, silent = io.StringIO(), io.StringIO()
    for stream, shown in ((pipe, True), (silent, False)):
        with ProgressLine(stream, shown) as line:
            for done in range(3):
                line("reading", done, 3)
            line("judging", 0, 0)
    assert pipe.getvalue() == "reading …\njudging …\n"
    assert silent.getvalue() == ""


def test_a_name_cannot_command_the_terminal(capsys):
    complain("esc\x1b[31m\x9b.txt is empty.", "Save\tit again.")
    assert capsys.readouterr().err == "esc\ufffd[31m\ufffd.txt is empty.\nSave\tit again.\n"
