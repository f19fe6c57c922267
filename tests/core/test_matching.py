from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calibration import calibration
from core.candidates import TermIndex
from core.matching import Cosines, evidence_of, lead_over, similarity_of
from tests.core.statements import side

FIRE = "12 people were killed when a ferry caught fire off Port Maren on Monday."


def evidence(a: str, b: str, cosine: float | None = None) -> dict[str, float]:
    one, other = side(a, "2026-03-03"), side(b, "2026-03-03")
    cosines = None if cosine is None else Cosines(cosine, cosine)
    return evidence_of(one, other, TermIndex([one.terms, other.terms]), cosines)


def similarity(a: str, b: str) -> float:
    return similarity_of(calibration().alignment(with_meaning=False).alone.odds(evidence(a, b)))


@pytest.mark.parametrize(
    ("near", "far"),
    [
        (FIRE, "A choir from Leeds won the trophy in the final round."),
        (FIRE.replace("12", "21"), "A ferry left Port Maren."),
        ("Off Port Maren a dozen people were killed on Monday when a ferry burned.", "Monday was cold in Port Maren."),
        (FIRE.replace("were killed", "were not killed"), "The mayor of Port Maren denied it on Monday."),
    ],
)
def test_what_is_told_of_one_matter_is_more_alike_than_what_is_not(near: str, far: str) -> None:
    assert similarity(FIRE, near) > similarity(FIRE, far)


def test_likeness_does_not_decide_figures_and_noes_hardly_lower_it() -> None:
    assert similarity(FIRE, FIRE.replace("12", "21")) > 0.5
    assert similarity(FIRE, FIRE.replace("were killed", "were not killed")) > 0.5


@pytest.mark.parametrize(
    ("part", "alike", "unlike"),
    [
        ("names", "Troops left Kiev.", "Troops left Minsk."),
        ("figures", "12 sailors left Kyiv.", "21 sailors left Kyiv."),
        ("dates", "Troops left Kyiv on Monday.", "Troops left Kyiv on Sunday."),
        ("quotes", "“We will never leave this town”", "“Nobody asked a sailor about it”"),
    ],
)
def test_each_part_of_the_evidence_speaks_for_itself(part: str, alike: str, unlike: str) -> None:
    base = "A dozen sailors of the tug left Kyiv on Monday: “We will never leave this town”"
    assert evidence(base, alike)[part] > evidence(base, unlike)[part]


def test_the_same_text_has_full_evidence() -> None:
    parts = evidence(FIRE, FIRE)
    assert {parts[name] for name in ("overlap", "containment", "neighbours", "names", "figures", "dates")} == {1.0}


def test_meaning_is_part_of_the_evidence_only_where_it_was_looked_at() -> None:
    assert "meaning" not in evidence(FIRE, FIRE)
    assert evidence(FIRE, FIRE, 0.4)["meaning"] == pytest.approx(0.4)
    assert evidence(FIRE, FIRE, -0.4)["meaning"] == 0


@pytest.mark.parametrize(
    ("own", "rivals", "lead"),
    [(1.0, [], 1.0), (1.0, [1.0], 0.0), (50.0, [0.0, 1.0], 1.0), (-50.0, [0.0], -1.0)],
)
def test_a_lead_is_measured_against_the_best_rival(own: float, rivals: list[float], lead: float) -> None:
    assert lead_over(own, rivals) == lead


_WORDS = ("12", "21", "killed", "Kiev", "Kyiv", "Seoul", "tug", "sank", "on", "Monday", "not", "“we", "saw", "it”", "?")


@settings(deadline=None, max_examples=60)
@given(*[st.lists(st.sampled_from(_WORDS), max_size=10).map(" ".join)] * 2, st.one_of(st.none(), st.floats(-1, 1)))
def test_evidence_is_the_same_from_either_side_and_lies_between_nothing_and_one(
    a: str, b: str, cosine: float | None
) -> None:
    one, other = evidence(a, b, cosine), evidence(b, a, cosine)
    assert one == pytest.approx(other)
    assert all(0 <= value <= 1 for value in one.values())
    weights = calibration().alignment(cosine is not None)
    assert 0 <= similarity_of(weights.alone.odds(one)) <= 1
