from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from core.exporters import markdown
from core.model import Relation
from tests import comparisons

PARSER = MarkdownIt("commonmark").enable("table")


def note() -> str:
    return markdown.render(comparisons.ferry()).decode()


def shown(token: Token) -> str:
    """What a reader sees of an inline token, hard breaks as line feeds."""
    parts = {"hardbreak": "\n", "softbreak": " "}
    return "".join(parts.get(child.type, child.content) for child in token.children or ())


def paragraphs(source: str) -> list[str]:
    return [shown(token) for token in PARSER.parse(source) if token.type == "inline"]


def test_every_quotation_is_verbatim_once_rendered():
    texts = paragraphs(note())
    for claim in comparisons.ferry().claims:
        assert any(f'{claim.start}–{claim.end}] "{claim.text}"' in text for text in texts)


@given(st.text(min_size=1).filter(lambda text: text.strip() == text and "\0" not in text and "\r" not in text))
@example("1. one\n2. two")
@example("a \n  - b\n\n# c")
@example("`code` <b>&amp;</b> [x](y) ![z] ~~s~~ \\* *e* _f_ $g$ | h")
@example("http://example.org/a_b_c")
def test_any_text_survives_as_a_quotation(text):
    text = text.encode("utf-8", "replace").decode()
    assert paragraphs(f'> "{markdown.escape_verbatim(text)}"') == [f'"{text}"']
    assert paragraphs(f'- "{markdown.escape_verbatim(text, "  ")}"') == [f'"{text}"']


@given(st.text().filter(lambda text: text.split() and "\0" not in text))
@example("- not a list")
@example("3) nor this")
@example("# no heading")
def test_any_text_survives_on_one_line(text):
    text = text.encode("utf-8", "replace").decode()
    assert paragraphs(markdown.escape(text)) == [" ".join(text.split())]


def test_the_note_says_what_a_mark_means_and_that_nobody_judged_it():
    assert "A mark means “compare these”, not “this is false”." in note()
    assert "None has been judged by a person." in note()
    assert note().count("machine-found, not judged") == len(comparisons.ferry().links)


def test_the_sources_table_has_a_row_for_each_article():
    tokens = PARSER.parse(note().split("## Sources")[1].split("\n## ")[0])
    rows = [token for token in tokens if token.type == "tr_open"]
    assert len(rows) == 1 + len(comparisons.ferry().articles)
    for article in comparisons.ferry().articles:
        assert f"`{article.sha256}`" in note()
    assert "Ferry fire kills 12 | live" in paragraphs(note())


def test_sections_stand_in_the_order_of_a_note():
    assert re.findall(r"^## (.*)", note(), re.M) == [
        "Sources", "Agreed", "Conflicts", "Changed over time", "In one article only", "Missing from",
        "Framing and sourcing", "Open questions", "Method and limits", "Annex: claims by outlet", "Annex: citations",
        "Annex: naming variants",
    ]  # fmt: skip


def test_a_conflict_stands_under_its_kind_with_its_reasons():
    section = note().split("## Conflicts")[1].split("\n## ")[0]
    assert "### Denials" in section
    assert "rule `denial.flat`" in section
    assert "confidence 0.71" in section


def test_a_quotation_names_its_source():
    assert any(text.endswith('safe." — The harbour office (said)') for text in paragraphs(note()))


def test_an_agreement_names_who_lacks_it():
    section = note().split("## Agreed")[1].split("\n## ")[0]
    assert "- Not found in C Post" in section


def test_empty_sections_say_so():
    comparison = replace(comparisons.ferry(), links=(), clusters=(), only_in=())
    text = markdown.render(comparison).decode()
    for sentence in (
        "No conflict was found.",
        "Nothing was found that time explains.",
        "No agreement was found.",
        "Every claim has a counterpart.",
    ):
        assert sentence in text


def test_related_pairs_are_counted_not_listed():
    comparison = comparisons.ferry()
    links = tuple(replace(link, relation=Relation.RELATED) for link in comparison.links)
    assert (
        "neither agree nor conflict: 3; these are not listed"
        in markdown.render(replace(comparison, links=links)).decode()
    )


def test_bytes_are_the_same_every_time():
    data = markdown.render(comparisons.ferry())
    assert data == markdown.render(comparisons.ferry())
    assert b"\r" not in data


def test_the_numbers_of_marks_stand_above_everything():
    opening = note().split("## Sources")[0]
    assert re.search(
        r"^Conflicts: \d+\. Changes: \d+\. Agreements: \d+\. Claims in one article only: 2\.", opening, re.M
    )


def test_a_lone_claim_is_one_item_with_its_nearest_passage_below():
    tokens = PARSER.parse(note().split("## In one article only")[1].split("## Missing from")[0])
    assert [token.level for token in tokens if token.type == "list_item_open"].count(1) == 2
