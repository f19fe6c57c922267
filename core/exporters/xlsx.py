"""The comparison's tables as a workbook; every text is stored as text, so nothing in it is run."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from core.exporters.carried import printable
from core.exporters.tables import Sheet, sheets
from core.model import Comparison
from core.note_options import DEFAULT, NoteOptions
from core.workspace.judgements import Workspace

_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)  # a workbook's own date would differ with every export
_LONGEST = 32_767  # characters that a cell can hold
_NARROWEST, _WIDEST = 8, 60  # characters
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
    for column, name in enumerate(sheet.columns):
        longest = max((len(str(row[column] or "")) for row in sheet.rows[:_SAMPLED]), default=0)
        page.set_column(column, column, max(_NARROWEST, len(name) + 2, min(longest, _WIDEST)))
        page.write_string(0, column, name, head)
    for place, row in enumerate(sheet.rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                page.write_string(place, column, printable(value)[:_LONGEST], cell)
            elif value is not None:
                page.write_number(place, column, value, cell)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
