"""The command line: what `main.py` and `parallax` understand.

Exit statuses: 0 done, 1 done in part, 2 the call's words are wrong, 3 nothing could be done, 130 interrupted. Only
what every call needs is imported here, so that ``--version`` answers at once; the rest is imported where it is used.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from core import merge_calls, note_calls, workspace_calls
from core.calls import (
    DONE,
    FILES,
    IN_PART,
    INTERRUPTED,
    NOTHING_DONE,
    OPTIONS,
    OUT,
    PROGRESS,
    WRONG_CALL,
    check_output,
    complain,
    exporter_for,
    failed,
    lines_of,
    options_of,
    read_files_of,
    working,
)
from core.errors import Cancelled, ParallaxError
from core.version import VERSION

OpenWindow = Callable[[Sequence[Path], bool], int]
"""Opens the window on files, or on the sample if the second argument is true; returns the exit status."""


class _Program(click.Group):
    """A group whose first word may also be a file, which then is opened in the window."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        first = args[0]
        if self.get_command(ctx, first) is None:
            if not _looks_like_file(first):
                commands = ", ".join(self.list_commands(ctx))
                raise click.UsageError(f"There is no command or file {first!r}; the commands are {commands}.", ctx)
            return "open", _open, args
        return super().resolve_command(ctx, args)


def _looks_like_file(word: str) -> bool:
    return Path(word).exists() or bool(Path(word).suffix) or os.sep in word or "/" in word


@click.group(
    cls=_Program,
    invoke_without_command=True,
    subcommand_metavar="[FILE… | COMMAND …]",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(VERSION, prog_name="Parallax", message="%(prog)s %(version)s")
@click.option("--sample", is_flag=True, help="Open the window on the sample coverage that comes with the program.")
@click.pass_context
def program(ctx: click.Context, sample: bool) -> int | None:
    """Compare how outlets cover one story.

    Without a command, a window opens: on the FILEs given, or on the welcome page.
    """
    if ctx.invoked_subcommand is None:
        return _window(ctx, (), sample)
    if sample:
        raise click.UsageError("--sample opens the window on the sample alone, without files or a command.", ctx)
    return None


@click.command(name="open", hidden=True)
@FILES
@click.pass_context
def _open(ctx: click.Context, files: tuple[Path, ...]) -> int:
    """Open the window on files."""
    return _window(ctx, files, sample=False)


@program.command()
@FILES
@OUT
@click.option("--format", "format_name", metavar="F", help="Form of the result; else OUT's ending says, else json.")
@OPTIONS
@workspace_calls.WORKSPACE
@note_calls.note_options
@PROGRESS
def compare(
    files: tuple[Path, ...],
    out: Path | None,
    format_name: str | None,
    options_file: Path | None,
    workspace_file: Path | None,
    progress: bool,
    **note: Any,
) -> int:
    """Compare articles without a window; with a workspace, all that it holds and as it was judged."""
    from core.note_options import NoteChoice
    from core.pipeline import analyse
    from core.progress import Progress
    from core.terminal import deliver

    kept = workspace_calls.note_choice(workspace_file) if workspace_file else NoteChoice()
    choice = note_calls.chosen(note, kept)
    exporter = exporter_for(out, format_name, note_calls.own_forms(choice))
    note_calls.check_fits(exporter, note)
    check_output(out, (*files, options_file, workspace_file))
    options = options_of(options_file)
    workspace = None
    with working(progress) as report:
        reading = read_files_of(files, report)
        if not reading.articles:
            return NOTHING_DONE
        if workspace_file is None:
            comparison = analyse(reading.articles, options, progress=Progress(report))
        else:
            chosen = options if options_file is not None else None
            comparison, workspace = workspace_calls.compared(workspace_file, reading, chosen, report)
    if len(comparison.articles) == 1:
        name = comparison.articles[0].source_file
        complain(f"{name} is the only article; there is nothing to compare it with.", "Name two or more articles.")
    deliver(exporter.render(comparison, workspace, note_calls.options_of(choice, note)), out)
    return IN_PART if reading.problems else DONE


@program.command()
@FILES
@OUT
@PROGRESS
def read(files: tuple[Path, ...], out: Path | None, progress: bool) -> int:
    """Read and clean articles without comparing them; prints JSON."""
    from core.exporters.json import render_reading
    from core.terminal import deliver

    check_output(out, files)
    with working(progress) as report:
        reading = read_files_of(files, report)
    deliver(render_reading(reading), out)
    if not reading.articles:
        return NOTHING_DONE
    return IN_PART if reading.problems else DONE


@program.command()
@click.argument("source", metavar="IN.jsonl", type=click.Path(path_type=Path, allow_dash=True))
@OUT
@OPTIONS
@PROGRESS
def pairs(source: Path, out: Path | None, options_file: Path | None, progress: bool) -> int:
    """Judge pairs of single statements, a line of JSON each; `-` reads standard input."""
    from core.pairs import judge_lines
    from core.terminal import deliver

    check_output(out, (source, options_file))
    options = options_of(options_file)
    lines = lines_of(source)
    judged: list[tuple[str, bool]] = []
    with working(progress) as report:
        for judgement in judge_lines(lines, options):
            judged.append(judgement)
            report("judging pairs", len(judged), len(lines))
    deliver("".join(f"{text}\n" for text, _ in judged).encode("utf-8", "backslashreplace"), out)
    wrong = sum(not fine for _, fine in judged)
    if wrong:
        complain(f"{wrong} of {len(judged)} lines could not be judged.", "Their `error` in the result says why.")
    return IN_PART if wrong else DONE


@program.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def formats(as_json: bool) -> int:
    """List the formats that can be read and written."""
    from core.exporters import EXPORTERS
    from core.exporters.json import encode
    from core.importers import IMPORTERS
    from core.terminal import deliver

    known = {
        "import": [{"name": part.name, "suffixes": list(part.suffixes), "label": part.label} for part in IMPORTERS],
        "export": [{"name": part.name, "suffixes": list(part.suffixes), "label": part.label} for part in EXPORTERS],
    }
    if as_json:
        deliver(encode({"schema": "parallax.formats/1", **known}), None)
        return DONE
    rows = [
        (way, str(part["name"]), " ".join(part["suffixes"]), str(part["label"]))
        for way, parts in known.items()
        for part in parts
    ]
    widths = [max(map(len, column)) + 2 for column in zip(*rows, strict=True)]
    lines = ["".join(part.ljust(width) for part, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    deliver("".join(f"{line}\n" for line in lines).encode(), None)
    return DONE


for _call in (workspace_calls.import_files, workspace_calls.export, workspace_calls.verify_note, merge_calls.merge):
    program.add_command(_call)


def run(open_window: OpenWindow, arguments: Sequence[str] | None = None) -> int:
    """Do what the call says and return its exit status; complaints go to standard error, never a traceback."""
    try:
        return int(program.main(arguments, obj=open_window, standalone_mode=False) or DONE)
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "parallax"
        return failed(WRONG_CALL, error.format_message(), f"`{path} --help` says how to call it.")
    except click.ClickException as error:
        return failed(WRONG_CALL, error.format_message(), "`parallax --help` says how to call it.")
    except (click.Abort, KeyboardInterrupt, Cancelled):
        return failed(INTERRUPTED, "Interrupted.", "Nothing was written; call it again to start over.")
    except ParallaxError as error:
        return failed(NOTHING_DONE, error.message, error.hint)
    except Exception as error:
        if os.environ.get("PARALLAX_TRACEBACK"):
            raise
        return failed(
            NOTHING_DONE,
            f"Parallax made a mistake of its own: {type(error).__name__}: {error}",
            "Please report it with what PARALLAX_TRACEBACK=1 in the environment makes the same call print.",
        )


def _window(ctx: click.Context, files: Sequence[Path], sample: bool) -> int:
    open_window: OpenWindow = ctx.obj
    try:
        return open_window(files, sample)
    except ImportError as error:
        raise ParallaxError(
            f"The window cannot be opened, for a part of it is not installed: {error}.",
            "Install Parallax again with the libraries that README.md names; the commands work without a window.",
        ) from error
