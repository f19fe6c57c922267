"""Who says so: the frame that hands a sentence's content to a source.

"Officials said that X", "X, officials said", "According to the report, X", "“X,” said the mayor". The frame is set
apart from the content, so that one outlet's "X" and another's "X, officials said" are compared as X.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.lexicon import English, english
from core.model import Attribution, NameMention, Span
from core.tokens import Token, lemma, tokenise

_LONGEST_FRAME = 16  # tokens a source with its apposition may take; longer is a clause, not a frame
_SHORTEST_CONTENT = 3
_LONGEST_SOURCE = 8  # tokens of a source after its verb ("said the mayor of the port town")
_LONGEST_NAME = 5
_LONGEST_ASIDE = 18  # "said in a telephone conversation with NATO Secretary-General Mark Rutte that …"
_SHORT_ASIDE = 7


@dataclass(frozen=True, slots=True)
class Frame:
    """An attribution, the content it covers, and the narrator's own statements before or after the frame."""

    attribution: Attribution
    content: Span
    rest: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    """A frame as read: where the source stands, the verb, the content, and the rest of the sentence."""

    source: Span
    verb: str
    content: Span
    rest: tuple[Span, ...] = ()


def find_frame(text: str, sentence: Span, quotes: Sequence[Span], names: Sequence[NameMention]) -> Frame | None:
    """Return the attribution frame of a sentence with its content, or None where the narrator speaks."""
    words = english()
    tokens = list(tokenise(text, sentence.start, sentence.end))
    if quotes:
        tokens = [t for t in tokens if not any(q.start <= t.start < q.end for q in quotes)]
    stop = next((t for t in tokens if t.text == ";"), None)
    first = sentence if stop is None else Span(sentence.start, stop.start)
    after = () if stop is None else (_trim(text, stop.end, sentence.end),)
    tokens = [t for t in tokens if t.start < first.end]
    for reader in (_according_to, _inserted, _closing, _opening):
        read = reader(text, first, tokens, words)
        if read is None or not any(c.isalpha() for c in read.source.of(text)):
            continue
        if len(tokenise(text, read.content.start, read.content.end)) >= _SHORTEST_CONTENT:
            rest = tuple(s for s in read.rest + after if any(c.isalnum() for c in s.of(text)))
            return Frame(_attribution(text, read.source, read.verb, names, words), read.content, rest)
    return None


def _according_to(text: str, sentence: Span, tokens: list[Token], _words: English) -> _Read | None:
    for at, token in enumerate(tokens[:-1]):
        if token.lower != "according" or tokens[at + 1].lower != "to":
            continue
        after = tokens[at + 2 :]
        comma = next((t for t in after if t.text == ","), None)
        if at == 0 and comma is not None:
            source = Span(after[0].start, comma.start)
            return _Read(source, "according to", _trim(text, comma.end, sentence.end))
        if at >= _SHORTEST_CONTENT and after:
            stop = comma or (after[-1] if after[-1].text in ".!?" else None)
            source = Span(after[0].start, stop.start if stop else sentence.end)
            return _Read(source, "according to", _trim(text, sentence.start, token.start))
    return None


def _inserted(text: str, sentence: Span, tokens: list[Token], words: English) -> _Read | None:
    """X, the road authority said, and Y"""
    commas = [i for i, t in enumerate(tokens) if t.text == ","]
    for first, last in pairwise(commas):
        inside = tokens[first + 1 : last]
        if not 2 <= len(inside) <= _LONGEST_FRAME or last + 1 >= len(tokens) or first < _SHORTEST_CONTENT:
            continue
        if tokens[last + 1].lower not in {"and", "but", "while", "adding"}:
            continue
        verb = inside[-1] if inside[-1].lower in words.reporting_verbs else inside[0]
        source = [t for t in inside if t is not verb]
        if verb.lower in words.reporting_verbs and not any(t.lower in words.auxiliaries for t in source):
            rest = _trim(text, tokens[last + 1].end, sentence.end)
            return _Read(
                _source_span(source, words), verb.lower, _trim(text, sentence.start, tokens[first].start), (rest,)
            )
    return None


def _closing(text: str, sentence: Span, tokens: list[Token], words: English) -> _Read | None:
    """X, officials said · “X,” said the mayor"""
    commas = [i for i, t in enumerate(tokens) if t.text in {",", "”", '"', "—"}]
    for at in reversed(commas):
        if len(tokens) - at > 2 * _LONGEST_FRAME:
            return None
        tail = [t for t in tokens[at + 1 :] if t.text not in {".", "!", "?", '"', "”", "“"}]
        verbs = [i for i, t in enumerate(tail) if t.lower in words.reporting_verbs]
        if not tail or len(tail) > _LONGEST_FRAME or not verbs:
            continue
        verb = verbs[0]
        source = tail[verb + 1 :] if verb == 0 else tail[:verb]
        if not source or _is_clause_after(tail, verb, words):
            continue
        begin = _name_before(tokens, commas, at) if verb > 0 else at
        first = tokens[begin + 1] if begin != at else source[0]
        named = [t for t in tokens if first.start <= t.start <= source[-1].start]
        return _Read(_source_span(named, words), tail[verb].lower, _trim(text, sentence.start, tokens[begin].start))
    return None


def _name_before(tokens: list[Token], commas: list[int], at: int) -> int:
    """Return the comma before the name that an apposition explains ("…, Marta Ilves, the port director, told …")."""
    before = max((c for c in commas if c < at), default=None)
    if before is None or tokens[at + 1].lower not in {"the", "a", "an", "who", "its", "his", "her"}:
        return at
    name = tokens[before + 1 : at]
    return before if 1 <= len(name) <= _LONGEST_NAME and all(t.is_capitalised for t in name if t.is_word) else at


def _is_clause_after(tail: list[Token], verb: int, words: English) -> bool:
    """Tell whether the content follows the verb, so that the words before are an opening and no closing frame."""
    rest = tail[verb + 1 :]
    if verb == 0:  # "…, suggests that X" opens, "…, told reporters" has its source before, "…, said the mayor" closes
        told = lemma(tail[0].lower) == "tell"
        return told or rest[0].lower == "that" or any(t.lower in words.auxiliaries for t in rest[:_LONGEST_SOURCE])
    return any(t.lower == "that" for t in rest[:4]) or any(t.lower in words.auxiliaries for t in rest)


def _opening(text: str, sentence: Span, tokens: list[Token], words: English) -> _Read | None:
    """Officials said (on Tuesday) (that) X · The bridge broke, and officials said X"""
    joint = 0
    for at, token in enumerate(tokens):
        if at and tokens[at - 1].text in {",", ";"} and token.lower in {"and", "but", "while", "although"}:
            joint = at + 1
        if at - joint > _LONGEST_FRAME:
            return None
        if at == joint or token.lower not in words.reporting_verbs or not _is_said(tokens, at, words):
            continue
        source = tokens[joint:at]
        start = _content_start(text, tokens, at, words)
        comma = next((i for i, t in enumerate(source) if t.text == ","), len(source))
        head = source[:comma] if source[-1].text == "," else source  # "Ilves, who is 54, said": the remark is no source
        if start is None or any(t.lower in words.grammar["relatives"] | words.auxiliaries for t in head[1:]):
            continue
        rest = (_trim(text, sentence.start, tokens[joint - 1].start),) if joint else ()
        return _Read(_source_span(source, words), token.lower, _trim(text, start, sentence.end), rest)
    return None


def _is_said(tokens: list[Token], at: int, words: English) -> bool:
    """Tell whether a reporting word is the verb of its clause: not an infinitive, a noun or a passive."""
    before = tokens[at - 1].lower
    if before in {"to", "be", "a", "an", "the", "of", "not", "no"}:
        return False
    return lemma(tokens[at].lower) == "say" or before not in words.auxiliaries - {"has", "have", "had"}


def _content_start(text: str, tokens: list[Token], verb: int, words: English) -> int | None:
    """Return where the content begins after a reporting verb: past "that", at a quotation, or right after the verb."""
    rest = tokens[verb + 1 :]
    if not rest or rest[0].lower in {"to", "by", "with", "as", "of"}:
        return None
    if rest[0].text == "," and text[rest[0].end :].lstrip()[:1] in {"“", '"'}:
        return rest[0].end
    aside = rest[0].lower in words.grammar["adverbial"] or lemma(tokens[verb].lower) == "tell"
    for at, token in enumerate(rest[: _LONGEST_ASIDE if aside else 2]):
        if token.lower == "that" or token.text == ":":
            return token.end
        if token.text in {"“", '"'} and at < _SHORT_ASIDE:
            return token.start
    return rest[0].start if not aside and lemma(tokens[verb].lower) in words.grammar["takes_clause"] else None


def _source_span(tokens: list[Token], words: English) -> Span:
    """Return the source without what leads up to it ("Earlier, …", "On Monday, …") and without its apposition."""
    kept = list(tokens)
    comma = next((i for i, t in enumerate(kept) if t.text == ","), None)
    if (
        comma is not None
        and kept[0].lower in words.grammar["adverbial"] | {"meanwhile", "however"}
        and comma + 1 < len(kept)
    ):
        kept = kept[comma + 1 :]
    elif kept[0].lower == "on" and len(kept) > 3 and kept[2].is_number:  # "On October 10 the spokesman said"
        kept = kept[3:]
    while len(kept) > 1 and (kept[0].lower in {"and", "but", "meanwhile", "while"} or kept[0].text in ',“"'):
        kept.pop(0)
    comma = next((i for i, t in enumerate(kept) if t.text == "," and i > 0), len(kept))
    kept = kept[:comma]
    while len(kept) > 1 and kept[-1].lower in {"has", "have", "had", "also", "reportedly", "later"}:
        kept.pop()
    return Span(kept[0].start, kept[-1].end)


def _trim(text: str, start: int, end: int) -> Span:
    """Return the span without spaces and commas at its ends, and without a quotation mark whose partner is cut off."""
    while start < end and text[start] in " ,:;\n\t—–":
        start += 1
    while end > start and text[end - 1] in " ,;\n\t—–":
        end -= 1
    inside = text[start:end]
    if inside[:1] in {"“", '"'} and (inside.count("“") > inside.count("”") or inside.count('"') % 2):
        start += 1
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
