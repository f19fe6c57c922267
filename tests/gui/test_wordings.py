"""Dates, lengths and counts in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.comparison import word_count
from core.model import Relation
from core.relations import RULES
from gui import wordings
from gui.session import Session
from tests.gui.conftest import Story


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("2026-03-03", "3 Mar 2026"),
        ("2026-03-03T14:20", "3 Mar 2026, 14:20"),
        ("2026-03-03T14:20:00+02:00", "3 Mar 2026, 14:20"),
        (None, "No date found"),
        ("yesterday", "yesterday"),
    ],
)
def test_moments(stamp: str | None, expected: str):
    assert wordings.moment(stamp) == expected


def test_removed_words_do_not_count(story: Story):
    article = story.articles[0]
    assert wordings.words(article) == f"{word_count(article)} words"
    assert word_count(article) < word_count(replace(article, removed=()))


def test_counts():
    assert wordings.counted({Relation.CONFLICTS: 2, Relation.AGREES: 1}) == "2 conflicts, 1 agreement"
    assert wordings.counted({}) == "nothing marked"


def test_a_link_in_one_line(session: Session, story: Story):
    session.set_articles(story.articles)
    session.set_comparison(story.comparison, complete=True)
    why = wordings.why(session, story.links["captain"].id)
    assert why == "≠ A–B: “not” in one stands against “was” in the other"
    assert wordings.why(session, "no such link") == ""


def test_a_long_claim_is_cut_between_words(story: Story):
    assert wordings.opening(story.claims["dead a"], 20) == "At least twelve …"


def test_every_rule_is_put_into_plain_words():
    assert all(wordings.rule(name) != name for name in RULES)
    assert wordings.rule("a.new.one") == "a.new.one"
