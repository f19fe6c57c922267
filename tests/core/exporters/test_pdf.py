from __future__ import annotations

import io

import pypdf
import pytest

from core.exporters import pdf
from core.note_options import NoteOptions
from tests import comparisons
from tests.core.exporters import coverage


def opened(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


def test_a_note_is_tagged_titled_and_accessible():
    root = opened(pdf.render(*coverage.judged())).root_object
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()


def test_the_outline_holds_the_sections():
    outline = opened(pdf.render(comparisons.ferry())).outline
    sections = [entry.title for entry in outline[1] if not isinstance(entry, list)]
    assert sections[:3] == ["Sources", "Agreed", "Conflicts"]


def test_every_page_has_its_number():
    pages = opened(pdf.render(coverage.samples())).pages
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert page.extract_text().rstrip().endswith(f"{number} / {len(pages)}")


def test_nothing_is_run_or_fetched():
    data = opened(pdf.render(coverage.hostile()))
    assert "/OpenAction" not in data.root_object
    assert "/Names" not in data.root_object or "/JavaScript" not in data.root_object["/Names"]
    targets = [
        link.get_object()["/A"] for page in data.pages for link in page.get("/Annots", ()) if "/A" in link.get_object()
    ]
    assert all(target["/S"] == "/GoTo" for target in targets)


def test_articles_are_data_and_never_markup():
    (text,) = pdf.read(pdf.render(coverage.hostile())).texts
    assert '#let x = 1; #read("/etc/passwd")' in text
    assert "root:" not in text


def test_a_word_longer_than_the_page_is_broken():
    page = opened(pdf.render(coverage.hostile())).pages[0]
    assert page.mediabox.width == pytest.approx(595.3, abs=1)
    (text,) = pdf.read(pdf.render(coverage.hostile())).texts
    assert max(map(len, text.split())) < 200


def test_no_date_is_in_the_file():
    about = opened(pdf.render(comparisons.ferry(), options=NoteOptions(timestamp="2026-03-05"))).metadata
    assert about.title == "Coverage compared: 3 articles"
    assert about.creation_date is None


def test_whole_texts_are_set_with_what_is_quoted():
    (text,) = pdf.read(pdf.render(comparisons.ferry(), options=NoteOptions(full_texts=True))).texts
    assert "Annex: full texts" in text
    assert "Menu | Home" in text
