from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cover import Cover
from core.importers import read_text
from core.model import Article, Removed, Span
from core.segmenting import paragraphs, segment, split
from tests.quality.segmentation import SETS, score


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "expected",
    [
        ["Mr. Lee met Lt. Gov. Ann Dow on Monday.", "They spoke for an hour."],
        ["The U.S. Senate voted on Friday.", "It was close."],
        ["He lives in the U.S.", "He was born in Norway."],
        ["“It is over,” she said.", "“We go home.”"],
        ["“It is over.”", "She left."],
        ['"Why now?" the minister asked.', "Nobody answered."],
        ["“Why now?” Mr. Lee said.", "Nobody answered."],
        ["He spoke last week.", '"We go on," he said.'],
        ["It fell by 3.5 percent to $1.2 billion.", "Shares rose."],
        ["Rep. Ann Dow (D-Md.), who voted no, left.", "Others stayed."],
        ["He said that… well, nothing.", "Then he left."],
        ["They love it...", "I do not."],
        ["J. K. Lee and A. B. Dow signed.", "The rest did not."],
        ["It began at 7 a.m. on Tuesday.", "It ended at 9 p.m."],
        ["Who paid?", "Nobody knows!", "Nobody will say."],
        ["She stays (for now).", "He goes."],
        ["He left for lunch this month.", "(He is still there.)"],
    ],
)
def test_sentences_of_a_paragraph(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_free_straight_quotation_marks_alternate() -> None:
    text = '" We go on , " she said . " All of us . " He left .'
    assert sentences(text) == ['" We go on , " she said .', '" All of us . "', "He left ."]


def test_paragraphs_are_lines_unless_they_are_wrapped() -> None:
    wrapped = (
        "The harbour was closed on Monday after a storm had\n"
        "damaged the northern quay and two cranes, the office\n"
        "said in a statement that it published on Tuesday."
    )
    text = f"First line\nSecond line\n\n{wrapped}\n\n\n  \nLast."
    assert [span.of(text) for span in paragraphs(text)] == ["First line", "Second line", wrapped, "Last."]


def test_bullets_are_paragraphs_of_their_own() -> None:
    text = "\n".join(f"• Item number {number} of a list that is long enough to look wrapped" for number in range(4))
    assert len(list(paragraphs(text))) == 4


def test_numbers_count_kept_paragraphs_and_the_headline_is_paragraph_0() -> None:
    article = read_text(
        "All news\n\nFerry sinks off coast\nThe Post | Ann Lee | 2026-03-03\n\nMAREN (PPS) — It sank at dawn on "
        "Tuesday, the agency said. All were saved, and the captain was the last to leave.\n\n"
        "Read more: Why ferries sink\n\nIt was old."
    )
    found = [(each.paragraph, each.number, each.span.of(article.text)[:12]) for each in segment(article)]
    assert found == [
        (0, 1, "Ferry sinks "),
        (1, 1, "It sank at d"),
        (1, 2, "All were sav"),
        (2, 1, "It was old."),
    ]


def test_a_span_removed_by_hand_splits_a_paragraph_and_keeps_its_number() -> None:
    text = "One came. Two left. Three stayed."
    article = Article(id="0", source_file="a", sha256="0", text=text, removed=(Removed(10, 19, "page"),))
    assert [(each.paragraph, each.number, each.span.of(text)) for each in segment(article)] == [
        (1, 1, "One came."),
        (1, 2, "Three stayed."),
    ]


WORDS = st.sampled_from(
    ["Mr.", "Lee", "said.", '"', "“Yes.”", "U.S.", "...", "…", "?", "\n", "\n\n", "12.5", "(no", "it.)", "-"]
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=40).map(" ".join))


@given(TEXTS, st.lists(st.tuples(st.integers(0, 120), st.integers(1, 30)), max_size=4))
def test_sentences_lie_in_order_and_cover_all_that_is_kept(text: str, cuts: list[tuple[int, int]]) -> None:
    removed = tuple(sorted(Removed(at, min(at + size, len(text)), "page") for at, size in cuts if at < len(text)))
    article = replace(Article(id="0", source_file="a", sha256="0", text=text), removed=removed)
    holes = Cover(cut.span for cut in removed)
    end = 0
    inside: set[int] = set()
    for sentence in segment(article):
        assert end <= sentence.start < sentence.end <= len(text)
        words = sentence.span.of(text)
        assert words == words.strip()
        assert not holes.overlaps(sentence.span)
        inside.update(range(sentence.start, sentence.end))
        end = sentence.end
    kept = [at for gap in holes.gaps(Span(0, len(text))) for at in range(gap.start, gap.end)]
    assert all(at in inside for at in kept if not text[at].isspace())


@pytest.mark.parametrize(
    "unit", ["word ", "x", "a. ", '" ', "\n", "... ", "A.", "It sank at dawn on Tuesday. ", "(", "A line.\n"]
)
def test_a_huge_text_of_one_sort_is_split_soon(unit: str) -> None:
    text = unit * (300_000 // len(unit)) + "."
    start = time.monotonic()
    segment(Article(id="0", source_file="a", sha256="0", text=text))
    assert time.monotonic() - start < 10


@pytest.mark.parametrize(("name", "floor"), [("basil", 0.98), ("ecbplus", 0.97)])
def test_boundaries_agree_with_those_of_readers(shared, name: str, floor: float) -> None:  # type: ignore[no-untyped-def]
    """Of ECB+, whose headlines run into the text without any mark, only boundaries that a mark shows are counted."""
    assert SETS[name].is_file() or SETS[name].is_dir()
    found = score("parallax", name)
    assert (found.f1 if name == "basil" else found.f1_marked) >= floor
