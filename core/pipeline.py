"""The whole flow on one screen: articles in, comparison out.

    articles → sentences → claims with facts → candidate pairs → similarity → relations with reasons → clusters

Steps that need one article only are remembered in the ``Memory`` that the caller hands in, so that a sixth article
does not redo five. Same articles and options give the same comparison, in whatever order the articles were added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from core.alignment import Aligned, align, nearest
from core.calibration import Calibration, calibration
from core.candidates import TermIndex
from core.claims import find_claims
from core.clustering import cluster
from core.comparison import in_reading_order, link_id
from core.facts.names import Gazetteer, gazetteer_with
from core.matching import Side
from core.memory import Memory
from core.model import (
    Article,
    Claim,
    Comparison,
    Decision,
    Engine,
    Link,
    Nearest,
    OnlyIn,
    Reason,
    Relation,
    Verdict,
)
from core.options import AnalysisOptions
from core.progress import Progress
from core.relations import Judgement, Pair, judge
from core.segmenting import segment
from core.terms import terms_of
from core.version import VERSION

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


Partial = Callable[[Comparison], None]
_ENDS = 2  # articles that a link joins
_FIRST_LOOK = 2  # articles that are compared at once, so that first marks appear while the rest is read


def analyse(
    articles: Sequence[Article],
    options: AnalysisOptions | None = None,
    decisions: Iterable[Decision] = (),
    progress: Progress | None = None,
    memory: Memory | None = None,
    partial: Partial | None = None,
) -> Comparison:
    """Compare articles with one another.

    ``partial`` is called with an early comparison of the first articles when there are more than two. Raises
    Cancelled when ``progress`` was cancelled, OptionsError for an unreadable names file.
    """
    options = options or AnalysisOptions()
    progress = progress or Progress()
    memory = memory if memory is not None else Memory()
    decisions = tuple(decisions)
    ordered = in_reading_order(articles)
    known = gazetteer_with(options.names_file)
    sides: list[Side] = []
    for done, article in enumerate(ordered):
        progress.report("Reading claims", done, len(ordered))
        sides.extend(_sides_of(article, known, options, memory))
        if partial is not None and done + 1 == _FIRST_LOOK < len(ordered):
            partial(_compare(ordered[:_FIRST_LOOK], sides, options, decisions, progress, None))
    if options.semantics == "off" or not sides:
        return _compare(ordered, sides, options, decisions, progress, None)
    if partial is not None:
        partial(_compare(ordered, sides, options, decisions, progress, None))
    return _compare(ordered, sides, options, decisions, progress, memory.vectors(sides, progress))


def _sides_of(article: Article, known: Gazetteer, options: AnalysisOptions, memory: Memory) -> tuple[Side, ...]:
    key = (article, options.names_file and options.fingerprint(), VERSION)
    if key not in memory.sides:
        claims = find_claims(article, segment(article), known)
        memory.sides[key] = tuple(Side(claim, terms_of(claim), article) for claim in claims)
    return memory.sides[key]


def _compare(
    articles: Sequence[Article],
    sides: Sequence[Side],
    options: AnalysisOptions,
    decisions: Sequence[Decision],
    progress: Progress,
    vectors: NDArray[np.float32] | None,
) -> Comparison:
    weights = calibration()
    index = TermIndex([s.terms for s in sides])
    scored = align(sides, index, weights, progress, vectors)
    links = _links(sides, scored, index, weights, options, decisions, progress)
    claims = tuple(s.claim for s in sides)
    return Comparison(
        engine=Engine(VERSION, options.fingerprint(), _models(vectors is not None)),
        articles=tuple(articles),
        claims=claims,
        links=links,
        clusters=cluster(links, claims, [a.id for a in articles], decisions),
        only_in=_only_in(sides, scored, links),
    )


def _models(used: bool) -> tuple[tuple[str, str], ...]:
    if not used:
        return ()
    from core.semantics.models import digests

    return tuple(d for d in digests() if d[0] == "encoder")


def _links(
    sides: Sequence[Side],
    scored: Sequence[Aligned],
    index: TermIndex,
    weights: Calibration,
    options: AnalysisOptions,
    decisions: Sequence[Decision],
    progress: Progress,
) -> tuple[Link, ...]:
    levels = weights.thresholds
    best = nearest(sides, scored, int(levels["rank"]), levels["related"], levels["sure"])
    apart = {frozenset((d.a, d.b)) for d in decisions if d.verdict is Verdict.DIFFERENT}
    links = []
    for done, one in enumerate(best):
        if done % 200 == 0:
            progress.report("Judging pairs", done, len(best))
        a, b = sides[one.first], sides[one.second]
        if frozenset((a.claim.id, b.claim.id)) in apart:
            continue
        pair = Pair(a, b, one.evidence, one.similarity, index, weights.strengths)
        link = _link(pair, judge(pair, weights.thresholds, options.rules_off))
        if link is not None and _shown(link, options):
            links.append(link)
    return (*links, *_decided(sides, links, decisions))


def _link(pair: Pair, verdict: Judgement) -> Link | None:
    if verdict.relation is None:
        return None
    a, b = pair.a.claim.id, pair.b.claim.id
    evidence = tuple((name, round(value, 4)) for name, value in sorted(pair.evidence.items()))
    return Link(
        link_id(a, b), a, b, verdict.relation, verdict.similarity, verdict.confidence, verdict.reasons, evidence
    )


def _shown(link: Link, options: AnalysisOptions) -> bool:
    return (
        link.similarity >= options.min_similarity
        and link.confidence >= options.min_confidence
        and (options.show_related or link.relation is not Relation.RELATED)
    )


def _decided(sides: Sequence[Side], links: Sequence[Link], decisions: Sequence[Decision]) -> list[Link]:
    """Return a link for each pair the analyst called the same that the engine did not link itself."""
    known: dict[str, Claim] = {s.claim.id: s.claim for s in sides}
    place = {s.claim.id: n for n, s in enumerate(sides)}
    wanted = {frozenset((d.a, d.b)) for d in decisions if d.verdict is Verdict.SAME}
    wanted -= {frozenset((k.a, k.b)) for k in links}
    added = []
    for pair in sorted(wanted, key=sorted):
        if not pair <= known.keys() or len({known[c].article for c in pair}) < _ENDS:
            continue
        a, b = sorted(pair, key=place.__getitem__)
        reason = Reason(
            "wording", "You said that these are the same.", "decision.same", (known[a].span,), (known[b].span,)
        )
        added.append(Link(link_id(a, b), a, b, Relation.AGREES, 1.0, 1.0, (reason,)))
    return added


def _only_in(sides: Sequence[Side], scored: Sequence[Aligned], links: Sequence[Link]) -> tuple[OnlyIn, ...]:
    """Return the claims without agreement, conflict or change, each with the nearest passage elsewhere."""
    matched = {claim for k in links if k.relation is not Relation.RELATED for claim in (k.a, k.b)}
    nearest: dict[int, tuple[float, int]] = {}
    for one in scored:
        for mine, other in ((one.first, one.second), (one.second, one.first)):
            if mine not in nearest or (one.similarity, -other) > (nearest[mine][0], -nearest[mine][1]):
                nearest[mine] = (one.similarity, other)
    found = []
    for place, side in enumerate(sides):
        if side.claim.id in matched:
            continue
        near = nearest.get(place)
        found.append(
            OnlyIn(side.claim.id, Nearest(sides[near[1]].claim.id, round(near[0], 4)) if near is not None else None)
        )
    return tuple(found)
