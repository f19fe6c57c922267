"""A comparison and the analyst's judgements of it, sorted into what a note has to say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.comparison import link_id
from core.model import Article, Cluster, Comparison, Link, OnlyIn, Reason, Relation
from core.origins import count_origins
from core.workspace.judged import Judged
from core.workspace.judgements import Anchor, Judgement, Level, ManualLink, Ruling, Subject, Workspace

KIND_TITLES = {
    "number": "Numbers",
    "date": "Dates",
    "place": "Places",
    "name": "Names",
    "negation": "One says so, the other says not",
    "opposite": "Opposite words",
    "role": "Who did it to whom",
    "certainty": "How certain it is",
    "attribution": "Who says so",
    "denial": "Denials",
    "scope": "How much or how many it covers",
    "quote": "Wording of a quotation",
}
_ALIGNING = ("wording", "meaning")  # kinds that say why two claims belong together, not what they are to one another
_IMPORTANCE = {Level.HIGH: 0, Level.MODERATE: 1, None: 1, Level.LOW: 2}  # unstated is neither high nor low


@dataclass(frozen=True, slots=True)
class Mark:
    """Two passages and what they are to one another: the program's link, the analyst's word on it, or both.

    ``judgement`` is that of the link, or of its whole cluster. Without ``link`` the program does not find
    the two (any more), and the judgement or ``by_hand`` alone says so.
    """

    link: Link | None = None
    judgement: Judgement | None = None
    by_hand: ManualLink | None = None

    @property
    def judged(self) -> bool:
        """Whether the analyst ruled on it or made it; a judgement may as yet be no more than a note."""
        return self.by_hand is not None or (self.judgement is not None and self.judgement.ruling is not None)

    @property
    def passages(self) -> tuple[str | Anchor, ...]:
        """The claims' ids, or the places as the analyst marked them where the program has no link."""
        if self.link is not None:
            return self.link.a, self.link.b
        if self.by_hand is not None:
            return self.by_hand.a, self.by_hand.b
        return self.judgement.anchors if self.judgement else ()

    @property
    def relation(self) -> Relation | None:
        """What the two are to one another: the analyst's word, else the program's; None where rejected."""
        if self.by_hand is not None:
            return self.by_hand.relation
        marked = self.link.relation if self.link else None
        if self.judgement is None or self.judgement.ruling is None:
            return marked
        return self.judgement.says or (marked if self.judgement.ruling is Ruling.ACCEPT else None)

    @property
    def kind(self) -> str:
        """The sort of difference: the analyst's, else that of the most telling reason."""
        chosen = self.by_hand or self.judgement
        if chosen is not None and chosen.kind:
            return chosen.kind
        return telling(self.link.reasons)[0].kind if self.link else "other"

    @property
    def rank(self) -> tuple[bool, int]:
        """What sorts marks: judged ones first, important ones before others."""
        importance = self.judgement.importance if self.judgement else None
        return not self.judged, _IMPORTANCE[importance]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Claims of two or more articles that assert the same, and the articles in which nothing on it was found.

    ``origins`` counts independent voices; without ``claims`` the passages are those of the one mark.
    ``marks`` are the links that join them; the agreement is judged if all of them are.
    """

    claims: tuple[str, ...]
    missing_from: tuple[str, ...]
    origins: int = 1
    marks: tuple[Mark, ...] = ()

    @property
    def judged(self) -> bool:
        """Whether the analyst ruled on every link that joins these claims."""
        return bool(self.marks) and all(mark.judged for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Findings:
    """What a note says of a comparison; judged before unjudged, important before unimportant, else in its order."""

    conflicts: tuple[Mark, ...]
    changed: tuple[Mark, ...]
    agreed: tuple[Agreement, ...]
    only_in: tuple[tuple[Article, tuple[OnlyIn, ...]], ...]
    missing_from: tuple[tuple[Article, tuple[Cluster, ...]], ...]
    related: tuple[Mark, ...]
    rejected: int
    unjudged: int


def findings(comparison: Comparison, workspace: Workspace | None = None) -> Findings:
    """Return what a note says of a comparison and of the judgements in a workspace."""
    marks = judged_marks(comparison, workspace)
    of = {relation: [mark for mark in marks if mark.relation is relation] for relation in Relation}
    owner = {claim.id: claim.article for claim in comparison.claims}
    return Findings(
        conflicts=_ordered(of[Relation.CONFLICTS]),
        changed=_ordered(of[Relation.CHANGED]),
        agreed=_agreements(comparison, of[Relation.AGREES]),
        only_in=tuple(
            (article, lone)
            for article in comparison.articles
            if (lone := tuple(only for only in comparison.only_in if owner[only.claim] == article.id))
        ),
        missing_from=tuple(
            (article, missing)
            for article in comparison.articles
            if (missing := tuple(cluster for cluster in comparison.clusters if article.id in cluster.missing_from))
        ),
        related=_ordered(of[Relation.RELATED]),
        rejected=sum(mark.relation is None for mark in marks),
        unjudged=sum(not mark.judged and mark.relation is not Relation.RELATED for mark in marks),
    )


def judged_marks(comparison: Comparison, workspace: Workspace | None) -> tuple[Mark, ...]:
    """Return every link with its judgement, its own or else its whole cluster's, and what only the analyst has."""
    if workspace is None:
        return tuple(map(Mark, comparison.links))
    judged = Judged(workspace, comparison)
    marks = (Mark(link, judged.of_link(link)) for link in comparison.links)
    return (*marks, *_only_the_analysts(comparison, workspace))


def _only_the_analysts(comparison: Comparison, workspace: Workspace) -> Iterator[Mark]:
    """Yield what the analyst joined by hand, and rulings on pairs that the program does not find any more."""
    found = {link.id for link in comparison.links}
    for _, manual in sorted(workspace.manual_links.items()):
        yield Mark(by_hand=manual)
    by_hand = {link_id(manual.a.claim, manual.b.claim) for manual in workspace.manual_links.values()}
    for key, judgement in sorted(workspace.judgements.items()):
        if judgement.subject is Subject.LINK and judgement.ruling and key not in found and key not in by_hand:
            yield Mark(judgement=judgement)


def by_kind(marks: Iterable[Mark]) -> tuple[tuple[str, tuple[Mark, ...]], ...]:
    """Return marks by their kind; the kind of the first mark comes first, so important kinds stand above others."""
    kinds: dict[str, list[Mark]] = {}
    for mark in marks:
        kinds.setdefault(mark.kind, []).append(mark)
    ranks = {kind: place for place, kind in enumerate(KIND_TITLES)}
    first = {kind: found[0].rank for kind, found in kinds.items()}
    ordered = sorted(kinds, key=lambda kind: (first[kind], ranks.get(kind, len(ranks))))
    return tuple((kind, tuple(kinds[kind])) for kind in ordered)


def telling(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """Return the reasons that say more than that two claims share words; the first of all if none does."""
    more = tuple(reason for reason in reasons if reason.kind not in _ALIGNING)
    return more or tuple(reasons[:1])


def removals(article: Article) -> str:
    """Return what cleaning set aside in a few words, such as ``caption (2), navigation (1)``."""
    counts = Counter(removed.reason for removed in article.removed)
    return ", ".join(f"{reason} ({number})" for reason, number in sorted(counts.items())) or "nothing"


def _ordered(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda mark: mark.rank))


def _agreements(comparison: Comparison, marks: Sequence[Mark]) -> tuple[Agreement, ...]:
    """Return the groups of claims that agreeing links join: judged links and others never make one group.

    Judged groups come first, then those with most independent origins, then those that most articles share.
    """
    claim_of = {claim.id: claim for claim in comparison.claims}
    clusters = {claim: cluster for cluster in comparison.clusters for claim in cluster.claims}
    found = []
    for judged in (True, False):
        chosen = [(mark, mark.link) for mark in marks if mark.judged is judged and mark.link is not None]
        for claims in _joined([claim.id for claim in comparison.claims], [link for _, link in chosen]):
            here = {claim_of[claim].article for claim in claims}
            cluster = clusters.get(claims[0])  # the matter may be spread over several
            missing = tuple(one for one in cluster.missing_from if one not in here) if cluster else ()
            joining = tuple(mark for mark, link in chosen if link.a in claims)
            origins = count_origins([claim_of[claim] for claim in claims])
            found.append(Agreement(claims, missing, origins, joining))
    found += [Agreement((), (), 1, (mark,)) for mark in marks if mark.link is None]

    def rank(one: Agreement) -> tuple[bool, int, int]:
        return not one.judged, -one.origins, -len({claim_of[claim].article for claim in one.claims})

    return tuple(sorted(found, key=rank))


def _joined(claims: Sequence[str], links: Sequence[Link]) -> tuple[tuple[str, ...], ...]:
    """Return the groups that links join, each in the order of the claims."""
    group = {claim: claim for claim in claims}

    def head(claim: str) -> str:
        while group[claim] != claim:
            claim = group[claim]
        return claim

    for link in links:
        group[head(link.b)] = head(link.a)
    linked = {end for link in links for end in (link.a, link.b)}
    members: dict[str, list[str]] = {}
    for claim in claims:
        if claim in linked:
            members.setdefault(head(claim), []).append(claim)
    return tuple(map(tuple, members.values()))
