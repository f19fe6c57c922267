"""Articles made up for measuring: one story told by many outlets, each with shared facts and material of its own.

Everything is drawn from ``words.yaml`` with a seeded generator, names are put together of syllables, so the texts
differ from one another as real ones do and are the same on every machine.
"""

from __future__ import annotations

import functools
import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import yaml

SHARED = 0.3  # of an article's sentences tell a fact that other articles tell too
DIFFERING = 0.15  # of these give another figure


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that an outlet reports, in words that are chosen anew each time it is told."""

    body: str
    person: str
    thing: str
    place: str
    act: str
    cause: str
    counted: str
    number: int
    time: str


def story(articles: int, words: int, seed: int = 1) -> list[tuple[str, str]]:
    """Return that many articles of about that many words as (file name, text)."""
    chance = random.Random(seed)
    facts = [_fact(chance) for _ in range(max(8, words // 60))]
    return [_article(number, words, facts, random.Random(f"{seed}/{number}")) for number in range(articles)]


@functools.cache
def _lists() -> dict[str, list[str]]:
    return yaml.safe_load((Path(__file__).parent / "words.yaml").read_text(encoding="utf-8"))


def _word(kind: str, chance: random.Random) -> str:
    return chance.choice(_lists()[kind])


def _name(chance: random.Random) -> str:
    return "".join(_word("syllables", chance) for _ in range(chance.randrange(2, 4))).capitalize()


def _fact(chance: random.Random) -> Fact:
    return Fact(
        body=_word("bodies", chance),
        person=f"{_word('first', chance)} {_name(chance)}",
        thing=f"{_word('qualities', chance)} {_word('things', chance)}",
        place=_name(chance),
        act=_word("acts", chance),
        cause=_word("causes", chance),
        counted=_word("counted", chance),
        number=chance.randrange(3, 4000),
        time=_word("times", chance),
    )


def _article(number: int, words: int, facts: list[Fact], chance: random.Random) -> tuple[str, str]:
    day = date(2026, 3, 2) + timedelta(days=chance.randrange(5))
    outlet = f"The {_name(chance)} {_word('outlets', chance)}"
    parts = [f"{outlet}\n{day:%B} {day.day}, {day.year}", f"Accident on the river near {facts[0].place}"]
    written = 0
    while written < words:
        parts.append(" ".join(_sentence(facts, chance) for _ in range(chance.randrange(2, 5))))
        written += len(parts[-1].split())
    return f"article-{number:04}.txt", "\n\n".join(parts) + "\n"


def _sentence(facts: list[Fact], chance: random.Random) -> str:
    if chance.random() < 0.1:
        return f"{_word('asides', chance)}, as {_name(chance)} in {_name(chance)} knows."
    if chance.random() >= SHARED:
        return _told(_fact(chance), chance)
    fact = chance.choice(facts)
    if chance.random() < DIFFERING:
        fact = replace(fact, number=fact.number + chance.randrange(1, 9))
    return _told(fact, chance)


def _told(fact: Fact, chance: random.Random) -> str:
    count = f"{chance.choice(('', 'at least ', 'about ', 'more than ', 'exactly '))}{fact.number:,} {fact.counted}"
    body = fact.body[0].upper() + fact.body[1:]
    verb = _word("verbs", chance)
    return chance.choice(
        (
            f"{body} {fact.act} the {fact.thing} in {fact.place} {fact.time}, and {count} were affected.",
            f"{fact.person} of {fact.body} {verb} that {count} were affected in {fact.place}.",
            f"According to {fact.body}, {fact.cause} led to the closure of the {fact.thing} near {fact.place}.",
            f"“We know of {count} at the {fact.thing}, and the work goes on,” {fact.person} said {fact.time}.",
            f"{body} denied that {fact.cause} had touched the {fact.thing} in {fact.place}.",
            f"In {fact.place}, the {fact.thing} was {fact.act} {fact.time} after {fact.cause}.",
        )
    )
