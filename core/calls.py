"""What the calls of the command line have in common: exit statuses, options, reading, progress and complaints."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core.errors import ParallaxError

if TYPE_CHECKING:
    from core.exporters import Exporter
    from core.model import Reading
    from core.options import AnalysisOptions
    from core.terminal import ProgressLine

DONE, IN_PART, WRONG_CALL, NOTHING_DONE, INTERRUPTED = 0, 1, 2, 3, 130

FILES = click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
OUT = click.option("-o", "--output", "out", metavar="OUT", type=click.Path(path_type=Path), help="Write to a file.")
OPTIONS = click.option(
    "--options", "options_file", metavar="O.yaml", type=click.Path(path_type=Path), help="Options of the analysis."
)
PROGRESS = click.option("--progress", is_flag=True, help="Report progress even where standard error is no terminal.")


def exporter_for(
    out: Path | None, format_name: str | None, own: Sequence[Exporter] = (), usual: str | None = None
) -> Exporter:
    """Return the exporter that a call asks for, by name or by its output's ending; else the ``usual`` one, or json.

    ``own`` are the analyst's forms, which go before others of their names.
    """
    from core.exporters import EXPORTERS, for_name, for_suffix

    suffix = out.suffix if out else ""
    named = format_name or (None if suffix else usual or "json")
    if named is not None:
        exporter = next((form for form in own if form.name == named), None) or for_name(named)
    else:
        assert out is not None
        exporter = for_suffix("".join(out.suffixes[-2:])) or for_suffix(suffix)  # story.claims.csv, or story.csv
    if exporter is None:
        known = ", ".join(f"{part.name} ({' '.join(part.suffixes)})" for part in (*own, *EXPORTERS))
        raise click.UsageError(f"There is no export format {named or suffix!r}; there are {known}.", context())
    return exporter


def check_output(out: Path | None, inputs: Sequence[Path | None]) -> None:
    """Refuse a result that cannot be written, or that would replace one of the files it is made of."""
    from core.terminal import check_target

    check_target(out)
    if out is not None and out.exists() and any(path and path.exists() and out.samefile(path) for path in inputs):
        raise click.UsageError(f"{out} is one of the files to be read; it would be lost.", context())


def context() -> click.Context | None:
    """Return the call that is being made, for the help that its errors name."""
    return click.get_current_context(silent=True)


def options_of(path: Path | None) -> AnalysisOptions:
    """Return the options of an options file, the usual ones without a file."""
    from core.options import AnalysisOptions

    if path is None:
        return AnalysisOptions()
    from core.options_file import read_options

    return read_options(path)


def read_files_of(files: Sequence[Path], report: Any) -> Reading:
    """Read files as articles and complain about each that cannot be read, or not as the user may think."""
    from core.importers import read_files
    from core.progress import Progress

    reading = read_files(files, Progress(report))
    for problem in (*reading.problems, *reading.remarks):
        named = problem.file in problem.what
        complain(problem.what if named else f"{problem.file}: {problem.what}", problem.hint)
    return reading


def lines_of(source: Path) -> list[bytes]:
    """Return the lines of a file, or of standard input for ``-``."""
    try:
        data = sys.stdin.buffer.read() if str(source) == "-" else source.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise ParallaxError(f"{source} cannot be read: {reason}.", "Check the name and the folder.") from error
    return data.split(b"\n")


def working(progress_asked_for: bool) -> ProgressLine:
    """Return the progress line of a call that works, and keep what libraries log and warn of from the user."""
    import logging
    import warnings

    from core.terminal import ProgressLine

    logging.getLogger().addHandler(logging.NullHandler())
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    return ProgressLine(sys.stderr, progress_asked_for or (sys.stderr is not None and sys.stderr.isatty()))


def failed(status: int, what: str, todo: str) -> int:
    """Complain and return the exit status."""
    complain(what, todo)
    return status


def complain(what: str, todo: str) -> None:
    """Say on standard error what went wrong and what to do."""
    from core import terminal

    terminal.complain(what, todo)
