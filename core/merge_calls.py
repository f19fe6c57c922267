"""The call that puts two analysts' workspaces together, and says how far they agree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from core.calls import DONE, IN_PART, check_output, complain, context

if TYPE_CHECKING:
    from core.workspace import Workspace
    from core.workspace.merging import Agreement, Difference


@click.command(name="merge")
@click.argument("mine", metavar="A.parallax", type=click.Path(path_type=Path))
@click.argument("theirs", metavar="B.parallax", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "out", metavar="C.parallax", required=True, type=click.Path(path_type=Path),
    help="The workspace to be made; A and B stay as they are.",
)  # fmt: skip
@click.option(
    "--take", type=click.Choice(["mine", "theirs"], case_sensitive=False), default="mine", show_default=True,
    help="Whose word stands where the two exclude each other. The other is kept in the note beside it.",
)  # fmt: skip
def merge(mine: Path, theirs: Path, out: Path, take: str) -> int:
    """Put the work of two analysts on the same articles together, A's being mine.

    Prints the agreement table with Cohen's kappa, and what is left to settle. Nothing of either is lost.
    """
    from core.workspace import open_workspace
    from core.workspace.merging import agreement, differences, merged, side_by_side
    from core.workspace_calls import tell_damage

    check_output(out, (mine, theirs))
    if out.exists():
        raise click.UsageError(f"{out} is there already; name a new file.", context())
    with open_workspace(theirs) as other:
        tell_damage(theirs, other.damage)
        told = other.workspace
    with open_workspace(mine) as own:
        tell_damage(mine, own.damage)
        held = own.workspace
        own.save_copy(out)
    left = differences(held, told)
    settled = {(one.kind, one.key) for one in left} if take == "theirs" else set()
    edit = merged(held, told, settled, theirs.stem)
    with open_workspace(out) as both:
        if edit.changes:
            both.apply(edit)
    names = held.analyst or mine.stem, told.analyst or theirs.stem
    say_lines([*_summary(agreement(side_by_side(held, told)), *names), *_listed(left, held, take, names)])
    return IN_PART if left else DONE


def say_lines(lines: list[str]) -> None:
    """Print lines on standard output."""
    from core.terminal import deliver

    deliver("".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace"), None)


def _summary(found: Agreement, mine: str, theirs: str) -> Iterator[str]:
    from core.workspace.merging import sentences

    yield from sentences(found, mine, theirs)
    if found.judged:
        yield ""
        yield from _table(found, mine, theirs)


def _table(found: Agreement, mine: str, theirs: str) -> Iterator[str]:
    words = sorted({word for pair in found.table for word in pair})
    first = max(len(mine), *map(len, words)) + 2
    yield f"{'':{first}}{theirs}"
    yield f"{mine:{first}}{''.join(f'{word:>11}' for word in words)}"
    for row in words:
        yield f"{row:{first}}{''.join(f'{found.table.get((row, column), 0):>11}' for column in words)}"


def _listed(left: tuple[Difference, ...], held: Workspace, take: str, names: tuple[str, str]) -> Iterator[str]:
    from core.workspace.joining import word
    from core.workspace.merging import subject

    if not left:
        return
    stands = names[0] if take == "mine" else names[1]
    complain(
        f"{len(left)} to settle: {stands}'s word stands, the other is kept beside it.",
        "Open the workspace in the window and merge the other one there to settle them one by one.",
    )
    yield ""
    yield "To settle:"
    for one in left:
        said = f"{names[0]}: {word(one.mine)}; {names[1]}: {word(one.theirs)}"
        yield f"  {said}; of {subject(one, held)}"
