"""The comparison note in Markdown: readable as it stands, every quotation verbatim once rendered.

Quotations are copied from the stored text. What Markdown would take for markup is escaped; a line break inside a
quotation becomes a hard break, so that a CommonMark reader gets back the same characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from core.comparison import Index, word_count
from core.exporters.note import (
    HONESTY,
    KIND_TITLES,
    MACHINE,
    Agreement,
    Findings,
    findings,
    removals,
    telling,
)
from core.model import Comparison, Link, OnlyIn, Reason, Relation

_SOURCE_COLUMNS = (
    *("Outlet", "Headline", "By", "Published", "Updated"),
    *("Words", "File", "Address", "Set aside"),
)
_MARKUP = re.compile(r"[\\`*_\[\]<>&~$]")
_LINE_START = re.compile(r"^(\s*(?:\d+(?=[.)]))?)([#+=:|.)-])")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_EDGE_SPACES = re.compile(r"^[ \t]+|[ \t]+$")


def render(comparison: Comparison) -> bytes:
    """Return a comparison as a note in Markdown, UTF-8."""
    index = Index(comparison)
    found = findings(comparison)
    lines = [
        *_opening(comparison, found),
        *_sources(comparison, index),
        *_conflicts(found, index),
        *_changed(found, index),
        *_agreed(found, index),
        *_only_in(found, index),
        *_method(comparison, index),
    ]
    return ("\n".join(lines).rstrip("\n") + "\n").encode("utf-8", "replace")


def escape(text: str) -> str:
    """Return text as Markdown that renders as that text on one line: runs of white space become one space."""
    return _escape_line(" ".join(text.split()))


def escape_verbatim(text: str, margin: str = "> ") -> str:
    """Return text as Markdown that renders as exactly that text inside quotation marks.

    ``margin`` is what each line of the block begins with: ``> `` in a block quote, two spaces in a list.
    """
    first, *others = _LINE_BREAK.split(text)
    lines = [_MARKUP.sub(r"\\\g<0>", first), *map(_escape_line, others)]
    return f"\\\n{margin}".join(map(_escape_edges, lines))


def _escape_line(line: str) -> str:
    return _LINE_START.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", line))


def _escape_edges(line: str) -> str:
    return _EDGE_SPACES.sub(lambda spaces: "".join(f"&#{ord(space)};" for space in spaces[0]), line)


def _cell(text: str | None) -> str:
    return escape(text).replace("|", "&#124;") if text else "not stated"


def _opening(comparison: Comparison, found: Findings) -> Iterator[str]:
    count = len(comparison.articles)
    yield f"# Coverage compared: {count} article{'' if count == 1 else 's'}"
    yield ""
    yield f"**{HONESTY}**"
    yield ""
    yield MACHINE
    yield ""
    conflicts = sum(len(links) for _, links in found.conflicts)
    lone = sum(len(claims) for _, claims in found.only_in)
    yield (
        f"Conflicts: {conflicts}. Changes: {len(found.changed)}. Agreements: {len(found.agreed)}. "
        f"Claims in one article only: {lone}. Pairs about the same matter that neither agree nor conflict: "
        f"{found.related}; these are not listed here."
    )
    yield ""


def _sources(comparison: Comparison, index: Index) -> Iterator[str]:
    yield "## Sources"
    yield ""
    yield f"| | {' | '.join(_SOURCE_COLUMNS)} |"
    yield f"|---{'|---' * len(_SOURCE_COLUMNS)}|"
    for article in comparison.articles:
        cells = (
            index.label(article.id),
            *map(_cell, (article.outlet, article.title, article.byline, article.published, article.updated)),
            f"{word_count(article)}",
            *map(_cell, (article.source_file, article.url, removals(article))),
        )
        yield f"| {' | '.join(cells)} |"
    yield ""


def _conflicts(found: Findings, index: Index) -> Iterator[str]:
    yield "## Conflicts"
    yield ""
    if not found.conflicts:
        yield from ("No conflict was found.", "")
    number = 0
    for kind, links in found.conflicts:
        yield from (f"### {KIND_TITLES.get(kind, kind.capitalize())}", "")
        for link in links:
            number += 1
            yield from _pair(f"Conflict {number}", link, index)


def _changed(found: Findings, index: Index) -> Iterator[str]:
    yield "## Changed over time"
    yield ""
    if not found.changed:
        yield from ("Nothing was found that time explains.", "")
    for number, link in enumerate(found.changed, 1):
        yield from _pair(f"Change {number}", link, index)


def _pair(title: str, link: Link, index: Index) -> Iterator[str]:
    yield from _passages(title, (link.a, link.b), index)
    for reason in link.reasons:
        yield _reason(reason)
    yield f"- Similarity {link.similarity:.2f}, confidence {link.confidence:.2f}"
    yield ""


def _agreed(found: Findings, index: Index) -> Iterator[str]:
    yield "## Agreed"
    yield ""
    if not found.agreed:
        yield from ("No agreement was found.", "")
    for number, agreement in enumerate(found.agreed, 1):
        yield from _agreement(f"Agreement {number}", agreement, index)


def _agreement(title: str, agreement: Agreement, index: Index) -> Iterator[str]:
    yield from _passages(title, agreement.claims, index)
    reasons = [
        reason
        for claim in agreement.claims
        for link in index.links_of(claim)
        if link.a == claim and link.b in agreement.claims and link.relation is Relation.AGREES
        for reason in link.reasons
    ]
    yield from dict.fromkeys(map(_reason, telling(reasons)))
    if agreement.missing_from:
        yield f"- Not found in {_names(index, agreement.missing_from)}"
    yield ""


def _only_in(found: Findings, index: Index) -> Iterator[str]:
    yield "## In one article only"
    yield ""
    yield "With the passage of another article that comes nearest, so that a false absence can be seen."
    yield ""
    if not found.only_in:
        yield from ("Every claim has a counterpart.", "")
    for article, lone in found.only_in:
        yield from (f"### Only in {_names(index, (article.id,))}", "")
        for only in lone:
            yield from _lone(only, index)
        yield ""
    yield from _missing(found, index)


def _lone(only: OnlyIn, index: Index) -> Iterator[str]:
    yield f"- {_quote(index, only.claim, '  ')}"
    if only.nearest is None:
        yield "  - Nothing comes near it in the other articles."
    else:
        nearest = _quote(index, only.nearest.claim, "    ")
        yield f"  - Nearest, similarity {only.nearest.similarity:.2f}: {nearest}"


def _missing(found: Findings, index: Index) -> Iterator[str]:
    yield "## Missing from"
    yield ""
    if not found.missing_from:
        yield from ("No article lacks what two others have.", "")
    for article, clusters in found.missing_from:
        yield from (f"### Missing from {_names(index, (article.id,))}", "")
        for cluster in clusters:
            first, *others = cluster.claims
            yield f"- {_quote(index, first, '  ')}{''.join(f'; [{index.citation(claim)}]' for claim in others)}"
        yield ""


def _method(comparison: Comparison, index: Index) -> Iterator[str]:
    yield "## Method and limits"
    yield ""
    yield (
        "- A citation such as `[B ¶4 s2, 1312–1398]` names the article, its paragraph and sentence, and "
        "where the quotation begins and ends in the stored text, counted in Unicode characters from 0."
    )
    yield (
        "- The program looks for likely counterparts by names, figures, dates and wording, then judges each pair by "
        "rules that state their reasons. It misses counterparts and finds false ones; read both passages."
    )
    for article in comparison.articles:
        yield f"- Stored text of {_names(index, (article.id,))}: SHA-256 `{article.sha256}`."
    yield f"- Parallax {comparison.engine.version}, options `{comparison.engine.options}`."
    yield from (f"- Model {escape(name)}, SHA-256 `{sha256}`." for name, sha256 in comparison.engine.models)


def _passages(title: str, claims: Sequence[str], index: Index) -> Iterator[str]:
    """Yield a title and claims as one block quote, each a paragraph that opens with its citation."""
    owners = dict.fromkeys(index.claim(claim).article for claim in claims)
    yield f"**{title}** · {_names(index, owners)} · machine-found, not judged"
    yield ""
    for number, claim in enumerate(claims):
        if number:
            yield ">"
        yield f"> {_quote(index, claim, '> ')}"
    yield ""


def _quote(index: Index, claim_id: str, margin: str) -> str:
    """Return a claim's citation and quotation, and who the article says it is from: a clause may not show that."""
    claim = index.claim(claim_id)
    said_by = claim.attribution
    source = f" — {escape(said_by.source)} ({escape(said_by.verb)})" if said_by else ""
    return f'[{index.citation(claim_id)}] "{escape_verbatim(claim.text, margin)}"{source}'


def _reason(reason: Reason) -> str:
    return f"- Why: {escape(reason.text)} (rule `{reason.rule}`)"


def _names(index: Index, articles: Iterable[str]) -> str:
    """Return articles as ``A BBC and B TASS``."""
    named = [f"{index.label(article)} {escape(index.article(article).name)}" for article in articles]
    return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
