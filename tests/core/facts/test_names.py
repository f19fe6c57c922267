from __future__ import annotations

from itertools import pairwise

import pytest

from core.errors import ResourceError
from core.facts.names import find_names, gazetteer, read_gazetteer
from core.model import NameMention, Span


def mentions(text: str, cut_at: str = ". ") -> tuple[NameMention, ...]:
    """Return the names of a text whose sentences end with ``cut_at``."""
    stretches, start = [], 0
    for part in text.split(cut_at):
        stretches.append(Span(start, start + len(part)))
        start += len(part) + len(cut_at)
    return find_names(text, stretches)


def meanings(text: str) -> list[str]:
    return [m.stands_for or m.canonical for m in mentions(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Troops left Kiev.", "Troops left Kyiv."),
        ("Talks began in South Korea.", "Talks began in the Republic of Korea."),
        ("The envoys of South Korea left.", "The envoys of Seoul left."),
        ("Envoys of South Korea left.", "Envoys of Seoul left."),
        ("Then Yoon Suk Yeol left.", "Then Yoon Suk-yeol left."),
        ("Then Kim Jong Un left.", "Then Kim Jong-un left."),
        ("They fled Burma.", "They fled Myanmar."),
        ("They fled Turkey.", "They fled Türkiye."),
        ("They fled Ivory Coast.", "They fled Côte d'Ivoire."),
        ("They fled Ukraine.", "A Ukrainian fled Ukraine."),
        ("He leads the WHO.", "He leads the World Health Organization."),
        ("He left the US.", "He left the United States."),
        ("He left the US.", "He left for the U.S."),
        ("He left RUSSIA.", "He left Russia."),
        ("He left Russia.", "He left Russia's coast."),
    ],
)
def test_variants_of_a_name_mean_the_same(one: str, other: str) -> None:
    assert set(meanings(one)) == set(meanings(other))
    assert meanings(one)


@pytest.mark.parametrize(
    ("text", "canonical", "kind", "stands_for"),
    [
        ("Troops left Kyiv.", "kyiv", "city", "ukraine"),
        ("The envoys of Seoul left.", "seoul", "city", "south-korea"),
        ("They left South Korea.", "south-korea", "country", None),
        ("Then Yoon Suk Yeol left.", "yoon-suk-yeol", "person", None),
    ],
)
def test_a_known_name_keeps_its_kind_and_what_it_stands_for(
    text: str, canonical: str, kind: str, stands_for: str | None
) -> None:
    (mention,) = mentions(text)
    assert (mention.canonical, mention.kind, mention.stands_for) == (canonical, kind, stands_for)


@pytest.mark.parametrize("text", ["They told us so.", "People who left.", "the end of the year"])
def test_ordinary_words_are_no_names(text: str) -> None:
    assert mentions(text) == ()


@pytest.mark.parametrize("text", ["On Tuesday it sank.", "In October it sank.", "The tug sank.", "However, it sank."])
def test_the_capital_that_opens_a_sentence_or_a_time_makes_no_name(text: str) -> None:
    assert mentions(text) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The tug Vidra sank off Port Maren.", ["Vidra", "Port Maren"]),
        ("The engineer Marta Ilves spoke.", ["Marta Ilves"]),
        ("The crew of Osama bin Laden left.", ["Osama bin Laden"]),
        ("The path to Ukraine's coast.", ["Ukraine"]),
        ("He met Mayor Radina Kostova.", ["Radina Kostova"]),
        ("He met the head of the Bank of England.", ["Bank of England"]),
        ("He met Radina Kostova of South Korea.", ["Radina Kostova", "South Korea"]),
        ("A man from Stow-on-Wold spoke.", ["Stow-on-Wold"]),
    ],
)
def test_names_nobody_listed_are_found_whole_by_their_capitals(text: str, words: list[str]) -> None:
    assert [m.span.of(text) for m in mentions(text)] == words


@pytest.mark.parametrize(
    "text",
    [
        "The engineer Marta Ilves spoke. Then Ilves left.",
        "Mayor Marta Ilves spoke. Then Ilves left.",
        "The engineer Marta Ilves spoke. A friend of Ilves’s left.",
        ("The engineer Marta Ilves spoke. Ilves left."),
    ],
)
def test_a_lone_surname_is_the_full_name_before_it(text: str) -> None:
    assert [m.canonical for m in mentions(text)] == ["marta-ilves", "marta-ilves"]


@pytest.mark.parametrize("text", ["He met Mayor Ana Ruiz.", "He met Dr. Ana Ruiz."])
def test_a_title_tells_that_a_name_is_a_person(text: str) -> None:
    assert [(m.canonical, m.kind) for m in mentions(text, cut_at="\n")] == [("ana-ruiz", "person")]


def test_an_acronym_that_the_article_explains_is_the_full_name() -> None:
    text = "The Harbour Safety Board (HSB) met. Later the HSB left"
    assert [m.canonical for m in mentions(text)] == ["harbour-safety-board"] * 3


def test_an_acronym_that_nobody_explains_stays_itself() -> None:
    assert meanings("Later the HSB left") == ["hsb"]


def test_names_of_other_articles_do_not_leak_in() -> None:
    mentions("The engineer Marta Ilves spoke.")
    assert meanings("Then Ilves left") == ["ilves"]


def test_mentions_lie_in_order_and_do_not_overlap() -> None:
    text = "President Yoon Suk Yeol left South Korea and met Marta Ilves in Port Maren. Then Ilves left Seoul for Kiev"
    found = mentions(text)
    assert len(found) == 7
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_file_of_names_adds_up_to_a_gazetteer() -> None:
    rows = [
        {"id": "maren", "kind": "city", "names": ["Port Maren", "Maren"]},
        {"id": "marenia", "kind": "country", "names": ["Marenia"], "adjectives": ["Marenian"], "seats": ["maren"]},
    ]
    known = read_gazetteer({"names": rows}, "names.yaml")
    text = "Envoys left Maren for Port Maren on a Marenian ship"
    found = find_names(text, [Span(0, len(text))], known)
    assert [(m.canonical, m.stands_for) for m in found] == [
        ("maren", "marenia"),
        ("maren", "marenia"),
        ("marenia", None),
    ]
    assert [m.span.of(text) for m in found] == ["Maren", "Port Maren", "Marenian"]


def test_an_own_file_of_names_wins_over_the_built_in_one() -> None:
    own = {"names": [{"id": "zz-kiev-film", "kind": "other", "names": ["Kiev"]}]}
    base = {"names": [{"id": "kyiv", "kind": "city", "names": ["Kiev"]}]}
    text = "They saw Kiev"
    found = find_names(text, [Span(0, len(text))], read_gazetteer(own, "own.yaml", base))
    assert [m.canonical for m in found] == ["zz-kiev-film"]


@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        {"names": "Kyiv"},
        {"names": [{"kind": "city", "names": ["Kyiv"]}]},
        {"names": [{"id": "kyiv", "kind": "city", "names": [3]}]},
    ],
)
def test_a_wrong_file_of_names_is_refused_with_its_problems(raw: object) -> None:
    with pytest.raises(ResourceError) as caught:
        read_gazetteer(raw, "names.yaml")
    assert caught.value.problems


def test_the_built_in_gazetteer_is_read_once() -> None:
    assert gazetteer() is gazetteer()
