from __future__ import annotations

import pytest

from core.facts.attribution import Frame, find_frame
from core.facts.names import find_names
from core.facts.quotes import find_quotes
from core.model import Span


def frame(text: str) -> Frame | None:
    whole = Span(0, len(text))
    return find_frame(text, whole, find_quotes(text), find_names(text, [whole]))


@pytest.mark.parametrize(
    ("text", "source", "verb", "content"),
    [
        ("Officials said that the bridge was closed.", "Officials", "said", "the bridge was closed"),
        ("Officials said the bridge was closed.", "Officials", "said", "the bridge was closed"),
        ("Police said on Monday that the bridge was closed.", "Police", "said", "the bridge was closed"),
        ("The bridge was closed, officials said.", "officials", "said", "The bridge was closed"),
        ("The bridge was closed, said Mayor Ilves.", "Mayor Ilves", "said", "The bridge was closed"),
        ("According to the report, the bridge was closed.", "the report", "according to", "the bridge was closed"),
        ("The bridge was closed, according to the report.", "the report", "according to", "The bridge was closed"),
        ("The owner denied that the bridge was closed.", "The owner", "denied", "the bridge was closed"),
        (
            "The ministry said in a statement on Monday that the bridge was closed.",
            "The ministry",
            "said",
            "the bridge was closed",
        ),
        (
            "The captain told divers that the rudder had jammed, Ilves said.",
            "Ilves",
            "said",
            "The captain told divers that the rudder had jammed",
        ),
        (
            "The bridge was closed, Marta Ilves, the port director, told reporters on the quay.",
            "Marta Ilves",
            "told",
            "The bridge was closed",
        ),
        (
            "In a statement on Monday, the ministry said the bridge was closed.",
            "the ministry",
            "said",
            "the bridge was closed",
        ),
        (
            "“The bridge is closed,” said one official; another said it was open.",
            "one official",
            "said",
            "The bridge is closed",
        ),
        (
            "Ilves, who is 54, said that the bridge was closed.",
            "Ilves",
            "said",
            "the bridge was closed",
        ),
    ],
)
def test_the_frame_names_the_source_and_sets_the_content_apart(text: str, source: str, verb: str, content: str) -> None:
    found = frame(text)
    assert found is not None
    assert found.attribution.source == source
    assert found.attribution.span.of(text) == source
    assert found.attribution.verb == verb
    assert found.content.of(text).strip("“”.,") == content


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge is closed,” said Mayor Marta Ilves.",
        "“The bridge is closed,” Mayor Marta Ilves said.",
        '"The bridge is closed," Mayor Marta Ilves said.',
        "Mayor Marta Ilves said: “The bridge is closed.”",
    ],
)
def test_a_speaker_of_a_quotation_is_its_source(text: str) -> None:
    found = frame(text)
    assert found is not None
    assert found.attribution.source == "Mayor Marta Ilves"
    assert "The bridge is closed" in found.content.of(text)
    assert "Ilves" not in found.content.of(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mayor Marta Ilves said that the bridge was closed.", "named"),
        ("Officials said that the bridge was closed.", "anonymous"),
        ("A witness said that the bridge was closed.", "anonymous"),
        ("The leaked memo said that the bridge was closed.", "document"),
        ("According to the report, the bridge was closed.", "document"),
    ],
)
def test_a_source_is_named_anonymous_or_a_document(text: str, kind: str) -> None:
    found = frame(text)
    assert found is not None
    assert found.attribution.kind == kind
    assert found.attribution.named is (kind == "named")


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was closed.",
        "He wants to say goodbye to the town.",
        "The man was told to leave the town at once.",
        "Witnesses reported hearing a loud bang near the port.",
        "The ministry announced new rules for ferries.",
        "The bridge collapsed on Monday.",
        "“He said that it was closed.”",
    ],
)
def test_the_narrator_needs_no_frame(text: str) -> None:
    assert frame(text) is None


def test_a_statement_before_the_frame_is_not_taken_for_the_source() -> None:
    text = "A fire broke out, killing 12 people, and the mayor said the town was in mourning."
    found = frame(text)
    assert found is not None
    assert found.attribution.source == "the mayor"
    assert "killing 12 people" in " ".join(stretch.of(text) for stretch in found.rest)
