from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from core.cover import Cover
from core.model import Span

SPANS = st.tuples(st.integers(0, 40), st.integers(0, 8)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(st.lists(SPANS, max_size=12), SPANS.filter(len))
def test_a_cover_answers_as_the_set_of_its_places_does(spans: list[Span], asked: Span) -> None:
    covered = {at for span in spans for at in range(span.start, span.end)}
    places = set(range(asked.start, asked.end))
    cover = Cover(spans)
    assert cover.overlaps(asked) == bool(covered & places)
    assert cover.contains(asked) == (places <= covered)
    gaps = list(cover.gaps(asked))
    assert [at for gap in gaps for at in range(gap.start, gap.end)] == sorted(places - covered)
    assert all(one.end < other.start for one, other in itertools.pairwise(gaps))
