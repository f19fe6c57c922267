"""Story sets with gold links: read, and laid over what the program finds.

A story is a folder of article files with a ``gold.yaml`` of links, traps and statements found in one article only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from core.importers import read_files
from core.model import Article, Claim, Span

COVER = 0.5  # share of a gold quotation that a claim must hold to stand for it
STRONG = ("agrees", "conflicts", "changed")


@dataclass(frozen=True)
class GoldLink:
    """A gold link between two spans, each under its file's name."""

    a: tuple[str, Span]
    b: tuple[str, Span]
    relation: str
    kind: str | None


@dataclass(frozen=True)
class Story:
    """One story: its articles as Parallax reads them, and the gold laid over their stored texts."""

    name: str
    articles: tuple[Article, ...]
    links: tuple[GoldLink, ...]
    traps: tuple[GoldLink, ...]
    only_in: tuple[tuple[str, Span], ...]
    exhaustive: frozenset[frozenset[str]]

    def gold_of(self, one: Claim, other: Claim, files: dict[str, str]) -> list[GoldLink]:
        """Return the gold links that two claims cover, either way round; ``files`` names the file of an article id."""
        return [link for link in self.links if covers_link(link, one, other, files)]


def covers_link(link: GoldLink, one: Claim, other: Claim, files: dict[str, str]) -> bool:
    """Tell whether two claims stand for the two ends of a gold link."""
    return any(
        files[x.article] == link.a[0]
        and files[y.article] == link.b[0]
        and covers(x, link.a[1])
        and covers(y, link.b[1])
        for x, y in ((one, other), (other, one))
    )


def covers(claim: Claim, quote: Span) -> bool:
    """Tell whether a claim holds at least half of a gold quotation."""
    shared = min(claim.end, quote.end) - max(claim.start, quote.start)
    return shared >= COVER * len(quote)


def stories(folder: Path) -> Iterator[Story]:
    """Yield the stories of a folder by name."""
    for gold in sorted(folder.glob("*/gold.yaml")):
        yield read_story(gold.parent)


def read_story(folder: Path) -> Story:
    """Read one story; gold quotations that the stored text does not hold are left out."""
    gold: dict[str, Any] = yaml.safe_load((folder / "gold.yaml").read_text(encoding="utf-8"))
    articles = read_files([folder / row["file"] for row in gold["articles"]]).articles
    texts = {a.source_file: a.text for a in articles}

    def span(node: dict[str, str]) -> tuple[str, Span] | None:
        start = texts.get(node["file"], "").find(node["quote"])
        return None if start < 0 else (node["file"], Span(start, start + len(node["quote"])))

    def links(rows: list[dict[str, Any]], key: str) -> tuple[GoldLink, ...]:
        ends = [(span(row["a"]), span(row["b"]), row[key], row.get("kind")) for row in rows]
        return tuple(GoldLink(a, b, relation, kind) for a, b, relation, kind in ends if a and b)

    return Story(
        name=folder.name,
        articles=articles,
        links=links(gold["links"], "relation"),
        traps=links(gold["traps"], "truly"),
        only_in=tuple(s for row in gold["only_in"] if (s := span(row))),
        exhaustive=frozenset(frozenset(pair) for pair in gold.get("exhaustive") or ()),
    )
