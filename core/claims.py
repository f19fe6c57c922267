"""From sentences to claims: checkable statements with exact spans and the facts found in them.

A sentence is cut into its content and its attribution frame, and where it joins statements that can each stand alone
("12 drowned and 47 were missing"), into one claim for each; every claim knows why it is one.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from core.cover import mostly_same
from core.facts.attribution import Frame, find_frame
from core.facts.dates import find_dates
from core.facts.names import Gazetteer, find_names
from core.facts.polarity import certainty_of, find_hedges, find_negations, polarity_of
from core.facts.quantities import find_quantities
from core.facts.quotes import find_quotes
from core.lexicon import English, english
from core.model import Article, Certainty, Claim, ClaimKind, DateMention, NameMention, Quantity, Sentence, Span
from core.progress import Progress
from core.tokens import Token, lemma, tokenise

_SHORTEST_CLAUSE = 3  # words and figures; what is shorter cannot stand alone
_WHOLE = 0.9  # of its sentence; a claim that holds less leans on its sentence, one that holds more on the one before
_CONTENT_SHARE = 0.6  # of a sentence's words that carry content; a frame whose content holds less is a claim with it
_LONG_WORD = 4  # letters
_QUOTE_SHARE = 0.6  # a claim this far inside quotation marks is the source's utterance


@dataclass(frozen=True, slots=True)
class _Found:
    """The facts of one sentence, found once and shared out among its claims by span."""

    quantities: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]
    names: tuple[NameMention, ...]
    quotes: tuple[Span, ...]
    negations: tuple[Span, ...]
    hedges: tuple[tuple[Span, Certainty], ...]


def find_claims(
    article: Article,
    sentences: Sequence[Sentence],
    known: Gazetteer | None = None,
    progress: Progress | None = None,
) -> tuple[Claim, ...]:
    """Return the claims of an article in text order, with spans into its stored text; Cancelled if stopped."""
    progress = progress or Progress()
    names = find_names(article.text, [s.span for s in sentences], known, progress)
    starts = [name.start for name in names]
    claims: list[Claim] = []
    before: Sentence | None = None
    for sentence in sentences:
        progress.check()
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        for claim in _claims_of(article, sentence, names[first:last]):
            cut = len(claim.span) < _WHOLE * len(sentence.span)
            leans_on = sentence if cut else before
            claims.append(replace(claim, context=(leans_on.span,) if leans_on is not None else ()))
        before = sentence
    return _with_own(article, claims, sentences, known) if article.own_claims else tuple(claims)


def _with_own(
    article: Article, found: Sequence[Claim], sentences: Sequence[Sentence], known: Gazetteer | None
) -> tuple[Claim, ...]:
    """Return claims with those that the analyst made in the place of what they mostly cover."""
    own = []
    for span in article.own_claims:
        names = find_names(article.text, [span], known)
        facts = _facts(article, span, names)
        before = [sentence for sentence in sentences if sentence.start <= span.start]
        around = before[-1] if before else Sentence(span.start, span.end, 1, 1)
        frame = find_frame(article.text, span, facts.quotes, facts.names)
        claim = _claim(article, around, span, facts, None, "bounds set by hand")
        own.append(replace(claim, attribution=frame.attribution if frame else None, context=(around.span,)))
    left = [claim for claim in found if not any(mostly_same(claim.span, span) for span in article.own_claims)]
    return tuple(sorted((*left, *own), key=lambda claim: claim.span))


def whole_claim(article: Article, known: Gazetteer | None = None) -> Claim:
    """Return the whole text of an article as one claim, for statements that come without an article around them."""
    span = Span(0, len(article.text))
    sentence = Sentence(span.start, span.end, 1, 1)
    found = _facts(article, span, find_names(article.text, [span], known))
    frame = find_frame(article.text, span, found.quotes, found.names)
    claim = _claim(article, sentence, span, found, None, "statement")
    return replace(claim, attribution=frame.attribution if frame else None)


def claim_id(article_id: str, span: Span) -> str:
    """Return a claim's id: it comes from the article and the span, so that notes survive a new analysis."""
    return f"{article_id}:{span.start}-{span.end}"


def _claims_of(article: Article, sentence: Sentence, names: Sequence[NameMention]) -> list[Claim]:
    span = sentence.span
    if article.dateline is not None and span.start <= article.dateline.start < article.dateline.end <= span.end:
        span = _after_dateline(article, span)
    if not span.of(article.text).strip():
        return []
    found = _facts(article, span, names)
    if article.headline is not None and article.headline.overlaps(sentence.span):
        return [_claim(article, sentence, span, found, None, "headline")]
    frame = find_frame(article.text, span, found.quotes, found.names)
    if frame is not None and _tells_much(article.text, span, frame):
        return [_claim(article, sentence, span, found, frame, "attribution that is itself news")]
    content = frame.content if frame else span
    clauses = _clauses(article.text, content)
    why = "statement in its own clause" if len(clauses) > 1 else "content of an attribution" if frame else "sentence"
    claims = []
    for clause in clauses:
        own = find_frame(article.text, clause, found.quotes, found.names) if len(clauses) > 1 else None
        claims.append(_claim(article, sentence, own.content if own else clause, found, own or frame, why))
    for stretch in frame.rest if frame else ():
        for clause in _clauses(article.text, stretch):
            own = find_frame(article.text, clause, found.quotes, found.names)
            span = own.content if own else clause
            claims.append(_claim(article, sentence, span, found, own, "statement in its own clause"))
    return sorted(claims, key=lambda c: c.start)


def _tells_much(text: str, sentence: Span, frame: Frame) -> bool:
    """Tell whether a frame is news with its content: a denial, or a source with as much to tell as what it says."""
    if frame.rest:
        return False
    if frame.attribution.verb in english().denial:
        return True
    return _weight(text, frame.content) < _CONTENT_SHARE * _weight(text, sentence)


def _weight(text: str, span: Span) -> int:
    """Return how many words of a stretch carry content: figures, names, and other words of some length."""
    words = tokenise(text, span.start, span.end)
    spared = english().reporting_verbs | {"that"}
    long = [t for t in words if t.is_number or t.is_capitalised or (t.is_word and len(t.text) >= _LONG_WORD)]
    return sum(t.lower not in spared for t in long)


def _after_dateline(article: Article, span: Span) -> Span:
    assert article.dateline is not None
    start = article.dateline.end
    while start < span.end and article.text[start] in " \n\t—–-.":
        start += 1
    return Span(start, span.end)


def _facts(article: Article, span: Span, names: Sequence[NameMention]) -> _Found:
    text = article.text
    dates = find_dates(text, article.published, span.start, span.end)
    return _Found(
        quantities=find_quantities(text, dates, span.start, span.end),
        dates=dates,
        names=tuple(n for n in names if span.contains(n.span)),
        quotes=find_quotes(text, span.start, span.end),
        negations=find_negations(text, span.start, span.end),
        hedges=find_hedges(text, span.start, span.end),
    )


def _claim(article: Article, sentence: Sentence, span: Span, found: _Found, frame: Frame | None, why: str) -> Claim:
    text = span.of(article.text)
    negations = tuple(n for n in found.negations if span.contains(n))
    hedges = tuple((cue, rung) for cue, rung in found.hedges if span.contains(cue))
    if frame is not None:  # the frame's verb says how firmly the outlet stands behind the content
        hedges += tuple((cue, rung) for cue, rung in found.hedges if not frame.content.contains(cue))
    quotes = tuple(q for q in found.quotes if q.overlaps(span))
    return Claim(
        id=claim_id(article.id, span),
        article=article.id,
        start=span.start,
        end=span.end,
        text=text,
        paragraph=sentence.paragraph,
        sentence=sentence.number,
        kind=_kind(text, span, quotes, why),
        attribution=frame.attribution if frame else None,
        certainty=max(
            certainty_of(hedges), Certainty.REPORTED if frame else Certainty.CERTAIN, key=list(Certainty).index
        ),
        polarity=polarity_of(negations),
        quantities=tuple(q for q in found.quantities if span.contains(q.span)),
        dates=tuple(d for d in found.dates if span.contains(d.span)),
        names=tuple(n for n in found.names if span.contains(n.span)),
        negations=negations,
        hedges=tuple(cue for cue, _ in hedges),
        quotes=quotes,
        why=why,
    )


def _kind(text: str, span: Span, quotes: Sequence[Span], why: str) -> ClaimKind:
    if why == "headline":
        return ClaimKind.HEADLINE
    if text.rstrip(" \"”'’").endswith("?"):
        return ClaimKind.QUESTION
    quoted = sum(max(0, min(q.end, span.end) - max(q.start, span.start)) for q in quotes)
    if quoted >= _QUOTE_SHARE * len(span):
        return ClaimKind.QUOTE
    lower = f" {text.lower()} "
    if any(f" {cue} " in lower for cue in english().opinion_cues):
        return ClaimKind.OPINION
    return ClaimKind.STATEMENT


def _clauses(text: str, content: Span) -> list[Span]:
    """Cut a stretch at joints where both sides can stand alone; else return it whole."""
    words = english()
    tokens = tokenise(text, content.start, content.end)
    cuts = [at for at in range(1, len(tokens)) if _is_joint(tokens, at, words)]
    spans: list[Span] = []
    first = 0
    for cut in [*cuts, len(tokens)]:
        part = tokens[first:cut]
        if cut < len(tokens) and not (_stands_alone(part, words) and _stands_alone(tokens[cut + 1 :], words)):
            continue
        if part:
            spans.append(_bare_span(part, content if cut == len(tokens) else None))
        first = cut
    return spans or [content]


def _is_joint(tokens: Sequence[Token], at: int, words: English) -> bool:
    """Tell whether a clause may begin at a token: after ";" or at a conjunction."""
    if tokens[at - 1].text == ";":
        return True
    word = tokens[at].lower
    after_comma = tokens[at - 1].text in {",", "—", "–"}
    return word in _joints() and (after_comma or (word == "and" and _opens_clause(tokens, at + 1, words)))


@cache
def _joints() -> frozenset[str]:
    return frozenset(joint.strip(" ,;") for joint in english().clause_joints) - {""}


def _opens_clause(tokens: Sequence[Token], at: int, words: English) -> bool:
    """Tell whether "and" without a comma opens a clause: a figure or a subject with its verb near."""
    ahead = tokens[at : at + 5]
    if not ahead or not (
        ahead[0].is_number or ahead[0].lower in words.number_words or ahead[0].lower in words.grammar["subjects"]
    ):
        return False
    return any(t.lower in words.auxiliaries or _is_finite(t) for t in ahead[1:])


def _stands_alone(part: Sequence[Token], words: English) -> bool:
    if sum(t.is_word or t.is_number for t in part) < _SHORTEST_CLAUSE or sum(t.text in '“"' for t in part) % 2:
        return False
    opener = part[0].lower
    if _is_finite(part[0]) or opener in words.auxiliaries:
        return False  # "and went home" shares the subject of the clause before
    return any(t.lower in words.auxiliaries or _is_finite(t) for t in part[1:])


def _is_finite(token: Token) -> bool:
    """Tell whether a word looks like a past-tense verb: its lemma differs and it is no plural or participle in -ing."""
    lower = token.lower
    if (
        not token.is_word
        or token.is_capitalised
        or lower.endswith(("s", "ing"))
        or lower in english().grammar["not_past"]
    ):
        return False
    return lemma(lower) != lower


def _bare_span(part: Sequence[Token], whole: Span | None) -> Span:
    """Return a clause's span without the conjunction that opens it and the comma that closes it."""
    words = list(part)
    openers = english().grammar["conjunctions"] | {",", ";"}
    while len(words) > 1 and words[0].lower in openers:
        words.pop(0)
    end = whole.end if whole is not None else words[-1].end
    while whole is None and len(words) > 1 and words[-1].text in {",", ";", "—", "–"}:
        words.pop()
        end = words[-1].end
    return Span(words[0].start, end)


def text_hash(text: str) -> str:
    """Return the SHA-256 of a stored text as UTF-8, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
