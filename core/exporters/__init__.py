"""The forms in which a comparison can be handed over: one file each, one line each here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from core.exporters import claimreview, csv, docx, html, json, markdown, pdf, qdpx, web_annotations, xlsx
from core.exporters.carried import Carried
from core.model import Comparison
from core.note_options import DEFAULT, NoteOptions
from core.registry import Registry
from core.workspace.judgements import Workspace


class Render(Protocol):
    """Writes a comparison, with the analyst's judgements if there is a workspace, as the options say."""

    def __call__(
        self, comparison: Comparison, workspace: Workspace | None = None, options: NoteOptions = DEFAULT
    ) -> bytes:
        """Return the bytes of a file; the same input gives the same bytes."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """A form of the comparison: its name on the command line, the file endings that mean it, its writer.

    ``read`` gives back what a file of this form carries of its sources, so that it can be verified; ValueError if the
    bytes are nothing of the kind. It is None where the form holds tables for other programs. ``note`` says that it is
    the note for people, for which every choice of ``NoteOptions`` counts; for the others only the time stamp does.
    """

    name: str
    suffixes: tuple[str, ...]
    label: str
    render: Render
    read: Callable[[bytes], Carried] | None = None
    note: bool = False


EXPORTERS: Registry[Exporter] = Registry("exporter")
for _exporter in (
    Exporter("json", (".json",), "JSON, parallax.comparison/1", json.render, json.read),
    Exporter(
        "markdown", (".md", ".markdown"), "Comparison note in Markdown", markdown.render, markdown.read, note=True
    ),
    Exporter("html", (".html", ".htm"), "Comparison note as one HTML file", html.render, html.read, note=True),
    Exporter("docx", (".docx",), "Comparison note for word processors", docx.render, docx.read, note=True),
    Exporter("pdf", (".pdf",), "Comparison note as tagged PDF", pdf.render, pdf.read, note=True),
    Exporter("xlsx", (".xlsx",), "Tables as a workbook", xlsx.render),
    Exporter("csv", (".csv",), "Table of pairs as CSV", csv.render),
    Exporter("csv-claims", (".claims.csv",), "Table of claims as CSV", csv.claims),
    Exporter("csv-decisions", (".decisions.csv",), "Table of the analyst's decisions as CSV", csv.decisions),
    Exporter("csv-sources", (".sources.csv",), "Table of articles as CSV", csv.sources),
    Exporter("annotations", (".jsonld",), "W3C Web Annotations, JSON-LD", web_annotations.render, web_annotations.read),
    Exporter("qdpx", (".qdpx",), "REFI-QDA project for qualitative analysis", qdpx.render),
    Exporter("claimreview", (".claimreview.json",), "ClaimReview drafts of judged pairs, JSON-LD", claimreview.render),
):
    EXPORTERS.add(_exporter.name, _exporter)


def for_suffix(suffix: str) -> Exporter | None:
    """Return the exporter that a file ending such as ``.md`` means, in any case, or None."""
    return next((exporter for exporter in EXPORTERS if suffix.lower() in exporter.suffixes), None)


def for_name(name: str) -> Exporter | None:
    """Return the exporter of a format name such as ``markdown``, or of its ending without the dot (``md``), or None."""
    return EXPORTERS[name.lower()] if name.lower() in EXPORTERS else for_suffix(f".{name}")
