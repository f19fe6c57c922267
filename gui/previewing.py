"""What a note will look like, worked out away from the window: a page, tables, or the first lines of a file."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

from core.model import Comparison
from core.note_options import NoteOptions
from core.progress import Progress
from gui.note_page import Inks, page

if TYPE_CHECKING:
    from core.exporters import Exporter
    from core.exporters.tables import Sheet
    from core.workspace import Workspace

MOST_ROWS = 60  # of a table that are shown
_MOST_LINES = 300
_LONGEST_LINE = 400  # characters
_TABLES = MappingProxyType(
    {"csv": "pairs", "csv-claims": "claims", "csv-decisions": "decisions", "csv-sources": "sources"}
)
_DIFFERS = MappingProxyType(
    {
        "markdown": "The file holds this as Markdown: a program for Markdown shows it in its own typeface.",
        "html": "A browser shows it with a list of sections and, where it is dark, on dark ground.",
        "docx": "In the document each citation also has a footnote that names its source, and pages have numbers.",
        "pdf": "On paper it is set in pages of A4 with numbers, each citation a link to its place in the annex.",
    }
)


@dataclass(frozen=True, slots=True)
class Preview:
    """One of ``html``, ``sheets`` and ``text`` is there; ``remark`` says how the file will differ from what shows."""

    html: str = ""
    sheets: tuple[Sheet, ...] = ()
    text: str = ""
    remark: str = ""


def preview(
    exporter: Exporter,
    comparison: Comparison,
    workspace: Workspace | None,
    options: NoteOptions,
    inks: Inks,
    progress: Progress,
) -> Preview:
    """Return what a form of the comparison will look like."""
    from core.exporters import EXPORTERS, note, tables

    progress.report("making the preview", 0, 1)
    own = exporter.name not in EXPORTERS or EXPORTERS[exporter.name] is not exporter
    if exporter.note and not own:
        made = note.document(comparison, workspace, options)
        progress.report("making the preview", 0, 1)
        return Preview(html=page(made, inks), remark=_DIFFERS.get(exporter.name, ""))
    if exporter.name == "xlsx" or exporter.name in _TABLES:
        found = tables.sheets(comparison, workspace)
        wanted = [sheet for sheet in found if _TABLES.get(exporter.name, sheet.name) == sheet.name]
        return Preview(sheets=tuple(wanted), remark="Options of the note count for nothing in tables.")
    return _file(exporter, exporter.render(comparison, workspace, options), own)


def _file(exporter: Exporter, data: bytes, own: bool) -> Preview:
    """Return the first lines of a file, or what stands in them."""
    if exporter.suffixes == (".qdpx",):
        from core.exporters.archive import unpack

        data = unpack(data, "project.qde")
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    if own and exporter.suffixes[0] in (".html", ".htm"):
        return Preview(html=text, remark="Your own form, as far as this window can show it.")
    lines = text.splitlines()
    shown = "\n".join(line[:_LONGEST_LINE] for line in islice(lines, _MOST_LINES))
    rest = len(lines) - _MOST_LINES
    told = f"The first {_MOST_LINES} of {len(lines):,} lines. " if rest > 0 else ""
    return Preview(text=shown, remark=told + ("Your own form." if own else "This form is for other programs."))
