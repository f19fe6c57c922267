"""A small comparison made by hand, and the window around it, with work done in line and nothing gliding."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.comparison import link_id
from core.model import (
    Article,
    Attribution,
    Certainty,
    Claim,
    Cluster,
    Comparison,
    Engine,
    Link,
    Nearest,
    OnlyIn,
    Reason,
    Relation,
    Removed,
    Span,
)
from core.workspace import open_workspace
from core.workspace.edits import add_articles
from core.workspace.judgements import SourceGrade
from gui.dialogs.paste import Pasted
from gui.dialogs.source import Details
from gui.jobs import JobRunner
from gui.main_window import MainWindow
from gui.messages import Messages
from gui.preferences import Preferences, Store
from gui.session import Session
from gui.theme import Theme

_FILLER = (
    "The harbour office keeps a log of every departure and publishes it each evening on a board by the gate. "
    "Shopkeepers along the quay said that business had been slow since the spring.\n\n"
)


def article(outlet: str, title: str, published: str, body: str, byline: str = "By our correspondent") -> Article:
    """An article whose text opens with headline and byline; the byline is removed by cleaning."""
    text = f"{title}\n{byline}\n\n{body}"
    start = len(title) + 1
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(
        id=digest[:12],
        source_file=f"{outlet.lower()}.txt",
        sha256=digest,
        text=text,
        title=title,
        outlet=outlet,
        published=published,
        headline=Span(0, len(title)),
        removed=(Removed(start, start + len(byline), "byline"),),
    )


def claim(of: Article, words: str, paragraph: int, **facts: object) -> Claim:
    """The claim made of these words of an article."""
    start = of.text.index(words)
    end = start + len(words)
    return Claim(f"{of.id}:{start}-{end}", of.id, start, end, words, paragraph, 1, **facts)  # type: ignore[arg-type]


def within(of: Claim, words: str) -> tuple[Span, ...]:
    """Where some words of a claim stand in its article."""
    start = of.start + of.text.index(words)
    return (Span(start, start + len(words)),)


@dataclass(frozen=True)
class Story:
    """The hand-made comparison and its parts by name."""

    comparison: Comparison
    claims: dict[str, Claim]
    links: dict[str, Link]

    @property
    def articles(self) -> tuple[Article, ...]:
        return self.comparison.articles


def make_story(filler: int = 6) -> Story:
    """Three reports with a conflict, a change, agreements and related passages; emoji stand before most claims."""
    gap = _FILLER * filler
    a = article(
        "Coast Wire",
        "Ferry 🚢 sinks off Varda",
        "2026-03-03T08:10",
        f"😀😀 The ferry sank at dawn off Varda. At least twelve people were killed, police said.\n\n{gap}"
        f"The captain was not on the bridge.\n\n{gap}The ferry was built in 1987.\n\n{gap}",
    )
    b = article(
        "Morning Ledger",
        "Captain blamed for ferry loss",
        "2026-03-03T14:20",
        f"The captain was on the bridge, the owner says.\n\n{gap}The vessel went down off Varda at daybreak.\n\n"
        f"{gap}Police now put the dead at twenty-one.\n\n{gap}",
    )
    c = article(
        "Varda Post",
        "What we know about the ferry",
        "2026-03-04",
        f"{gap}Off Varda the ferry sank at first light.\n\n{gap}The owner bought the vessel in 2019.\n\n{gap}",
    )
    claims = {
        "sank a": claim(a, "The ferry sank at dawn off Varda.", 1),
        "dead a": claim(
            a,
            "At least twelve people were killed, police said.",
            1,
            attribution=Attribution("police", "said", True, "named", 0, 6),
            certainty=Certainty.REPORTED,
        ),
        "captain a": claim(a, "The captain was not on the bridge.", 8),
        "built a": claim(a, "The ferry was built in 1987.", 15),
        "captain b": claim(b, "The captain was on the bridge, the owner says.", 1),
        "sank b": claim(b, "The vessel went down off Varda at daybreak.", 8),
        "dead b": claim(b, "Police now put the dead at twenty-one.", 15),
        "sank c": claim(c, "Off Varda the ferry sank at first light.", 7),
        "bought c": claim(c, "The owner bought the vessel in 2019.", 14),
    }
    links = {
        "captain": _link(claims["captain a"], claims["captain b"], Relation.CONFLICTS, "negation", "not", "was"),
        "dead": _link(claims["dead a"], claims["dead b"], Relation.CHANGED, "number", "twelve", "twenty-one"),
        "sank ab": _link(claims["sank a"], claims["sank b"], Relation.AGREES, "meaning", "sank", "went down"),
        "sank ac": _link(claims["sank a"], claims["sank c"], Relation.AGREES, "wording", "ferry sank", "ferry sank"),
        "sank bc": _link(claims["sank b"], claims["sank c"], Relation.AGREES, "meaning", "went down", "sank"),
        "vessel": _link(claims["built a"], claims["bought c"], Relation.RELATED, "meaning", "ferry", "vessel"),
    }
    clusters = (
        _cluster("captain", Relation.CONFLICTS, (a, b, c), (claims["captain a"], claims["captain b"])),
        _cluster("dead", Relation.CHANGED, (a, b, c), (claims["dead a"], claims["dead b"])),
        _cluster("sank", Relation.AGREES, (a, b, c), (claims["sank a"], claims["sank b"], claims["sank c"])),
        _cluster("vessel", Relation.RELATED, (a, b, c), (claims["built a"], claims["bought c"])),
    )
    comparison = Comparison(
        engine=Engine("0.1.0", "test"),
        articles=(a, b, c),
        claims=tuple(claims.values()),
        links=tuple(links.values()),
        clusters=clusters,
        only_in=(OnlyIn(claims["built a"].id, Nearest(claims["bought c"].id, 0.4)),),
    )
    return Story(comparison, claims, links)


def _link(a: Claim, b: Claim, relation: Relation, kind: str, in_a: str, in_b: str) -> Link:
    text = f"“{in_a}” in one stands against “{in_b}” in the other"
    reason = Reason(kind, text, f"{kind}.test", within(a, in_a), within(b, in_b))
    return Link(link_id(a.id, b.id), a.id, b.id, relation, 0.81, 0.92, (reason,), (("shared words", 0.5),))


def _cluster(name: str, relation: Relation, articles: Sequence[Article], claims: Sequence[Claim]) -> Cluster:
    present = tuple(claim.article for claim in claims)
    missing = tuple(article.id for article in articles if article.id not in present)
    return Cluster(name, tuple(claim.id for claim in claims), present, missing, relation)


@pytest.fixture
def story() -> Story:
    """The hand-made comparison."""
    return make_story()


@dataclass
class Answers:
    """What a test's analyst answers to the window's questions."""

    files: tuple[Path, ...] = ()
    target: Path | None = None
    text: Pasted | None = None
    may_lose_edits: bool = False
    details: Details | None = None
    folder: Path | None = None
    asked: list[str] = field(default_factory=list)
    shown: list[Path] = field(default_factory=list)

    def which_files(self, folder: str, suffixes: Sequence[str]) -> tuple[Path, ...]:
        self.asked.append("files")
        return self.files

    def where_to(self, suggestion: str, filters: Sequence[str], title: str) -> tuple[Path, str] | None:
        self.asked.append("target")
        return (self.target, filters[0]) if self.target else None

    def which_folder(self, folder: str, title: str) -> Path | None:
        self.asked.append("folder")
        return self.folder

    def show_folder(self, file: Path) -> None:
        self.shown.append(file)

    def which_details(self, article: Article, grade: SourceGrade | None) -> Details | None:
        self.asked.append("details")
        return self.details

    def may_lose(self, edits: int) -> bool:
        self.asked.append("loss")
        return self.may_lose_edits

    def which_text(self) -> Pasted | None:
        self.asked.append("text")
        return self.text


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def session() -> Session:
    return Session(Preferences(glide_ms=0))


@pytest.fixture
def full(session: Session, story: Story) -> Session:
    """The session with the hand-made comparison open."""
    session.set_articles(reversed(story.articles))
    session.set_comparison(story.comparison, complete=True)
    return session


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    """A window for a part that is tested by itself."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(1000, 400)
    widget.show()
    return widget


@pytest.fixture(scope="session")
def only_theme(qapp: QApplication) -> Theme:
    """One theme for all tests: a style sheet set anew goes through every widget that still lives."""
    qapp.setStyle("Fusion")
    return Theme(qapp, "light")


@pytest.fixture
def theme(only_theme: Theme) -> Theme:
    only_theme.choose("light")
    return only_theme


@pytest.fixture
def window(qtbot: QtBot, session: Session, theme: Theme, answers: Answers, tmp_path: Path) -> Iterator[MainWindow]:
    """The real window, shown, with jobs run in line."""
    store = Store(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    window = MainWindow(session, JobRunner(serial=True), Messages(), theme, store, answers)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    window.complete()
    yield window
    window.close()


@pytest.fixture
def reading(window: MainWindow, story: Story, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """The window with the hand-made comparison open, and a workspace behind it; nothing compares it anew."""
    session, comparing = window.session, window.operations.comparing
    session.opened = open_workspace(tmp_path / "ferry.parallax", create=True, clock=lambda: "2026-03-05T09:00:00Z")
    files = [article.source_file for article in story.articles]
    session.opened.apply(add_articles(session.workspace, story.articles, files))
    comparing._compared = session.workspace
    comparing._soon.setInterval(10**8)
    session.set_articles(story.articles)
    session.set_comparison(story.comparison, complete=True)
    qtbot.wait(20)
    return window
