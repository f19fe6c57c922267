"""A small comparison made by hand, for tests of what is done with one."""

from __future__ import annotations

import hashlib

from core.model import (
    Article,
    Attribution,
    Claim,
    Cluster,
    Comparison,
    Engine,
    Link,
    Nearest,
    OnlyIn,
    Quantity,
    Reason,
    Relation,
    Removed,
    Span,
)

HARBOUR = """Menu | Home

Ferry fire kills 12 off Port Maren

At least 12 people were killed when a ferry caught fire. The harbour office said the crew *was* [sic] safe.

Divers went down at noon."""

COAST = """Ferry fire: 21 dead

Exactly 21 people were killed on the ferry, police said. The crew is safe.
"""

POST = """Nobody was killed, the owner said.

The ferry was built in 1998 & sold twice."""


def article(text: str, outlet: str, **more: object) -> Article:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(digest[:12], f"{outlet.lower()}.txt", digest, text, outlet=outlet, language="en", **more)


def claim(owner: Article, words: str, paragraph: int = 1, sentence: int = 1, **more: object) -> Claim:
    start = owner.text.index(words)
    end = start + len(words)
    return Claim(f"{owner.id}:{start}-{end}", owner.id, start, end, words, paragraph, sentence, **more)


def span(owner: Article, words: str) -> Span:
    start = owner.text.index(words)
    return Span(start, start + len(words))


def ferry() -> Comparison:
    """Three articles with a conflict, an agreement, a change and claims that stand alone."""
    harbour = article(
        HARBOUR,
        "Harbour *Times*",
        published="2026-03-03",
        title="Ferry fire kills 12 | live",
        removed=(Removed(0, 11, "navigation"),),
        metadata_from={"published": "header line"},
        headline=Span(13, 47),
    )
    coast = article(COAST, "Coast", published="2026-03-04T08:00")
    post = article(POST, "Post")
    toll = claim(
        harbour,
        "At least 12 people were killed when a ferry caught fire.",
        quantities=(Quantity(12.0, 12.0, None, None, "killed", 57, 59),),
    )
    crew = claim(
        harbour,
        "The harbour office said the crew *was* [sic] safe.",
        sentence=2,
        attribution=Attribution("The harbour office", "said", True, "named", 105, 128),
    )
    divers = claim(harbour, "Divers went down at noon.", 2)
    exact = claim(coast, "Exactly 21 people were killed on the ferry, police said.")
    safe = claim(coast, "The crew is safe.", sentence=2)
    nobody = claim(post, "Nobody was killed, the owner said.")
    built = claim(post, "The ferry was built in 1998 & sold twice.", 2)
    number = Reason("number", "21 < 12 is not so, but *later*", "number.grew", (Span(66, 68),), (Span(29, 31),))
    denial = Reason("denial", "One says 21, the other nobody", "denial.flat", (Span(29, 31),), (Span(0, 6),))
    wording = Reason("wording", "Same words: killed", "wording.shared", (), ())
    links = (
        Link("l1", toll.id, exact.id, Relation.CHANGED, 0.81239, 0.9, (number,), (("names", 0.5),)),
        Link("l2", crew.id, safe.id, Relation.AGREES, 0.7, 0.8, (wording,)),
        Link("l3", exact.id, nobody.id, Relation.CONFLICTS, 0.66, 0.71, (wording, denial)),
    )
    clusters = (
        Cluster("c1", (toll.id, exact.id, nobody.id), (harbour.id, coast.id, post.id), (), Relation.CONFLICTS),
        Cluster("c2", (crew.id, safe.id), (harbour.id, coast.id), (post.id,), Relation.AGREES),
    )
    return Comparison(
        Engine("0.1.0", "f" * 16, (("vectors", "a" * 64),)),
        (harbour, coast, post),
        (toll, crew, divers, exact, safe, nobody, built),
        links,
        clusters,
        (OnlyIn(divers.id, None), OnlyIn(built.id, Nearest(toll.id, 0.3))),
    )
