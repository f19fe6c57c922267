"""What the command line lets one choose about a note: its options, and what they make of the choice that was kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from core.calls import context
from core.note_options import Detail, NoteChoice, NoteOptions, Section, clock

if TYPE_CHECKING:
    from core.exporters import Exporter

_Call = TypeVar("_Call", bound=Callable[..., Any])
_UNJUDGED = {"list": True, "omit": False, "auto": None}
_NOW = "now"
_OF_NOTES = ("sections", "detail", "unjudged", "full_texts")  # what counts for nothing where no note is written


def _sections(_context: click.Context, _option: click.Parameter, told: str | None) -> tuple[Section, ...] | None:
    """Read names of sections with commas between them."""
    if told is None:
        return None
    names = [name.strip().lower() for name in told.split(",") if name.strip()]
    unknown = [name for name in names if name not in list(Section)]
    if unknown or not names:
        there = ", ".join(Section)
        raise click.BadParameter(f"there is no section {', '.join(map(repr, unknown)) or told!r}; there are {there}.")
    return tuple(dict.fromkeys(map(Section, names)))


_OPTIONS = (
    click.option(
        "--sections", metavar="A,B,…", callback=_sections,
        help=f"Sections of the note, in this order. There are {', '.join(Section)}.",
    ),
    click.option(
        "--detail", type=click.Choice(list(Detail), case_sensitive=False),
        help="brief: quotations and verdicts; standard: reasons too; full: all scores.",
    ),
    click.option(
        "--full-texts/--no-full-texts", default=None, help="Annex the articles' full texts. Left out unless asked for."
    ),
    click.option(
        "--unjudged", type=click.Choice(list(_UNJUDGED), case_sensitive=False),
        help="Marks that nobody judged: list them under their own heading, omit them, or auto: list them as long as "
        "nothing is judged.",
    ),
    click.option(
        "--timestamp", metavar=f"{_NOW}|TEXT", help="Write the time of the export into the note, or this text."
    ),
    click.option(
        "--templates", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False, exists=True),
        help="Folder of your own forms: brief.md.j2 in it makes `--format brief`.",
    ),
)  # fmt: skip


def note_options(call: _Call) -> _Call:
    """Give a call the options of a note."""
    for option in reversed(_OPTIONS):
        call = option(call)
    return call


def chosen(told: dict[str, Any], kept: NoteChoice) -> NoteChoice:
    """Return the choice that was kept with what the call says instead of it."""
    said = {name: told[name] for name in ("sections", "detail", "full_texts") if told[name] is not None}
    if "detail" in said:
        said["detail"] = Detail(said["detail"])
    if told["unjudged"] is not None:
        said["unjudged"] = _UNJUDGED[told["unjudged"]]
    choice = replace(kept, options=replace(kept.options, **said))
    if told["timestamp"] is not None:
        choice = replace(choice, stamped=told["timestamp"] == _NOW)
    return replace(choice, templates=str(told["templates"].resolve())) if told["templates"] else choice


def options_of(choice: NoteChoice, told: dict[str, Any]) -> NoteOptions:
    """Return the options of the note that is made now."""
    stamp = told["timestamp"]
    return replace(choice.options, timestamp=stamp) if stamp not in (None, _NOW) else choice.at(clock())


def own_forms(choice: NoteChoice) -> tuple[Exporter, ...]:
    """Return the analyst's own forms; none where no folder was chosen."""
    from core.exporters.templates import in_folder

    return in_folder(Path(choice.templates)) if choice.templates else ()


def check_fits(exporter: Exporter, told: dict[str, Any]) -> None:
    """Refuse options of a note where the form is none."""
    given = [f"--{name.replace('_', '-')}" for name in _OF_NOTES if told[name] is not None]
    if given and not exporter.note:
        raise click.UsageError(
            f"The form {exporter.name} always holds everything; {' and '.join(given)} shape notes for people.",
            context(),
        )
