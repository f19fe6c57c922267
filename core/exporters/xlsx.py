"""The comparison's tables as a workbook; every text is stored as text, so nothing in it is run."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from core.exporters.carried import printable
from core.exporters.tables import Sheet, sheets
from core.model import Comparison
from core.note_options import DEFAULT, NoteOptions
from core.workspace.judgements import Workspace

_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)  # a workbook's own date would differ with every export
_LONGEST = 32_767  # characters that a cell can hold
_NARROWEST, _WIDEST = 8, 48  # characters
_LINE, _TALLEST = 15, 20  # points that a line takes, and the most lines that a row shows
_SAMPLED = 200  # rows whose texts tell how wide a column should be


def render(comparison: Comparison, workspace: Workspace | None = None, options: NoteOptions = DEFAULT) -> bytes:  # noqa: ARG001
    """Return a comparison as an XLSX workbook of four sheets."""
    import xlsxwriter

    out = io.BytesIO()
    choices = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, choices) as book:
        book.set_properties({"title": "Coverage compared", "author": "Parallax", "created": _NO_DATE})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        for sheet in sheets(comparison, workspace):
            _write(book.add_worksheet(sheet.name), sheet, head, cell)
    return out.getvalue()


def _write(page: Any, sheet: Sheet, head: Any, cell: Any) -> None:
    widths = [_width(sheet, column) for column in range(len(sheet.columns))]
    for column, name in enumerate(sheet.columns):
        page.set_column(column, column, widths[column])
        page.write_string(0, column, name, head)
    for place, row in enumerate(sheet.rows, 1):
        page.set_row(place, _LINE * _lines(row, widths))
        for column, value in enumerate(row):
            if isinstance(value, str):
                page.write_string(place, column, printable(value)[:_LONGEST], cell)
            elif value is not None:
                page.write_number(place, column, value, cell)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(8)  # A3
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _width(sheet: Sheet, column: int) -> int:
    longest = max((len(str(row[column] or "")) for row in sheet.rows[:_SAMPLED]), default=0)
    return max(_NARROWEST, len(sheet.columns[column]) + 2, min(longest, _WIDEST))


def _lines(row: Sequence[str | float | None], widths: Sequence[int]) -> int:
    """Return how many lines a row takes: not every program finds that out by itself when it opens a workbook.

    A tenth of a line stays empty where words do not fill it.
    """
    texts = ((str(value), width) for value, width in zip(row, widths, strict=True) if value)
    taken = (sum(math.ceil(max(1, len(line)) * 1.1 / width) for line in text.split("\n")) for text, width in texts)
    return min(_TALLEST, max(taken, default=1))
