from __future__ import annotations

import time
from contextlib import suppress

import pytest

from core.errors import ReadError
from core.importers import read_bytes
from core.model import Article
from core.segmenting import segment

LEAD = "At least 12 people drowned on Tuesday after a ferry overturned in heavy seas off the island, officials said."
SECOND = (
    "The ship had 147 passengers on board when it went over shortly before dawn, a spokeswoman for the agency said."
)
THIRD = "Divers recovered seven more bodies from the wreck overnight, and the search area has been widened, it said."
LINKED = (
    '{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Post"}, {"@type": "NewsArticle", '
    '"headline": "Ferry sinks off coast", "datePublished": "2026-03-03T14:20:00+08:00", '
    '"dateModified": "2026-03-03T18:20:00+08:00", "author": [{"name": "Ann Lee"}, {"name": "Bo Ek"}], '
    '"publisher": {"@type": "Organization", "name": "The Harbour Post"}}]}'
)
PAGE = f"""<!-- saved from url=(0032)https://post.example/news/ferry -->
<!DOCTYPE html><html lang="en-GB"><head><title>Ferry sinks off coast | The Harbour Post</title>
<script type="application/ld+json">{LINKED}</script><script>var hidden = "never shown";</script></head>
<body><nav><ul><li>Home</li><li>World</li></ul></nav>
<div class="cookie-banner"><p>We use cookies to make this site better. Accept all cookies?</p></div>
<header><h1>The Harbour Post</h1></header>
<main><article><h1>Ferry sinks off coast</h1><p class="standfirst">Twelve people have died and dozens are missing</p>
<p class="byline">By Ann Lee</p><time datetime="2026-03-03T14:20">3 March 2026</time>
<figure><img src="https://tracker.example/x.png"><figcaption>Relatives wait at the harbour.</figcaption></figure>
<p>{LEAD}</p><p>{SECOND}</p><p style="display:none">Not to be seen by anyone at all.</p>
<p><strong>Read more: <a href="x">Why ferries keep sinking</a></strong></p>
<h2>Rescue</h2><p>{THIRD}</p><p>"We go on," said the captain.<br><br>He left at noon.</p></article>
<section class="related-articles"><h2>Related</h2>
<p>Another ship story for you to read about today and tomorrow.</p></section>
<div id="comments"><p>Great article, thanks for it, I liked the part about the ferry and the sea a lot.</p></div></main>
<footer><p>© 2026 The Harbour Post. All rights reserved.</p></footer></body></html>"""


@pytest.fixture(scope="module")
def article() -> Article:
    (found,) = read_bytes(PAGE.encode(), "page.html")
    return found


def kept(article: Article) -> list[str]:
    """The paragraphs of the article that are not set aside."""
    return [sentence.span.of(article.text) for sentence in segment(article)]


def reason(article: Article, words: str) -> str | None:
    at = article.text.index(words)
    return next((cut.reason for cut in article.removed if cut.start <= at < cut.end), None)


def test_the_story_is_kept_in_its_order(article: Article) -> None:
    assert kept(article) == [
        "Ferry sinks off coast",
        "Twelve people have died and dozens are missing",
        LEAD,
        SECOND,
        "Rescue",
        THIRD,
        '"We go on," said the captain.',
        "He left at noon.",
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Home", "navigation"),
        ("We use cookies", "consent"),
        ("The Harbour Post", "page"),
        ("By Ann Lee", "metadata"),
        ("3 March 2026", "metadata"),
        ("Relatives wait", "caption"),
        ("Read more", "teaser"),
        ("Another ship story", "teaser"),
        ("Great article", "comments"),
        ("© 2026", "page"),
    ],
)
def test_what_surrounds_the_story_stays_in_the_text_and_is_marked(article: Article, words: str, expected: str) -> None:
    assert reason(article, words) == expected


def test_what_a_browser_does_not_show_is_left_out(article: Article) -> None:
    assert "never shown" not in article.text
    assert "Not to be seen" not in article.text


def test_metadata_come_from_where_the_page_states_them(article: Article) -> None:
    assert article.title == "Ferry sinks off coast"
    assert (article.published, article.updated) == ("2026-03-03T14:20", "2026-03-03T18:20")
    assert (article.outlet, article.byline) == ("The Harbour Post", "Ann Lee and Bo Ek")
    assert (article.url, article.language) == ("https://post.example/news/ferry", "en")
    assert dict(article.metadata_from) == {
        "title": "page heading",
        "published": "JSON-LD",
        "updated": "JSON-LD",
        "outlet": "JSON-LD",
        "byline": "JSON-LD",
        "url": "saved page",
        "language": "page",
    }


def test_meta_elements_and_times_are_read_where_there_is_no_linked_data() -> None:
    page = f"""<html><head><meta property="og:site_name" content="Coast Mail"><meta name="author" content="Cy Dow">
    <link rel="canonical" href="https://mail.example/a"></head><body><h1>Ferry lost</h1>
    <time datetime="2026-03-04">4 March</time>
    <p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p></body></html>"""
    (found,) = read_bytes(page.encode(), "a.html")
    assert (found.outlet, found.byline, found.published) == ("Coast Mail", "Cy Dow", "2026-03-04")
    assert found.url == "https://mail.example/a"
    assert found.metadata_from["published"] == "time element"


def test_a_fragment_in_a_legacy_encoding_is_read() -> None:
    page = f'<meta charset="windows-1252"><p>{LEAD}</p><p>The minister’s café “opened”.</p>'
    (found,) = read_bytes(page.encode("cp1252"), "a.htm")
    assert "The minister’s café “opened”." in kept(found)


def test_soft_hyphens_are_left_out() -> None:
    (found,) = read_bytes(f"<p>{LEAD}</p><p>A state&shy;ment was made.</p>".encode(), "a.html")
    assert "A statement was made." in found.text


def test_a_page_that_fills_itself_by_script_is_refused() -> None:
    with pytest.raises(ReadError, match="shows no text"):
        read_bytes(b"<html><body><script>render()</script><div id=app></div></body></html>", "a.html")


def test_no_entity_of_the_page_is_expanded() -> None:
    page = (
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;">'
        '<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        f"<html><body><p>{LEAD} &b; &f;</p></body></html>"
    )
    (found,) = read_bytes(page.encode(), "a.html")
    assert "boom" not in found.text.split(LEAD)[1]
    assert "root:" not in found.text


@pytest.mark.parametrize(
    "page",
    [
        b"<div>" * 100_000 + b"words",
        b"<html><body>" + b"<script" * 100_000,
        b"<html>" + b"<" * 500_000,
        b"<p class='" + b"a-" * 300_000 + b"'>Words.</p>",
        b"<p>" + b"word " * 300_000 + b"</p>",
        b"<script type='application/ld+json'>" + b"[" * 100_000 + b"</script><p>Words.</p>",
        b"<p>A sentence that stands here often enough to count.</p>" * 4_000,
    ],
)
def test_a_hostile_page_is_read_or_refused_soon(page: bytes) -> None:
    start = time.monotonic()
    with suppress(ReadError):
        read_bytes(page, "a.html")
    assert time.monotonic() - start < 20


def test_a_notice_above_the_article_is_set_aside() -> None:
    notice = (
        "<p>We and our 842 partners store information on a device and process personal data such as identifiers.</p>"
    )
    page = f"""<body><div id="consent-banner"><h2>We value your privacy</h2>{notice * 3}</div>
    <article><h1>Ferry sinks off coast</h1><p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p></article></body>"""
    (found,) = read_bytes(page.encode(), "a.html")
    assert kept(found) == ["Ferry sinks off coast", LEAD, SECOND, THIRD]


def test_a_page_that_shows_nothing_but_a_notice_is_refused() -> None:
    notice = "We value your privacy. We and our partners store cookies on a device and process personal data"
    page = f"<body><div id='consent'><p>{notice} such as unique identifiers.</p><button>Accept all</button></div>"
    with pytest.raises(ReadError, match=r"shows no article: only consent"):
        read_bytes(page.encode(), "a.html")


def test_a_page_that_states_another_encoding_than_its_own_keeps_its_story() -> None:
    page = f'<head><meta charset="utf-16"></head><body><h1>Café closed</h1><p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p>'
    (found,) = read_bytes(page.encode(), "a.html")
    assert found.removed == ()


def test_linked_data_point_to_persons_and_outlets_described_elsewhere() -> None:
    linked = (
        '{"@graph": [{"@type": "NewsArticle", "headline": "Ferry sinks", "author": [{"@id": "#a"}, {"@id": "#gone"}], '
        '"publisher": {"@id": "#o"}}, {"@type": "Organization", "@id": "#o", "name": "The Harbour Post"}, '
        '{"@type": "Person", "@id": "#a", "name": "Ann Lee"}]}'
    )
    page = f'<head><script type="application/ld+json">{linked}</script></head><body><h1>Ferry sinks</h1><p>{LEAD}</p>'
    (found,) = read_bytes(page.encode(), "a.html")
    assert (found.outlet, found.byline) == ("The Harbour Post", "Ann Lee")


def test_an_element_with_endless_attributes_is_refused_at_once() -> None:
    page = f"<body {' '.join(f'a{number}=x' for number in range(100_000))}><p>{LEAD}</p>"
    start = time.perf_counter()
    with pytest.raises(ReadError, match="thousands of attributes"):
        read_bytes(page.encode(), "a.html")
    assert time.perf_counter() - start < 2


def test_a_picture_inside_the_page_may_be_long() -> None:
    page = f'<body><p>{LEAD}</p><img alt="x" src="data:image/png;base64,{"AAAA" * 100_000}"><p>{SECOND}</p>'
    (found,) = read_bytes(page.encode(), "a.html")
    assert kept(found) == [LEAD, SECOND]
