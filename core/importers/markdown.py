"""Markdown with YAML front matter, as note-taking programs and web clippers save articles."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import yaml

from core.importers.encoding import decode
from core.importers.importer import Importer, new_article
from core.model import Article, Removed, Span
from core.stamps import iso_moment

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^# +(\S.*?)\s*#*$", re.MULTILINE)
_KEYED = re.compile(r"\s*[\w-]+\s*:(?:\s|$)", re.MULTILINE)
_FRONT_LIMIT = 20_000
"""Characters of front matter that are parsed; real ones have a few hundred."""
_KEYS = {
    "title": ("title", "headline"),
    "byline": ("author", "authors", "byline", "by"),
    "outlet": ("outlet", "publisher", "publication", "site", "site_name", "source"),
    "published": ("published", "date", "date_published", "publish_date", "created"),
    "updated": ("updated", "modified", "lastmod", "date_modified"),
    "url": ("url", "link", "canonical", "source_url"),
    "language": ("language", "lang"),
}


def read(data: bytes, name: str) -> tuple[Article, ...]:
    """Return the article of a Markdown file; what its front matter states is its metadata."""
    article = new_article(decode(data, name), name)
    front = _FRONT.match(article.text)
    stated: dict[str, Any] = {}
    removed: tuple[Removed, ...] = ()
    if front:
        stated = _fields(front[1])
        is_metadata = bool(stated) or _KEYED.match(front[1]) is not None
        removed = (Removed(0, len(front[0].rstrip("\n")), "metadata"),) if is_metadata else ()
    sources = dict.fromkeys(stated, "front matter")
    headline = None
    if heading := _HEADING.search(article.text, front.end() if front else 0):
        headline = Span(heading.start(1), heading.end(1))
        if "title" not in stated:
            stated["title"], sources["title"] = heading[1], "heading"
    return (replace(article, **stated, headline=headline, removed=removed, metadata_from=MappingProxyType(sources)),)


def _fields(front: str) -> dict[str, str]:
    """Return the fields of an article that a front matter states; none if it is no mapping."""
    try:
        tree = yaml.load(front, Loader=_Loader) if len(front) <= _FRONT_LIMIT else None  # noqa: S506 - a SafeLoader
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    if not isinstance(tree, Mapping):
        return {}
    given = {str(key).lower().replace("-", "_"): value for key, value in tree.items()}
    found = {}
    for field, keys in _KEYS.items():
        values = (_plain(field, given[key]) for key in keys if key in given)
        if value := next((value for value in values if value), None):
            found[field] = value
    if found.get("outlet", "").startswith(("http://", "https://")):
        found.setdefault("url", found["outlet"])
        del found["outlet"]
    return found


class _Loader(yaml.SafeLoader):
    """A safe loader without aliases, by which a short text can stand for an endless one."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


def _plain(field: str, value: object) -> str | None:
    if isinstance(value, list):
        value = " and ".join(str(item) for item in value if isinstance(item, str))
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="minutes")[:16]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if not isinstance(value, str | int) or isinstance(value, bool):
        return None
    text = " ".join(str(value).split())
    return iso_moment(text) if field in ("published", "updated") else text or None


MARKDOWN = Importer(
    "markdown",
    "Markdown",
    (".md", ".markdown"),
    read,
    lambda head: head.startswith((b"---\n", b"---\r\n", b"\xef\xbb\xbf---")),
)
