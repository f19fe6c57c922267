from __future__ import annotations

from core.importers import read_bytes
from core.importers.markdown import MARKDOWN

NOTE = b"""---
title: Harbour closed after storm
author: [Ann Lee, Bo Ek]
date: 2026-03-03
site: The Harbour Post
url: https://post.example/harbour
lang: en
---

# Harbour closed after storm

The harbour was closed on Monday, the office said in a statement.
"""


def test_front_matter_is_the_metadata() -> None:
    (article,) = read_bytes(NOTE, "note.md")
    assert article.title == "Harbour closed after storm"
    assert article.byline == "Ann Lee and Bo Ek"
    assert article.published == "2026-03-03"
    assert article.outlet == "The Harbour Post"
    assert article.url == "https://post.example/harbour"
    assert set(article.metadata_from.values()) == {"front matter"}
    assert article.headline is not None
    assert article.headline.of(article.text) == article.title
    assert [cut.reason for cut in article.removed] == ["metadata"]
    assert article.removed[0].span.of(article.text).endswith("---")


def test_a_time_is_kept_to_the_minute_and_words_are_dates_too() -> None:
    (article,) = MARKDOWN.read(b"---\npublished: 2026-03-03T14:20:05\nupdated: 4 March 2026, 9 am\n---\nText.", "a.md")
    assert (article.published, article.updated) == ("2026-03-03T14:20", "2026-03-04T09:00")


def test_a_source_that_is_an_address_is_the_address() -> None:
    (article,) = MARKDOWN.read(b"---\nsource: https://post.example/a\n---\nText.", "a.md")
    assert (article.outlet, article.url) == (None, "https://post.example/a")


def test_a_heading_is_the_title_where_nothing_is_stated() -> None:
    (article,) = MARKDOWN.read(b"Intro.\n\n# Harbour closed #\n\nText.", "a.md")
    assert (article.title, article.metadata_from["title"]) == ("Harbour closed", "heading")


def test_lines_between_rules_that_name_no_fields_are_text() -> None:
    for front in (b"- a\n- b", b"Words of a story."):
        (article,) = MARKDOWN.read(b"---\n" + front + b"\n---\nText.", "a.md")
        assert (article.title, article.removed) == (None, ())


def test_front_matter_that_is_no_yaml_states_nothing() -> None:
    for front in (b"title: [", b"a: &a [*a]", b"date: 2026-99-99", b"x: " + b"[" * 5000):
        (article,) = MARKDOWN.read(b"---\n" + front + b"\n---\nText.", "a.md")
        assert article.title is None
        assert [cut.reason for cut in article.removed] == ["metadata"]


def test_front_matter_that_cannot_be_read_is_no_headline() -> None:
    source = b'---\ntitle: "unclosed\n---\n\nHarbour closed after storm\n\nThe harbour was closed on Monday, it said.\n'
    (article,) = read_bytes(source, "note.md")
    assert article.title == "Harbour closed after storm"
    assert article.removed[0].reason == "metadata"


def test_an_ampersand_is_a_sign_like_others() -> None:
    (article,) = read_bytes(
        b"---\ntitle: Fire & flood\nsite: Post\n---\nThe harbour was closed on Monday.\n", "note.md"
    )
    assert (article.title, article.outlet) == ("Fire & flood", "Post")


def test_aliases_are_not_followed() -> None:
    bomb = "---\na: &a [x]\nb: &b [*a, *a]\ntitle: T\n---\nThe harbour was closed on Monday, it said.\n"
    (article,) = read_bytes(bomb.encode(), "note.md")
    assert article.title != "T"
