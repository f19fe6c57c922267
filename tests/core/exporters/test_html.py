from __future__ import annotations

import re
from itertools import pairwise

from lxml import html as parser

from core.exporters import html
from core.note_options import NoteOptions
from tests import comparisons
from tests.core.exporters import coverage


def page(comparison=None, workspace=None, **options):
    return parser.document_fromstring(html.render(comparison or comparisons.ferry(), workspace, NoteOptions(**options)))


def test_a_page_loads_and_runs_nothing():
    for comparison in (comparisons.ferry(), coverage.hostile()):
        tree = page(comparison, full_texts=True)
        assert not tree.xpath("//script | //img | //iframe | //object | //embed | //link | //base | //form")
        assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
        assert all(target.startswith("#") for target in tree.xpath("//@href | //@src"))
        policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]
        assert "url(" not in tree.xpath("string(//style)")
        assert "@import" not in tree.xpath("string(//style)")


def test_every_inner_link_leads_somewhere_and_no_name_is_given_twice():
    comparison, workspace = coverage.judged()
    for tree in (page(), page(full_texts=True), page(comparison, workspace, full_texts=True), page(coverage.hostile())):
        names = tree.xpath("//@id")
        assert len(names) == len(set(names))
        assert {target[1:] for target in tree.xpath("//@href")} <= set(names)


def test_a_quotation_leads_to_its_place_in_the_annexed_text():
    tree = page(full_texts=True)
    link = tree.xpath("//section//a[starts-with(text(), '[B ¶1 s1')]/@href")[0]
    (place,) = tree.xpath(f"//pre//a[@id='{link[1:]}']")
    assert place.getnext().tag == "mark"
    assert place.getnext().text.startswith("Exactly 21 people")


def test_without_annexed_texts_it_leads_to_the_list_of_citations_and_back():
    tree = page()
    (link,) = tree.xpath("//section//a[@id and starts-with(text(), '[B ¶1 s1')]")
    (listed,) = tree.xpath(f"//td/a[@id='{link.get('href')[1:]}']")
    assert listed.get("href") == f"#{link.get('id')}"


def test_judged_and_found_look_different_in_words_and_shape():
    tree = page(*coverage.judged(), unjudged=True)
    judged = tree.xpath("//section[@class='finding judged']//span[@class='standing']/text()")
    assert judged
    assert all(text.startswith("✔ judged") for text in judged)
    found = page().xpath("//section[@class='finding machine']//span[@class='standing']/text()")
    assert found
    assert set(found) == {"machine-found, not judged"}


def test_the_page_is_for_dark_rooms_and_for_paper_too():
    style = page().xpath("string(//style)")
    assert "prefers-color-scheme: dark" in style
    assert "@media print" in style
    assert "break-inside: avoid" in style


def test_the_outline_has_no_gaps():
    for tree in (page(), page(*coverage.judged(), unjudged=True, full_texts=True)):
        levels = [int(element.tag[1]) for element in tree.iter() if re.fullmatch(r"h\d", str(element.tag))]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_a_head_and_the_page_a_language():
    tree = page()
    assert tree.get("lang") == "en"
    tables = tree.xpath("//table")
    assert tables
    assert all(table.xpath("./thead/tr/th[@scope='col']") for table in tables)


def test_the_annexed_text_is_the_stored_one_to_the_last_character():
    comparison = coverage.samples()
    annexed = dict(html.read(html.render(comparison, options=NoteOptions(full_texts=True))).annexed)
    assert list(annexed.values()) == [article.text for article in comparison.articles]
