"""Quotations, hedging and names that differ, as layers over the texts."""

from __future__ import annotations

from dataclasses import replace

from core.comparison import Index
from core.model import Article, Attribution, Certainty, Claim, Comparison, Engine, NameMention
from gui.compare.layers import Layer, naming, overlays
from tests.gui.conftest import article, claim, within


def mention(of: Claim, words: str, canonical: str) -> NameMention:
    (span,) = within(of, words)
    return NameMention(canonical, "city", span.start, span.end)


def compared() -> tuple[Index, Article, Article]:
    a = article("Post", "One", "2026-03-03", "“We left Kiev at night,” Yalamov reportedly said.")
    b = article("Wire", "Two", "2026-03-03", "They left Kyiv by day, Dobrin Yalamov said.")
    one, two = claim(a, a.text[a.text.index("“") :], 1), claim(b, b.text[b.text.index("They") :], 1)
    one = replace(
        one,
        quotes=within(one, "We left Kiev at night"),
        hedges=within(one, "reportedly"),
        certainty=Certainty.REPORTED,
        attribution=Attribution("Yalamov", "said", True, "named", 0, 7),
        names=(mention(one, "Kiev", "kyiv"), mention(one, "Yalamov", "dobrin-yalamov")),
    )
    two = replace(two, names=(mention(two, "Kyiv", "kyiv"), mention(two, "Dobrin Yalamov", "dobrin-yalamov")))
    return Index(Comparison(Engine("", ""), (a, b), (one, two), (), (), ())), a, b


def words(index: Index, of: Article, *layers: Layer) -> list[tuple[str, str]]:
    found = overlays(index, of.id, frozenset(layers), naming(index))
    return [(overlay.span.of(of.text), overlay.tip) for overlay in found]


def test_each_layer_points_out_its_own_words_and_says_why():
    index, a, _ = compared()
    assert words(index, a, Layer.QUOTATIONS) == [("We left Kiev at night", "Quoted: Yalamov")]
    assert words(index, a, Layer.HEDGING) == [("reportedly", "Hedged: reported")]
    assert words(index, a) == []


def test_names_are_pointed_out_where_another_article_writes_them_otherwise():
    index, a, b = compared()
    assert words(index, a, Layer.NAMING) == [("Kiev", "Named elsewhere: “Kyiv” (B)")]
    assert words(index, b, Layer.NAMING) == [("Kyiv", "Named elsewhere: “Kiev” (A)")]


def test_a_surname_is_no_other_name():
    assert set(naming(compared()[0])) == {"kyiv"}
