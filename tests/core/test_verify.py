from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import ReadError
from core.exporters import EXPORTERS, docx, html, markdown, note, pdf
from core.exporters.document import Document, Finding
from core.importers import read_files
from core.model import Article, Comparison
from core.note_options import NoteOptions, Section
from core.options import AnalysisOptions
from core.pipeline import analyse
from core.verify import State, verify, verify_bytes
from tests import comparisons
from tests.core.exporters import coverage

CHECKED = [exporter.name for exporter in EXPORTERS if exporter.read]
PAGES = {"note.md": markdown, "note.html": html, "note.docx": docx, "note.pdf": pdf}
DATA = ("json", "annotations")


def report(name: str, comparison: Comparison, articles=None, **more):
    exporter = EXPORTERS[name]
    data = exporter.render(comparison, **more)
    return verify_bytes(data, f"note{exporter.suffixes[0]}", articles or comparison.articles)


def altered(article: Article, start: int, letter: str = "§") -> Article:
    """The article with one character changed, as a file read anew would be."""
    text = article.text[:start] + letter + article.text[start + 1 :]
    return comparisons.article(text, article.outlet or "")


def spoilt(document: Document, spoil) -> Document:
    """The note with the first quotation of its first finding changed."""
    place, finding = next((at, block) for at, block in enumerate(document.blocks) if isinstance(block, Finding))
    first, *others = finding.quotations
    changed = replace(finding, quotations=(replace(first, citation=spoil(first.citation)), *others))
    return replace(document, blocks=(*document.blocks[:place], changed, *document.blocks[place + 1 :]))


@pytest.mark.parametrize("name", CHECKED)
@pytest.mark.parametrize("make", [comparisons.ferry, coverage.samples, coverage.hostile])
def test_every_quotation_of_an_export_stands(name, make):
    found = report(name, make())
    assert found.fine, list(found.lines())
    assert len(found.checks) >= 5


@pytest.mark.parametrize("name", CHECKED)
def test_every_quotation_of_a_judged_note_stands(name):
    comparison, workspace = coverage.judged()
    options = NoteOptions(unjudged=True, full_texts=True, timestamp="2026-03-05 10:00 UTC")
    found = report(name, comparison, workspace=workspace, options=options)
    assert found.fine, list(found.lines())
    assert len(found.checks) >= 7


@pytest.mark.parametrize("name", CHECKED)
def test_the_articles_alone_are_enough_in_any_order(name):
    comparison = comparisons.ferry()
    again = [comparisons.article(article.text, "Read again") for article in reversed(comparison.articles)]
    assert report(name, comparison, again).fine


@pytest.mark.parametrize("file", PAGES)
@pytest.mark.parametrize(
    ("spoil", "state"),
    [
        (lambda one: replace(one, quote=one.quote.replace("a", "o", 1)), State.CHANGED),
        (lambda one: replace(one, quote=one.quote[:-1] + "!"), State.CHANGED),
        (lambda one: replace(one, quote=one.quote[1:]), State.MOVED),
        (lambda one: replace(one, quote=one.quote.replace(".", "", 1)), State.MOVED),
        (lambda one: replace(one, quote=one.quote + "s"), State.CHANGED),
        (lambda one: replace(one, start=one.start + 1), State.MOVED),
        (lambda one: replace(one, end=one.end + 1), State.MOVED),
        (lambda one: replace(one, start=one.start + 7000, end=one.end + 7000), State.MOVED),
        (lambda one: replace(one, quote="Wholly other words, never printed by anybody"), State.MISSING),
        (lambda one: replace(one, label="Q"), State.MISSING),
    ],
    ids=["letter", "last", "first lost", "dot lost", "letter more", "start", "end", "far", "other", "label"],
)  # fmt: skip
def test_one_change_in_a_note_is_found(file, spoil, state):
    comparison = comparisons.ferry()
    data = PAGES[file].write(spoilt(note.document(comparison), spoil))
    found = verify_bytes(data, file, comparison.articles)
    assert not found.fine
    assert state in {check.state for check in found.checks}, list(found.lines())


@pytest.mark.parametrize("file", PAGES)
def test_a_space_more_or_less_in_a_note_is_found(file):
    comparison = comparisons.ferry()
    for spoil in (lambda quote: quote.replace(" ", "  ", 1), lambda quote: quote.replace(" ", "", 1)):
        wrong = spoilt(note.document(comparison), lambda one, spoil=spoil: replace(one, quote=spoil(one.quote)))
        assert not verify_bytes(PAGES[file].write(wrong), file, comparison.articles).fine


@pytest.mark.parametrize("name", DATA)
def test_one_change_in_data_is_found(name):
    comparison = comparisons.ferry()
    data = EXPORTERS[name].render(comparison).decode()
    file = f"note{EXPORTERS[name].suffixes[0]}"
    for old, new in (("Nobody was killed, the owner", "Nobody was hilled, the owner"), ('"start": 66', '"start": 65')):
        if old in data:
            found = verify_bytes(data.replace(old, new, 1).encode(), file, comparison.articles)
            assert not found.fine
    assert not verify_bytes(data.replace("12 people", "13 people", 1).encode(), file, comparison.articles).fine


def test_the_words_around_an_annotation_count():
    comparison = comparisons.ferry()
    document = json.loads(EXPORTERS["annotations"].render(comparison))
    target = document["first"]["items"][0]["target"][0]
    target["selector"][0]["suffix"] = "x" + target["selector"][0]["suffix"][1:]
    found = verify_bytes(json.dumps(document).encode(), "n.jsonld", comparison.articles)
    assert [check.state for check in found.checks if check.state is not State.OK] == [State.CHANGED]


def test_a_changed_text_within_json_is_found_without_anything_else():
    comparison = comparisons.ferry()
    data = EXPORTERS["json"].render(comparison).replace(b"Divers went down", b"Divers went town")
    articles = [comparisons.article(one["text"], one["outlet"]) for one in json.loads(data)["articles"]]
    found = verify_bytes(data, "n.json", articles)
    assert any("is not what its SHA-256 tells of" in problem for problem in found.problems)


@pytest.mark.parametrize("name", CHECKED)
@pytest.mark.parametrize("where", [70, 2])
def test_one_change_in_a_text_is_found_wherever_it_is(name, where):
    """Within a quotation (70) and outside of all of them (2): the hash tells."""
    comparison = comparisons.ferry()
    first, *others = comparison.articles
    found = report(name, comparison, [altered(first, where), *others])
    assert not found.fine
    assert any("is not the one that the note was made from" in problem for problem in found.problems)
    assert (State.CHANGED in {check.state for check in found.checks}) == (where == 70)


@pytest.mark.parametrize("name", CHECKED)
def test_words_put_in_front_of_a_text_move_its_quotations(name):
    comparison = comparisons.ferry()
    first, *others = comparison.articles
    found = report(name, comparison, [comparisons.article(f"New. {first.text}", "Harbour"), *others])
    assert {check.state for check in found.checks} == {State.OK, State.MOVED}


@pytest.mark.parametrize("name", CHECKED)
def test_a_missing_article_is_named(name):
    comparison = comparisons.ferry()
    found = report(name, comparison, comparison.articles[:2])
    assert State.MISSING in {check.state for check in found.checks}
    assert any("None of the given texts" in problem for problem in found.problems)


@pytest.mark.parametrize("file", PAGES)
def test_one_change_in_an_annexed_text_is_found(file):
    comparison = comparisons.ferry()
    document = note.document(comparison, options=NoteOptions(full_texts=True))
    last = document.blocks[-1]
    wrong = replace(document, blocks=(*document.blocks[:-1], replace(last, text=last.text.replace("sold", "told"))))
    found = verify_bytes(PAGES[file].write(wrong), file, comparison.articles)
    assert any("annexed text" in problem for problem in found.problems)


@pytest.mark.parametrize(
    "spoil", [lambda text: text[:-2], lambda text: text.replace("The ", "The", 1), lambda text: f"{text} more"]
)
@pytest.mark.parametrize("file", PAGES)
def test_a_letter_more_or_less_in_an_annexed_text_is_found(file, spoil):
    comparison = comparisons.ferry()
    document = note.document(comparison, options=NoteOptions(full_texts=True))
    last = document.blocks[-1]
    wrong = replace(document, blocks=(*document.blocks[:-1], replace(last, text=spoil(last.text))))
    found = verify_bytes(PAGES[file].write(wrong), file, comparison.articles)
    assert any("annexed text" in problem for problem in found.problems)


@pytest.mark.parametrize("name", [name for name in CHECKED if EXPORTERS[name].note])
@pytest.mark.parametrize("make", [comparisons.ferry, coverage.samples, coverage.hostile])
def test_annexed_texts_stand(name, make):
    found = report(name, make(), options=NoteOptions(full_texts=True))
    assert found.fine, list(found.lines())


@pytest.mark.parametrize("name", [name for name in CHECKED if EXPORTERS[name].note])
def test_a_note_of_few_sections_can_be_verified_too(name):
    found = report(name, comparisons.ferry(), options=NoteOptions(sections=(Section.CONFLICTS,)))
    assert found.fine, list(found.lines())


def test_a_quotation_taken_out_of_a_note_is_missed():
    comparison = comparisons.ferry()
    text = markdown.render(comparison).decode()
    without = re.sub(r"^.*\[A ¶1 s2, [^\]]*\] \".*\n", "", text, flags=re.M)
    found = verify_bytes(without.encode(), "n.md", comparison.articles)
    assert [check.state for check in found.checks if check.state is not State.OK] == [State.MISSING]


def test_the_report_tells_a_person_what_is_wrong():
    comparison = comparisons.ferry()
    found = report("markdown", comparison, [altered(comparison.articles[0], 70), *comparison.articles[1:]])
    summary, *rest = found.lines()
    assert re.match(r"note\.md: \d+ citations checked: \d+ ok, 0 moved, \d+ changed, 0 missing\.", summary)
    assert any(line.startswith('changed: [A ¶1 s1, 49–105] "At least 12 people') for line in rest)


def test_what_is_no_note_is_refused_with_a_sentence(tmp_path: Path):
    articles = comparisons.ferry().articles
    with pytest.raises(ReadError, match="carries no quotations"):
        verify_bytes(b"a,b", "note.csv", articles)
    for name in ("note.docx", "note.pdf", "note.json", "note.jsonld"):
        with pytest.raises(ReadError, match="cannot be read as"):
            verify_bytes(b"{nonsense", name, articles)
    with pytest.raises(ReadError, match="cannot be read"):
        verify(tmp_path / "none.md", articles)
    assert not verify_bytes(b"# Nothing", "note.md", articles).fine


def test_a_note_on_disk_is_verified_against_a_workspace(tmp_path: Path):
    comparison, workspace = coverage.judged()
    path = tmp_path / "note.html"
    path.write_bytes(html.render(comparison, workspace))
    assert verify(path, workspace).fine


@pytest.mark.parametrize("name", CHECKED)
def test_notes_on_real_articles_stand(name, shared):
    files = sorted((shared / "articles").glob("*.txt"))
    if len(files) < 2:
        pytest.skip("there are no real articles in ../shared/articles")
    comparison = analyse(read_files(files).articles, AnalysisOptions(semantics="off"))
    found = report(name, comparison)
    assert found.fine, list(found.lines())
    assert len(found.checks) > 10


@pytest.mark.parametrize("name", CHECKED)
def test_notes_on_a_story_of_many_outlets_stand(name, shared):
    folders = sorted(path for path in (shared / "training" / "stories").glob("*") if path.is_dir())
    if not folders:
        pytest.skip("there are no stories in ../shared/training/stories")
    for folder in folders[:3]:
        files = sorted(path for path in folder.rglob("*") if path.suffix in (".txt", ".html", ".md"))
        comparison = analyse(read_files(files).articles, AnalysisOptions(semantics="off"))
        found = report(name, comparison)
        assert found.fine, (folder.name, list(found.lines()))
