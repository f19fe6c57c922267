"""Passages and links as W3C Web Annotations (JSON-LD), for annotation tools and for checking.

Each passage has a TextQuoteSelector with 32 characters on each side and a TextPositionSelector, in code points as the
recommendation counts them. A link is an annotation with two targets and the motivation ``linking``. A text is named by
its SHA-256 (RFC 6920), for it may have no address.
"""

from __future__ import annotations

import base64
import binascii
import json
import uuid
from collections.abc import Iterator
from typing import Any

from core.exporters.carried import Carried, Passage
from core.exporters.citing import Citer
from core.exporters.document import Citation
from core.exporters.findings import Mark, judged_marks
from core.model import Article, Comparison
from core.note_options import DEFAULT, NoteOptions
from core.workspace.judgements import Workspace

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_HASH = "ni:///sha-256;"
_SPACE = uuid.UUID("3f2f1a3e-52a5-5d63-9a5b-6f0f6e3c2c51")  # of this program's annotations; ids come from the content


def render(comparison: Comparison, workspace: Workspace | None = None, options: NoteOptions = DEFAULT) -> bytes:
    """Return passages and links as an AnnotationCollection with one page."""
    citer = Citer(comparison)
    items = [_passage(citer.claim(claim.id), citer) for claim in comparison.claims]
    for mark in judged_marks(comparison, workspace):
        items += _link(mark, citer, options)
    document = {
        "@context": _CONTEXT,
        "id": _urn("collection", *(article.sha256 for article in comparison.articles)),
        "type": "AnnotationCollection",
        "label": "Coverage compared by Parallax",
        "total": len(items),
        "first": {
            "id": _urn("page", *(article.sha256 for article in comparison.articles)),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }
    return (json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode(
        "utf-8", "backslashreplace"
    )


def read(data: bytes) -> Carried:
    """Return every passage that the annotations select; ValueError if the bytes are no such collection."""
    document = json.loads(data.decode("utf-8"))
    targets = [target for item in document["first"]["items"] for target in item["target"]]
    return Carried(passages=tuple(dict.fromkeys(map(_selected, targets))))


def _selected(target: Any) -> Passage:
    selectors = {selector["type"]: selector for selector in target["selector"]}
    quote, position = selectors["TextQuoteSelector"], selectors["TextPositionSelector"]
    source = target["source"]
    digest = source["id"] if isinstance(source, dict) else source
    try:
        sha256 = base64.urlsafe_b64decode(digest.removeprefix(_HASH) + "=").hex()
    except binascii.Error as error:
        raise ValueError(f"{digest} names no text by its hash") from error
    before, after = quote.get("prefix"), quote.get("suffix")
    return Passage(sha256, position["start"], position["end"], quote["exact"], before=before, after=after)


def _passage(citation: Citation, citer: Citer) -> dict[str, Any]:
    return {
        "id": _urn("passage", citation.article, citation.anchor),
        "type": "Annotation",
        "motivation": "identifying",
        "target": [_target(citation, citer)],
    }


def _link(mark: Mark, citer: Citer, options: NoteOptions) -> Iterator[dict[str, Any]]:
    """Yield a link with what is said of it; a rejected one, or one whose words are gone, is no link."""
    cited = [citation for passage in mark.passages if (citation := citer.passage(passage))]
    if mark.relation is None or len(cited) < 2:
        return
    said = mark.by_hand or (mark.judgement if mark.judged else None)
    bodies = [_body(mark.relation.value, "classifying")]
    bodies += [_body(reason.text, "describing") for reason in (mark.link.reasons if mark.link else ())]
    note = mark.by_hand or mark.judgement
    bodies += [_body(note.note, "commenting")] if note and note.note else []
    bodies += [_body(tag, "tagging") for tag in (note.tags if note else ())]
    annotation: dict[str, Any] = {
        "id": _urn("link", *(citation.article + citation.anchor for citation in cited)),
        "type": "Annotation",
        "motivation": "linking",
        "body": bodies,
        "target": [_target(citation, citer) for citation in cited],
    }
    if said is None:
        annotation["creator"] = {"type": "Software", "name": "Parallax"}
    elif said.author:
        annotation["creator"] = {"type": "Person", "name": said.author}
    if said is not None and said.time:
        annotation["created"] = said.time
    if generated := _date_time(options.timestamp or ""):
        annotation["generated"] = generated
    yield annotation


def _body(text: str, purpose: str) -> dict[str, str]:
    return {"type": "TextualBody", "value": text, "format": "text/plain", "language": "en", "purpose": purpose}


def _target(citation: Citation, citer: Citer) -> dict[str, Any]:
    return {
        "type": "SpecificResource",
        "source": _source(citer.index.article(citation.article)),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": citation.quote,
                "prefix": citation.before,
                "suffix": citation.after,
            },
            {"type": "TextPositionSelector", "start": citation.start, "end": citation.end},
        ],
    }


def _source(article: Article) -> dict[str, Any]:
    digest = base64.urlsafe_b64encode(bytes.fromhex(article.sha256)).decode().rstrip("=")
    source: dict[str, Any] = {"id": f"{_HASH}{digest}", "type": "Text", "format": "text/plain"}
    if article.language:
        source["language"] = article.language
    return source


def _urn(*parts: str) -> str:
    return f"urn:uuid:{uuid.uuid5(_SPACE, '|'.join(parts))}"


def _date_time(text: str) -> str | None:
    """Return a time as the recommendation wants it, with its zone; None for what is none, or has no zone."""
    from datetime import datetime

    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    return text if "T" in text and time.tzinfo else time.isoformat() if time.tzinfo else None
