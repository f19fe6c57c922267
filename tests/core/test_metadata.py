from __future__ import annotations

import pytest
import yaml

from core.importers import read_files, read_text
from core.metadata import detect_language
from core.model import Article

STORY = """At least 12 people drowned on Tuesday after a passenger ferry overturned in heavy seas, officials said.

The ship had 147 passengers on board when it went over shortly before dawn, a spokeswoman for the agency said."""


def read(head: str) -> Article:
    return read_text(f"{head}\n\n{STORY}\n")


def test_a_date_before_the_headline_is_cut_from_it() -> None:
    article = read(" date 2023-04-11 Ferry sinks off the coast in storm")
    assert (article.title, article.published) == ("Ferry sinks off the coast in storm", "2023-04-11")
    assert article.headline is not None
    assert article.headline.of(article.text) == article.title
    (cut,) = article.removed
    assert (cut.reason, cut.end) == ("metadata", article.headline.start)


@pytest.mark.parametrize(
    ("head", "title", "outlet", "byline", "published"),
    [
        (
            "Ferry sinks off coast\nThe Harbour Post | Ann Lee, Port Maren | 2026-03-03 14:20",
            "Ferry sinks off coast",
            "The Harbour Post",
            "Ann Lee, Port Maren",
            "2026-03-03T14:20",
        ),
        (
            "All news | World | Asia\nFERRY OF DEATH: Captain vanishes\nPublished: 3 March 2026, by Gary Stott",
            "FERRY OF DEATH: Captain vanishes",
            None,
            "Gary Stott",
            "2026-03-03",
        ),
        ("All news\n\nFerry sinks off coast", "Ferry sinks off coast", None, None, None),
        (
            "Coast Mail — the island's daily\nFerry sinks off coast\nBy Cy Dow in Maren\nTuesday 3 March 2026, 16:00",
            "Ferry sinks off coast",
            "Coast Mail",
            "Cy Dow in Maren",
            "2026-03-03T16:00",
        ),
        (
            "THE MAREN STANDARD\nNews | Politics | Letters\n\nFerry sinks off coast\nAnn Lee\nMarch 3, 2026",
            "Ferry sinks off coast",
            "THE MAREN STANDARD",
            "Ann Lee",
            "2026-03-03",
        ),
        (
            "Ferry sinks off coast\nMaren Press Agency, Port Maren, 3 March, 13:05",
            "Ferry sinks off coast",
            "Maren Press Agency",
            None,
            None,
        ),
        (
            "The Lantern | News | Climate\n\n'The sea went grey': survivors tell\nFrom our correspondent in Maren",
            "'The sea went grey': survivors tell",
            "The Lantern",
            "From our correspondent in Maren",
            None,
        ),
        ("NEWS RELEASE\nFOR IMMEDIATE RELEASE\n\nFerry: what is known", "Ferry: what is known", None, None, None),
    ],
)
def test_heads_of_many_shapes(
    head: str, title: str, outlet: str | None, byline: str | None, published: str | None
) -> None:
    article = read(head)
    assert (article.title, article.outlet, article.byline, article.published) == (title, outlet, byline, published)
    assert article.headline is not None
    assert article.headline.of(article.text) == title
    kept = [line for line in article.text.split("\n") if line and not _removed(article, line)]
    assert kept == [title, *STORY.split("\n\n")]


def _removed(article: Article, line: str) -> bool:
    at = article.text.index(line)
    return any(cut.start <= at and at + len(line) <= cut.end for cut in article.removed)


def test_the_agency_of_the_dateline_is_the_outlet_where_no_other_is_stated() -> None:
    article = read_text(f"Ferry sinks off coast\n\nMAREN, March 3 (Meridian) — {STORY}")
    assert (article.outlet, article.metadata_from["outlet"]) == ("Meridian", "dateline")
    assert article.published is None
    assert article.dateline is not None
    assert (article.dateline.place, article.dateline.month, article.dateline.day) == ("Maren", 3, 3)
    assert article.removed[-1].reason == "dateline"


def test_a_dateline_with_a_year_dates_the_article() -> None:
    article = read_text(f"Ferry sinks off coast\n\nMAREN, 3 March 2026 (Meridian) – {STORY}")
    assert (article.published, article.metadata_from["published"]) == ("2026-03-03", "dateline")


def test_a_text_without_a_head_has_no_title() -> None:
    article = read_text(STORY)
    assert (article.title, article.headline, article.outlet, article.published) == (None, None, None, None)
    assert article.removed == ()


def test_an_update_is_not_a_publication() -> None:
    article = read("Ferry sinks off coast\nUpdated 22:20, 7 May 2026")
    assert (article.published, article.updated) == (None, "2026-05-07T22:20")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (STORY, "en"),
        ("Der Minister sagte am Dienstag, dass die Brücke bis zum Ende der Woche für den Verkehr gesperrt wird.", "de"),
        ("Le ministre a déclaré mardi que le pont serait fermé à la circulation jusqu'à la fin de la semaine.", "fr"),
        ("Министр сообщил во вторник, что мост будет закрыт для движения до конца недели, и не назвал причин.", "ru"),
        ("KX12 QQ PLM 99 ZRT", None),
        ("", None),
    ],
)
def test_the_language_is_told_by_its_function_words(text: str, language: str | None) -> None:
    assert detect_language(text) == language


def test_no_date_is_invented_on_the_story_sets(shared) -> None:  # type: ignore[no-untyped-def]
    """A stated date may be missed, never wrong; outlets that the files state are found in nine of ten."""
    for gold_file in sorted((shared / "training" / "stories").glob("*/gold.yaml")):
        gold = yaml.safe_load(gold_file.read_text(encoding="utf-8"))
        for entry in gold["articles"]:
            (article,) = read_files([gold_file.parent / entry["file"]]).articles
            if article.published and entry["published"]:
                assert article.published[:10] == str(entry["published"])[:10], f"{gold['story']}/{entry['file']}"
            assert article.published is None or entry["published"], f"{gold['story']}/{entry['file']}"
