"""What the analyst said, as constraints on every later run: these two are one matter, those two are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from core.cover import mostly_same
from core.model import Claim, Decision, Relation, Verdict
from core.workspace.judgements import Anchor, Judgement, Ruling, Subject, Workspace

Constraint = tuple[Anchor, Anchor, Verdict]


def constraints(workspace: Workspace) -> tuple[Constraint, ...]:
    """Return what must and what may not be linked; a word on a pair stands above one on a cluster that holds it.

    Accepting or retyping a mark says that both passages are about one matter, unless only as related; rejecting it
    says that they are not. A link by hand says so too.
    """
    found: dict[tuple[str, str], Constraint] = {}
    by_subject = sorted(workspace.judgements.values(), key=lambda j: (j.subject is Subject.LINK, j.id))
    for judgement in by_subject:
        for a, b, verdict in _of_judgement(judgement):
            found[a.claim, b.claim] = (a, b, verdict)
    for link in workspace.manual_links.values():
        if link.relation is not Relation.RELATED:
            a, b = sorted((link.a, link.b))
            found.setdefault((a.claim, b.claim), (a, b, Verdict.SAME))
    return tuple(found[key] for key in sorted(found))


def _of_judgement(judgement: Judgement) -> Iterator[Constraint]:
    anchors = sorted(judgement.anchors)
    if judgement.ruling is Ruling.REJECT:
        for a, b in combinations(anchors, 2):
            if a.article != b.article:
                yield a, b, Verdict.DIFFERENT
    elif judgement.ruling is not None and judgement.says is not Relation.RELATED:
        for a, b in pairwise(anchors):
            yield a, b, Verdict.SAME


def said_alike(one: Workspace, other: Workspace) -> bool:
    """Tell whether two states of a workspace hold the same constraints; quick where most records are the very same."""
    judged = differing(one.judgements, other.judgements)
    if any(_bound(one.judgements.get(key)) != _bound(other.judgements.get(key)) for key in judged):
        return False
    return one.manual_links is other.manual_links or dict(one.manual_links) == dict(other.manual_links)


def differing(one: Mapping[str, Judgement], other: Mapping[str, Judgement]) -> set[str]:
    """Return the ids under which two states have not the very same judgement."""
    if one is other:
        return set()
    changed = {key for key, value in one.items() if other.get(key) is not value}
    return changed | {key for key in other if key not in one}


def _bound(judgement: Judgement | None) -> list[Constraint]:
    return [] if judgement is None else list(_of_judgement(judgement))


def decisions(workspace: Workspace, claims: Sequence[Claim] = ()) -> tuple[Decision, ...]:
    """Return the constraints as ``analyse`` takes them.

    They go by the claims' ids as they were judged. Where ``claims`` are given, a passage that is none of them stands
    for the one that shares most of its words, for another version of the program may cut sentences differently, and
    the analyst links what they please.
    """
    of_article = claims_by_article(claims)
    known = {claim.id for claim in claims}
    found = set()
    for a, b, verdict in constraints(workspace):
        first, second = sorted(_claim_at(anchor, of_article.get(anchor.article, ()), known) for anchor in (a, b))
        if first != second:
            found.add(Decision(first, second, verdict))
    return tuple(sorted(found))


def _claim_at(anchor: Anchor, claims: Sequence[Claim], known: set[str]) -> str:
    if anchor.claim in known:
        return anchor.claim
    found = fitting(anchor, claims)
    return found.id if found else anchor.claim


def claims_by_article(claims: Iterable[Claim]) -> Mapping[str, list[Claim]]:
    """Return claims by the article they stand in."""
    of_article: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        of_article[claim.article].append(claim)
    return of_article


def fitting(anchor: Anchor, claims: Sequence[Claim]) -> Claim | None:
    """Return which of an article's claims shares most words with a passage; None if that is too little."""

    def shared(claim: Claim) -> int:
        return min(claim.end, anchor.end) - max(claim.start, anchor.start)

    best = max(claims, key=shared, default=None)
    if best is None:
        return None
    return best if mostly_same(best.span, anchor.span) else None
