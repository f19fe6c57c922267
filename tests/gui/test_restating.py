"""A retyped link among others, with what it does not touch taken over."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from core.model import Reason, Relation
from gui.marks import Basis
from gui.restating import restated
from tests.benchmarks.linked import articles, linked


@pytest.mark.parametrize("seed", range(6))
def test_it_is_the_same_as_if_all_were_made_anew(seed: int):
    chance = random.Random(seed)
    comparison = linked(articles(4, 300), 40)
    clusters = tuple(cluster for cluster in comparison.clusters if chance.random() < 0.6)
    comparison = replace(comparison, clusters=clusters)
    said = Reason("date", "You said so.", "judgement.retyped")
    changed = {
        link.id: replace(link, relation=chance.choice(list(Relation)), reasons=(said, *link.reasons))
        for link in chance.sample(comparison.links, 7)
    }
    after = replace(comparison, links=tuple(changed.get(link.id, link) for link in comparison.links))
    quick, whole = restated(Basis(comparison), changed), Basis(after)
    assert quick.links == whole.links
    assert (quick.totals, quick.kinds) == (whole.totals, whole.kinds)
    assert {a: dict(c) for a, c in quick.counts.items()} == {a: dict(c) for a, c in whole.counts.items()}
    assert {a: list(m) for a, m in quick.marks.items()} == {a: list(m) for a, m in whole.marks.items()}
    assert list(quick.rows.items()) == list(whole.rows.items())
