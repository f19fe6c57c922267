from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from core.exporters import qdpx
from core.model import Relation
from core.workspace.judgements import Workspace
from tests import comparisons
from tests.core.exporters import coverage

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("refi-qda-project.xsd")))
"""Project.xsd as the REFI publishes it with version 1.5 of the standard (18 March 2019, MIT)."""

CASES = {
    "ferry": lambda: (comparisons.ferry(), None),
    "judged": coverage.judged,
    "samples": lambda: (coverage.samples(), None),
    "hostile": lambda: (coverage.hostile(), None),
    "empty workspace": lambda: (comparisons.ferry(), Workspace()),
}


class Project:
    """Reads a project as the standard describes it, knowing nothing of the program that wrote it."""

    def __init__(self, data: bytes) -> None:
        self._container = zipfile.ZipFile(io.BytesIO(data))
        self.root = etree.fromstring(self._container.read("project.qde"))
        self._space = {"q": "urn:QDA-XML:project:1.0"}

    def find(self, path: str, node=None) -> list[etree._Element]:
        return (self.root if node is None else node).xpath(path, namespaces=self._space)

    def text_of(self, source: etree._Element) -> str:
        path = source.get("plainTextPath")
        assert path.startswith("internal://")
        return self._container.read(f"Sources/{path.removeprefix('internal://')}").decode("utf-8")

    def selections(self) -> Iterator[tuple[etree._Element, str, str]]:
        """Every selection with the words at its position, counted in code points, and the start of its name."""
        for source in self.find("//q:TextSource"):
            text = self.text_of(source)
            for selection in self.find("./q:PlainTextSelection", source):
                start, end = int(selection.get("startPosition")), int(selection.get("endPosition"))
                assert 0 <= start < end <= len(text)
                yield selection, text[start:end], selection.get("name").removesuffix("…")

    def codes_of(self, selection: etree._Element) -> set[str]:
        names = {code.get("guid"): code.get("name") for code in self.find("//q:Code")}
        return {names[target] for target in self.find("./q:Coding/q:CodeRef/@targetGUID", selection)}


@pytest.mark.parametrize("case", CASES)
def test_a_project_is_valid_against_the_standards_schema(case):
    project = Project(qdpx.render(*CASES[case]()))
    assert SCHEMA.validate(project.root), SCHEMA.error_log


@pytest.mark.parametrize("case", CASES)
def test_positions_hold_for_an_independent_reader(case):
    comparison, workspace = CASES[case]()
    found = list(Project(qdpx.render(comparison, workspace)).selections())
    assert len(found) >= len({(claim.article, claim.start, claim.end) for claim in comparison.claims})
    for _, words, name in found:
        assert "".join(words.split()).startswith("".join(name.split()))


def test_the_source_files_are_the_stored_texts_to_the_byte():
    comparison = coverage.samples()
    project = Project(qdpx.render(comparison))
    texts = [project.text_of(source) for source in project.find("//q:TextSource")]
    assert texts == [article.text for article in comparison.articles]
    assert all("\r" not in text and not text.startswith("\ufeff") for text in texts)


def test_emoji_before_a_passage_count_as_one_each():
    article = comparisons.article("😀😀 e\u0301 Nobody was hurt.\nNot one.", "Post")
    claim = comparisons.claim(article, "Nobody was hurt.")
    base = comparisons.ferry()
    comparison = type(base)(base.engine, (article,), (claim,), (), (), ())
    ((selection, words, _),) = Project(qdpx.render(comparison)).selections()
    assert (selection.get("startPosition"), words) == ("6", "Nobody was hurt.")


def test_relations_are_codes_and_links():
    project = Project(qdpx.render(comparisons.ferry()))
    assert project.find("/q:Project/q:CodeBook/q:Codes/q:Code/@name") == [relation.value for relation in Relation]
    by_words = {words: project.codes_of(selection) for selection, words, _ in project.selections()}
    assert by_words["Exactly 21 people were killed on the ferry, police said."] == {"Numbers", "Denials"}
    guids = set(project.find("//q:PlainTextSelection/@guid"))
    links = project.find("//q:Link")
    assert [link.get("name") for link in links] == ["changed: number", "agrees: wording", "conflicts: denial"]
    assert all(link.get("originGUID") in guids and link.get("targetGUID") in guids for link in links)


def test_judgements_and_notes_are_notes_with_their_authors():
    project = Project(qdpx.render(*coverage.judged()))
    users = {user.get("guid"): user.get("name") for user in project.find("//q:User")}
    notes = {note.get("guid"): note for note in project.find("//q:Note")}
    texts = {users[note.get("creatingUser")]: "".join(note.itertext()) for note in notes.values()}
    assert "See [1], and *think*." in "".join("".join(note.itertext()) for note in notes.values())
    assert set(texts) == {"M. Ilves", "Analyst"}
    assert set(project.find("//q:NoteRef/@targetGUID")) <= set(notes)
    assert len(project.find("//q:Link")) == 3  # the rejected one is none


def test_no_id_is_given_twice():
    for case in CASES.values():
        guids = Project(qdpx.render(*case())).find("//@guid")
        assert len(guids) == len(set(guids))
