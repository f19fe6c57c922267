"""What Parallax knows of English, typed: ``resources/lexicons/english.yaml`` as one frozen value.

Only this module reads that file; stages ask ``english()`` for the knowledge they need.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from core import resources

FILE = "lexicons/english.yaml"
_MAPPINGS = (
    *(
        "number_words",
        "ordinals",
        "magnitudes",
        "magnitude_suffixes",
        "fractions",
        "bounds",
        "bounds_after",
        "approximate_reach",
    ),
    *(
        "currencies",
        "counted",
        "months",
        "weekdays",
        "relative_days",
        "day_parts",
        "negation",
        "certainty",
        "scope",
        "grammar",
    ),
)
_SIDES = 2
_LISTS = (
    *("counted_generic", "denial", "reporting_verbs", "anonymous_sources", "document_sources", "opinion_cues"),
    *("titles", "not_names", "clause_joints", "auxiliaries"),
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement: the base unit of its dimension and the factor into it."""

    base: str
    factor: float


@dataclass(frozen=True, slots=True)
class CountedGroup:
    """A slot that figures fill ("killed"), and how its figure moves while events go on: up, any or no."""

    name: str
    changing: str


@dataclass(frozen=True, slots=True)
class English:
    """The language's closed lists; all keys are lower case, phrases hold single spaces."""

    stop_words: frozenset[str]
    number_words: Mapping[str, float]
    ordinals: Mapping[str, int]
    magnitudes: Mapping[str, float]
    magnitude_suffixes: Mapping[str, float]
    fractions: Mapping[str, float]
    bounds: Mapping[str, str]
    bounds_after: Mapping[str, str]
    approximate_reach: Mapping[str, tuple[float, float]]
    units: Mapping[str, Unit]
    currencies: Mapping[str, str]
    counted: Mapping[str, CountedGroup]
    counted_settled: Mapping[str, bool]
    counted_generic: frozenset[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    relative_days: Mapping[str, int]
    day_parts: Mapping[str, tuple[int, int]]
    negation_cues: frozenset[str]
    negation_verbs: frozenset[str]
    negation_exceptions: tuple[str, ...]
    denial: frozenset[str]
    certainty: Mapping[str, str]
    reporting_verbs: frozenset[str]
    anonymous_sources: frozenset[str]
    document_sources: frozenset[str]
    opposites: tuple[tuple[frozenset[str], frozenset[str]], ...]
    scope: Mapping[str, str]
    opinion_cues: tuple[str, ...]
    titles: frozenset[str]
    not_names: frozenset[str]
    clause_joints: tuple[str, ...]
    auxiliaries: frozenset[str]
    grammar: Mapping[str, frozenset[str]]


@cache
def english() -> English:
    """Return the English lexicon; ResourceError with every problem if the file is wrong."""
    raw = resources.load(FILE)
    _check(raw)
    negation = raw["negation"]
    return English(
        stop_words=frozenset(str(raw["stop_words"]).split()),
        number_words=raw["number_words"],
        ordinals=raw["ordinals"],
        magnitudes=raw["magnitudes"],
        magnitude_suffixes=raw["magnitude_suffixes"],
        fractions=raw["fractions"],
        bounds=_longest_first(raw["bounds"]),
        bounds_after=_longest_first(raw["bounds_after"]),
        approximate_reach={name: (low, high) for name, (low, high) in raw["approximate_reach"].items()},
        units={
            name: Unit(group["base"], float(factor))
            for group in raw["units"]
            for name, factor in group["names"].items()
        },
        currencies={sign: code for code, signs in raw["currencies"].items() for sign in signs},
        counted={
            word: CountedGroup(name, group["changing"])
            for name, group in raw["counted"].items()
            for word in group["words"]
        },
        counted_settled={name: group["changing"] == "no" for name, group in raw["counted"].items()},
        counted_generic=frozenset(raw["counted_generic"]),
        months=raw["months"],
        weekdays=raw["weekdays"],
        relative_days=raw["relative_days"],
        day_parts={name: (first, last) for name, (first, last) in raw["day_parts"].items()},
        negation_cues=frozenset(negation["cues"]),
        negation_verbs=frozenset(negation["verbs"]),
        negation_exceptions=tuple(negation["exceptions"]),
        denial=frozenset(raw["denial"]),
        certainty={cue: rung for rung, cues in raw["certainty"].items() for cue in cues},
        reporting_verbs=frozenset(raw["reporting_verbs"]),
        anonymous_sources=frozenset(raw["anonymous_sources"]),
        document_sources=frozenset(raw["document_sources"]),
        opposites=tuple((frozenset(left), frozenset(right)) for left, right in raw["opposites"]),
        scope={word: group for group, words in raw["scope"].items() for word in words},
        opinion_cues=tuple(raw["opinion_cues"]),
        titles=frozenset(raw["titles"]),
        not_names=frozenset(raw["not_names"]),
        clause_joints=tuple(raw["clause_joints"]),
        auxiliaries=frozenset(raw["auxiliaries"]),
        grammar={name: frozenset(words) for name, words in raw["grammar"].items()},
    )


def _longest_first(phrases: Mapping[str, str]) -> Mapping[str, str]:
    return dict(sorted(phrases.items(), key=lambda item: (-len(item[0].split()), item[0])))


def _check(raw: Any) -> None:
    check = resources.Checker(FILE)
    top = check.mapping(raw, "$")
    for key in _MAPPINGS:
        check.mapping(top.get(key), f"$.{key}")
    for key in _LISTS:
        check.texts(top.get(key), f"$.{key}")
    _check_rows(check, top)
    for key in ("cues", "verbs", "exceptions"):
        check.texts(check.mapping(top.get("negation"), "$.negation").get(key), f"$.negation.{key}")
    for key in ("approximate_reach", "day_parts"):
        for _, node, path in check.entries(top.get(key), f"$.{key}"):
            if len([check.number(bound, at) for bound, at in check.items(node, path)]) != _SIDES:
                check.problem(path, "two numbers are needed")
    check.done()


def _check_rows(check: resources.Checker, top: Mapping[str, Any]) -> None:
    for node, path in check.items(top.get("units"), "$.units"):
        check.mapping(check.mapping(node, path, ("base", "names"), ()).get("names"), f"{path}.names")
    for node, path in check.items(top.get("opposites"), "$.opposites"):
        if len([check.texts(side, at) for side, at in check.items(node, path)]) != _SIDES:
            check.problem(path, "two lists of words are needed")
    for _, node, path in check.entries(top.get("counted"), "$.counted"):
        group = check.mapping(node, path, ("changing", "words"), ())
        check.choice(group.get("changing"), f"{path}.changing", ("up", "any", "no"))
        check.texts(group.get("words"), f"{path}.words")
