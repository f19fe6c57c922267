"""The passage that comes nearest to what an article lacks."""

from __future__ import annotations

from dataclasses import replace

from core.comparison import Index
from core.model import Comparison, Engine, Nearest, OnlyIn
from gui.compare.nearest import Nearest as Finder
from tests.gui.conftest import Story, article, claim


def test_what_is_linked_comes_first(story: Story):
    index = Index(story.comparison)
    assert Finder(index).to([story.claims["built a"]], story.articles[2].id) == story.claims["bought c"]


def test_then_what_the_engine_noted(story: Story):
    only = (OnlyIn(story.claims["captain a"].id, Nearest(story.claims["sank c"].id, 0.2)),)
    index = Index(replace(story.comparison, only_in=only))
    assert Finder(index).to([story.claims["captain a"]], story.articles[2].id) == story.claims["sank c"]


def test_then_the_words_that_tell_most():
    a = article("Post", "One", "2026-03-03", "The bridge inspector found rust.")
    b = article(
        "Wire", "Two", "2026-03-03", "The bridge is old. The bridge is long. Rust was on the bridge. It rained."
    )
    wanted = claim(a, "The bridge inspector found rust.", 1)
    rust = claim(b, "Rust was on the bridge.", 1)
    others = [claim(b, text, 1) for text in ("The bridge is old.", "The bridge is long.", "It rained.")]
    index = Index(Comparison(Engine("", ""), (a, b), (wanted, rust, *others), (), (), ()))
    assert Finder(index).to([wanted], b.id) == rust
    assert Finder(index).to([others[2]], a.id) is None
