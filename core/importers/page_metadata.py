"""What a page states about itself: JSON-LD, meta elements, times, and the address a browser notes when it saves it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from core.stamps import iso_moment

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s>]{4,1000})", re.IGNORECASE)
_LD_LIMIT = 500_000
"""Characters of one JSON-LD element that are parsed; articles with their full text inside take 50,000."""
_LD_NODES = 2_000
_ARTICLES = re.compile(r"article|blogposting|report|^liveblogposting$|^creativework$", re.IGNORECASE)
_META = {
    "published": ("article:published_time", "datepublished", "date", "pubdate", "publish-date", "dc.date",
                  "dc.date.issued", "dcterms.created", "parsely-pub-date", "sailthru.date"),
    "updated": ("article:modified_time", "datemodified", "og:updated_time", "lastmod", "dcterms.modified"),
    "byline": ("author", "article:author", "byl", "dc.creator", "parsely-author", "sailthru.author"),
    "outlet": ("og:site_name", "application-name", "publisher", "dc.publisher", "article:publisher"),
    "url": ("og:url",),
    "title": ("og:title", "twitter:title", "dc.title", "headline"),
}  # fmt: skip


@dataclass(slots=True)
class Stated:
    """Fields of an article as a page states them, and where each was read; ``titles`` are all names it gives itself."""

    fields: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)

    def put(self, name: str, value: object, source: str) -> None:
        """Set a field that is not set yet, if the value is a usable one."""
        text = " ".join(value.split())[:500] if isinstance(value, str) else ""
        if name in ("published", "updated"):
            text = iso_moment(text) or ""
        if name == "url" and not text.startswith(("http://", "https://")):
            return
        if name == "byline" and text.startswith(("http://", "https://")):
            return
        if name == "title" and text:
            self.titles.append(text)
        if text and name not in self.fields:
            self.fields[name], self.sources[name] = text, source


def stated_by(tree: HtmlElement, head: str) -> Stated:
    """Return what a page states, the most telling places first; ``head`` is the beginning of its source."""
    stated = Stated()
    _read_linked_data(tree, stated)
    metas = _metas(tree)
    for name, keys in _META.items():
        for key in keys:
            stated.put(name, metas.get(key), "meta element")
    for time in tree.iter("time"):
        kind = f"{time.get('itemprop') or ''} {time.get('class') or ''}".lower()
        name = "updated" if "modif" in kind or "updat" in kind else "published"
        stated.put(name, time.get("datetime"), "time element")
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower():
            stated.put("url", link.get("href"), "link element")
    if saved := _SAVED_FROM.search(head):
        stated.put("url", saved[1], "saved page")
    title = next(tree.iter("title"), None)
    if title is not None:
        stated.put("title", title.text_content(), "page title")
    root = tree.getroottree().getroot()
    language = (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:2].lower()
    if re.fullmatch(r"[a-z]{2}", language):
        stated.put("language", language, "page")
    return stated


def _metas(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if key and meta.get("content"):
            found.setdefault(key, meta.get("content"))
    return found


def _read_linked_data(tree: HtmlElement, stated: Stated) -> None:
    """Read the JSON-LD objects that describe an article."""
    linked = list(_linked_data(tree))
    named = {str(node["@id"]): node for node in linked if "@id" in node and "name" in node}
    for node in linked:
        if any(_ARTICLES.search(kind) for kind in _texts(node.get("@type"))):
            _read_linked(node, named, stated)


def _linked_data(tree: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """Yield the JSON-LD objects of a page, the outer ones first."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text or len(script.text) > _LD_LIMIT:
            continue
        try:
            waiting = [json.loads(script.text, strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_LD_NODES):
            if not waiting:
                break
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting += node
            elif isinstance(node, dict):
                yield node
                waiting += [value for value in node.values() if isinstance(value, list | dict)]


def _read_linked(node: Mapping[str, Any], named: Mapping[str, Mapping[str, Any]], stated: Stated) -> None:
    """Read an object that describes an article; ``named`` are those it may point to by their ``@id``."""
    names = " and ".join(_names(node.get("author"), named))
    publisher = next(iter(_names(node.get("publisher"), named)), None)
    page = node.get("mainEntityOfPage")
    address = node.get("url") or (page.get("@id") if isinstance(page, dict) else page)
    values = {
        "title": node.get("headline") or node.get("name"),
        "published": node.get("datePublished"),
        "updated": node.get("dateModified"),
        "byline": names,
        "outlet": publisher,
        "url": address,
        "language": (next(iter(_texts(node.get("inLanguage"))), "") or "")[:2].lower(),
    }
    for name, value in values.items():
        stated.put(name, value, "JSON-LD")


def _names(node: object, named: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return the names in a person, an organisation, or a list of them, some perhaps described elsewhere."""
    nodes = node if isinstance(node, list) else [node]
    found = [
        (entry if "name" in entry else named.get(str(entry.get("@id")), {})).get("name")
        if isinstance(entry, dict)
        else entry
        for entry in nodes[:20]
    ]
    return [name for entry in found for name in _texts(entry)]


def _texts(node: object) -> list[str]:
    nodes = node if isinstance(node, list) else [node]
    return [entry.strip() for entry in nodes if isinstance(entry, str) and entry.strip()]
