"""Work on a workspace at random, for tests: articles of one story, and edits of every kind."""

from __future__ import annotations

import random
from dataclasses import replace

from core.importers import read_text
from core.model import Article, Relation, Span
from core.options import AnalysisOptions
from core.workspace import edits
from core.workspace.edits import Edit
from core.workspace.judgements import (
    About,
    Anchor,
    Correction,
    Credibility,
    Judgement,
    Level,
    ManualLink,
    Note,
    Reliability,
    Ruling,
    SourceGrade,
    Status,
    Subject,
    Workspace,
    anchor_at,
)

TEXTS = {
    "courier.txt": """Menu | Home | Weather

Ferry fire kills 12 near Tulcea
The Danube Courier
March 3, 2026

At least 12 people were killed when the ferry Sirena caught fire near Tulcea on Monday, the river police said.

The ferry carried 140 passengers. Officials said that the captain had reported smoke at 5 a.m.

The transport ministry confirmed that the ferry had been inspected in January.
""",
    "herald.txt": """Twenty-one dead in ferry blaze
The Galati Herald
March 3, 2026

The ferry Sirena caught fire near Tulcea on Monday, killing exactly 21 people, according to the river police.

The transport ministry denied that the ferry had been inspected in January.

The ferry carried 140 passengers. A night market in Galati was cancelled.
""",
    "post.txt": """Captain saw smoke, owner says 🚢
The Post
March 4, 2026

The captain of the ferry Sirena reported smoke at 5 a.m. on Monday, the owner of the ferry said in a statement.

The fire near Tulcea killed 12 people, and the ferry had carried 140 passengers, according to the statement.
""",
}


def articles() -> tuple[Article, ...]:
    """Return the articles of the story."""
    return tuple(read_text(text, name) for name, text in TEXTS.items())


def filled() -> Workspace:
    """Return a workspace that holds the story and nothing else."""
    return edits.apply(Workspace(), edits.add_articles(Workspace(), articles(), list(TEXTS)))[0]


def passage(workspace: Workspace, file: str, words: str) -> Anchor:
    """Return the anchor of some words of an article."""
    article = next(a for a in workspace.articles.values() if a.source_file == file)
    start = article.text.index(words)
    return anchor_at(article, Span(start, start + len(words)))


def random_edit(rng: random.Random, workspace: Workspace) -> Edit:
    """Return any edit that fits a workspace."""
    if not workspace.articles:
        return edits.add_articles(workspace, articles(), list(TEXTS), "2026-03-04T10:00:00Z")
    return rng.choice(_KINDS)(rng, workspace)


def _describe(rng: random.Random, _: Workspace) -> Edit:
    return edits.describe(
        title=_words(rng), confidence=rng.choice([None, *Level]), names=rng.choice([None, "a: b"]),
        options=AnalysisOptions(min_similarity=rng.random(), rules_off=("number.differs",) * rng.randint(0, 1)),
    )  # fmt: skip


def _remove(rng: random.Random, workspace: Workspace) -> Edit:
    return edits.remove_article(workspace, rng.choice(sorted(workspace.articles)))


def _add(rng: random.Random, workspace: Workspace) -> Edit:
    return edits.add_articles(workspace, rng.sample(articles(), 2), ["one", "other"])


def _judge(rng: random.Random, workspace: Workspace) -> Edit:
    return edits.judge(judgement(rng, workspace))


def judgement(rng: random.Random, workspace: Workspace) -> Judgement:
    """Return any judgement of a link or a cluster."""
    subject = rng.choice(list(Subject))
    size = 2 if subject is Subject.LINK else rng.randint(1, 4)
    ruling = rng.choice([None, *Ruling])
    return Judgement(
        tuple(_anchor(rng, workspace) for _ in range(size)), ruling, subject, rng.choice([None, *Relation]),
        rng.choice(list(Relation)) if ruling is Ruling.RETYPE else None, rng.choice([None, "number"]),
        rng.choice([None, *Level]), rng.choice([None, *Level]), rng.choice(list(Status)), _words(rng),
        tuple(_words(rng) for _ in range(rng.randint(0, 2))), "Ana", "2026-03-04T10:00:00Z",
    )  # fmt: skip


def _unjudge(rng: random.Random, workspace: Workspace) -> Edit:
    if not workspace.judgements:
        return _judge(rng, workspace)
    return edits.unjudge(rng.choice(sorted(workspace.judgements)))


def _split(rng: random.Random, workspace: Workspace) -> Edit:
    return edits.split(workspace, [_anchor(rng, workspace)], [_anchor(rng, workspace), _anchor(rng, workspace)])


def _merge(rng: random.Random, workspace: Workspace) -> Edit:
    return edits.merge(workspace, [[_anchor(rng, workspace)] for _ in range(3)])


def _link(rng: random.Random, workspace: Workspace) -> Edit:
    a, b = _anchor(rng, workspace), _anchor(rng, workspace)
    return edits.link_by_hand(ManualLink(str(rng.randint(1, 5)), a, b, rng.choice(list(Relation)), note=_words(rng)))


def _note(rng: random.Random, workspace: Workspace) -> Edit:
    anchors = tuple(_anchor(rng, workspace) for _ in range(rng.randint(0, 2)))
    article = rng.choice([None, *workspace.articles])
    return edits.write_note(
        Note(str(rng.randint(1, 9)), _words(rng), rng.choice(list(About)), anchors, article, anchors)
    )


def _grade(rng: random.Random, workspace: Workspace) -> Edit:
    key = rng.choice(sorted(workspace.articles))
    return edits.grade(SourceGrade(key, rng.choice([None, *Reliability]), rng.choice([None, *Credibility])))


def _correct(rng: random.Random, workspace: Workspace) -> Edit:
    key = rng.choice(sorted(workspace.articles))
    return edits.correct(Correction(key, {"outlet": _words(rng), "byline": None}, "Ana"))


def _restore(rng: random.Random, workspace: Workspace) -> Edit:
    article = next((a for a in workspace.articles.values() if a.removed), None)
    return edits.restore(workspace, article.id, article.removed[0]) if article else _note(rng, workspace)


def _bounds(rng: random.Random, workspace: Workspace) -> Edit:
    key = rng.choice(sorted(workspace.articles))
    known = workspace.bounds.get(key)
    if known and rng.random() < 0.3:
        return edits.drop_bounds(workspace, key, rng.choice(known.spans))
    anchors = [a for j in workspace.judgements.values() for a in j.anchors if a.article == key]
    old = rng.choice(anchors).span if anchors else None
    return edits.set_bounds(workspace, key, _anchor_in(rng, workspace, key).span, old)


_KINDS = (
    *(_describe, _remove, _add, _judge, _judge, _judge, _unjudge, _split),
    *(_merge, _link, _note, _grade, _correct, _restore, _bounds),
)


def _anchor(rng: random.Random, workspace: Workspace) -> Anchor:
    return _anchor_in(rng, workspace, rng.choice(sorted(workspace.articles)))


def _anchor_in(rng: random.Random, workspace: Workspace, key: str) -> Anchor:
    article = workspace.articles[key]
    start = rng.randrange(len(article.text) - 10)
    return anchor_at(article, Span(start, start + rng.randint(1, 80)))


def _words(rng: random.Random) -> str:
    return rng.choice(
        ["", "checked", "Ask “the police” – 2×", "naïve 🚢 \ud83d", "line\nline\0", "'); DROP TABLE notes"]
    )


def changed(article: Article, old: str, new: str) -> Article:
    """Return another version of an article, as it would be read."""
    assert old in article.text
    return replace(read_text(article.text.replace(old, new), article.source_file), outlet=article.outlet)
