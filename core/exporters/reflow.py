"""Compares words as a page shows them with words as they are stored, where the page breaks lines as it likes."""

from __future__ import annotations

import re
import unicodedata

_RIGHT_TO_LEFT = ("R", "AL", "AN")
_UNSHAPED = "\0"  # what stands in the text layer of a page for letters that its font lacks


def follows(page: str, stored: str, reflowed: bool) -> int | None:
    """Return how many characters of ``page`` are the stored words with their closing mark; None if it has others.

    If ``reflowed``, white space and characters without shape do not count; words written from right to left, which a
    text layer may hold in either order, need the same letters, in any order.
    """
    if not reflowed:
        return len(stored) + 1 if page.startswith(f'{stored}"') else None
    wanted = _visible(stored)
    if any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in wanted):
        return _letters(page, wanted)
    pattern = _pattern(page)
    return _in_order(page, wanted, pattern)


def _pattern(page: str) -> list[int]:
    """Return where the visible characters of a page stand."""
    return [place for place, letter in enumerate(page) if _shown(letter)]


def _in_order(page: str, wanted: str, places: list[int]) -> int | None:
    expected = re.compile(
        "".join(
            f"(?:{re.escape(letter)}|{_UNSHAPED})" if ord(letter) > 0x2FF else re.escape(letter) for letter in wanted
        )
        + '"'
    )
    shown = "".join(page[place] for place in places[: 2 * len(wanted) + 2])
    found = expected.match(shown)
    return places[found.end() - 1] + 1 if found else None


def _letters(page: str, wanted: str) -> int | None:
    places = _pattern(page)[: len(wanted) + 1]
    shown = [page[place] for place in places]
    return places[-1] + 1 if len(places) == len(wanted) + 1 and sorted(shown) == sorted(f'{wanted}"') else None


def _visible(text: str) -> str:
    return "".join(letter for letter in text if _shown(letter))


def _shown(letter: str) -> bool:
    return letter == _UNSHAPED or (not letter.isspace() and unicodedata.category(letter) not in ("Cf", "Cc", "Zs"))
