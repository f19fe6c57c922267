from __future__ import annotations

import csv as library
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exporters import EXPORTERS, csv, xlsx
from core.exporters.tables import sheets
from tests import comparisons
from tests.core.exporters import coverage

CSV = {"csv": "pairs", "csv-claims": "claims", "csv-decisions": "decisions", "csv-sources": "sources"}
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝")


def rows(data: bytes) -> list[list[str]]:
    return list(library.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_every_row_has_a_value_for_each_column():
    for comparison, workspace in (coverage.judged(), (coverage.samples(), None), (coverage.hostile(), None)):
        for sheet in sheets(comparison, workspace):
            assert all(len(row) == len(sheet.columns) for row in sheet.rows), sheet.name


def test_pairs_have_both_texts_and_the_verdict():
    found = rows(csv.render(*coverage.judged()))
    assert found[0][:4] == ["id", "found as", "judged as", "ruling"]
    by_ruling = {row[3]: dict(zip(found[0], row, strict=True)) for row in found[1:]}
    retyped = by_ruling["retype"]
    assert (retyped["found as"], retyped["judged as"], retyped["importance"]) == ("changed", "conflicts", "high")
    assert retyped["citation a"] == "A ¶1 s1, 49–105"
    assert retyped["text b"] == "Exactly 21 people were killed on the ferry, police said."
    assert by_ruling["reject"]["judged as"] == ""
    assert by_ruling["joined by hand"]["note"] == "Both background."


def test_a_row_of_a_workbook_is_as_tall_as_its_texts():
    page = openpyxl.load_workbook(io.BytesIO(xlsx.render(coverage.samples())))["pairs"]
    texts = [place for place, cell in enumerate(page[1]) if cell.value in ("text a", "text b")]
    widths = [page.column_dimensions[page[1][place].column_letter].width for place in texts]
    heights = set()
    for number, row in enumerate(page.iter_rows(min_row=2, values_only=True), 2):
        lines = max(-(-len(row[place]) // width) for place, width in zip(texts, widths, strict=True))
        heights.add(page.row_dimensions[number].height)
        assert lines <= page.row_dimensions[number].height / 15 <= xlsx._TALLEST
    assert len(heights) > 1


def test_claims_and_sources_are_all_there():
    comparison, workspace = coverage.judged()
    claims = rows(csv.claims(comparison, workspace))
    assert [row[0] for row in claims[1:]] == [claim.id for claim in comparison.claims]
    sources = rows(csv.sources(comparison, workspace))
    assert [row[-1] for row in sources[1:]] == [article.sha256 for article in comparison.articles]
    decisions = rows(csv.decisions(comparison, workspace))
    assert sorted(row[3] for row in decisions[1:]) == ["accept", "joined by hand", "reject", "retype"]


@pytest.mark.parametrize("name", CSV)
def test_no_cell_of_a_csv_begins_a_formula(name):
    found = rows(EXPORTERS[name].render(coverage.hostile()))
    assert not [cell for row in found for cell in row if cell.lstrip(" \u00a0\u200b").startswith(DANGEROUS)]


def test_a_guarded_text_is_still_there():
    assert csv.guarded("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert csv.guarded("  +1") == "'  +1"
    assert csv.guarded("plain - text") == "plain - text"
    assert csv.guarded(-5) == -5


@given(st.text())
def test_no_text_gets_through_as_a_formula(text):
    guarded = csv.guarded(text)
    assert not guarded.lstrip(" \u00a0\u200b\ufeff").startswith(DANGEROUS)
    assert guarded.removeprefix("'") or not text


def test_a_workbook_holds_the_same_tables_as_text():
    comparison, workspace = coverage.judged()
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(comparison, workspace)))
    assert book.sheetnames == ["pairs", "claims", "decisions", "sources"]
    for sheet in sheets(comparison, workspace):
        page = book[sheet.name]
        assert tuple(cell.value for cell in page[1]) == sheet.columns
        assert page.freeze_panes == "A2"
        for row, cells in zip(sheet.rows, page.iter_rows(min_row=2), strict=True):
            assert [cell.value or None for cell in cells] == [value or None for value in row]


def test_no_cell_of_a_workbook_is_a_formula_or_a_link():
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(coverage.hostile())))
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert any(cell.value == "=HYPERLINK(1)" for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert not any(cell.hyperlink for cell in cells)


def test_texts_come_back_from_a_workbook_as_they_were():
    page = openpyxl.load_workbook(io.BytesIO(xlsx.render(comparisons.ferry())))["claims"]
    assert [row[3].value for row in page.iter_rows(min_row=2)] == [claim.text for claim in comparisons.ferry().claims]
