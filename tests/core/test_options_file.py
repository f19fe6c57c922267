from __future__ import annotations

import contextlib
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import OptionsError
from core.options import AnalysisOptions
from core.options_file import read_options


@pytest.fixture
def options(tmp_path):
    """Reads a text as an options file."""

    def read(text: str) -> AnalysisOptions:
        path = tmp_path / "options.yaml"
        path.write_text(text, encoding="utf-8")
        return read_options(path)

    return read


def problems(read, text: str) -> tuple[str, ...]:
    with pytest.raises(OptionsError) as raised:
        read(text)
    return raised.value.problems


def test_every_option_can_be_given(options, tmp_path):
    (tmp_path / "names.yaml").write_text("{}")
    read = options(
        "min_similarity: 0.5\nmin_confidence: 1\nshow_related: false\nsemantics: off\n"
        "rules_off: [number.differs]\nnames_file: names.yaml\n"
    )
    assert read == AnalysisOptions(0.5, 1.0, False, "off", ("number.differs",), str(tmp_path / "names.yaml"))


@pytest.mark.parametrize("text", ["", "# nothing\n", "\ufeff---\n", "names_file: null"])
def test_what_is_left_out_keeps_its_default(options, text):
    assert options(text) == AnalysisOptions()


def test_every_mistake_is_reported_at_once_with_its_line(options):
    text = (
        "min_similarty: 0.4\nmin_confidence: 7\nsemantics: maybe\nshow_related: 3\nmin_confidence: 0.1\n"
        "rules_off: [1]\nnames_file: gone.yaml\n[a]: 3\nwholly_unknown: 1\n"
    )
    found = problems(options, text)
    assert [problem.split(":")[0] for problem in found] == [
        "line 1, $.min_similarty", "line 2, $.min_confidence", "line 3, $.semantics", "line 4, $.show_related",
        "line 5, $.min_confidence", "line 6, $.rules_off", "line 7, $.names_file", "line 8, $",
        "line 9, $.wholly_unknown",
    ]  # fmt: skip
    assert "did you mean min_similarity?" in found[0]
    assert "outside 0 to 1" in found[1]
    assert "one of off, auto" in found[2]
    assert "given twice" in found[4]
    assert "min_similarity, min_confidence" in found[8]


def test_off_needs_no_quotes(options):
    assert options("semantics: off").semantics == options('semantics: "off"').semantics == "off"


@pytest.mark.parametrize(
    "text",
    [
        "a: [", "- x", "just words", "min_similarity: !!python/object:os.x y", "rules_off: 2001-13-45",
        "min_similarity: .nan", "min_similarity: .inf", "min_similarity: " + "9" * 5000, "[" * 5000,
        "min_similarity: 0.1\n---\nmin_similarity: 0.2", "x: \x07", "rules_off: &a [*a]", "\x00",
        "rules_off: number.differs", "rules_off: {a: b}",
    ],
)  # fmt: skip
def test_hostile_files_are_refused_without_fuss(options, text):
    assert problems(options, text)


def test_files_that_cannot_be_read_are_refused(tmp_path):
    (tmp_path / "latin.yaml").write_bytes(b"names_file: caf\xe9.yaml")
    for name, what in (("gone.yaml", "There is no options file"), ("latin.yaml", "not UTF-8"), (".", "cannot be read")):
        with pytest.raises(OptionsError, match=what):
            read_options(tmp_path / name)


@given(st.text())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_options_or_a_list_of_problems(tmp_path_factory, text):
    path: Path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_text(text.encode("utf-8", "replace").decode(), encoding="utf-8")
    with contextlib.suppress(OptionsError):
        assert isinstance(read_options(path), AnalysisOptions)


def test_every_option_says_what_it_does():
    assert all(field.metadata["help"] for field in fields(AnalysisOptions))


def test_rules_that_do_not_exist_cannot_be_switched_off(options):
    (found,) = problems(options, "rules_off: [number.difers, number.equal, wholly.unknown]")
    assert "no rule 'number.difers'; did you mean number.differs?" in found
    assert "no rule 'wholly.unknown' (there are" in found
    assert "number.equal;" not in found
