from __future__ import annotations

from dataclasses import replace

import pytest

from core.claims import claim_id, find_claims, text_hash, whole_claim
from core.model import Article, Certainty, Claim, ClaimKind, Dateline, Polarity, Span
from core.segmenting import segment
from tests.core.statements import article, spans, told


def claims(text: str | Article) -> tuple[Claim, ...]:
    owner = article(text) if isinstance(text, str) else text
    return find_claims(owner, segment(owner))


def only(text: str | Article) -> Claim:
    (claim,) = claims(text)
    return claim


def test_a_claim_is_a_stretch_of_the_stored_text_with_its_place() -> None:
    owner = article("The tug sank at dawn. Divers searched it.\n\nThe quay was closed to cars.")
    found = claims(owner)
    assert [(c.text, c.paragraph, c.sentence) for c in found] == [
        ("The tug sank at dawn.", 1, 1),
        ("Divers searched it.", 1, 2),
        ("The quay was closed to cars.", 2, 1),
    ]
    for claim in found:
        assert claim.text == owner.text[claim.start : claim.end]
        assert claim.article == owner.id
        assert claim.id == claim_id(owner.id, claim.span)
        assert claim.why


def test_ids_come_from_the_text_and_the_span_alone() -> None:
    text = "The tug sank at dawn. Divers searched it."
    one, other = claims(article(text, "Post", published="2026-03-03")), claims(article(text, "Times"))
    assert [c.id for c in one] == [c.id for c in other]
    assert len({c.id for c in one}) == len(one)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The tug sank at dawn.", ["The tug sank at dawn."]),
        ("Officials said that the bridge was closed.", ["the bridge was closed."]),
        ("The bridge was closed, officials said.", ["The bridge was closed"]),
        (
            "Divers found the wreck; the crew was saved by a trawler.",
            ["Divers found the wreck", "the crew was saved by a trawler."],
        ),
        (
            "The old bridge was closed, but the new tunnel was opened to cars.",
            ["The old bridge was closed", "the new tunnel was opened to cars."],
        ),
        ("The mayor rose and left.", ["The mayor rose and left."]),
        ("The mayor met divers, sailors and fishermen.", ["The mayor met divers, sailors and fishermen."]),
        ("12 people drowned and 47 were missing.", ["12 people drowned", "47 were missing."]),
    ],
)
def test_a_sentence_is_cut_where_each_part_can_stand_alone(text: str, parts: list[str]) -> None:
    assert [c.text for c in claims(text)] == parts


@pytest.mark.parametrize(
    "text",
    [
        "Officials said that the old bridge was closed, but the new tunnel was opened to cars.",
        "12 people drowned in the night and 47 were missing at dawn, the mayor said on Monday.",
        "A fire broke out, killing 12 people, and the mayor said the town was in mourning.",
        "“We knew it,” said Marta Ilves, the mayor, who had 3 boats sent out at 5 a.m. on Monday.",
    ],
)
def test_no_figure_of_a_sentence_is_lost_in_the_cutting(text: str) -> None:
    figures = {word.strip(",.") for word in text.split() if word[0].isdigit()}
    cut = " ".join(c.text for c in claims(text))
    assert {figure for figure in figures if figure not in cut} == set()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The tug sank at dawn.", ClaimKind.STATEMENT),
        ("Why did the tug sink so fast?", ClaimKind.QUESTION),
        ("The council should resign over the flood.", ClaimKind.OPINION),
        ("“We will never leave this old town,” said Mayor Marta Ilves.", ClaimKind.QUOTE),
    ],
)
def test_a_claim_knows_what_sort_of_utterance_it_is(text: str, kind: ClaimKind) -> None:
    assert only(text).kind is kind


def test_the_headline_is_one_claim_of_its_own_kind() -> None:
    text = "Ferry fire kills 12, mayor says; pilot missing\n\nThe tug sank at dawn."
    owner = article(text, headline=Span(0, text.index("\n")))
    headline, body = claims(owner)
    assert headline.kind is ClaimKind.HEADLINE
    assert headline.text == "Ferry fire kills 12, mayor says; pilot missing"
    assert headline.paragraph == 0
    assert body.kind is ClaimKind.STATEMENT


def test_a_dateline_is_no_part_of_the_first_claim() -> None:
    text = "PORT MAREN, March 3 (ENA) — The tug sank at dawn."
    owner = article(text, dateline=Dateline(0, text.index(" —"), "Port Maren", 3, 3, "ENA"))
    assert [c.text for c in claims(owner)] == ["The tug sank at dawn."]


def test_facts_lie_inside_their_claim_with_offsets_of_the_article() -> None:
    text = (
        "It rained.\n\nAt least 12 sailors did not leave Kiev on Monday, and the crew of a tug may have seen 3 boats."
    )
    owner = article(text, published="2026-03-03")
    for claim in claims(owner):
        for fact in (*claim.quantities, *claim.dates, *claim.names):
            assert claim.span.contains(fact.span)
        assert all(claim.span.contains(cue) for cue in claim.negations)
    first = next(c for c in claims(owner) if "sailors" in c.text)
    assert told(text, [q.span for q in first.quantities]) == ("At least 12",)
    assert told(text, [n.span for n in first.names]) == ("Kiev",)
    assert first.negations == spans(text, "not")
    assert first.dates[0].first == "2026-03-02"


@pytest.mark.parametrize(
    ("text", "certainty", "polarity", "source"),
    [
        ("The bridge was closed.", Certainty.CERTAIN, Polarity.POSITIVE, None),
        ("The bridge was not closed.", Certainty.CERTAIN, Polarity.NEGATIVE, None),
        ("The bridge may be closed.", Certainty.POSSIBLE, Polarity.POSITIVE, None),
        ("Officials said that the bridge was closed.", Certainty.REPORTED, Polarity.POSITIVE, "Officials"),
        ("The bridge was not closed, officials said.", Certainty.REPORTED, Polarity.NEGATIVE, "officials"),
        ("Mayor Ilves said that the bridge may be closed.", Certainty.POSSIBLE, Polarity.POSITIVE, "Mayor Ilves"),
        ("The mayor alleged that the bridge was closed.", Certainty.ALLEGED, Polarity.POSITIVE, "The mayor"),
    ],
)
def test_a_claim_carries_its_source_certainty_and_polarity(
    text: str, certainty: Certainty, polarity: Polarity, source: str | None
) -> None:
    claim = only(text)
    assert claim.certainty is certainty
    assert claim.polarity is polarity
    assert (claim.attribution.source if claim.attribution else None) == source


def test_each_clause_has_the_source_that_is_named_for_it() -> None:
    text = "Russia's ministry said that it had shot down 12 drones, but Kyiv said that 21 had reached their targets."
    sources = {c.quantities[0].value: c.attribution and c.attribution.source for c in claims(text)}
    assert sources == {12: "Russia's ministry", 21: "Kyiv"}


def test_a_whole_text_can_be_one_claim() -> None:
    owner = article("Officials said that 12 people drowned; 47 were missing.")
    claim = whole_claim(owner)
    assert claim.text == owner.text
    assert [q.value for q in claim.quantities] == [12, 47]
    assert claim.attribution is not None


@pytest.mark.parametrize("text", ["", " \n\n ", "\u200b", "—", "12", "?", "“”"])
def test_hardly_any_text_is_no_reason_to_fail(text: str) -> None:
    owner = article(text)
    assert all(c.text == text[c.start : c.end] for c in claims(owner))
    assert whole_claim(owner).text == text


def test_the_hash_of_a_text_takes_any_text() -> None:
    assert text_hash("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert len({text_hash("a"), text_hash("b"), text_hash("\ud800")}) == 3


def test_a_claim_that_the_analyst_made_takes_the_place_of_what_it_covers() -> None:
    text = "The tug sank at dawn and 12 people drowned, police said. Divers searched it. The quay was closed."
    owner = article(text)
    before = claims(owner)
    start = text.index("12 people")
    span = Span(start, start + len("12 people drowned, police said. Divers searched it."))
    found = claims(replace(owner, own_claims=(span,)))
    own = next(claim for claim in found if claim.span == span)
    assert own.why == "bounds set by hand"
    assert (own.id, own.text) == (claim_id(owner.id, span), span.of(text))
    assert [quantity.value for quantity in own.quantities] == [12]
    assert own.attribution is not None
    assert own.paragraph == 1
    assert "Divers searched it." not in {claim.text for claim in found}
    assert found[-1] == before[-1]
    assert list(found) == sorted(found, key=lambda claim: claim.span)


def test_a_claim_is_parted_by_two_bounds() -> None:
    text = "The tug sank at dawn near the old quay."
    owner = replace(article(text), own_claims=(Span(0, 20), Span(21, 38)))
    assert [claim.text for claim in claims(owner)] == ["The tug sank at dawn", "near the old quay"]
