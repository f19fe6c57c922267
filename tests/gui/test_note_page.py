"""The note as a page of the window."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from core.exporters import note
from core.exporters.document import Document, FullText, Paragraph, Quotation, Table, Text
from core.note_options import NoteOptions
from gui.note_page import Inks, page
from tests.core.exporters import coverage

INKS = Inks(*(f"#00000{digit}" for digit in range(8)))


def plain(document: Document) -> str:
    shown = QTextDocument()
    shown.setHtml(page(document, INKS))
    return shown.toPlainText().replace("\xa0", " ")


def test_every_quotation_shows_with_its_citation(qtbot: QtBot):
    document = note.document(*coverage.judged(), NoteOptions(unjudged=True, full_texts=True))
    shown = " ".join(plain(document).split())
    for citation in document.citations:
        assert " ".join(f'[{citation.shown}] "{citation.quote}"'.split()) in shown


def test_what_an_article_says_is_no_markup(qtbot: QtBot):
    document = note.document(coverage.hostile(), None)
    assert "<script>" not in page(document, INKS)
    assert "<script>alert(1)</script>" in plain(document)


def test_judged_and_unjudged_have_different_colours_and_signs(qtbot: QtBot):
    assert f'color:{INKS.judged}">✔ ' in page(note.document(*coverage.judged()), INKS)
    assert f'color:{INKS.machine}">machine-found' in page(note.document(coverage.samples()), INKS)


def test_long_notes_tables_and_texts_are_cut_with_a_word(qtbot: QtBot):
    many = Document("Title", (Paragraph((Text("again " * 1000),)),) * 500, ())
    assert 30 < plain(many).count("again ") // 1000 < 60
    assert "The preview ends here" in plain(many)
    table = Document("Title", (Table(("Name",), tuple(((Text("row"),),) for _ in range(70))),), ())
    assert "10 more rows" in plain(table)
    text = Document("Title", (FullText("A", "A Post", "z" * 9000, ()),), ())
    assert plain(text).count("z") == 6000
    assert "goes on in the note" in plain(text)


def test_citations_lead_to_the_list_or_the_annexed_text(qtbot: QtBot):
    document = note.document(*coverage.judged(), NoteOptions(unjudged=True))
    quoted = next(part for block in document.blocks for part in getattr(block, "quotations", ()))
    assert isinstance(quoted, Quotation)
    assert f'href="#c-{quoted.citation.anchor}"' in page(document, INKS)
    assert f'name="c-{quoted.citation.anchor}"' in page(document, INKS)
    alone = replace(document, blocks=document.blocks[:8])
    assert "href" not in page(replace(alone, citations=()), INKS).split("Sources")[0]
