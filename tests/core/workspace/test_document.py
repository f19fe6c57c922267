from __future__ import annotations

import copy
import json
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import ReadError
from core.exporters.json import encode as written
from core.exporters.json import plain
from core.workspace import Workspace, edits
from core.workspace.codec import CodecError, decoder, dumps, encode, loads
from core.workspace.document import as_document, from_document, read_document, take_over
from core.workspace.edits import RECORDS, apply
from core.workspace.judgements import Judgement
from tests.core.workspace.works import filled, random_edit


def worked(seed: int, times: int = 30) -> Workspace:
    rng, state = random.Random(seed), Workspace()
    for _ in range(times):
        state, _ = apply(state, random_edit(rng, state))
    return apply(state, edits.add_articles(state, tuple(filled().articles.values()), ["folder/a.txt"] * 3))[0]


def exported(state: Workspace) -> bytes:
    """Return a workspace as it stands in an exported comparison."""
    articles = plain(sorted(state.articles.values(), key=lambda a: a.id))
    return written({"schema": "parallax.comparison/1", "articles": articles, "workspace": as_document(state)})


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_a_workspace_comes_back_from_json_and_gives_the_same_bytes(seed):
    state = worked(seed)
    data = exported(state)
    back = from_document(json.loads(data), "note.json")
    named = {key: replace(source, file=source.file.rpartition("/")[2]) for key, source in state.sources.items()}
    assert back == replace(state, sources=named)
    assert exported(back) == data
    assert apply(Workspace(), take_over(Workspace(), back, "note.json"))[0] == back


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_every_record_comes_back_from_its_json(seed):
    state = worked(seed)
    for kind, of in RECORDS.items():
        for record in getattr(state, kind).values():
            text = dumps(encode(record))
            text.encode("utf-8")
            assert decoder(of)(loads(text)) == record


def test_no_folder_and_no_text_stands_in_the_workspace():
    told = json.dumps(as_document(worked(1)))
    assert "folder/" not in told
    assert "The ferry carried 140 passengers. Officials said" not in told


def broken(change) -> dict:
    document = json.loads(exported(worked(4)))
    change(document)
    return document


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: d.update(schema="parallax.pairs/1"), "no comparison"),
        (lambda d: d["articles"][0].update(text=d["articles"][0]["text"] + "!"), "SHA-256"),
        (lambda d: d.pop("articles"), "list is needed"),
        (lambda d: d["workspace"].update(schema="parallax.workspace/9"), "schema"),
        (lambda d: d["workspace"].update(judgements={}), "no list"),
        (lambda d: d["workspace"]["judgements"][0].pop("anchors"), "anchors missing"),
        (lambda d: d["workspace"]["judgements"][0].update(ruling="maybe"), "ruling: one of accept"),
        (lambda d: d["workspace"]["judgements"][0].update(note=7), "note: a text is needed"),
        (lambda d: d["workspace"]["articles"][0].update(sha256="0"), "text of an article is missing"),
        (lambda d: d["workspace"].update(options={"semantics": 4}), "semantics"),
    ],
)
def test_a_document_that_does_not_hold_together_is_refused(change, said):
    with pytest.raises(ReadError, match=said):
        from_document(broken(change), "note.json")


def test_a_comparison_without_a_workspace_gives_its_articles():
    document = broken(lambda d: d.pop("workspace"))
    assert set(from_document(document, "n").articles) == {a["id"] for a in document["articles"]}


def test_only_a_comparison_is_taken_for_one(tmp_path):
    file = tmp_path / "a.json"
    for content in ("", "[1]", "{", '{"schema": 7}', '{"schema": "other/1"}', "[" * 100_000):
        file.write_text(content, encoding="utf-8")
        assert read_document(file) is None
    file.write_bytes(exported(filled()))
    assert from_document(read_document(file), "a.json").articles == filled().articles
    with pytest.raises(ReadError, match="cannot be read"):
        read_document(tmp_path / "none.json")


def test_fields_of_a_later_version_are_passed_over():
    told = encode(next(iter(worked(4).judgements.values())))
    assert decoder(Judgement)({**copy.deepcopy(told), "colour": "red"}) == decoder(Judgement)(told)
    with pytest.raises(CodecError, match="a link with 1 places"):
        decoder(Judgement)({"anchors": told["anchors"][:1], "subject": "link"})
