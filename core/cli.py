"""The command line: what `main.py` and `parallax` understand.

Exit statuses: 0 done, 1 done in part, 2 the call's words are wrong, 3 nothing could be done, 130 interrupted. Only
what every call needs is imported here, so that ``--version`` answers at once; the rest is imported where it is used.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core.errors import Cancelled, ParallaxError
from core.version import VERSION

if TYPE_CHECKING:
    from core.exporters import Exporter
    from core.model import Reading
    from core.options import AnalysisOptions
    from core.terminal import ProgressLine

DONE, IN_PART, WRONG_CALL, NOTHING_DONE, INTERRUPTED = 0, 1, 2, 3, 130

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


_FILES = click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
_OUT = click.option("-o", "--output", "out", metavar="OUT", type=click.Path(path_type=Path), help="Write to a file.")
_OPTIONS = click.option(
    "--options", "options_file", metavar="O.yaml", type=click.Path(path_type=Path), help="Options of the analysis."
)
_PROGRESS = click.option("--progress", is_flag=True, help="Report progress even where standard error is no terminal.")


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
@_FILES
@click.pass_context
def _open(ctx: click.Context, files: tuple[Path, ...]) -> int:
    """Open the window on files."""
    return _window(ctx, files, sample=False)


@program.command()
@_FILES
@_OUT
@click.option("--format", "format_name", metavar="F", help="Form of the result; else OUT's ending says, else json.")
@_OPTIONS
@_PROGRESS
def compare(
    files: tuple[Path, ...], out: Path | None, format_name: str | None, options_file: Path | None, progress: bool
) -> int:
    """Compare articles without a window."""
    from core.pipeline import analyse
    from core.progress import Progress
    from core.terminal import deliver

    exporter = _exporter(out, format_name)
    _check_output(out, (*files, options_file))
    options = _options(options_file)
    with _working(progress) as report:
        reading = _read(files, report)
        if not reading.articles:
            return NOTHING_DONE
        comparison = analyse(reading.articles, options, progress=Progress(report))
    if len(comparison.articles) == 1:
        name = comparison.articles[0].source_file
        _complain(f"{name} is the only article; there is nothing to compare it with.", "Name two or more articles.")
    deliver(exporter.render(comparison), out)
    return IN_PART if reading.problems else DONE


@program.command()
@_FILES
@_OUT
@_PROGRESS
def read(files: tuple[Path, ...], out: Path | None, progress: bool) -> int:
    """Read and clean articles without comparing them; prints JSON."""
    from core.exporters.json import render_reading
    from core.terminal import deliver

    _check_output(out, files)
    with _working(progress) as report:
        reading = _read(files, report)
    deliver(render_reading(reading), out)
    if not reading.articles:
        return NOTHING_DONE
    return IN_PART if reading.problems else DONE


@program.command()
@click.argument("source", metavar="IN.jsonl", type=click.Path(path_type=Path, allow_dash=True))
@_OUT
@_OPTIONS
@_PROGRESS
def pairs(source: Path, out: Path | None, options_file: Path | None, progress: bool) -> int:
    """Judge pairs of single statements, a line of JSON each; `-` reads standard input."""
    from core.pairs import judge_lines
    from core.terminal import deliver

    _check_output(out, (source, options_file))
    options = _options(options_file)
    lines = _lines(source)
    judged: list[tuple[str, bool]] = []
    with _working(progress) as report:
        for judgement in judge_lines(lines, options):
            judged.append(judgement)
            report("judging pairs", len(judged), len(lines))
    deliver("".join(f"{text}\n" for text, _ in judged).encode("utf-8", "backslashreplace"), out)
    wrong = sum(not fine for _, fine in judged)
    if wrong:
        _complain(f"{wrong} of {len(judged)} lines could not be judged.", "Their `error` in the result says why.")
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
        f"{way:<8}{part['name']:<12}{' '.join(part['suffixes']):<20}{part['label']}\n"
        for way, parts in known.items()
        for part in parts
    ]
    deliver("".join(rows).encode(), None)
    return DONE


def run(open_window: OpenWindow, arguments: Sequence[str] | None = None) -> int:
    """Do what the call says and return its exit status; complaints go to standard error, never a traceback."""
    try:
        return int(program.main(arguments, obj=open_window, standalone_mode=False) or DONE)
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "parallax"
        return _failed(WRONG_CALL, error.format_message(), f"`{path} --help` says how to call it.")
    except click.ClickException as error:
        return _failed(WRONG_CALL, error.format_message(), "`parallax --help` says how to call it.")
    except (click.Abort, KeyboardInterrupt, Cancelled):
        return _failed(INTERRUPTED, "Interrupted.", "Nothing was written; call it again to start over.")
    except ParallaxError as error:
        return _failed(NOTHING_DONE, error.message, error.hint)
    except Exception as error:
        if os.environ.get("PARALLAX_TRACEBACK"):
            raise
        return _failed(
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


def _exporter(out: Path | None, format_name: str | None) -> Exporter:
    from core.exporters import EXPORTERS, for_name, for_suffix

    suffix = out.suffix if out else ""
    if format_name is None and not suffix:
        return EXPORTERS["json"]
    exporter = for_name(format_name) if format_name is not None else for_suffix(suffix)
    if exporter is None:
        known = ", ".join(f"{part.name} ({' '.join(part.suffixes)})" for part in EXPORTERS)
        raise click.UsageError(f"There is no export format {format_name or suffix!r}; there are {known}.", _context())
    return exporter


def _check_output(out: Path | None, inputs: Sequence[Path | None]) -> None:
    """Refuse a result that cannot be written, or that would replace one of the files it is made of."""
    from core.terminal import check_target

    check_target(out)
    if out is not None and out.exists() and any(path and path.exists() and out.samefile(path) for path in inputs):
        raise click.UsageError(f"{out} is one of the files to be read; it would be lost.", _context())


def _context() -> click.Context | None:
    return click.get_current_context(silent=True)


def _options(path: Path | None) -> AnalysisOptions:
    from core.options import AnalysisOptions

    if path is None:
        return AnalysisOptions()
    from core.options_file import read_options

    return read_options(path)


def _read(files: Sequence[Path], report: Any) -> Reading:
    """Read files as articles and complain about each that cannot be read, or not as the user may think."""
    from core.importers import read_files
    from core.progress import Progress

    reading = read_files(files, Progress(report))
    for problem in (*reading.problems, *reading.remarks):
        named = problem.file in problem.what
        _complain(problem.what if named else f"{problem.file}: {problem.what}", problem.hint)
    return reading


def _lines(source: Path) -> list[bytes]:
    try:
        data = sys.stdin.buffer.read() if str(source) == "-" else source.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise ParallaxError(f"{source} cannot be read: {reason}.", "Check the name and the folder.") from error
    return data.split(b"\n")


def _working(progress_asked_for: bool) -> ProgressLine:
    """Return the progress line of a call that works, and keep what libraries log and warn of from the user."""
    import logging
    import warnings

    from core.terminal import ProgressLine

    logging.getLogger().addHandler(logging.NullHandler())
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    return ProgressLine(sys.stderr, progress_asked_for or (sys.stderr is not None and sys.stderr.isatty()))


def _failed(status: int, what: str, todo: str) -> int:
    _complain(what, todo)
    return status


def _complain(what: str, todo: str) -> None:
    from core.terminal import complain

    complain(what, todo)
