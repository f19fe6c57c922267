"""Who says so: the frame that hands a sentence's content to a source.

"Officials said that X", "X, officials said", "According to the report, X", "“X,” said the mayor". The frame is set
apart from the content, so that one outlet's "X" and another's "X, officials said" are compared as X.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.lexicon import English, english
from core.model import Attribution, NameMention, Span
from core.tokens import Token, lemma, tokenise

_LONGEST_FRAME = 16  # tokens a source with its apposition may take; longer is a clause, not a frame
_SHORTEST_CONTENT = 3
_AFTER_VERB = {"that", ",", ":"}


@dataclass(frozen=True, slots=True)
class Frame:
    """An attribution and the content it covers."""

    attribution: Attribution
    content: Span


def find_frame(text: str, sentence: Span, quotes: Sequence[Span], names: Sequence[NameMention]) -> Frame | None:
    """Return the attribution frame of a sentence with its content, or None where the narrator speaks."""
    words = english()
    tokens = [
        t for t in tokenise(text, sentence.start, sentence.end) if not any(q.start <= t.start < q.end for q in quotes)
    ]
    for reader in (_according_to, _closing, _opening):
        read = reader(text, sentence, tokens, words)
        if read is None:
            continue
        source, verb, content = read
        if len(tokenise(text, content.start, content.end)) >= _SHORTEST_CONTENT:
            return Frame(_attribution(text, source, verb, names, words), content)
    return None


_Read = tuple[Span, str, Span] | None


def _according_to(text: str, sentence: Span, tokens: list[Token], _words: English) -> _Read:
    for at, token in enumerate(tokens[:-1]):
        if token.lower != "according" or tokens[at + 1].lower != "to":
            continue
        after = tokens[at + 2 :]
        comma = next((t for t in after if t.text == ","), None)
        if at == 0 and comma is not None:
            return Span(after[0].start, comma.start), "according to", _trim(text, comma.end, sentence.end)
        if at >= _SHORTEST_CONTENT and after:
            stop = comma or (after[-1] if after[-1].text in ".!?" else None)
            source = Span(after[0].start, stop.start if stop else sentence.end)
            return source, "according to", _trim(text, sentence.start, token.start)
    return None


def _closing(text: str, sentence: Span, tokens: list[Token], words: English) -> _Read:
    """X, officials said · “X,” said the mayor"""
    commas = [i for i, t in enumerate(tokens) if t.text in {",", "”", '"', "—"}]
    for at in reversed(commas):
        tail = [t for t in tokens[at + 1 :] if t.text not in {".", "!", "?", '"', "”", "“"}]
        verbs = [i for i, t in enumerate(tail) if t.lower in words.reporting_verbs]
        if not tail or len(tail) > _LONGEST_FRAME or not verbs:
            continue
        verb = verbs[0]
        source = tail[verb + 1 :] if verb == 0 else tail[:verb]
        if not source or _is_clause_after(tail, verb, words):
            continue
        begin = tokens[at].start
        return _source_span(source), tail[verb].lower, _trim(text, sentence.start, begin)
    return None


def _is_clause_after(tail: list[Token], verb: int, words: English) -> bool:
    """Tell whether the content follows the verb, so that the words before are an opening and no closing frame."""
    rest = tail[verb + 1 :]
    return verb > 0 and (
        any(t.lower == "that" for t in rest[:4]) or sum(t.lower in words.auxiliaries for t in rest) > 0
    )


def _opening(text: str, sentence: Span, tokens: list[Token], words: English) -> _Read:
    """Officials said (on Tuesday) (that) X"""
    for at, token in enumerate(tokens[: _LONGEST_FRAME + 1]):
        if at == 0 or token.lower not in words.reporting_verbs:
            continue
        before = tokens[at - 1].lower
        if before in {"to", "be", "a", "the", "of", "not"} or (
            lemma(token.lower) != "say" and before in words.auxiliaries - {"has", "have", "had"}
        ):
            continue
        start = _content_start(tokens, at)
        if start is None:
            continue
        return _source_span(tokens[:at]), token.lower, _trim(text, start, sentence.end)
    return None


def _content_start(tokens: list[Token], verb: int) -> int | None:
    """Return where the content begins after a reporting verb: past "that", a comma, a colon, or a short aside."""
    rest = tokens[verb + 1 :]
    if not rest:
        return None
    for at, token in enumerate(rest[:7]):
        if token.lower in _AFTER_VERB or token.text in {"“", '"'}:
            return token.end if token.lower in _AFTER_VERB else token.start
        if at == 0 and token.lower in {"to", "in", "by", "with", "as"}:
            return None if token.lower != "in" else _after_aside(rest)
    return (
        rest[0].start
        if lemma(tokens[verb].lower) in {"say", "claim", "believe", "admit", "insist", "warn", "add"}
        else None
    )


def _after_aside(rest: list[Token]) -> int | None:
    """Find the content after "said in a statement (on Monday) …"."""
    return next((t.end for t in rest[:10] if t.lower in {"that", ","}), None)


def _source_span(tokens: list[Token]) -> Span:
    """Return the source without leading conjunctions and without what follows its first comma."""
    kept = list(tokens)
    while kept and kept[0].lower in {"and", "but", "meanwhile", ",", "while", "“", '"'} and len(kept) > 1:
        kept.pop(0)
    comma = next((i for i, t in enumerate(kept) if t.text == "," and i > 0), len(kept))
    return Span(kept[0].start, kept[comma - 1].end)


def _trim(text: str, start: int, end: int) -> Span:
    """Return the span without the spaces, commas and lone closing marks at its ends."""
    while start < end and text[start] in " ,:;\n\t—–":
        start += 1
    while end > start and text[end - 1] in " ,;\n\t—–":
        end -= 1
    return Span(start, end)


def _attribution(text: str, source: Span, verb: str, names: Sequence[NameMention], words: English) -> Attribution:
    inside = any(source.contains(n.span) and n.kind != "country" for n in names)
    tokens = {t.lower for t in tokenise(text, source.start, source.end)}
    if tokens & words.document_sources and not inside:
        kind = "document"
    elif inside or (not tokens & words.anonymous_sources and any(source.contains(n.span) for n in names)):
        kind = "named"
    else:
        kind = "anonymous"
    return Attribution(source.of(text), verb, kind == "named", kind, source.start, source.end)
