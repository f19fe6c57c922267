from __future__ import annotations

from dataclasses import replace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from core import cleaning
from core.cleaning import clean, reason_of
from core.importers import read_files, read_text
from core.model import Article, Removed, Span


def article(text: str) -> Article:
    return Article(id="0", source_file="a.txt", sha256="0", text=text)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("All news", "navigation"),
        ("All news | World | Asia", "navigation"),
        ("Home > Chad > Health", "navigation"),
        ("Politics · Europe · Culture · Opinion", "navigation"),
        ("Advertisement", "navigation"),
        ("[Photo: Relatives wait at the harbour on Tuesday. Meridian]", "caption"),
        ("<Photo> The governor bangs the gavel on Thursday. Press corps", "caption"),
        ("Photo caption: A nurse prepares a shot. Dev Malik/The Standard", "caption"),
        ("The president at the summit AP Photo/Ann Lee", "caption"),
        ("© AP Photo/Ann Lee", "credit"),
        ("Image source, Getty Images", "credit"),
        ("(Reporting by Ann Lee in Maren; editing by Bo Ek)", "credit"),
        ("Read more: Why ferries keep sinking", "teaser"),
        ("READ: How to help", "teaser"),
        ("See also: Which branches are going?", "teaser"),
        ("Were you on the ferry? Email our newsdesk.", "appeal"),
        (">> Do you know the captain? Email tips@clarion.example", "appeal"),
        ("Sign up for our morning newsletter", "appeal"),
        ("Share this article before it is deleted!", "appeal"),
        ("We use cookies to make this site better.", "consent"),
        ("© 2026 The Post. All rights reserved.", "credit"),
        ("Comments: 41", "comments"),
    ],
)
def test_lines_that_are_no_news_have_a_reason(line: str, reason: str) -> None:
    assert reason_of(line) == reason


@pytest.mark.parametrize(
    "line",
    [
        "Read the letter that the minister sent to the union on Monday, she told parliament.",
        "More than 300 people were moved to safety, the agency said.",
        "Were they warned? The captain says no.",
        "We use cookies to bait the traps, the fisherman said.",
        "The photo: a boy on a raft, and nobody else to be seen anywhere in the frame.",
        "Watch towers were built along the border, and more are planned.",
        "He shared this article with the court on Friday and asked for it to be read out.",
        "Support for our party is growing, the leader said. The polls disagree.",
        "Live ammunition was used, witnesses said.",
        "Related charges were dropped in May.",
        "Copyright law will change next year.",
        "Politics is the art of the possible.",
        "It was a long, hard, bitter, costly strike.",
    ],
)
def test_sentences_of_news_are_kept(line: str) -> None:
    assert reason_of(line) is None


def test_a_caption_without_a_mark_is_told_by_the_credit_beside_it() -> None:
    text = (
        "The minister has resigned, the office said.\n"
        "Minister Ann Lee AP Photo/Bo Ek\nMinister Ann Lee\n© AP Photo/Bo Ek"
    )
    cleaned = clean(article(text))
    assert [(cut.reason, cut.span.of(text)) for cut in cleaned.removed] == [
        ("caption", "Minister Ann Lee AP Photo/Bo Ek"),
        ("caption", "Minister Ann Lee"),
        ("credit", "© AP Photo/Bo Ek"),
    ]


def test_a_sentence_is_a_caption_only_where_it_stands_apart_with_a_picture_credit() -> None:
    caption, credit = "Lorries wait at the closed bridge on Tuesday morning.", "Photo: Ann Lee / The Post"
    apart = f"The bridge is closed, they say.\n\n{caption}\n{credit}\n\nIt will open soon, they say."
    assert [cut.reason for cut in clean(article(apart)).removed] == ["caption", "credit"]
    among_others = f"The bridge is closed, they say.\n{caption}\n{credit}\nIt will open soon, they say."
    assert [cut.reason for cut in clean(article(among_others)).removed] == ["credit"]
    reported = f"{caption}\n(Reporting by Ann Lee; editing by Bo Ek)"
    assert [cut.reason for cut in clean(article(reported)).removed] == ["credit"]


def test_a_repeated_paragraph_is_set_aside_once_it_stands_again() -> None:
    paragraph = "The bridge over the river will stay closed to all cars until the end of the week, the city said."
    text = f"{paragraph}\n\nNo.\n\n{paragraph}\n\nNo."
    (cut,) = clean(article(text)).removed
    assert (cut.reason, cut.start) == ("repetition", text.rindex(paragraph))


def test_the_headline_and_earlier_marks_stay_as_they_are() -> None:
    text = "All news\nRead more: a headline of sorts\nAdvertisement"
    before = replace(article(text), headline=Span(9, 39), removed=(Removed(0, 8, "page"),))
    cleaned = clean(before)
    assert [(cut.start, cut.reason) for cut in cleaned.removed] == [(0, "page"), (40, "navigation")]
    assert clean(cleaned) == cleaned


def test_every_reason_is_explained() -> None:
    lexicon = cleaning.lexicon()
    known = dict(lexicon.reasons)
    used = {reason for reason, _ in lexicon.lines} | {reason for _, reason in lexicon.page.names}
    assert used <= set(known)
    assert all(known.values())


@given(
    st.lists(
        st.sampled_from(["All news", "A sentence of news that is long enough to count.", "", "Read more: x", "No."])
    )
)
def test_removed_spans_are_whole_lines_in_order(lines: list[str]) -> None:
    text = "\n".join(lines)
    previous = -1
    for cut in clean(article(text)).removed:
        assert cut.start > previous
        assert cut.start == 0 or text[cut.start - 1] == "\n"
        assert cut.end == len(text) or text[cut.end] == "\n"
        previous = cut.end


def test_no_judged_quotation_of_the_story_sets_is_set_aside(shared) -> None:  # type: ignore[no-untyped-def]
    """Captions and header lines that a judge quoted on purpose are the only exceptions: 4 of some 4,000."""
    lost = total = 0
    for gold_file in sorted((shared / "training" / "stories").glob("*/gold.yaml")):
        gold = yaml.safe_load(gold_file.read_text(encoding="utf-8"))
        texts = {path.name: read_files([path]).articles[0] for path in gold_file.parent.glob("*.txt")}
        for name, quote in set(_quotes(gold)):
            found = texts[name]
            at = found.text.index(quote)
            total += 1
            lost += any(cut.span.overlaps(Span(at, at + len(quote))) for cut in found.removed)
    assert total > 3000
    assert lost <= 4


def _quotes(node: object) -> list[tuple[str, str]]:
    if isinstance(node, list):
        return [quote for item in node for quote in _quotes(item)]
    if not isinstance(node, dict):
        return []
    own = [(node["file"], node["quote"])] if "file" in node and "quote" in node else []
    return own + [quote for value in node.values() for quote in _quotes(value)]


def test_a_pasted_text_is_cleaned() -> None:
    found = read_text(
        "Ferry sinks off coast\n\nIt went down at dawn, the agency said on Tuesday.\n\nRead more: Why ferries sink"
    )
    assert [cut.reason for cut in found.removed] == ["teaser"]
