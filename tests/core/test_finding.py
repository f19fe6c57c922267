"""Finding a claim in one's own words."""

from __future__ import annotations

import pytest

from core.errors import Cancelled, ResourceError
from core.finding import Finds, find_passages
from core.memory import Memory
from core.model import Article, Comparison, Relation
from core.options import AnalysisOptions
from core.pipeline import analyse
from core.progress import Progress
from tests.core.statements import article as _article

WORDS = AnalysisOptions(semantics="off")


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return analyse(
        [
            _told("one", "The ferry sank off Varda at dawn. Twelve people were killed. The weather had been calm."),
            _told("two", "Fifteen people were killed when the ferry sank. Its owner bought it in 2019."),
            _told("three", "No one was killed in the accident, the ministry said. Schools open on Monday."),
        ],
        WORDS,
    )


def _told(name: str, body: str) -> Article:
    return _article(body, name)


def words(finds: Finds, relation: Relation | None = None) -> list[str]:
    return [found.claim.text for found in finds.found if relation is None or found.relation is relation]


def test_passages_that_assert_and_deny_come_from_all_articles(comparison: Comparison):
    finds = find_passages("Twelve people died", comparison)
    assert not finds.by_words
    assert any("Twelve people were killed" in text for text in words(finds, Relation.AGREES))
    assert any("Fifteen people were killed" in text for text in words(finds, Relation.CONFLICTS))
    assert "Schools" not in " ".join(words(finds)[:3])
    outlets = {comparison.article(found.claim.article).outlet for found in finds.telling}
    assert outlets >= {"one", "two"}


def test_reasons_stand_where_the_passage_stands(comparison: Comparison):
    texts = {article.id: article.text for article in comparison.articles}
    finds = find_passages("Twelve people were killed", comparison, WORDS)
    conflict = next(found for found in finds.found if found.relation is Relation.CONFLICTS)
    reason = next(reason for reason in conflict.reasons if reason.kind == "number")
    assert reason.b[0].of(texts[conflict.claim.article]) == "Fifteen"
    assert reason.a[0].of(finds.statement) == "Twelve"


def test_without_models_words_are_compared_and_it_is_said(comparison: Comparison, monkeypatch: pytest.MonkeyPatch):
    def missing(*_anything: object) -> None:
        raise ResourceError("The model is missing.", (), "Install again.")

    monkeypatch.setattr("core.memory.Memory.vectors", missing)
    finds = find_passages("The ferry sank", comparison)
    assert finds.by_words
    assert any("ferry sank off Varda" in text for text in words(finds))
    assert find_passages("The ferry sank", comparison, WORDS).by_words


def test_where_nobody_says_so_the_nearest_are_named_or_none(comparison: Comparison):
    near = find_passages("The ferry was painted blue in spring", comparison)
    assert not any("painted" in text for text in words(near))
    assert find_passages("Quarterly bond yields", comparison, WORDS).found == ()
    assert find_passages("   ", comparison).found == ()


def test_the_same_question_has_the_same_answer(comparison: Comparison):
    memory = Memory()
    first = find_passages("The ferry went down at daybreak", comparison, memory=memory)
    assert first == find_passages("The ferry went down at daybreak", comparison, memory=memory)


def test_it_can_be_stopped(comparison: Comparison):
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        find_passages("The ferry sank", comparison, progress=progress)


def test_no_passage_lies_within_another():
    text = "The ministry said that the ferry sank off Varda and that twelve people were killed."
    told = analyse([_told("one", text), _told("two", "The ferry sank off Varda. Twelve people were killed.")], WORDS)
    assert any(one.span.overlaps(other.span) for one in told.claims for other in told.claims if one.id < other.id)
    found = find_passages("Twelve people were killed", told, WORDS).found
    spans = [(f.claim.article, f.claim.span) for f in found]
    for place, (article, span) in enumerate(spans):
        assert not any(article == other and span.overlaps(its) for other, its in spans[place + 1 :])
