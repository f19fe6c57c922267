"""What a figure counts: the killed, the missing, barges, an age."""

from __future__ import annotations

from collections.abc import Sequence

from core.facts.figures import CLAUSE_END, REACH_AHEAD, lower_at
from core.lexicon import English
from core.tokens import Token, lemma

_REACH_BACK = 8  # how many tokens before a figure may hold what it counts ("the death toll had risen to 19")
_SHORTEST_REMARK = 4
_LONGEST_REMARK = 8


def counted_by(tokens: Sequence[Token], first: int, last: int, words: English) -> str | None:
    """Return what a figure counts: a slot of the lexicon if one is near, else the noun after it as a lemma."""
    noun: str | None = None
    who: str | None = None
    whole = "of" in {lower_at(tokens, first - 1), lower_at(tokens, first - 2)}  # "2,500 of the 10,000 residents fled"
    part = lower_at(tokens, last + 1) == "of"
    ahead = _without_remark(tokens[last + 1 :])[:REACH_AHEAD]
    for at, token in enumerate(ahead):
        if token.lower in CLAUSE_END or (part and (token.is_number or token.lower in words.number_words)):
            break
        slot = None if whole else _slot(ahead, at, words)
        if slot is not None and words.counted_settled[slot]:
            who = who or slot  # "12 passengers were killed": what befell them decides, if it is told
        elif slot is not None:
            return slot
        if noun is None and len(token.text) > 1 and _may_be_counted(token, words):
            noun = lemma(token.lower)
    if whole or who:
        return who or noun
    return _counted_before(tokens, first, words) or noun


def _may_be_counted(token: Token, words: English) -> bool:
    return token.is_word and token.lower not in words.counted_generic and token.lower not in words.stop_words


def _without_remark(ahead: Sequence[Token]) -> Sequence[Token]:
    """Leave out a remark between commas after the first word ("12 people, two of them divers, were killed")."""
    if len(ahead) < _SHORTEST_REMARK or ahead[1].text != ",":
        return ahead
    end = next((n for n, t in enumerate(ahead[2 : 2 + _LONGEST_REMARK], 2) if t.text == ","), None)
    return ahead if end is None else [ahead[0], *ahead[end + 1 :]]


def _counted_before(tokens: Sequence[Token], first: int, words: English) -> str | None:
    """Read what is counted before the figure: "killing 12", "the toll rose to 19", "injured at least 30"."""
    reach = tokens[max(0, first - _REACH_BACK) : first]
    for at in range(len(reach) - 1, -1, -1):
        token = reach[at]
        if token.lower in {",", ";", ":", "and", "but"} or (token.is_number and lower_at(reach, at - 1) != "from"):
            return None
        if token.is_word and (slot := _slot(reach, at, words)) is not None:
            return slot
    return None


def _slot(tokens: Sequence[Token], at: int, words: English) -> str | None:
    """Return the slot that a word names, alone or with the word after it ("pulled alive")."""
    token = tokens[at]
    for form in (f"{token.lower} {lower_at(tokens, at + 1)}", token.lower, lemma(token.lower)):
        if form in words.counted:
            return words.counted[form].name
    return None
