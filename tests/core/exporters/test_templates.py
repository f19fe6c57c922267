from __future__ import annotations

from pathlib import Path

import pytest

from core import resources
from core.errors import ReadError, WriteError
from core.exporters import markdown, templates
from core.verify import verify_bytes
from tests import comparisons
from tests.core.exporters import coverage


def written(folder: Path, name: str, text: str, comparison=None) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    (exporter,) = [one for one in templates.in_folder(folder) if one.label.endswith(name)]
    return exporter.render(comparison or comparisons.ferry()).decode()


def test_a_folder_gives_a_form_for_each_template(tmp_path):
    for name in ("brief.md.j2", "press.release.html.j2", "notes.txt", ".md.j2"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [(one.name, one.suffixes) for one in templates.in_folder(tmp_path)] == [
        ("brief", (".md",)), ("press.release", (".html",)),
    ]  # fmt: skip


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ReadError, match="cannot be read"):
        templates.in_folder(tmp_path / "none")


def test_a_template_sees_the_note(tmp_path):
    text = written(tmp_path, "n.txt.j2", "{{ note.title }}|{{ note.citations[0].shown }}|{{ note.sources.A }}")
    headline = "“Ferry fire kills 12 | live”"
    source = f"Harbour *Times*, {headline}, 2026-03-03, harbour *times*.txt"
    assert text == f"Coverage compared: 3 articles|A ¶1 s1, 49–105|{source}"


def test_pages_are_escaped(tmp_path):
    template = "{% for one in note.citations %}{{ one.quote }}{% endfor %}"
    assert "<script>" not in written(tmp_path, "n.html.j2", template, coverage.hostile())
    assert "<script>" in written(tmp_path, "n.txt.j2", template, coverage.hostile())


def test_the_template_that_comes_with_the_program_can_be_verified(tmp_path):
    comparison = comparisons.ferry()
    folder = resources.path("templates")
    (brief,) = [one for one in templates.in_folder(folder) if one.name == "brief"]
    text = brief.render(comparison).decode()
    assert '> [B ¶1 s1, 21–77] "Exactly 21 people' in text
    found = verify_bytes(text.encode(), "brief.md", comparison.articles)
    assert found.checks
    assert all(check.state == "ok" for check in found.checks)
    assert markdown.read(text.encode()).texts[0] == "Coverage compared: 3 articles"


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ note.__class__ }}{{ note.items.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ self._TemplateReference__context }}{{ self.__init__ }}",
        "{% include '/etc/passwd' %}",
        "{% include '../secret.j2' %}",
        "{% for x in range(10**9) %}{{ x }}{% endfor %}",
        "{{ note.blocks.append(1) }}",
    ],
)
def test_a_template_cannot_leave_its_sandbox(tmp_path, attack):
    (tmp_path / "secret.j2").write_text("hidden", encoding="utf-8")
    folder = tmp_path / "own"
    folder.mkdir()
    with pytest.raises(WriteError, match="cannot be filled in"):
        written(folder, "n.txt.j2", attack)


def test_a_template_without_end_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(templates, "_LARGEST", 1000)
    with pytest.raises(WriteError, match="writes without end"):
        written(tmp_path, "n.txt.j2", "{% for x in range(500) %}{{ x }}xxxxx{% endfor %}")


def test_a_mistake_is_named_with_its_line(tmp_path):
    with pytest.raises(WriteError, match=r"n\.txt\.j2, line 2 is wrong"):
        written(tmp_path, "n.txt.j2", "a\n{% if %}")
    with pytest.raises(WriteError, match="'bloks'"):
        written(tmp_path, "n.txt.j2", "{{ note.bloks }}")
