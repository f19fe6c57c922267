"""Compares words as a page shows them with words as they are stored, where the page breaks lines as it likes."""

from __future__ import annotations

import re
import unicodedata

_RIGHT_TO_LEFT = ("R", "AL", "AN")
_UNSHAPED = "\0"  # what stands in the text layer of a page for letters that its font lacks
_ONE_SHAPE = str.maketrans({"\u2010": "-", "\u2011": "-", "\u00b5": "\u03bc"})
"""Characters that fonts draw with one shape: a text layer has for all of them the one that came first."""
_LETTERS = "[!-~\u00a1-\u00ac\u00ae-\u024f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]+"  # no formatting characters
_PLAIN = re.compile(f"{_LETTERS}(?:[ \n]{_LETTERS})*")
"""Latin words with a single space or line feed between them: text layers keep the spaces of these."""


def follows(page: str, stored: str, reflowed: bool, closing: str = '"') -> int | None:
    """Return how many characters of ``page`` are the stored words with their closing mark; None if it has others.

    If ``reflowed``, a line of the page may end anywhere, so a line feed counts as a space or as nothing. Outside of
    Latin script no white space counts, nor do characters without shape; of words written from right to left, which a
    text layer may hold in either order, the letters have to be the same. ``page`` is composed (NFC).
    """
    if not reflowed:
        return len(stored + closing) if page.startswith(stored + closing) else None
    page, stored = page.translate(_ONE_SHAPE), unicodedata.normalize("NFC", stored).translate(_ONE_SHAPE)
    if _PLAIN.fullmatch(stored):
        return _by_words(page, stored, closing)
    if stored[:1].isspace() and not page[:1].isspace():
        return None
    length = _out_of_line(page, stored, closing)
    return None if length is not None and stored[-1:].isspace() and not page[length - 2].isspace() else length


def differs(page: str, stored: str) -> int | None:
    """Return where the first paragraph of a stored text begins that a page does not go on with; None if it has all."""
    at = 0
    start = 0
    for paragraph in stored.split("\n"):
        words = paragraph.strip()
        if words:
            at += len(page) - at - len(page[at:].lstrip())
            length = follows(page[at : at + 8 * len(words) + 400], words, reflowed=True, closing="")
            if length is None:
                return start
            at += length
        start += len(paragraph) + 1
    return None


def _out_of_line(page: str, stored: str, closing: str) -> int | None:
    wanted = "".join(letter for letter in stored if _visible(letter))
    places = [place for place, letter in enumerate(page[: 8 * len(stored) + 80]) if _visible(letter)]
    if any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in wanted):
        return _by_letters(page, wanted + closing, places)
    return _by_shapes(page, wanted, places, closing)


def _by_words(page: str, stored: str, closing: str) -> int | None:
    """Match words and the single spaces between them; a line of the page may end at a space, or within a word."""
    at = 0
    spaced = False
    for letter in stored + closing:
        if letter.isspace():
            spaced = True
            continue
        begun = at
        while at < len(page) and not _visible(page[at]):
            at += 1
        gap = [one for one in page[begun:at] if one.isspace()]
        if ("\n" not in gap and len(gap) != spaced) or page[at : at + 1] != letter:
            return None
        at, spaced = at + 1, False
    return at


def _by_shapes(page: str, wanted: str, places: list[int], closing: str) -> int | None:
    """Match the visible letters in their order."""
    shown = "".join(page[place] for place in places)
    foreign = f"(?:{{}}|{_UNSHAPED}+)"
    pattern = "".join(re.escape(one) if one.isascii() else foreign.format(re.escape(one)) for one in wanted)
    found = re.compile(pattern + closing).match(shown)
    return places[found.end() - 1] + 1 if found else None


def _by_letters(page: str, wanted: str, places: list[int]) -> int | None:
    """Match the visible letters in any order."""
    places = places[: len(wanted)]
    shown = sorted(page[place] for place in places)
    return places[-1] + 1 if len(places) == len(wanted) and shown == sorted(wanted) else None


def _visible(letter: str) -> bool:
    return letter == _UNSHAPED or (not letter.isspace() and unicodedata.category(letter) not in ("Cf", "Cc", "Zs"))
