from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError

from core.exporters import json as exported
from core.model import Problem, Quantity, Reading
from core.note_options import NoteOptions
from core.options import AnalysisOptions
from core.workspace import analysis
from core.workspace.document import from_document
from core.workspace.judgements import Judgement, Ruling, Workspace, anchor_at, frozen
from tests import comparisons, schemas
from tests.core.exporters import coverage


def document() -> dict:
    return json.loads(exported.render(comparisons.ferry()))


@pytest.mark.parametrize("name", schemas.NAMES)
def test_the_schemas_are_themselves_valid(name):
    Draft202012Validator.check_schema(schemas.schema(name))


def test_a_comparison_fits_its_schema():
    schemas.validate(document(), "comparison")


def test_a_reading_fits_its_schema():
    reading = Reading(comparisons.ferry().articles, (Problem("x.pdf", "x.pdf is damaged.", "Save it again."),))
    found = json.loads(exported.render_reading(reading))
    schemas.validate(found, "articles")
    assert found["problems"] == [{"file": "x.pdf", "what": "x.pdf is damaged.", "hint": "Save it again."}]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda found: found["links"][0].update(relation="equals"),
        lambda found: found["links"][0].update(reasons=[]),
        lambda found: found["links"][0]["reasons"][0].update(a=[]),  # a change without words on one side
        lambda found: found["links"][2].update(similarity=1.5),
        lambda found: found["articles"][0].update(source_file="/home/me/a.txt"),
        lambda found: found["articles"][0].pop("url"),
        lambda found: found["claims"][0].update(kind="rumour"),
        lambda found: found["claims"][0]["quantities"][0].pop("high"),
        lambda found: found.pop("only_in"),
    ],
)
def test_the_schema_refuses_what_breaks_the_contract(spoil):
    found = document()
    spoil(found)
    with pytest.raises(ValidationError):
        schemas.validate(found, "comparison")


def test_claims_quote_their_article():
    found = document()
    texts = {article["id"]: article["text"] for article in found["articles"]}
    for claim in found["claims"]:
        assert texts[claim["article"]][claim["start"] : claim["end"]] == claim["text"]


def test_values_are_written_as_the_contract_shows_them():
    found = document()
    assert found["engine"]["models"] == {"vectors": "a" * 64}
    assert found["links"][0]["similarity"] == 0.8124
    assert found["links"][0]["reasons"][0]["a"] == [[66, 68]]
    assert found["links"][0]["reasons"][0]["rule"] == "number.grew"
    assert found["links"][0]["evidence"] == {"names": 0.5}
    assert found["claims"][0]["quantities"][0]["low"] == 12
    assert found["claims"][0]["quantities"][0]["high"] is None
    assert found["only_in"][0]["nearest"] is None


def test_bytes_are_the_same_every_time_and_keys_sorted():
    data = exported.render(comparisons.ferry())
    assert data == exported.render(comparisons.ferry())
    assert b"\r" not in data
    assert data.endswith(b"}\n")
    assert list(document()) == sorted(document())


def test_every_claim_and_link_has_a_line_of_its_own():
    lines = exported.render(comparisons.ferry()).decode().splitlines()
    for claim in document()["claims"]:
        assert sum(line.startswith('{"article"') and json.dumps(claim["id"]) in line for line in lines) == 1


def test_a_lone_surrogate_is_escaped():
    data = exported.encode({"text": "a\ud800b"})
    assert json.loads(data.decode("utf-8")) == {"text": "a\ud800b"}


@settings(deadline=None)
@given(st.floats())
def test_every_float_becomes_json(value):
    quantity = Quantity(value, None, None, None, None, 0, 1)
    comparison = comparisons.ferry()
    first = replace(comparison.claims[0], quantities=(quantity,))
    data = exported.render(replace(comparison, claims=(first, *comparison.claims[1:])))
    written = json.loads(data)["claims"][0]["quantities"][0]["value"]
    assert written is None or written == pytest.approx(value, rel=1e-9)


def test_a_note_with_a_workspace_fits_the_schema():
    schemas.validate(json.loads(exported.render(*coverage.judged())), "comparison")


def test_reading_a_note_in_again_gives_the_same_workspace_and_the_same_bytes():
    comparison, workspace = coverage.judged()
    data = exported.render(comparison, workspace)
    again = from_document(json.loads(data), "note.json")
    assert again == replace(workspace, articles=again.articles)
    assert dict(again.articles) == dict(workspace.articles)
    assert dict(again.judgements) == dict(workspace.judgements)
    assert exported.render(comparison, again) == data


def test_a_compared_workspace_survives_export_import_export():
    samples = coverage.samples()
    workspace = Workspace(
        title="Barges", options=AnalysisOptions(semantics="off"), articles=frozen({a.id: a for a in samples.articles})
    )
    link = samples.links[0]
    claims = {claim.id: claim for claim in samples.claims}
    texts = {article.id: article for article in samples.articles}
    ends = tuple(anchor_at(texts[claims[end].article], claims[end].span) for end in (link.a, link.b))
    said = Judgement(ends, Ruling.REJECT, marked=link.relation, author="M. Ilves")
    workspace = replace(workspace, judgements=frozen({said.id: said}))
    data = exported.render(analysis.compare(workspace), workspace)
    again = from_document(json.loads(data), "note.json")
    assert exported.render(analysis.compare(again), again) == data


def test_a_time_is_written_only_if_asked_for():
    assert "exported" not in document()
    found = json.loads(exported.render(comparisons.ferry(), options=NoteOptions(timestamp="2026-03-05")))
    assert found["exported"] == "2026-03-05"
