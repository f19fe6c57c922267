"""What holds for every detector, whatever it looks for: a new one is held to it by its registry line."""

from __future__ import annotations

from collections import Counter

import pytest

from core.model import Article, Span
from core.relations import DETECTORS, RULES, Detector, Finding, Sense
from tests.core.statements import pair

TUESDAY, WEDNESDAY = "2026-03-03", "2026-03-04"
TWELVE = "12 people were killed and 30 injured in the ferry fire off Port Maren on Monday."
PAIRS = {
    "equal": (TWELVE, TWELVE, TUESDAY, TUESDAY),
    "figure": (TWELVE, "21 people were killed in the ferry fire off Port Maren on Monday.", TUESDAY, TUESDAY),
    "grown": (TWELVE, "21 people were killed in the ferry fire off Port Maren.", TUESDAY, WEDNESDAY),
    "bounds": ("At least 12 people drowned off Port Maren.", "21 people drowned off Port Maren.", None, None),
    "units": ("The camp lies 5 km from Port Maren.", "The camp lies 3.1 miles from Port Maren.", None, None),
    "date": ("The dam was inspected on October 14.", "The dam was inspected on November 14.", TUESDAY, TUESDAY),
    "same day": ("The old ferry sank on Monday.", "The old ferry sank yesterday.", TUESDAY, TUESDAY),
    "negation": ("A pilot was aboard the tug Vidra.", "No pilot was aboard the tug Vidra.", None, None),
    "denial": ("The owner knew of the fault in the tug.", "The owner denied any fault in the tug.", None, None),
    "opposite": ("The court acquitted the harbour master.", "The court convicted the harbour master.", None, None),
    "variant": ("Troops left Kiev at dawn.", "Ukraine's troops left Kyiv in the evening.", None, None),
    "place": ("The fire broke out near Lviv at night.", "The fire broke out near Odesa at night.", None, None),
    "person": ("The prize went to Marta Ilves.", "The prize went to Radina Petrova.", None, None),
    "roles": ("Then Ukraine shelled a depot in Russia.", "Then Russia shelled a depot in Ukraine.", None, None),
    "hedge": ("The driver fled the depot.", "The driver allegedly fled the depot.", None, None),
    "scope": ("All schools were closed.", "Some schools were closed.", None, None),
    "drift": ("“We asked for a second bridge,” she said.", "“We asked for a new bridge,” she said.", None, None),
    "seat": ("Seoul rejected the talks.", "South Korea rejected the talks.", None, None),
    "both": (
        "Officials denied that 12 sailors drowned.",
        "About 20 sailors did not drown, the Board said.",
        None,
        TUESDAY,
    ),
    "strangers": ("Divers searched the wreck at dawn.", "A choir from Leeds won.", None, WEDNESDAY),
    "short": ("Fire!", "12", None, None),
}

each_detector = pytest.mark.parametrize("detector", [pytest.param(DETECTORS[n], id=n) for n in DETECTORS.names()])
each_pair = pytest.mark.parametrize("texts", [pytest.param(texts, id=name) for name, texts in PAIRS.items()])


def spans_of(finding: Finding, article: Article, of_a: bool) -> list[Span]:
    spans = finding.reason.a if of_a else finding.reason.b
    assert all(0 <= s.start < s.end <= len(article.text) for s in spans)
    return list(spans)


@each_pair
@each_detector
def test_it_finds_the_same_each_time(detector: Detector, texts: tuple[str, str, str | None, str | None]) -> None:
    assert detector(pair(*texts)) == detector(pair(*texts))


@each_pair
@each_detector
def test_its_reasons_are_named_worded_and_shown_in_the_texts(
    detector: Detector, texts: tuple[str, str, str | None, str | None]
) -> None:
    one = pair(*texts)
    for finding in detector(one):
        reason = finding.reason
        assert reason.text.strip()
        assert reason.kind
        assert reason.rule in RULES, "a rule that is not listed cannot be switched off"
        assert 0 <= finding.strength <= 1
        a, b = spans_of(finding, one.a.article, True), spans_of(finding, one.b.article, False)
        if finding.sense in (Sense.CONFLICT, Sense.CHANGED):
            assert a
            assert b


@each_pair
@each_detector
def test_it_sees_the_same_from_either_side(detector: Detector, texts: tuple[str, str, str | None, str | None]) -> None:
    a, b, a_date, b_date = texts
    one, other = detector(pair(a, b, a_date, b_date)), detector(pair(b, a, b_date, a_date))

    def seen(findings: tuple[Finding, ...]) -> Counter[tuple[Sense, str, str]]:
        return Counter((f.sense, f.reason.kind, f.reason.rule) for f in findings)

    assert seen(one) == seen(other)
    assert max((f.strength for f in one), default=0) == max((f.strength for f in other), default=0)


@pytest.mark.parametrize(
    ("name", "texts", "sense"),
    [
        ("number", "figure", Sense.CONFLICT),
        ("number", "grown", Sense.CHANGED),
        ("number", "bounds", Sense.EXPLAINED),
        ("date", "date", Sense.CONFLICT),
        ("negation", "negation", Sense.CONFLICT),
        ("negation", "denial", Sense.CONFLICT),
        ("opposite", "opposite", Sense.CONFLICT),
        ("name", "place", Sense.DOUBT),
        ("name", "person", Sense.DOUBT),
        ("name", "roles", Sense.DOUBT),
        ("certainty", "hedge", Sense.DOUBT),
        ("scope", "scope", Sense.DOUBT),
        ("quote", "drift", Sense.DOUBT),
        ("wording", "strangers", Sense.SAME),
    ],
)
def test_the_pairs_of_this_table_make_it_speak(name: str, texts: str, sense: Sense) -> None:
    assert sense in {finding.sense for finding in DETECTORS[name](pair(*PAIRS[texts]))}
