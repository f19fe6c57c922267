"""Typed edits of authentic sentences: small changes that contradict, and small changes that do not.

Both kinds are made of the same sentences, so that a model learns what a change means and not that there is one.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml

from core.semantics.pair_model import PairInput
from tests.quality.training.examples import Example

Edit = Callable[..., str | None]

WORDS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("edits.yaml").read_text(encoding="utf-8"))
_NUMERAL = {word: value for value, word in enumerate(WORDS["numerals"])}
_NUMBER = re.compile(
    r"(?<![\w.,$£€/:-])(\d{1,3}(?:,\d{3})+|\d{1,6})(\.\d+)?(?![\w:/-]|[.,]\d)|\b("
    + "|".join(WORDS["numerals"][2:])
    + r")\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DAY = re.compile(r"\b(" + "|".join(WORDS["weekdays"]) + r")\b")
_MONTH = re.compile(r"\b(" + "|".join(WORDS["months"]) + r")\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*")
_AUXILIARY = re.compile(r"\b(" + "|".join(WORDS["auxiliaries"]) + r")\b (not )?", re.IGNORECASE)
_BOUND = re.compile(
    r"(?:at least|more than|over|up to|about|nearly|almost|some|around|fewer than|less than) $", re.IGNORECASE
)
_OPPOSITE = {word: row[1 - side] for row in WORDS["opposites"] for side, word in enumerate(row)}
_OPPOSITES = re.compile(r"\b(" + "|".join(sorted(_OPPOSITE, key=len, reverse=True)) + r")\b")
_UNIT = re.compile(r"\b(\d{1,3}(?:,\d{3})+|\d+)[ -](" + "|".join(unit for unit, _, _ in WORDS["units"]) + r")\b")
_TOLL = re.compile(r"\b(" + "|".join(WORDS["tolls"]) + r")\b", re.IGNORECASE)
_CLAUSE = re.compile(r", (?:which|who|where|after|while|as|and|but|including|with|when|according)\b[^,]*[.]$")


def number(text: str, rng: random.Random, shared: str = "") -> str | None:
    """Give a figure another value; with ``shared`` only one that stands in that text too."""
    found = _pick(_NUMBER, text, rng, shared)
    if found is None or _DATED.search(text[: found.start()]) or _BOUND.search(text[: found.start()]):
        return None
    value = _value(found)
    if _YEAR.fullmatch(found.group()):
        return _put(text, found, str(int(value) + rng.choice([-11, -7, -3, -2, -1, 1, 2, 3, 5, 10])))
    other = rng.choice(
        [value * 2, value * 3, value + rng.randint(1, 9), value - rng.randint(1, 9), value * 10, value * 1.4]
    )
    other = max(1, round(other))
    if abs(other - value) < max(1, 0.12 * value):
        return None
    return _put(text, found, _styled(other, found))


def date(text: str, rng: random.Random, shared: str = "") -> str | None:
    """Name another weekday or month."""
    pattern, words = rng.choice([(_DAY, WORDS["weekdays"]), (_MONTH, WORDS["months"])])
    found = _pick(pattern, text, rng, shared)
    return found and _put(text, found, rng.choice([word for word in words if word != found.group()]))


def negation(text: str, rng: random.Random, _shared: str = "") -> str | None:
    """Add or take away a "not" after an auxiliary verb."""
    found = _pick(_AUXILIARY, text, rng, "")
    return found and _put(text, found, f"{found.group(1)} " + ("" if found.group(2) else "not "))


def opposite(text: str, rng: random.Random, shared: str = "") -> str | None:
    """Put a word's opposite in its place."""
    found = _pick(_OPPOSITES, text, rng, shared)
    return found and _put(text, found, _OPPOSITE[found.group()])


def renamed(names: Sequence[str]) -> Edit:
    """Return an edit that puts another of the names in a name's place."""

    def name(text: str, rng: random.Random, shared: str = "") -> str | None:
        found = _pick(_NAME, text, rng, shared)
        if found is None or found.group() in WORDS["weekdays"] + WORDS["months"]:
            return None
        alike = [
            other
            for other in rng.sample(names, min(60, len(names)))
            if other not in text and other.count(" ") == found.group().count(" ")
        ]
        return _put(text, found, rng.choice(alike)) if alike else None

    return name


def framed(kind: str) -> Edit:
    """Return an edit that says, denies or leaves open what a short statement says."""

    def frame(text: str, rng: random.Random, _shared: str = "") -> str | None:
        if len(text) > 160 or '"' in text or "“" in text:
            return None
        pattern = rng.choice(WORDS["frames"][kind])
        claim = text.rstrip(".")
        lowered = re.match(r"(The|A|An|It|They|He|She|In|On|At|More|There|Some|Police|Officials|Two|Three)\b", claim)
        if lowered and not pattern.startswith("{"):
            claim = claim[0].lower() + claim[1:]
        return str(pattern.format(claim)) + "."

    return frame


def restyled(text: str, rng: random.Random, _shared: str = "") -> str | None:
    """Say a figure in another way that is still true: rounded, as a word, as a bound."""
    found = _pick(_NUMBER, text, rng, "")
    if (
        found is None
        or _YEAR.fullmatch(found.group())
        or _DATED.search(text[: found.start()])
        or _BOUND.search(text[: found.start()])
    ):
        return None
    value = round(_value(found))
    if value > 100 and rng.random() < 0.6:
        step = 10 ** (len(str(value)) - 2)
        below, above = value // step * step, -(-value // step) * step
        if below != above:
            return _put(
                text,
                found,
                rng.choice([f"more than {below:,}", f"nearly {above:,}", f"about {round(value / step) * step:,}"]),
            )
    if value <= 20 and rng.random() < 0.5:
        return _put(text, found, str(value) if found.group(3) else WORDS["numerals"][value])
    return _put(text, found, rng.choice(["at least {}", "exactly {}", "a total of {}"]).format(found.group()))


def converted(text: str, rng: random.Random, _shared: str = "") -> str | None:
    """Give a measure in another unit."""
    return _measure(text, rng, 1.0)


def misconverted(text: str, rng: random.Random, _shared: str = "") -> str | None:
    """Give a measure in another unit and another value."""
    return _measure(text, rng, rng.choice([0.3, 0.5, 2.0, 3.0]))


def shortened(text: str, _rng: random.Random, _shared: str = "") -> str | None:
    """Leave out a trailing clause."""
    found = _CLAUSE.search(text)
    return text[: found.start()] + "." if found and found.start() > 40 else None


def headed(text: str, _rng: random.Random, _shared: str = "") -> str | None:
    """Write as in a headline: without articles and full stop."""
    return re.sub(r"\b(?:the|a|an|The|A|An) ", "", text).rstrip(".")


CONTRADICTING = {"number": 5, "date": 3, "negation": 3, "opposite": 3, "name": 5, "denied": 1, "open": 0.5, "unit": 1}
HARMLESS = {"restyled": 4, "same": 2, "shortened": 3, "headed": 1, "converted": 1.5}


class Editor:
    """Draws edits for sentences, with names that occur elsewhere in the same material."""

    def __init__(self, texts: Sequence[str]) -> None:
        names = sorted({name for text in texts for name in _NAME.findall(text)})
        self._edits: dict[str, Edit] = {
            "number": number,
            "date": date,
            "negation": negation,
            "opposite": opposite,
            "name": renamed(names),
            "denied": framed("denied"),
            "open": framed("open"),
            "same": framed("same"),
            "unit": misconverted,
            "restyled": restyled,
            "converted": converted,
            "shortened": shortened,
            "headed": headed,
        }

    def minimal(self, text: str, rng: random.Random) -> list[Example]:
        """Return the sentence with one contradicting and one harmless edit, or two that lie on the same side."""
        found = []
        bad, kind = self._draw(CONTRADICTING, text, rng)
        good, _ = self._draw(HARMLESS, text, rng)
        if bad:
            found.append(self._conflict(text, bad, kind, rng))
        if good and bad and kind not in ("denied", "open", "unit") and rng.random() < 0.5:
            found.append(self._conflict(good, bad, kind, rng))
        if good:
            found.append(Example(_turned(text, good, rng), ("agrees",)))
        return found

    def rephrased(self, a: str, b: str, rng: random.Random) -> Example | None:
        """Return two agreeing statements, one edited where they share a figure, a date, a name or an opposite."""
        for kind in _order({"number": 4, "date": 2, "name": 3, "opposite": 2, "negation": 1}, rng):
            edited = self._edits[kind](b, rng, a)
            if edited:
                return self._conflict(a, edited, kind, rng)
        return None

    def _draw(self, weights: dict[str, float], text: str, rng: random.Random) -> tuple[str | None, str]:
        for kind in _order(weights, rng):
            edited = self._edits[kind](text, rng)
            if edited and edited != text:
                return edited, kind
        return None, ""

    @staticmethod
    def _conflict(a: str, b: str, kind: str, rng: random.Random) -> Example:
        pair = _turned(a, b, rng)
        if rng.random() < 0.3:
            days = rng.choice([0, 0, 0, 1, 3])
            dates = ("2025-03-03", f"2025-03-{3 + days:02}")
            pair = PairInput(pair.a, pair.b, a_date=dates[0], b_date=dates[1])
            if days and kind == "number" and _TOLL.search(a):
                return Example(pair, ("conflicts", "changed"))
        return Example(pair, ("conflicts",))


_DATED = re.compile(r"(?:" + "|".join(WORDS["months"]) + r"|May) $")


def _order(weights: dict[str, float], rng: random.Random) -> list[str]:
    return sorted(weights, key=lambda kind: -(rng.random() ** (1 / weights[kind])))


def _turned(a: str, b: str, rng: random.Random) -> PairInput:
    return PairInput(b, a) if rng.random() < 0.5 else PairInput(a, b)


def _pick(pattern: re.Pattern[str], text: str, rng: random.Random, shared: str) -> re.Match[str] | None:
    found = [
        match for match in pattern.finditer(text) if not shared or re.search(rf"\b{re.escape(match.group())}\b", shared)
    ]
    return rng.choice(found) if found else None


def _put(text: str, found: re.Match[str], word: str) -> str:
    return text[: found.start()] + word + text[found.end() :]


def _value(found: re.Match[str]) -> float:
    if found.group(3):
        return _NUMERAL[found.group(3)]
    return float(found.group(1).replace(",", "") + (found.group(2) or ""))


def _styled(value: int, like: re.Match[str]) -> str:
    if like.group(3) and value < len(_NUMERAL):
        return str(WORDS["numerals"][value])
    return f"{value:,}"


def _measure(text: str, rng: random.Random, error: float) -> str | None:
    found = _pick(_UNIT, text, rng, "")
    if found is None:
        return None
    unit, factor = rng.choice([(other, factor) for one, other, factor in WORDS["units"] if one == found.group(2)])
    value = float(found.group(1).replace(",", "")) * factor * error
    digits = f"{value:,.1f}" if value < 10 else f"{round(value):,}"
    return _put(text, found, f"{digits} {unit}")
