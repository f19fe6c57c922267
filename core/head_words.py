"""What the words of a header line can be: an outlet, a person, a byline, a kicker, a date that stands apart.

Each function looks at one short text; ``core.heads`` puts the answers together.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from core import cleaning, resources
from core.stamps import LEXICON, Stamp, find_stamps

STRONG = re.compile(r"\s*(?:\||//|·|•|—|–|\+{3}|>|»)\s*|\s+[/-]\s+")
"""Separators between the parts of a line."""
WEAK = re.compile(r",\s+|(?<!\b[A-Z])\.\s+(?=[A-Z])|\.$|\s*[()]\s*|\s*/\s*")
"""Separators between the pieces of a part."""
DELIMITED_AFTER = re.compile(r"\s*(?:$|[|/·•—–,.();:<+-]|by\b)", re.IGNORECASE)
_DELIMITED_BEFORE = re.compile(r"(?:^|[|/·•—–,.(:;>+-])\s*$")
_MASTHEAD_PARTS = re.compile(r"\s*(?:\||//|·|—|–|\+{3})\s*|\s+[/-]\s+|\s+(?=\()")
_NO_NAME = re.compile(r"[\"“”?:;]|\d{3}|!(?!$| \w+$)")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)?\.[a-z]{2,7}", re.IGNORECASE)
_NAME_PART = re.compile(r"[^\W\d_a-z]|d[aeiou]s?\b|van|von|al|el")
_LEAD = re.compile(
    r"^(?:(?:(?:written|reported|compiled|tl;dr) )?by\s|(?:text|words|story|report|author|writer)\s*:"
    r"|(?:von|por|di|par)\s)\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon of heads: patterns in the order of the file, words in small letters."""

    byline: tuple[re.Pattern[str], ...]
    taglines: tuple[re.Pattern[str], ...]
    kickers: tuple[re.Pattern[str], ...]
    sections: tuple[re.Pattern[str], ...]
    outlets: frozenset[str]
    endings: re.Pattern[str]
    small: frozenset[str]
    zones: frozenset[str]


def is_byline(text: str) -> bool:
    """Tell whether a text says who wrote."""
    return any(pattern.search(text) for pattern in _words().byline)


def is_kicker(text: str) -> bool:
    """Tell whether a text is a label above or below a headline."""
    return any(pattern.search(text) for pattern in _words().kickers)


def is_section(text: str) -> bool:
    """Tell whether a text names a section, an edition or a time zone rather than an outlet."""
    return text.lower() in _words().zones or any(pattern.search(text) for pattern in _words().sections)


def is_tagline(text: str) -> bool:
    """Tell whether a text can be what an outlet says of itself below its name."""
    return text[:1].islower() or text[:1] == "(" or any(pattern.search(text) for pattern in _words().taglines)


def is_titled(text: str) -> bool:
    """Tell whether all words that count begin with a capital, as in names."""
    words = [word for word in re.findall(r"[^\s,]+", text) if word.lower() not in _words().small]
    return text[:1].isupper() and all(word[:1].isupper() or not word[:1].isalpha() for word in words)


def is_outlet(text: str) -> bool:
    """Tell whether a short text holds a word that names of outlets are made of."""
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    return bool(words & _words().outlets or _words().endings.search(text.lower().split("(")[0].strip()))


def is_person(text: str) -> bool:
    """Tell whether a text can be the names of one or more persons."""
    persons = re.split(r"\s+and\s+|\s*&\s*|,\s+", text)
    named = all(
        len(person.split()) in range(2, 5) and all(_NAME_PART.match(word) for word in person.split())
        for person in persons
    )
    return named and not is_outlet(text)


def without_by(text: str) -> str:
    """Return a byline without the word that introduces it."""
    return _LEAD.sub("", text).strip(" ,.|") or text


def masthead(text: str, first: bool) -> tuple[float, str] | None:
    """Return the outlet's name that stands in a line of its own and how sure that is (up to 5), None if it is none.

    ``first`` says that the line is the first of its page, where even a name without a telling word is likely an outlet.
    """
    parts = [part.strip(" ,()") for part in _MASTHEAD_PARTS.split(text)]
    parts = [part for part in parts if part]
    if not parts or len(parts[0].split()) > 7:
        return None
    name = next((part for part in parts[:2] if is_outlet(part) and is_titled(part) and " " in part), parts[0])
    name = re.sub(r" (?:with|and) agencies$", "", name)
    if _DOMAIN.fullmatch(name):
        return 4.0, name
    if name.lower() in cleaning.lexicon().menu or _NO_NAME.search(name):
        return None
    lone = first and len(parts) > 1 and " " not in parts[0] and re.search(r"\s[—–]\s", text) is not None
    tagged = lone or any(is_tagline(part) or is_section(part) for part in parts[1:])
    return _sureness(name, tagged, first and len(text) < 60) if lone or is_titled(name) else None


def _sureness(name: str, tagged: bool, first: bool) -> tuple[float, str] | None:
    short = len(name.split()) <= 5
    if is_outlet(name) and (tagged or short):
        return 5.0, name
    if tagged:
        return 4.5, name
    return (1.5, name) if first and short else None


def delimited_stamps(text: str) -> tuple[Stamp, ...]:
    """Return the dates of a line that stand apart from its words; none if the first is part of a phrase."""
    stamps = find_stamps(text)
    if not stamps or not _DELIMITED_BEFORE.search(text[: stamps[0].start]):
        return ()
    introduced = re.match(r"[^\W\d]{4,}", text[stamps[0].start : stamps[0].end])
    return stamps if introduced or DELIMITED_AFTER.match(text, stamps[0].end) else ()


@functools.cache
def _words() -> _Words:
    checker = resources.Checker(f"resources/{LEXICON}")
    keys = ("byline", "taglines", "kickers", "sections", "outlets", "outlet_endings", "small", "zones")
    tree = checker.mapping(resources.load(LEXICON), "$", keys)

    def patterns(name: str) -> tuple[re.Pattern[str], ...]:
        rows = checker.items(tree.get(name), f"$.{name}")
        return tuple(checker.pattern(item, at, re.IGNORECASE) for item, at in rows)

    def words(name: str) -> frozenset[str]:
        return frozenset(checker.texts(tree.get(name), f"$.{name}"))

    endings = "|".join(sorted(map(re.escape, words("outlet_endings"))))
    found = _Words(
        byline=patterns("byline"),
        taglines=patterns("taglines"),
        kickers=patterns("kickers"),
        sections=patterns("sections"),
        outlets=words("outlets"),
        endings=re.compile(f"(?:{endings})$"),
        small=words("small"),
        zones=words("zones"),
    )
    checker.done()
    return found
