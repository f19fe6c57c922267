"""What every importer must keep to, whatever it is given."""

from __future__ import annotations

import hashlib
import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import ReadError
from core.importers import IMPORTERS, read_bytes, read_text
from core.importers.importer import Importer
from core.model import Article
from core.segmenting import segment

PIECES = st.sampled_from([
    b"<p>", b"</p>", b"<div class='comment'>", b"<script>", b"<!--", b"]]>", b"---\n", b"title: [",
    b"\x00", b"\xff\xfe",
    b"&lt;&#x110000;", b"By Ann Lee | 3 March 2026 14:20\n",
    b"KYIV, Nov 20 (Reuters) \xe2\x80\x94 ", b"\n\n", b"# Head\n",
    b"31/02/2026", b'<script type="application/ld+json">{"@type":"NewsArticle","author":[[null]]}</script>', b"<h1>",
    b"Home | World | Asia\n", "Zürich said it’s so. ".encode(), b"!DOCTYPE html", b"<time datetime='x'>",
])  # fmt: skip
HOSTILE = st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=25).map(b"".join))


@pytest.fixture(params=IMPORTERS.names())
def importer(request: pytest.FixtureRequest) -> Importer:
    return IMPORTERS[request.param]


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_keywords: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


def check(article: Article) -> None:
    """Everything that stages downstream rely on."""
    assert article.sha256 == hashlib.sha256(article.text.encode()).hexdigest()
    assert article.id == article.sha256[:12]
    assert "\r" not in article.text
    previous = 0
    for removed in article.removed:
        assert previous <= removed.start < removed.end <= len(article.text)
        previous = removed.end
    if article.headline is not None:
        assert article.headline.of(article.text).strip()
        assert not any(removed.span.overlaps(article.headline) for removed in article.removed)
    if article.dateline is not None:
        assert article.dateline.span.of(article.text).strip()
    for name in ("title", "outlet", "byline", "published", "updated", "language", "url"):
        assert (getattr(article, name) is not None) == (name in article.metadata_from), name
    for sentence in segment(article):
        assert sentence.span.of(article.text).strip()


@settings(max_examples=60, deadline=None)
@given(data=HOSTILE)
@pytest.mark.parametrize("name", IMPORTERS.names())
def test_hostile_bytes_give_articles_or_a_read_error(name: str, data: bytes) -> None:
    suffix = IMPORTERS[name].suffixes[0]
    try:
        first = read_bytes(data, f"a{suffix}")
    except ReadError:
        return
    for article in first:
        check(article)
    assert read_bytes(data, f"a{suffix}") == first


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(), min_size=1, max_size=300))
def test_any_pasted_text_is_read_or_refused(text: str) -> None:
    try:
        article = read_text(text)
    except ReadError:
        return
    check(article)


def test_an_importer_names_itself(importer: Importer) -> None:
    assert importer.label
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in importer.suffixes)


@pytest.mark.usefixtures("no_network")
def test_an_importer_opens_no_socket(importer: Importer) -> None:
    page = (
        b"<html><head><link rel='stylesheet' href='http://tracker.example/a.css'></head><body>"
        b"<img src='http://tracker.example/a.png'><iframe src='http://tracker.example/'></iframe><p>"
        + b"The harbour was closed on Monday, the office said. " * 8
        + b"</p></body></html>"
    )
    assert read_bytes(page, f"a{importer.suffixes[0]}")
