"""One of the comparison's tables as CSV, with nothing in it that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io

from core.exporters.carried import printable
from core.exporters.tables import Value, sheets
from core.model import Comparison
from core.note_options import DEFAULT, NoteOptions
from core.workspace.judgements import Workspace

_FORMULA = tuple("=+-@\t\r\n|%＝＋－＠")  # what spreadsheets begin a formula or a command with
_BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for the machine's old code page


def render(comparison: Comparison, workspace: Workspace | None = None, options: NoteOptions = DEFAULT) -> bytes:  # noqa: ARG001
    """Return the pairs as CSV, UTF-8."""
    return write("pairs", comparison, workspace)


def claims(comparison: Comparison, workspace: Workspace | None = None, options: NoteOptions = DEFAULT) -> bytes:  # noqa: ARG001
    """Return the claims as CSV, UTF-8."""
    return write("claims", comparison, workspace)


def decisions(comparison: Comparison, workspace: Workspace | None = None, options: NoteOptions = DEFAULT) -> bytes:  # noqa: ARG001
    """Return the analyst's decisions as CSV, UTF-8."""
    return write("decisions", comparison, workspace)


def sources(comparison: Comparison, workspace: Workspace | None = None, options: NoteOptions = DEFAULT) -> bytes:  # noqa: ARG001
    """Return the articles as CSV, UTF-8."""
    return write("sources", comparison, workspace)


def write(name: str, comparison: Comparison, workspace: Workspace | None) -> bytes:
    """Return the table of that name as CSV, UTF-8."""
    sheet = next(sheet for sheet in sheets(comparison, workspace) if sheet.name == name)
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(sheet.columns)
    rows.writerows([guarded(value) for value in row] for row in sheet.rows)
    return f"{_BYTE_ORDER_MARK}{out.getvalue()}".encode()


def guarded(value: Value) -> Value:
    """Return a value that no spreadsheet runs: a text that could begin a formula gets an apostrophe before it."""
    if not isinstance(value, str):
        return value
    text = printable(value)
    return f"'{text}" if text.lstrip(" \u00a0\u200b\ufeff").startswith(_FORMULA) or text.startswith("'") else text
