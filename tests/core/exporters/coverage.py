"""What the exporters are tried on: a comparison with judgements of every sort, the samples, and hostile texts."""

from __future__ import annotations

import functools
from dataclasses import replace

from core import resources
from core.importers import read_files
from core.model import Comparison, Link, Reason, Relation, Span
from core.options import AnalysisOptions
from core.pipeline import analyse
from core.workspace.judgements import (
    About,
    Judgement,
    Level,
    ManualLink,
    Note,
    Reliability,
    Ruling,
    SourceGrade,
    Status,
    Workspace,
    anchor_at,
    frozen,
)
from tests import comparisons

TIME = "2026-03-05T10:00:00Z"

HOSTILE = (
    "<script>alert(1)</script> & <b onmouseover='x()'>bold</b> ]]> <!-- -->",
    "שלום עולם said 12 (today) and العربية 34 too",
    "emoji 👩‍👩‍👧‍👦 🇫🇷 😀 e\u0301 g",
    "=HYPERLINK(1)",
    "a  double   spaced\ttabbed\nbroken line\n  indented",
    "x" * 3000 + " end",
    '"quoted" and "again" — said',
    "[A ¶1 s1, 0–4] \"spoof\" [B ¶4 s2, 1312–1398] \"At least\"",
    "1. list\n- item\n# head\n| a | b |\n```\ncode",
    "\\*not bold\\* _x_ $y$ ~~z~~ ![img](http://example.org/x.png) &amp; &#65;",
    "中文 日本語 한국어 ไทย",
    "well-known, non-breaking\u00a0space, thin\u2009space, soft\u00adhyphen, zero\u200bwidth, line\u2028separator",
    "#let x = 1; #read(\"/etc/passwd\") $ sum $ @cite <label> \\u{41} // comment /* c */",
    "{{ 7 * 7 }} {% for x in y %}",
    "controls \x01\x07\x1b[31m and \ufffe",
    "e\u0301 é \u212b Å \u00b5 \u03bc non\u2011breaking a-b nb\u00a0space so\u00adft 7\u2060 7 oft",
    "é Å µ a-b n b 7 oft: the same shapes as above, said plainly",
    "-1+1", "@SUM(A1)", "fi ffi fl office",
)  # fmt: skip


def hostile() -> Comparison:
    """Two articles of hostile paragraphs, each paragraph a claim, all of them linked."""
    texts = ["\n\n".join(HOSTILE), "\n\n".join(reversed(HOSTILE)) + "\n\nOther."]
    outlets = ("=cmd|' /C calc'!A0 <img src=x onerror=alert(1)>", "Ёлка | *Б* [x](y)")
    articles = tuple(
        comparisons.article(text, outlet, title=f"<title>{outlet}", published="2026-03-03")
        for text, outlet in zip(texts, outlets, strict=True)
    )
    claims = [
        comparisons.claim(article, words, number)
        for article, order in zip(articles, (HOSTILE, HOSTILE[::-1]), strict=True)
        for number, words in enumerate(order, 1)
    ]
    first = {claim.text: claim for claim in claims[: len(HOSTILE)]}
    reason = Reason("number", "<b>=1+1</b> ≠ {{ x }}", "number.differs", (Span(0, 1),), (Span(0, 1),))
    relations = [one for one in Relation if one is not Relation.RELATED]  # which notes count and do not quote
    links = tuple(
        Link(f"h{number}", first[claim.text].id, claim.id, relations[number % 3], 0.5, 0.5, (reason,))
        for number, claim in enumerate(claims[len(HOSTILE) :])
    )
    base = comparisons.ferry()
    return replace(base, articles=articles, claims=tuple(claims), links=links, clusters=(), only_in=())


@functools.cache
def samples() -> Comparison:
    """The program's own samples, compared without the models."""
    files = sorted(resources.path("samples").glob("*.txt"))
    return analyse(read_files(files).articles, AnalysisOptions(semantics="off"))


def judged() -> tuple[Comparison, Workspace]:
    """The ferry comparison with a workspace: accepted, retyped and rejected links, one by hand, notes, a grade."""
    comparison = comparisons.ferry()
    articles = {article.id: article for article in comparison.articles}
    claims = {claim.id: claim for claim in comparison.claims}

    def anchor(claim: str):
        return anchor_at(articles[claims[claim].article], claims[claim].span)

    comparison = replace(comparison, links=tuple(replace(link, id=_id(link, claims)) for link in comparison.links))
    grew, safe, denied = comparison.links
    said = [
        Judgement(
            (anchor(grew.a), anchor(grew.b)), Ruling.RETYPE, marked=Relation.CHANGED, relation=Relation.CONFLICTS,
            kind="number", confidence=Level.HIGH, importance=Level.HIGH, status=Status.CONFLICT,
            note="Both say **Monday**, so time does not explain it.\n\n- first\n- second", tags=("toll",),
            author="M. Ilves", time=TIME,
        ),
        Judgement(
            (anchor(denied.a), anchor(denied.b)), Ruling.ACCEPT, marked=Relation.CONFLICTS, importance=Level.LOW,
            author="M. Ilves", time=TIME,
        ),
        Judgement((anchor(safe.a), anchor(safe.b)), Ruling.REJECT, marked=Relation.AGREES, author="J. <Roe>"),
    ]  # fmt: skip
    divers, built = comparison.claims[2], comparison.claims[6]
    by_hand = ManualLink("m1", anchor(divers.id), anchor(built.id), Relation.AGREES, note="Both background.")
    whole = Note("n1", "See [1], and *think*.", About.WHOLE, cites=(anchor(built.id),), author="M. Ilves", time=TIME)
    first = comparison.articles[0]
    workspace = Workspace(
        title="Ferry fire",
        question="How many died?",
        analyst="M. Ilves",
        bottom_line="The toll is **open**: see below.",
        confidence=Level.MODERATE,
        articles=frozen(articles),
        judgements=frozen({one.id: one for one in said}),
        manual_links=frozen({"m1": by_hand}),
        notes=frozen({"n1": whole}),
        grades=frozen({first.id: SourceGrade(first.id, Reliability.B)}),
    )
    return comparison, workspace


def _id(link: Link, claims) -> str:
    from core.comparison import link_id

    return link_id(link.a, link.b)
