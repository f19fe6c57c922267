"""Makes the pictures of the README from the real window on the sample coverage.

    python -m tests.screenshots [--out DIR] [STATE …]

Without ``--out`` the two large ones go to ``resources/screenshots/``; with it, DIR gets every state of the window in
several looks: light and dark, large and small, and with type half as large again. Fonts are those of the machine;
``theme.yaml`` names the typefaces that are preferred.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from gui.main_window import MainWindow

State = Callable[["MainWindow"], None]

ARTICLES = Path(__file__).resolve().parents[2] / "shared" / "articles"


@dataclass(frozen=True)
class Look:
    """How the window is looked at."""

    name: str
    scheme: str
    size: tuple[int, int]
    type_size: float = 1.0


LOOKS = (
    Look("light", "light", (1440, 900)),
    Look("dark-small", "dark", (1024, 700)),
    Look("light-large-type", "light", (1440, 900), 1.5),
)
README = (Look("light", "light", (1440, 900)), Look("dark", "dark", (1440, 900)))


def main() -> int:
    """Make the pictures and name each file."""
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, help="put pictures of every state into this folder")
    parser.add_argument("states", nargs="*", metavar="STATE", help=f"make these only: {', '.join(STATES)}")
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = home
        states = asked.states or [state for state in STATES if state != "real" or ARTICLES.is_dir()]
        for path in _pictures(asked.out, states):
            print(path, flush=True)  # noqa: T201
    return 0


def _pictures(out: Path | None, states: Sequence[str]) -> list[Path]:
    from core import resources

    folder = out or resources.path("theme.yaml").parent / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    if out is None:
        return [_picture(conflict, look, folder / f"{look.name}.png") for look in README]
    return [_picture(STATES[state], look, folder / f"{state}-{look.name}.png") for state in states for look in LOOKS]


def _picture(state: State, look: Look, path: Path) -> Path:
    """Open a window, bring it into a state, and write what it looks like."""
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from gui.app import build

    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    font = application.font()
    larger = application.font()
    larger.setPointSizeF(font.pointSizeF() * look.type_size)
    application.setFont(larger)
    QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Parallax", "Parallax").clear()
    window = build(application)
    window.session.prefer(glide_ms=0)
    window.theme.choose(look.scheme)
    window.resize(*look.size)
    window.show()
    state(window)
    _settle(400)
    _grabbed(window).save(str(path), "PNG", 0)
    window.close()
    application.setFont(font)
    window.deleteLater()
    _settle(10)
    return path


def _grabbed(window: MainWindow) -> QPixmap:
    """Return what a window looks like, with the dialogs and menus that are open above it."""
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QApplication

    picture = window.grab()
    painter = QPainter(picture)
    for above in QApplication.topLevelWidgets():
        if above is not window and above.isVisible():
            painter.drawPixmap(above.mapToGlobal(QPoint()) - window.mapToGlobal(QPoint()), above.grab())
    painter.end()
    return picture


def welcome(window: MainWindow) -> None:
    """The first page."""
    from core import resources

    samples = [str(path) for path in sorted(resources.path("samples").glob("*.txt"))]
    window.session.prefer(recent=(tuple(samples), tuple(samples[:2])))


def sample(window: MainWindow) -> None:
    """The sample with nothing selected."""
    window.operations.sample()
    _until(lambda: window.session.complete and not window.jobs.busy)
    _settle(200)


def conflict(window: MainWindow) -> None:
    """The sample with a conflict selected."""
    sample(window)
    window.actions_["show_pair"].trigger()
    window.view.activate(0)
    window.session.next_conflict()


def real(window: MainWindow) -> None:
    """Two real articles, which lie beside this folder and are no part of it."""
    window.operations.open_files(sorted(ARTICLES.glob("*.txt")), new=True)
    _until(lambda: window.session.complete and not window.jobs.busy)
    window.session.select_row(window.session.survey.rows[0].id)


def judged(window: MainWindow) -> None:
    """Some marks accepted, rejected and retyped, with a note."""
    from core.model import Relation
    from core.workspace.judgements import Level, Status, Subject

    conflict(window)
    window.judging.accept()
    window.judging.reject()
    window.judging.accept()
    window.judging.retype(Relation.CHANGED)
    window.session.next_conflict()
    record = window.judging.record(Subject.LINK)
    assert record is not None
    window.judging.say(record, note="Ask the mayor's office.", tags=("toll",), importance=Level.HIGH)
    window.judging.say(record, status=Status.CONFLICT)


def retype(window: MainWindow) -> None:
    """The menu that says what a pair is instead."""
    conflict(window)
    window.actions_["retype"].trigger()


def export(window: MainWindow) -> None:
    """The export with its preview."""
    judged(window)
    window.actions_["export"].trigger()
    _settle(2000)


def merge(window: MainWindow) -> None:
    """A colleague's workspace that says something else of the same pairs."""
    from core.workspace import open_workspace
    from core.workspace.document import take_over
    from core.workspace.edits import describe, judge
    from core.workspace.judgements import Ruling
    from core.workspace.judgements import Workspace as Work
    from tests.gui.conftest import Answers

    judged(window)
    mine = window.session.workspace
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "colleague.parallax"
        with open_workspace(path, create=True) as opened:
            opened.apply(take_over(Work(), mine, "the same articles"))
            opened.apply(describe(analyst="Ines"))
            for judgement in list(mine.judgements.values())[:3]:
                other = Ruling.REJECT if judgement.ruling is not Ruling.REJECT else Ruling.ACCEPT
                said = replace(
                    judgement, ruling=other, relation=None, kind=None, author="Ines", note="I read it otherwise."
                )
                opened.apply(judge(said))
        window.merging._asks = Answers(files=(path,))
        window.merging.merge()
        _until(lambda: window.merging.dialog is not None)


def notes(window: MainWindow) -> None:
    """A note that cites a passage."""
    judged(window)
    window.actions_["new_note"].trigger()
    window.notes.editor.insertPlainText("# Cargo\n\nThe owner says **six barges**,")
    window.actions_["cite"].trigger()
    window.notes.keep()


def history(window: MainWindow) -> None:
    """What was done, and the way back."""
    judged(window)
    window.session.undo()
    window.actions_["show_history"].trigger()
    window.history.list.setCurrentItem(window.history.list.topLevelItem(3))


def judged_table(window: MainWindow) -> None:
    """The table of claims, grouped by judgement, and a judged pair selected."""
    judged(window)
    link = next(iter(window.session.survey.standings))
    window.session.select_link(link)
    window.actions_["show_table"].trigger()
    window.claims_table.grouping.setCurrentIndex(4)


def judged_pair(window: MainWindow) -> None:
    """A rejected pair below the articles."""
    from gui.standing import Standing

    judged(window)
    standings = window.session.survey.standings
    window.session.select_link(next(link for link, said in standings.items() if said is Standing.REJECTED))


def source(window: MainWindow) -> None:
    """The dialog in which a source is corrected and graded."""
    from gui.dialogs.source import SourceDialog

    sample(window)
    dialog = SourceDialog(window.session.articles[0], None, window.theme, window)
    dialog.show()


def matter(window: MainWindow) -> None:
    """What every outlet says on a matter."""
    conflict(window)
    window.actions_["show_matter"].trigger()


def claims(window: MainWindow) -> None:
    """The table of claims, grouped."""
    conflict(window)
    window.actions_["show_table"].trigger()
    window.claims_table.grouping.setCurrentIndex(2)


def outlets(window: MainWindow) -> None:
    """The map of outlets, filtered to two of them."""
    sample(window)
    window.actions_["show_outlets"].trigger()
    window.outlets.choose(window.outlets.model.index(0, 2))


def find(window: MainWindow) -> None:
    """Words looked for."""
    sample(window)
    window.actions_["find"].trigger()
    window.find_bar.query.setText("barge")
    window.find_bar.look()


def find_claim(window: MainWindow) -> None:
    """A claim looked for."""
    sample(window)
    window.actions_["find_claim"].trigger()
    window.find_claim.query.setText("Eleven people were hurt")
    window.find_claim.go.click()
    _until(lambda: not window.operations.searches.busy)
    window.find_claim.list.setCurrentIndex(window.find_claim.model.index(0))


def filters(window: MainWindow) -> None:
    """Several filters in use."""
    from core.model import Relation

    sample(window)
    window.actions_["filters"].trigger()
    relations = frozenset(Relation) - {Relation.RELATED}
    window.session.show_only(replace(window.session.filter, relations=relations, least=0.6))


def empty(window: MainWindow) -> None:
    """Filters that hide everything."""
    sample(window)
    window.session.show_only(replace(window.session.filter, kinds=frozenset({"role"}), least=0.99))


def palette(window: MainWindow) -> None:
    """The command palette."""
    sample(window)
    window.actions_["palette"].trigger()
    from gui.dialogs.palette import Palette

    over = window.findChild(Palette)
    assert over is not None
    over.query.setText("mark")


def failed(window: MainWindow) -> None:
    """A file that could not be read, and remarks."""
    with tempfile.TemporaryDirectory() as folder:
        good, bad = Path(folder) / "coast-wire.txt", Path(folder) / "scan.pdf"
        good.write_text("Ferry sinks off Varda\nCoast Wire\n3 March 2026\n\nThe ferry sank at dawn.\n", "utf-8")
        bad.write_bytes(bytes(range(256)) * 8)
        window.operations.open_files([good, bad, Path(folder) / "missing.txt"], new=True)
        _until(lambda: bool(window.session.articles) and not window.jobs.busy)


def six(window: MainWindow) -> None:
    """Six panes."""
    from core import resources

    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for place, source in enumerate(sorted(resources.path("samples").glob("*.txt")) * 2):
            text = source.read_text("utf-8")
            cut = text if place < 3 else text[: 2 * len(text) // 3].replace("barge", "lighter")
            path = Path(folder) / f"{place}-{source.name}"
            path.write_text(cut, "utf-8")
            paths.append(path)
        window.operations.open_files(paths, new=True)
        _until(lambda: window.session.complete and not window.jobs.busy)
    window.session.next_conflict()


STATES: Mapping[str, State] = {
    "welcome": welcome,
    "sample": sample,
    "conflict": conflict,
    "real": real,
    "judged": judged,
    "judged-table": judged_table,
    "judged-pair": judged_pair,
    "retype": retype,
    "export": export,
    "merge": merge,
    "source": source,
    "notes": notes,
    "history": history,
    "matter": matter,
    "claims": claims,
    "outlets": outlets,
    "find": find,
    "find-claim": find_claim,
    "filters": filters,
    "empty": empty,
    "palette": palette,
    "failed": failed,
    "six-panes": six,
}


def _settle(milliseconds: int) -> None:
    """Let the window work for a while (time.sleep would keep Python's lock from the worker thread)."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _until(reached: Callable[[], bool]) -> None:
    for _ in range(3600):
        if reached():
            return
        _settle(50)
    raise SystemExit("The comparison of the sample did not end within three minutes.")


if __name__ == "__main__":
    sys.exit(main())
