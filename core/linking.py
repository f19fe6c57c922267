"""From aligned pairs to links: which pairs are judged, what they are to one another, and what stands alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from core.alignment import Aligned, nearest
from core.calibration import Calibration
from core.candidates import TermIndex
from core.comparison import link_id
from core.matching import Side
from core.memory import Memory
from core.model import Claim, Decision, Link, Nearest, OnlyIn, Reason, Relation, Verdict
from core.options import AnalysisOptions
from core.progress import Progress
from core.relations import Finding, Judgement, Pair, findings_of, judge

_ENDS = 2  # articles that a link joins


class Linker:
    """Judges aligned pairs of the claims of one comparison.

    What the detectors find in a pair is kept, so that a deeper look at the same claims only weighs it anew.
    """

    def __init__(
        self,
        sides: Sequence[Side],
        index: TermIndex,
        weights: Calibration,
        options: AnalysisOptions,
        decisions: Sequence[Decision],
        progress: Progress,
    ) -> None:
        self._sides, self._index, self._weights = sides, index, weights
        self._options, self._decisions, self._progress = options, decisions, progress
        self._apart = {frozenset((d.a, d.b)) for d in decisions if d.verdict is Verdict.DIFFERENT}
        self._found: dict[tuple[str, str], tuple[Finding, ...]] = {}
        self._kept: dict[Any, Any] = {}

    def links(self, scored: Sequence[Aligned], opinions: Memory | None) -> tuple[Link, ...]:
        """Judge the pairs that may be links and return those that are, in text order.

        ``opinions`` is the memory through which the relation model is asked, None where it is left alone.
        """
        pairs = self._pairs(scored, opinions is not None)
        if opinions is not None:
            pairs = self._with_opinions(pairs, opinions)
        least = self._weights.thresholds["related"]  # below it rules alone make no link
        pairs = [pair for pair in pairs if pair.opinion is not None or pair.similarity >= least]
        links = []
        for pair in self._progress.over("Judging pairs", pairs):
            link = self._link(pair, self._judge(pair))
            if link is not None and _shown(link, self._options):
                links.append(link)
        return (*links, *_decided(self._sides, links, self._decisions))

    def _pairs(self, scored: Sequence[Aligned], with_opinion: bool) -> list[Pair]:
        sides, index, strengths = self._sides, self._index, self._weights.strengths
        return [
            Pair(sides[one.first], sides[one.second], one.evidence, one.similarity, index, strengths)
            for one in self._progress.over("Judging pairs", self._worth_judging(scored, with_opinion))
            if frozenset((sides[one.first].claim.id, sides[one.second].claim.id)) not in self._apart
        ]

    def _worth_judging(self, scored: Sequence[Aligned], with_opinion: bool) -> list[Aligned]:
        levels = self._weights.thresholds
        rank, least, sure = ("asked_rank", "asked", "asked") if with_opinion else ("rank", "related", "sure")
        return nearest(self._sides, scored, int(levels[rank]), levels[least], levels[sure], self._progress)

    def _with_opinions(self, pairs: Sequence[Pair], opinions: Memory) -> list[Pair]:
        """Ask the relation model about the most similar pairs; beyond so many the detectors decide alone."""
        most = int(self._weights.thresholds["asked_most"])
        places = sorted(range(len(pairs)), key=lambda n: (-pairs[n].similarity, n))[:most]
        said = dict(zip(places, opinions.opinions([pairs[n] for n in places], self._progress), strict=True))
        return [replace(pair, opinion=said[n]) if n in said else pair for n, pair in enumerate(pairs)]

    def _link(self, pair: Pair, verdict: Judgement) -> Link | None:
        if verdict.relation is None:
            return None
        a, b = pair.a.claim.id, pair.b.claim.id
        scores = verdict.similarity, verdict.confidence
        return Link(link_id(a, b), a, b, verdict.relation, *scores, verdict.reasons, self._evidence(pair))

    def _evidence(self, pair: Pair) -> tuple[tuple[str, float], ...]:
        """Return the parts of the evidence; equal ones are one object, for they are most of what a result weighs."""
        parts = ((name, round(value, 4)) for name, value in sorted(pair.evidence.items()))
        evidence = tuple(self._kept.setdefault(part, part) for part in parts)
        kept: tuple[tuple[str, float], ...] = self._kept.setdefault(evidence, evidence)
        return kept

    def _judge(self, pair: Pair) -> Judgement:
        weights, off = self._weights, self._options.rules_off
        key = pair.a.claim.id, pair.b.claim.id
        if key not in self._found:
            self._found[key] = findings_of(pair, off)
        return judge(pair, weights.thresholds, off, weights.weighing, self._found[key])


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


def found_once(
    sides: Sequence[Side], scored: Sequence[Aligned], links: Sequence[Link], progress: Progress
) -> tuple[OnlyIn, ...]:
    """Return the claims without agreement, conflict or change, each with the nearest passage elsewhere."""
    matched = {claim for k in links if k.relation is not Relation.RELATED for claim in (k.a, k.b)}
    nearest: dict[int, tuple[float, int]] = {}
    for one in progress.over("Gathering claims", scored):
        similarity = one.similarity
        for mine, other in ((one.first, one.second), (one.second, one.first)):
            if mine not in nearest or (similarity, -other) > (nearest[mine][0], -nearest[mine][1]):
                nearest[mine] = (similarity, other)
    found = []
    for place, side in enumerate(sides):
        if side.claim.id in matched:
            continue
        near = nearest.get(place)
        found.append(
            OnlyIn(side.claim.id, Nearest(sides[near[1]].claim.id, round(near[0], 4)) if near is not None else None)
        )
    return tuple(found)
