from __future__ import annotations

import io
import zipfile

import docx as library
from lxml import etree

from core.exporters import docx
from core.note_options import NoteOptions
from tests import comparisons
from tests.core.exporters import coverage

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(data: bytes, name: str) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(f"word/{name}.xml"))


def test_headings_are_headings_and_tables_tables():
    document = library.Document(io.BytesIO(docx.render(comparisons.ferry())))
    outline = [
        (one.style.name, one.text) for one in document.paragraphs if one.style.name.startswith(("Head", "Title"))
    ]
    assert outline[0] == ("Title", "Coverage compared: 3 articles")
    assert ("Heading 1", "Conflicts") in outline
    assert ("Heading 2", "Denials") in outline
    assert [cell.text for cell in document.tables[0].columns[0].cells] == ["", "A", "B", "C"]
    assert all(table._tbl.xpath("./w:tr[1]/w:trPr/w:tblHeader") for table in document.tables)
    assert all(row._tr.xpath("./w:trPr/w:cantSplit") for table in document.tables for row in table.rows)


def test_each_quoted_passage_has_one_footnote_that_names_its_source():
    data = docx.render(comparisons.ferry())
    notes = {
        note.get(f"{WORD}id"): "".join(note.itertext())
        for note in part(data, "footnotes").iter(f"{WORD}footnote")
        if note.get(f"{WORD}type") is None
    }
    cited = [mark.get(f"{WORD}id") for mark in part(data, "document").iter(f"{WORD}footnoteReference")]
    assert cited == list(notes) == [str(number) for number in range(1, 8)]
    assert (
        " A Harbour *Times*, “Ferry fire kills 12 | live”, 2026-03-03, harbour *times*.txt; ¶1 s2, characters"
        in notes["1"]
    )


def test_inner_links_lead_to_bookmarks_of_their_own():
    for comparison in (comparisons.ferry(), coverage.hostile()):
        tree = part(docx.render(comparison, options=NoteOptions(full_texts=True)), "document")
        names = [mark.get(f"{WORD}name") for mark in tree.iter(f"{WORD}bookmarkStart")]
        numbers = [mark.get(f"{WORD}id") for mark in tree.iter(f"{WORD}bookmarkStart")]
        assert len(names) == len(set(names)) == len(set(numbers))
        assert max(map(len, names)) <= 40  # longer ones are cut by Word
        assert {link.get(f"{WORD}anchor") for link in tree.iter(f"{WORD}hyperlink")} <= set(names)


def test_the_page_has_a_number():
    document = library.Document(io.BytesIO(docx.render(comparisons.ferry())))
    assert document.sections[0].footer._element.xpath(".//w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]


def test_parts_come_in_the_order_that_the_format_asks_for():
    """A word processor repairs or refuses a paragraph whose properties stand in another order."""
    order = ("pStyle", "keepNext", "keepLines", "pBdr", "shd", "tabs", "spacing", "ind", "jc", "rPr")
    for properties in part(docx.render(*coverage.judged()), "document").iter(f"{WORD}pPr"):
        places = [order.index(child.tag.removeprefix(WORD)) for child in properties]
        assert places == sorted(places)


def test_the_whole_text_comes_back_line_by_line():
    comparison = coverage.samples()
    read = docx.read(docx.render(comparison, options=NoteOptions(full_texts=True)))
    assert [text for _, text in read.annexed] == [article.text for article in comparison.articles]


def test_judged_and_found_look_different():
    judged = part(docx.render(*coverage.judged()), "document")
    assert {edge.get(f"{WORD}val") for edge in judged.iter(f"{WORD}left") if edge.get(f"{WORD}color") == "00664D"} == {
        "single"
    }
    found = part(docx.render(comparisons.ferry()), "document")
    assert "dashed" in {edge.get(f"{WORD}val") for edge in found.iter(f"{WORD}left")}
