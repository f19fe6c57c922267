"""A workspace file in the window: its articles under its judgements."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.importers import read_text
from core.pipeline import analyse
from core.workspace import open_workspace
from core.workspace.edits import add_articles, judge
from core.workspace.judgements import Judgement, Ruling, anchor_at
from gui.main_window import MainWindow

TEXTS = (
    "Ferry burns\nThe Courier | 3 March 2026\n\nTwelve people were killed when a ferry burned on Monday.\n",
    "Fire on a ferry\nThe Harbour Post | 3 March 2026\n\nA ferry burned on Monday and 21 people were killed.\n",
)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.parallax"
    articles = [read_text(text, f"{number}.txt") for number, text in enumerate(TEXTS)]
    found = analyse(articles)
    claims = {claim.id: claim for claim in found.claims}
    link = found.links[0]
    opened = open_workspace(path, create=True)
    opened.apply(add_articles(opened.workspace, articles, ["0.txt", "1.txt"]))
    one, other = (anchor_at(found.article(claims[end].article), claims[end].span) for end in (link.a, link.b))
    opened.apply(judge(Judgement((one, other), Ruling.REJECT)))
    opened.close()
    return path


def test_a_workspace_opens_under_its_judgements(window: MainWindow, workspace: Path) -> None:
    before = workspace.read_bytes()
    rejected = analyse([read_text(text, f"{number}.txt") for number, text in enumerate(TEXTS)]).links[0].id
    window.operations.open_files([workspace], new=True)
    assert len(window.session.articles) == len(TEXTS)
    assert window.session.complete
    assert rejected not in {link.id for link in window.session.comparison.links}
    assert workspace.read_bytes() == before
