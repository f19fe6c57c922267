"""What a note will look like, form by form."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import Cancelled
from core.exporters import EXPORTERS
from core.exporters.templates import in_folder
from core.note_options import NoteOptions, Section
from core.progress import Progress
from gui.note_page import Inks
from gui.previewing import Preview, preview
from tests.core.exporters import coverage

INKS = Inks(*(f"#00000{digit}" for digit in range(8)))


def of(name: str, options: NoteOptions | None = None) -> Preview:
    return preview(EXPORTERS[name], *coverage.judged(), options or NoteOptions(), INKS, Progress())


@pytest.mark.parametrize("name", EXPORTERS.names())
def test_every_form_has_a_preview(name: str):
    found = of(name)
    assert sum(bool(part) for part in (found.html, found.sheets, found.text)) == 1
    assert found.remark


def test_a_note_shows_as_a_page_and_says_what_its_file_has_besides():
    found = {name: of(name) for name in ("markdown", "html", "docx", "pdf")}
    assert len({each.html for each in found.values()}) == 1
    assert len({each.remark for each in found.values()}) == 4


def test_the_page_follows_the_choice():
    few = of("markdown", NoteOptions(sections=(Section.OPEN,)))
    assert "Open questions" in few.html
    assert "Bottom line" not in few.html


def test_tables_show_as_tables():
    assert [sheet.name for sheet in of("xlsx").sheets] == ["pairs", "claims", "decisions", "sources"]
    assert [sheet.name for sheet in of("csv-claims").sheets] == ["claims"]


def test_a_long_file_shows_its_beginning():
    found = of("annotations")
    assert len(found.text.splitlines()) == 300
    assert found.remark.startswith("The first 300 of ")


def test_an_own_form_shows_what_it_writes(tmp_path: Path):
    (tmp_path / "short.txt.j2").write_text("{{ note.title }}")
    (tmp_path / "short.html.j2").write_text("<p>{{ note.title }}</p>")
    page, text = in_folder(tmp_path)
    comparison, workspace = coverage.judged()
    title = workspace.title
    assert preview(text, comparison, workspace, NoteOptions(), INKS, Progress()).text == title
    assert preview(page, comparison, workspace, NoteOptions(), INKS, Progress()).html == f"<p>{title}</p>"


def test_it_can_be_stopped():
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        preview(EXPORTERS["html"], *coverage.judged(), NoteOptions(), INKS, progress)
