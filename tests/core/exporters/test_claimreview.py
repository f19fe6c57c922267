from __future__ import annotations

import json

from core.exporters import claimreview
from tests import comparisons
from tests.core.exporters import coverage


def reviews(*given) -> list[dict]:
    document = json.loads(claimreview.render(*given))
    assert document["@context"] == "https://schema.org"
    return document["@graph"]


def test_only_what_a_person_judged_is_drafted():
    assert reviews(comparisons.ferry()) == []
    assert len(reviews(*coverage.judged())) == 4  # two pairs, a draft for each side


def test_a_draft_quotes_the_claim_and_what_stands_against_it():
    draft = reviews(*coverage.judged())[0]
    assert draft["@type"] == "ClaimReview"
    assert draft["creativeWorkStatus"] == "Draft"
    assert draft["claimReviewed"] == "At least 12 people were killed when a ferry caught fire."
    assert draft["itemReviewed"]["appearance"]["publisher"]["name"] == "Harbour *Times*"
    assert draft["citation"][0]["text"].startswith("Exactly 21 people")
    assert draft["reviewRating"] == {"@type": "Rating", "alternateName": "conflicts, true conflict"}
    assert draft["author"]["name"] == "M. Ilves"
    assert "datePublished" not in draft
