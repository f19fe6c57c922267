"""The sample coverage is what its list of planted links says it is."""

from __future__ import annotations

import pytest
import yaml

from core import resources
from core.importers import read_files
from core.model import Relation

FOLDER = resources.path("samples")
FILES = sorted(FOLDER.glob("*.txt"))
PLANTED = yaml.safe_load((FOLDER / "planted.yaml").read_text(encoding="utf-8"))


def test_there_are_three_outlets_of_one_day() -> None:
    reading = read_files(FILES)
    assert not reading.problems
    assert {article.outlet for article in reading.articles} == {
        "Euxine News Agency",
        "Rousse Mercury",
        "The Bucharest Ledger",
    }
    assert sorted(str(article.published)[:16] for article in reading.articles) == [
        "2026-03-03T09:40",
        "2026-03-03T18:05",
        "2026-03-03T19:10",
    ]


def test_headlines_and_bylines_are_read() -> None:
    read = {article.outlet: article for article in read_files(FILES).articles}
    assert read["The Bucharest Ledger"].title == "Eleven hurt as barges ram Danube bridge"
    assert read["Euxine News Agency"].byline == "Mirela Stancheva"
    assert read["Rousse Mercury"].byline == "Vesela Grozeva"


def test_the_dateline_of_the_agency_is_read() -> None:
    agency = next(article for article in read_files(FILES).articles if article.outlet == "Euxine News Agency")
    assert agency.dateline is not None
    assert (agency.dateline.place, agency.dateline.month, agency.dateline.day) == ("Ruse", 3, 3)


@pytest.mark.parametrize("line", ["Home | Romania", "Lorries queue", "Photo: Oana", "Read more:"])
def test_what_is_no_article_is_set_aside(line: str) -> None:
    ledger = next(article for article in read_files(FILES).articles if article.outlet == "The Bucharest Ledger")
    at = ledger.text.index(line)
    assert any(cut.start <= at < cut.end for cut in ledger.removed)


@pytest.mark.parametrize("planted", PLANTED, ids=lambda p: f"{p['relation']}-{p['kind']}")
def test_a_planted_quotation_stands_exactly_once_in_its_file(planted: dict) -> None:
    for side in (planted["a"], planted["b"]):
        assert (FOLDER / side["file"]).read_text(encoding="utf-8").count(side["quote"]) == 1
    assert planted["relation"] in set(Relation)
    assert planted["a"]["file"] != planted["b"]["file"]


def test_every_main_kind_of_link_is_planted() -> None:
    kinds = {(planted["relation"], planted["kind"]) for planted in PLANTED}
    assert {("conflicts", kind) for kind in ("number", "date", "negation", "denial", "quote")} <= kinds
    assert {("agrees", kind) for kind in ("meaning", "wording", "number", "name")} | {("changed", "number")} <= kinds
