"""Words of a text with their places and their normal forms.

The normal form of a word is the stem of its lemma, folded to lower case without accents, so that "supplied",
"supplies" and "supply" meet. Normal forms live beside the text and never replace it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any, NamedTuple

from core.model import Span

# a word may hold inner apostrophes (don't, O'Brien) and dots of initialisms (U.S.); a number inner separators
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*|[$€£¥₹₩%°]|[^\w\s]",
    re.UNICODE,
)
_FOLD = str.maketrans({"’": "'", "ʼ": "'"})


class Token(NamedTuple):
    """A word, number or sign: as written, in lower case, and where it stands in the text.

    A tuple, because an article makes thousands and a tuple is made in half the time.
    """

    text: str
    lower: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where the token stands."""
        return Span(self.start, self.end)

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter."""
        return self.text[0].isalpha()

    @property
    def is_number(self) -> bool:
        """Whether it begins with a digit."""
        return self.text[0].isdecimal()

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()


@lru_cache(maxsize=256)  # the stages look at one sentence after the other, each several times
def tokenise(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Return the tokens of ``text[start:end]`` with offsets into the whole text."""
    matches = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return tuple([Token(m[0], _lower(m[0]), *m.span()) for m in matches])


@lru_cache(maxsize=50_000)
def _lower(word: str) -> str:
    return word.lower().translate(_FOLD)


@lru_cache(maxsize=50_000)
def lemma(word: str) -> str:
    """Return the dictionary form of an English word in lower case ("fell" gives "fall")."""
    import simplemma

    return simplemma.lemmatize(word.lower(), lang="en").lower()


@lru_cache(maxsize=50_000)
def normal(word: str) -> str:
    """Return the form under which a word is compared: the stem of its lemma, without accents or possessive."""
    plain = fold(word)
    if plain.endswith("'s"):
        plain = plain[:-2]
    return _stem(lemma(plain))


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Return a word in lower case without accents, dots or typographic apostrophes."""
    decomposed = unicodedata.normalize("NFKD", word.translate(_FOLD))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace(".", "").lower()


@cache
def _stemmer() -> Any:
    import Stemmer  # type: ignore[import-not-found]  # a compiled module without stubs

    return Stemmer.Stemmer("english")


def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))
