"""The calls about workspaces: import, export and verify."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core import note_calls
from core.calls import (
    DONE,
    FILES,
    IN_PART,
    NOTHING_DONE,
    PROGRESS,
    check_output,
    complain,
    context,
    exporter_for,
    read_files_of,
    working,
)

if TYPE_CHECKING:
    from core.model import Article, Comparison, Reading
    from core.note_options import NoteChoice
    from core.options import AnalysisOptions
    from core.workspace import OpenWorkspace, Workspace
    from core.workspace.anchors import Fate
    from core.workspace.intake import Intake
    from core.workspace.versions import Report

WORKSPACE = click.option(
    "--workspace", "workspace_file", metavar="W.parallax", type=click.Path(path_type=Path),
    help="The workspace: its file is made if there is none.",
)  # fmt: skip
_LOST = "What is lost stays in the workspace with the words it was said of, and shows again with the earlier version."


@click.command(name="import")
@FILES
@click.option(
    "--workspace", "workspace_file", metavar="W.parallax", required=True, type=click.Path(path_type=Path),
    help="The workspace that takes them in; its file is made if there is none.",
)  # fmt: skip
@PROGRESS
def import_files(files: tuple[Path, ...], workspace_file: Path, progress: bool) -> int:
    """Add articles to a workspace, or read a note in JSON into it.

    Another version of an article that is there takes its place, and what was said of it moves along.
    """
    notes = [file for file in files if is_note(file)]
    articles = [file for file in files if file not in notes]
    with working(progress) as report:
        reading = read_files_of(articles, report) if articles else None
    if reading is not None and not reading.articles and not notes:
        return NOTHING_DONE
    with opened(workspace_file) as workspace:
        for note in notes:
            _read_note(workspace, note)
        if reading is not None:
            take_in(workspace, reading)
    return IN_PART if reading is not None and reading.problems else DONE


@click.command(name="export")
@click.argument("workspace_file", metavar="W.parallax", type=click.Path(path_type=Path))
@click.option("-o", "--output", "out", metavar="OUT", type=click.Path(path_type=Path), help="Write to a file.")
@click.option("--format", "format_name", metavar="F", help="Form of the note; else OUT's ending says, else json.")
@note_calls.note_options
@click.option("--remember", is_flag=True, help="Keep these choices in the workspace, for its next notes.")
@PROGRESS
def export(
    workspace_file: Path, out: Path | None, format_name: str | None, remember: bool, progress: bool, **note: Any
) -> int:
    """Write the comparison note of a workspace, as the options say or as they were remembered."""
    from core.progress import Progress
    from core.terminal import deliver
    from core.workspace import analysis, open_workspace

    kept = note_choice(workspace_file)
    choice = note_calls.chosen(note, kept)
    exporter = exporter_for(out, format_name, note_calls.own_forms(choice), kept.form)
    note_calls.check_fits(exporter, note)
    check_output(out, (workspace_file,))
    with open_workspace(workspace_file) as opened_one:
        if remember:
            _remember(opened_one, replace(choice, form=exporter.name))
        workspace, damage = opened_one.workspace, opened_one.damage
    tell_damage(workspace_file, damage)
    with working(progress) as report:
        comparison = analysis.compare(workspace, Progress(report))
    deliver(exporter.render(comparison, workspace, note_calls.options_of(choice, note)), out)
    return IN_PART if damage else DONE


@click.command(name="verify")
@click.argument("note", metavar="NOTE", type=click.Path(path_type=Path))
@click.argument("files", metavar="[ARTICLE…]", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--workspace", "workspace_file", metavar="W.parallax", type=click.Path(path_type=Path),
    help="The workspace whose texts are quoted.",
)  # fmt: skip
def verify_note(note: Path, files: tuple[Path, ...], workspace_file: Path | None) -> int:
    """Check every quotation of a note against the stored texts: of a workspace, or of the articles' files.

    A note in JSON has the texts with it, and may be checked by itself.
    """
    from core.verify import verify

    if workspace_file is None and not files and not is_note(note):
        raise click.UsageError("Name the workspace, or the articles that the note quotes.", context())
    report = verify(note, _texts(note, files, workspace_file))
    _say(*report.lines())
    return DONE if report.fine else IN_PART


def note_choice(path: Path) -> NoteChoice:
    """Return how notes of a workspace are wanted; the usual choice where its file is still to be made."""
    from core.note_options import NoteChoice
    from core.workspace import open_workspace

    if not path.is_file():
        return NoteChoice()
    with open_workspace(path) as found:
        return found.workspace.note_choice


def _remember(workspace: OpenWorkspace, choice: NoteChoice) -> None:
    from core.workspace.edits import choose_note

    edit = choose_note(workspace.workspace, choice)
    if edit is not None:
        workspace.apply(edit)


def opened(path: Path) -> OpenWorkspace:
    """Open a workspace to be extended; it is made if there is none."""
    from core.workspace import open_workspace

    found = open_workspace(path, create=True)
    tell_damage(path, found.damage)
    return found


def compared(
    path: Path, reading: Reading, options: AnalysisOptions | None, report: Any
) -> tuple[Comparison, Workspace]:
    """Take articles into a workspace and compare all that it holds; ``options`` of None leaves those it has."""
    from core.progress import Progress
    from core.workspace import analysis
    from core.workspace.edits import choose

    with opened(path) as workspace:
        take_in(workspace, reading, quiet=True)
        if options is not None and (edit := choose(workspace.workspace, options)) is not None:
            workspace.apply(edit)
        state = workspace.workspace
    return analysis.compare(state, Progress(report)), state


def take_in(workspace: OpenWorkspace, reading: Reading, quiet: bool = False) -> None:
    """Take articles into a workspace and say what came of it."""
    from core.workspace.intake import take_in
    from core.workspace.opening import now

    intake = take_in(workspace.workspace, reading.articles, [a.source_file for a in reading.articles], now())
    if intake.edit is not None:
        workspace.apply(intake.edit)
    if not quiet:
        _say_intake(intake)
    for moved in intake.replaced:
        _say_moves(workspace.workspace, moved)


def is_note(file: Path) -> bool:
    """Tell whether a file is a comparison in JSON."""
    from core.workspace.document import read_document

    return file.suffix.lower() == ".json" and read_document(file) is not None


def _read_note(workspace: OpenWorkspace, note: Path) -> None:
    """Make an empty workspace what a note in JSON tells of; take what is new of it into one that has articles."""
    from core.workspace.document import from_document, read_document, take_over
    from core.workspace.merging import differences, merged

    here, told = workspace.workspace, from_document(read_document(note), note.name)
    if not here.articles:
        workspace.apply(take_over(here, told, note.name))
        _say(f"{note.name}: {_counted(len(told.articles), 'article')}, {_counted(len(told.judgements), 'judgement')}.")
        return
    edit = merged(here, told, name=note.name)
    if edit.changes:
        workspace.apply(edit)
    _say(f"{note.name}: {_counted(len(edit.changes), 'record')} taken over.")
    left = differences(here, told)
    if left:
        complain(
            f"{len(left)} said otherwise here and in {note.name}; yours stands, the other is kept in writing.",
            "Merge the two workspaces in the window to settle them one by one.",
        )


def _say_intake(intake: Intake) -> None:
    for article in intake.added:
        _say(f"Added {article.name}: {article.title or article.source_file}.")
    if intake.known:
        _say(f"{_counted(intake.known, 'article')} there already.")


def _say_moves(workspace: Workspace, report: Report) -> None:
    """Tell on standard error what became of what was said of an article that another version has replaced."""
    from core.workspace.anchors import Outcome

    article = workspace.articles[report.article]
    counts = ", ".join(f"{len(report.of(outcome))} {outcome}" for outcome in Outcome)
    lines = [f"{article.source_file} is another version of an article and takes its place: {counts}."]
    for outcome in (Outcome.REWORDED, Outcome.LOST):
        for record in report.of(outcome):
            lines += [_fate(fate) for fate in record.fates if fate.outcome is outcome]
    complain("\n".join(lines), _LOST if report.of(Outcome.LOST) else "What was said of it has moved along.")


def _fate(fate: Fate) -> str:
    old = " ".join(fate.old.quote.split())
    return f"  {fate.outcome}: {old!r}" + (f" is now {' '.join(fate.new.quote.split())!r}" if fate.new else "")


def tell_damage(path: Path, damage: Sequence[str]) -> None:
    """Say what of a workspace could not be read, and where its newest backup is."""
    if damage:
        told = "\n".join(f"  {line}" for line in damage)
        complain(f"{path.name} is damaged; it is read as far as it can be:\n{told}", _backup_hint(path))


def _backup_hint(path: Path) -> str:
    from core.workspace.storage import backups

    newest = next(iter(backups(path)), None)
    return f"Its newest backup is {newest}." if newest else "There is no backup beside it."


def _texts(note: Path, files: Sequence[Path], workspace_file: Path | None) -> Workspace | tuple[Article, ...]:
    from core.importers import read_files
    from core.workspace import open_workspace
    from core.workspace.document import from_document, read_document

    if workspace_file is not None:
        with open_workspace(workspace_file) as found:
            tell_damage(workspace_file, found.damage)
            return found.workspace
    if files:
        reading = read_files(files)
        for problem in reading.problems:
            complain(f"{problem.file}: {problem.what}", problem.hint)
        return reading.articles
    return tuple(from_document(read_document(note), note.name).articles.values())


def _say(*lines: str) -> None:
    from core.terminal import deliver

    deliver("".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace"), None)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
