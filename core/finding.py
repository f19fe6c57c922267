"""Finding a claim told in one's own words: the passages of all articles that assert or deny it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.claims import text_hash, whole_claim
from core.errors import ResourceError
from core.facts.names import gazetteer_with
from core.memory import Memory
from core.model import Article, Claim, Comparison, Reason, Relation, Span
from core.options import AnalysisOptions
from core.progress import Progress
from core.statements import StatementPair, judge_statements
from core.terms import terms_of

_PER_ARTICLE, _IN_ALL = 6, 60  # passages that are judged: the nearest of each article, and of all
_NEAREST = 5  # passages that are named where none asserts or denies the statement
_LEAST_CLOSENESS = 0.2  # below it, passages have no more than common words with the statement
_TELLING = (Relation.AGREES, Relation.CONFLICTS, Relation.CHANGED)


@dataclass(frozen=True, slots=True)
class Found:
    """A passage and what it is to the statement; None where it only comes near.

    ``strength`` says how surely, ``closeness`` how near the two are, both 0..1. In ``reasons``, ``a`` are spans of the
    statement and ``b`` spans of the article's text.
    """

    claim: Claim
    relation: Relation | None
    strength: float
    closeness: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Finds:
    """The passages found for a statement, the surest first; ``by_words`` where the models could not be asked."""

    statement: str
    found: tuple[Found, ...]
    by_words: bool = False

    @property
    def telling(self) -> tuple[Found, ...]:
        """The passages that assert or deny it, or tell of another time."""
        return tuple(found for found in self.found if found.relation in _TELLING)


def find_passages(
    statement: str,
    comparison: Comparison,
    options: AnalysisOptions | None = None,
    memory: Memory | None = None,
    progress: Progress | None = None,
) -> Finds:
    """Return the passages of a comparison's articles that assert or deny a statement.

    Where the models are missing or switched off, passages are found and judged by their words alone. Raises Cancelled
    when ``progress`` was cancelled.
    """
    options, memory = options or AnalysisOptions(), memory if memory is not None else Memory()
    progress = progress or Progress()
    if not statement.strip() or not comparison.claims:
        return Finds(statement, ())
    if options.semantics != "off":
        try:
            return _found(statement, comparison, options, memory, progress)
        except ResourceError:
            options = replace(options, semantics="off")
    return replace(_found(statement, comparison, options, memory, progress), by_words=True)


def _found(
    statement: str, comparison: Comparison, options: AnalysisOptions, memory: Memory, progress: Progress
) -> Finds:
    progress.report("Looking for passages", 0, 2)
    closeness = (
        _by_words(statement, comparison.claims, options)
        if options.semantics == "off"
        else _by_meaning(statement, comparison.claims, memory, progress)
    )
    nearest = _nearest(comparison.claims, closeness)
    progress.report("Judging passages", 1, 2)
    articles = {article.id: article for article in comparison.articles}
    pairs = [StatementPair(statement, claim.text, None, articles[claim.article].published) for claim, _ in nearest]
    judged = judge_statements(pairs, options, memory)
    found = [
        Found(claim, said.relation, max(said.agrees, said.conflicts), round(near, 4), _placed(said.reasons, claim))
        for (claim, near), said in zip(nearest, judged, strict=True)
    ]
    order = {article.id: place for place, article in enumerate(comparison.articles)}
    found.sort(key=lambda f: (*_rank(f), order[f.claim.article], f.claim.start))
    if not any(f.relation in _TELLING for f in found):
        found = sorted(found, key=lambda f: -f.closeness)[:_NEAREST]
    return Finds(statement, tuple(f for f in _apart(found) if f.relation or f.closeness >= _LEAST_CLOSENESS))


def _apart(found: Sequence[Found]) -> list[Found]:
    """Leave out passages that lie within a better one: a claim may be cut from another."""
    kept: list[Found] = []
    for one in found:
        if not any(o.claim.article == one.claim.article and o.claim.span.overlaps(one.claim.span) for o in kept):
            kept.append(one)
    return kept


def _rank(found: Found) -> tuple[int, float]:
    if found.relation in _TELLING:
        return 0, -found.strength
    return (1 if found.relation else 2), -found.closeness


def _by_meaning(statement: str, claims: Sequence[Claim], memory: Memory, progress: Progress) -> list[float]:
    vectors = memory.vectors([statement, *(claim.text for claim in claims)], progress)
    return [float(cosine) for cosine in vectors[1:] @ vectors[0]]


def _by_words(statement: str, claims: Sequence[Claim], options: AnalysisOptions) -> list[float]:
    """Return the share of the statement's terms, rare ones weighing more, that each claim has too."""
    asked = Article(id="statement", source_file="", sha256=text_hash(statement), text=statement)
    wanted = terms_of(whole_claim(asked, gazetteer_with(options.names_file))).forms
    held = [terms_of(claim).forms for claim in claims]
    common = Counter(form for forms in held for form in forms & wanted)
    weight = {form: math.log(1 + len(claims) / (1 + common[form])) for form in wanted}
    whole = math.fsum(weight.values()) or 1.0
    return [math.fsum(weight[form] for form in sorted(forms & wanted)) / whole for forms in held]


def _nearest(claims: Sequence[Claim], closeness: Sequence[float]) -> list[tuple[Claim, float]]:
    """Return the nearest claims of each article, so that no outlet is left out for another that says it often."""
    of_article: defaultdict[str, list[tuple[float, int]]] = defaultdict(list)
    for place, near in enumerate(closeness):
        if near > 0:
            of_article[claims[place].article].append((-near, place))
    best = sorted(entry for entries in of_article.values() for entry in sorted(entries)[:_PER_ARTICLE])
    return [(claims[place], -near) for near, place in best[:_IN_ALL]]


def _placed(reasons: Sequence[Reason], claim: Claim) -> tuple[Reason, ...]:
    """Return reasons with their spans in the passage moved to where it stands in its article."""
    return tuple(
        replace(reason, b=tuple(Span(span.start + claim.start, span.end + claim.start) for span in reason.b))
        for reason in reasons
    )
