"""The whole flow on one screen: articles in, comparison out.

    articles → sentences → claims with facts → candidate pairs → similarity → relations with reasons → clusters

Steps that need one article only are remembered in the ``Memory`` that the caller hands in, so that a sixth article
does not redo five. Same articles and options give the same comparison, in whatever order the articles were added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import IntEnum

from core import collecting
from core.alignment import Aligner
from core.calibration import calibration
from core.candidates import TermIndex
from core.claims import find_claims
from core.clustering import cluster
from core.comparison import in_reading_order
from core.facts.names import Gazetteer, gazetteer_with
from core.linking import Linker, found_once
from core.matching import Side
from core.memory import Memory
from core.model import Article, Claim, Comparison, Decision, Engine
from core.options import AnalysisOptions
from core.progress import Progress
from core.segmenting import segment
from core.terms import terms_of
from core.version import VERSION

Partial = Callable[[Comparison], None]
_FEW = 12  # articles; of more, a look at words alone would only delay the one at meaning
_FIRST_LOOK = 2  # articles that are compared at once, so that first marks appear while the rest is read


class Depth(IntEnum):
    """How deep a comparison looks: at words alone, at their meaning, and with the relation model's opinion."""

    WORDS = 0
    MEANING = 1
    OPINION = 2


@dataclass(frozen=True)
class _Work:
    """What stays the same through one analysis."""

    options: AnalysisOptions
    decisions: tuple[Decision, ...]
    progress: Progress
    memory: Memory


class _Coverage:
    """Articles with their claims; its aligner and linker keep from one look at them what the next, deeper one needs."""

    def __init__(self, articles: Sequence[Article], sides: Sequence[Side], work: _Work) -> None:
        self.articles, self.sides = articles, sides
        index = TermIndex([side.terms for side in sides])
        self.aligner = Aligner(sides, index, calibration(), work.progress)
        self.linker = Linker(sides, index, calibration(), work.options, work.decisions, work.progress)


def analyse(
    articles: Sequence[Article],
    options: AnalysisOptions | None = None,
    decisions: Iterable[Decision] = (),
    progress: Progress | None = None,
    memory: Memory | None = None,
    partial: Partial | None = None,
) -> Comparison:
    """Compare articles with one another.

    ``partial`` is called with every comparison that comes before the final one: of the first two articles when there
    are more, then of all by their words, then by their meaning. Raises Cancelled when ``progress`` was cancelled,
    OptionsError for an unreadable names file.
    """
    options = options or AnalysisOptions()
    work = _Work(options, tuple(decisions), progress or Progress(), memory if memory is not None else Memory())
    worker = ThreadPoolExecutor(1)
    try:
        with collecting.rarely():
            return _analyse(in_reading_order(articles), work, worker, partial)
    finally:
        work.memory.leave_begun()
        worker.shutdown()


def _analyse(
    articles: Sequence[Article], work: _Work, worker: ThreadPoolExecutor, partial: Partial | None
) -> Comparison:
    sides = _read(articles, work, worker, partial)
    coverage = _Coverage(articles, sides, work)
    deepest = Depth.WORDS if work.options.semantics == "off" or not sides else Depth.OPINION
    first = Depth.WORDS if len(articles) <= _FEW else Depth.MEANING
    for depth in Depth:
        if partial is not None and first <= depth < deepest:
            partial(_compare(coverage, work, depth))
    return _compare(coverage, work, deepest)


def _read(articles: Sequence[Article], work: _Work, worker: ThreadPoolExecutor, partial: Partial | None) -> list[Side]:
    """Return the claims of all articles; the worker computes their sentence vectors as soon as claims are there."""
    known = gazetteer_with(work.options.names_file)
    sides: list[Side] = []
    for done, article in enumerate(articles):
        work.progress.report("Reading claims", done, len(articles))
        found = _sides_of(article, known, work)
        sides.extend(found)
        if work.options.semantics != "off":
            work.memory.begin(found, worker, work.progress)
        if partial is not None and done + 1 == _FIRST_LOOK < len(articles):
            partial(_compare(_Coverage(articles[:_FIRST_LOOK], tuple(sides), work), work, Depth.WORDS))
    return sides


def _sides_of(article: Article, known: Gazetteer, work: _Work) -> tuple[Side, ...]:
    key = (article, work.options.names_file and work.options.fingerprint(), VERSION)
    remembered = work.memory.sides
    if key not in remembered:
        claims = find_claims(article, segment(article, work.progress), known, work.progress)
        remembered[key] = tuple(_side(claim, article, work) for claim in claims)
    return remembered[key]


def _side(claim: Claim, article: Article, work: _Work) -> Side:
    work.progress.check()
    return Side(claim, terms_of(claim), article)


def _compare(coverage: _Coverage, work: _Work, depth: Depth) -> Comparison:
    sides, memory = coverage.sides, work.memory
    if depth >= Depth.MEANING:
        scored = coverage.aligner.by_meaning(lambda: memory.meanings(sides, work.progress))
    else:
        scored = coverage.aligner.by_words()
    links = coverage.linker.links(scored, memory if depth >= Depth.OPINION else None)
    claims = tuple(s.claim for s in sides)
    return Comparison(
        engine=Engine(VERSION, work.options.fingerprint(), _models(depth)),
        articles=tuple(coverage.articles),
        claims=claims,
        links=links,
        clusters=cluster(links, claims, [a.id for a in coverage.articles], work.decisions, work.progress),
        only_in=found_once(sides, scored, links, work.progress),
    )


def _models(depth: Depth) -> tuple[tuple[str, str], ...]:
    """Return the models that a comparison of some depth uses, with their SHA-256."""
    if depth is Depth.WORDS:
        return ()
    from core.semantics.models import digests

    return tuple(d for d in digests() if d[0] == "encoder" or depth is Depth.OPINION)
