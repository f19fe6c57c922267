from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from core.errors import WriteError
from core.exporters import EXPORTERS, for_name, for_suffix
from core.note_options import NoteOptions
from tests import comparisons
from tests.conftest import REPOSITORY
from tests.core.exporters import coverage


def test_formats_are_found_by_name_and_by_ending():
    assert for_suffix(".MD") is EXPORTERS["markdown"]
    assert for_name("md") is for_name("markdown") is EXPORTERS["markdown"]
    assert for_suffix(".doc") is for_name("doc") is None


def test_no_ending_means_two_formats():
    endings = [suffix for exporter in EXPORTERS for suffix in exporter.suffixes]
    assert len(endings) == len(set(endings))


@pytest.mark.parametrize("name", ["json", "markdown", "html", "csv-sources"])
def test_every_format_names_the_articles_and_no_folder(name):
    text = EXPORTERS[name].render(comparisons.ferry()).decode("utf-8")
    for article in comparisons.ferry().articles:
        assert article.sha256 in text
    assert "/tmp" not in text


@pytest.mark.parametrize("name", EXPORTERS.names())
def test_the_same_input_gives_the_same_bytes(name):
    comparison, workspace = coverage.judged()
    options = NoteOptions(full_texts=True)
    assert EXPORTERS[name].render(comparison) == EXPORTERS[name].render(comparison)
    first = EXPORTERS[name].render(comparison, workspace, options)
    assert first == EXPORTERS[name].render(comparison, workspace, options)


@pytest.mark.parametrize("name", EXPORTERS.names())
def test_bytes_do_not_depend_on_the_time_of_day(name, monkeypatch):
    import time

    before = EXPORTERS[name].render(comparisons.ferry())
    later = time.localtime(2_000_000_000)
    monkeypatch.setattr(time, "localtime", lambda *_: later)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert EXPORTERS[name].render(comparisons.ferry()) == before


@pytest.mark.parametrize("name", EXPORTERS.names())
def test_an_empty_comparison_can_be_exported(name):
    empty = replace(comparisons.ferry(), articles=(), claims=(), links=(), clusters=(), only_in=())
    assert EXPORTERS[name].render(empty)


@pytest.mark.parametrize("name", EXPORTERS.names())
def test_hostile_texts_can_be_exported(name):
    assert EXPORTERS[name].render(coverage.hostile())


def test_a_quotation_that_is_not_in_the_stored_text_is_not_exported():
    comparison = comparisons.ferry()
    wrong = (replace(comparison.claims[0], text="At least 13 people"), *comparison.claims[1:])
    for name in ("markdown", "html", "docx", "pdf", "annotations", "qdpx", "xlsx"):
        with pytest.raises(WriteError, match="does not stand in the stored text"):
            EXPORTERS[name].render(replace(comparison, claims=wrong))


def test_the_command_line_starts_without_the_exporters_libraries():
    heavy = ("docx", "typst", "xlsxwriter", "pypdf", "jinja2", "markdown_it", "lxml")
    code = f"import sys, core.exporters, core.verify; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
