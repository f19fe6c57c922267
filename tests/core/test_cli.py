from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from core import calls, cli
from core.errors import ParallaxError


class Window:
    """Stands in for the window and remembers what it was opened on."""

    def __init__(self, error: Exception | None = None) -> None:
        self.opened: list[tuple[tuple[str, ...], bool]] = []
        self._error = error

    def __call__(self, files: Sequence[Path], sample: bool) -> int:
        self.opened.append((tuple(map(str, files)), sample))
        if self._error:
            raise self._error
        return 0


@pytest.fixture
def call(capfd):
    """Calls the program in this process; returns status, output, complaints and what the window was opened on."""

    def run(*arguments: str, window: Window | None = None) -> tuple[int, str, str, list]:
        window = window or Window()
        status = cli.run(window, list(arguments))
        out, err = capfd.readouterr()
        return status, out, err, window.opened

    return run


@pytest.mark.parametrize(
    ("arguments", "opened"),
    [
        ((), ((), False)),
        (("--sample",), ((), True)),
        (("a.txt", "b.html"), (("a.txt", "b.html"), False)),
        (("folder/noending",), (("folder/noending",), False)),
    ],
)
def test_the_window_is_opened_on_what_the_call_names(call, arguments, opened):
    assert call(*arguments) == (0, "", "", [opened])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("exprt",),
            "no command or file 'exprt'; the commands are compare, export, formats, import, merge, pairs, read, verify",
        ),
        (("export",), "Missing argument"),
        (("export", "w.parallax", "--format", "doc"), "no export format 'doc'"),
        (("verify", "n.md"), "Name the workspace, or the articles that the note quotes."),
        (("import", "a.txt"), "Missing option '--workspace'"),
        (("--sample", "compare", "a.txt"), "--sample opens the window on the sample alone"),
        (("--frobnicate",), "No such option"),
        (("compare",), "Missing argument"),
        (("compare", "a.txt", "--format", "doc"), "no export format 'doc'; there are json (.json), markdown (.md"),
        (("compare", "a.txt", "-o", "a.xyz"), "no export format '.xyz'"),
        (("read",), "Missing argument"),
        (("pairs",), "Missing argument"),
        (("pairs", "a.jsonl", "b.jsonl"), "unexpected extra argument"),
    ],
)
def test_a_wrong_call_is_explained_in_two_lines(call, arguments, said):
    status, out, err, opened = call(*arguments)
    assert (status, out, opened) == (2, "", [])
    assert said in err
    assert len(err.splitlines()) == 2
    assert "--help` says how to call it." in err


def test_help_names_every_command(call):
    status, out, _, _ = call("--help")
    assert status == 0
    commands = ("compare", "read", "pairs", "import", "export", "verify", "formats")
    for command in (*commands, "--sample", "--version"):
        assert command in out
    for command in commands:
        assert call(command, "--help")[0] == 0


def test_an_input_is_never_overwritten(call, tmp_path):
    article = tmp_path / "a.md"
    article.write_text("Something happened in Ruse on Monday.")
    status, _, err, _ = call("compare", str(article), "-o", str(article))
    assert status == 2
    assert "it would be lost" in err
    assert article.read_text() == "Something happened in Ruse on Monday."


def test_a_missing_library_of_the_window_is_said(call):
    status, _, err, _ = call(window=Window(ImportError("libEGL.so.1: cannot open shared object file")))
    assert status == 3
    assert "libEGL.so.1" in err
    assert "Traceback" not in err


def test_what_the_user_can_mend_ends_with_status_3(call):
    status, _, err, _ = call(window=Window(ParallaxError("There is no display.", "Use a command.")))
    assert (status, err) == (3, "There is no display.\nUse a command.\n")


def test_an_interruption_ends_with_status_130(call):
    status, _, err, _ = call(window=Window(KeyboardInterrupt()))
    assert status == 130
    assert err.strip().startswith("Interrupted.")


def test_a_mistake_of_the_program_is_a_sentence_unless_asked_for(call, monkeypatch):
    status, _, err, _ = call(window=Window(ZeroDivisionError("by zero")))
    assert status == 3
    assert "ZeroDivisionError: by zero" in err
    assert "Traceback" not in err
    monkeypatch.setenv("PARALLAX_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        call(window=Window(ZeroDivisionError("by zero")))


def test_formats_are_listed_as_a_table_and_as_json(call):
    status, table, _, _ = call("formats")
    assert status == 0
    listed = json.loads(call("formats", "--json")[1])
    assert listed["schema"] == "parallax.formats/1"
    for way in ("import", "export"):
        for part in listed[way]:
            assert any(line.split()[:2] == [way, part["name"]] for line in table.splitlines())
    assert [part["name"] for part in listed["export"]][:2] == ["json", "markdown"]


def test_the_longest_ending_of_a_result_says_its_format():
    assert calls.exporter_for(Path("a.claims.csv"), None).name == "csv-claims"
    assert calls.exporter_for(Path("a.b.csv"), None).name == "csv"
    assert calls.exporter_for(Path("a.b.csv"), "md").name == "markdown"
    assert calls.exporter_for(Path("a"), None).name == "json"


def test_a_result_does_not_replace_the_options(call, tmp_path):
    options = tmp_path / "options.md"
    options.write_text("show_related: false", encoding="utf-8")
    status, _, said, _ = call("compare", "a.txt", "-o", str(options), "--options", str(options))
    assert (status, "would be lost" in said) == (2, True)
    assert options.read_text(encoding="utf-8") == "show_related: false"
