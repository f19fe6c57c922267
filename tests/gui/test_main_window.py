"""Journeys through the real window."""

from __future__ import annotations

import dataclasses
import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from core.errors import Cancelled, ReadError
from core.model import Problem, Reading, Relation
from core.progress import Progress
from gui.actions import MENUS, SPECS
from gui.dialogs.keys import keys_page
from gui.dialogs.paste import Pasted, PasteDialog
from gui.jobs import JobRunner
from gui.main_window import MainWindow
from gui.messages import Messages
from gui.preferences import Store
from gui.session import Session
from gui.theme import Theme
from tests.gui.conftest import Answers, Story

ONE = (
    "Ferry sinks off Varda\nCoast Wire\n3 March 2026\n\nThe ferry sank at dawn off Varda. Twelve people were killed.\n"
)
TWO = "Ferry lost\nMorning Ledger\n3 March 2026\n\nThe ferry sank at dawn off Varda. Fifteen people were killed.\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, ...]:
    paths = tmp_path / "one.txt", tmp_path / "two.txt"
    for path, text in zip(paths, (ONE, TWO), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def press(window: MainWindow, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    qtbot.keyClick(window.view.columns[0].text, key, modifier)


def test_it_opens_on_the_welcome_page(window: MainWindow):
    assert window.pages.currentWidget() is window.welcome
    assert not window.actions_["export"].isEnabled()
    assert "compare these" in window.status.honesty.text()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_first_page_is_painted_before_the_other_is_made(
    qtbot: QtBot, session: Session, theme: Theme, answers: Answers, tmp_path: Path
):
    store = Store(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    window = MainWindow(session, JobRunner(serial=True), Messages(), theme, store, answers)
    qtbot.addWidget(window)
    for spec in SPECS:
        if window.actions_[spec.id].isEnabled() and spec.id not in ("open", "paste", "sample", "quit"):
            window.actions_[spec.id].trigger()
    assert window.page is None
    window.show()
    qtbot.waitUntil(lambda: window.page is not None)
    assert window.pages.currentWidget() is window.welcome
    window.close()


def test_articles_do_not_wait_for_the_first_page_to_be_painted(
    qtbot: QtBot, session: Session, theme: Theme, answers: Answers, tmp_path: Path, files: tuple[Path, ...]
):
    store = Store(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    window = MainWindow(session, JobRunner(serial=True), Messages(), theme, store, answers)
    qtbot.addWidget(window)
    window.operations.open_files(files, new=True)
    assert window.pages.currentWidget() is window.page
    assert len(window.view.columns) == 2
    window.close()


def test_the_sample_opens_with_marks_of_all_relations(window: MainWindow, qtbot: QtBot):
    qtbot.mouseClick(window.welcome.cards[2], Qt.MouseButton.LeftButton)
    assert len(window.view.columns) == 3
    assert set(window.session.survey.totals) == set(Relation)
    assert window.pages.currentWidget() is not window.welcome
    assert not window.status._busy.isVisible()
    window.grab()


def test_a_click_on_a_mark_pins_it_in_the_inspector(reading: MainWindow, story: Story, qtbot: QtBot):
    text = reading.view.columns[0].text
    cursor = text._cursor(story.claims["dead a"].span)
    cursor.setPosition(cursor.selectionStart() + 1)
    qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=text.cursorRect(cursor).center())
    assert reading.session.selection.link == story.links["dead"]
    assert "twelve" in reading.inspector.a.words.text()
    assert reading.claims.list.currentIndex().row() == 1


def test_marks_and_conflicts_are_reached_by_key(reading: MainWindow, story: Story, qtbot: QtBot):
    alt = Qt.KeyboardModifier.AltModifier
    press(reading, qtbot, Qt.Key.Key_Down, alt)
    assert reading.session.selection.link == story.links["sank ab"]
    press(reading, qtbot, Qt.Key.Key_Down, alt)
    assert reading.session.selection.link == story.links["dead"]
    press(reading, qtbot, Qt.Key.Key_Up, alt)
    assert reading.session.selection.link == story.links["sank ab"]
    press(reading, qtbot, Qt.Key.Key_C, alt)
    assert reading.session.selection.link == story.links["captain"]
    press(reading, qtbot, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert reading.session.selection.link is None


def test_panes_are_reached_by_key(reading: MainWindow, story: Story, qtbot: QtBot):
    alt = Qt.KeyboardModifier.AltModifier
    press(reading, qtbot, Qt.Key.Key_Right, alt)
    assert reading.session.active == story.articles[1].id
    press(reading, qtbot, Qt.Key.Key_Right, alt)
    press(reading, qtbot, Qt.Key.Key_Right, alt)
    assert reading.session.active == story.articles[2].id
    press(reading, qtbot, Qt.Key.Key_Left, alt)
    assert reading.session.active == story.articles[1].id
    assert QApplication.focusWidget() is reading.view.columns[1].text


def test_the_end_of_an_article_is_said(reading: MainWindow, qtbot: QtBot):
    for _ in range(5):
        press(reading, qtbot, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert "Last mark" in reading.status._said.text()


def test_zoom_by_key(reading: MainWindow, qtbot: QtBot):
    control = Qt.KeyboardModifier.ControlModifier
    for key, zoom in ((Qt.Key.Key_Plus, 1), (Qt.Key.Key_Plus, 2), (Qt.Key.Key_Minus, 1), (Qt.Key.Key_0, 0)):
        press(reading, qtbot, key, control)
        assert reading.session.preferences.zoom == zoom


def test_lists_and_inspector_go_and_come_by_key(reading: MainWindow, qtbot: QtBot):
    for key, part in ((Qt.Key.Key_F9, reading.claims), (Qt.Key.Key_F10, reading.inspector)):
        for visible in (False, True):
            press(reading, qtbot, key, Qt.KeyboardModifier.NoModifier)
            assert part.isVisible() == visible


def test_the_filter_hides_marks_everywhere(reading: MainWindow, story: Story, qtbot: QtBot):
    qtbot.mouseClick(reading.filters.chips[Relation.CONFLICTS], Qt.MouseButton.LeftButton)
    assert story.claims["captain a"].id not in reading.view.columns[0].text.extents()
    assert reading.claims.model.rowCount() == 3


def test_no_conflicts_is_said_plainly(window: MainWindow, story: Story):
    calm = dataclasses.replace(story.comparison, links=(story.links["vessel"],))
    window.session.set_articles(story.articles)
    window.session.set_comparison(calm, complete=True)
    assert window.claims.plain_word.isVisible()
    assert "No conflicts found" in window.claims.plain_word.text()
    assert "1 related passage is listed" in window.claims.plain_word.text()


def test_files_dropped_anywhere_are_added(window: MainWindow, files, qtbot: QtBot):
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    event = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        dropped,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    assert len(window.view.columns) == 2
    assert window.session.survey.totals[Relation.CONFLICTS] >= 1
    window.operations.open_files(files)
    assert len(window.view.columns) == 2
    window.operations.close()
    assert window.session.preferences.recent == (tuple(str(path) for path in files),)


def test_a_folder_stands_for_the_articles_in_it(window: MainWindow, files, tmp_path: Path):
    (tmp_path / "notes.bin").write_bytes(b"\0\1")
    window.operations.open_files([tmp_path])
    assert len(window.view.columns) == 2
    assert not window.notice.isVisible()
    (tmp_path / "empty").mkdir()
    window.operations.open_files([tmp_path / "empty"])
    assert "folder" in window.notice.text.text()


def test_the_keyboard_stays_in_the_panes_when_others_are_opened(window: MainWindow, files, qtbot: QtBot):
    window.operations.open_files(files)
    window.view.activate(0)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.view.columns[0].text)
    window.operations.open_files(files[:1], new=True)
    window.operations.sample()
    assert QApplication.focusWidget() is window.view.columns[0].text


def test_files_that_cannot_be_read_are_listed_and_the_others_open(window: MainWindow, files, tmp_path: Path):
    window.operations.open_files([*files, tmp_path / "missing.txt"])
    assert window.notice.isVisible()
    assert "missing.txt" in window.notice.text.text()
    assert len(window.view.columns) == 2


def test_an_article_is_pasted_and_taken_out(window: MainWindow, answers: Answers, files):
    window.operations.open_files(files)
    answers.text = Pasted("Boat lost\n\nThe boat sank at noon off Varda.", "Harbour Note", "2026-03-04")
    window.actions_["paste"].trigger()
    names = [article.name for article in window.session.articles]
    assert names[-1] == "Harbour Note"
    assert window.session.articles[-1].metadata_from["outlet"] == "entered by hand"
    window.operations.remove(window.session.articles[-1].id)
    assert "Harbour Note" not in [article.name for article in window.session.articles]


def test_an_empty_paste_is_refused_in_a_sentence(window: MainWindow, answers: Answers):
    answers.text = Pasted(" \n ")
    window.actions_["paste"].trigger()
    assert window.notice.isVisible()
    assert not window.session.articles


def test_closing_leads_back_to_the_welcome_page_with_the_files_among_the_recent(window: MainWindow, files, qtbot):
    window.operations.open_files(files)
    window.actions_["close"].trigger()
    assert window.pages.currentWidget() is window.welcome
    recent = [button for button in window.welcome.findChildren(QAbstractButton) if button.objectName() == "link"]
    assert any(button.text() == "one, two" for button in recent)
    window.welcome.recent_chosen.emit(files)
    assert len(window.session.articles) == 2


def test_a_failure_while_reading_is_told(window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    def broken(_paths, _progress):
        raise ReadError("The drive is gone.", "Plug it in.")

    monkeypatch.setattr("core.importers.read_files", broken)
    window.operations.open_files([tmp_path / "x.txt"])
    assert "The drive is gone." in window.notice.text.text()


def test_work_can_be_cancelled_and_the_window_stays_responsive(
    window: MainWindow, files, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    started = threading.Event()

    def endless(_articles, progress: Progress, **_others):
        while True:
            progress.report("matching", 1, 9)
            started.set()
            time.sleep(0.002)

    monkeypatch.setattr("core.pipeline.analyse", endless)
    window.jobs._serial = False
    window.operations.open_files(files)
    qtbot.waitUntil(started.is_set)
    qtbot.waitUntil(lambda: window.status.stage.text() == "Matching · 1 of 9")
    assert len(window.view.columns) == 2
    qtbot.mouseClick(window.status.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert not window.status._busy.isVisible()
    assert "Stopped" in window.notice.text.text()
    monkeypatch.undo()
    window.jobs._serial = True
    window.notice.offer.click()
    assert window.session.complete


def test_first_marks_come_before_the_last(window: MainWindow, story: Story, monkeypatch: pytest.MonkeyPatch):
    seen = []

    def analyse(articles, partial, **_others):
        partial(dataclasses.replace(story.comparison, links=(story.links["dead"],)))
        seen.append((dict(window.session.survey.totals), window.session.complete))
        return story.comparison

    monkeypatch.setattr("core.pipeline.analyse", analyse)
    window.operations.keeping.begin(story.articles, [article.source_file for article in story.articles])
    assert seen == [({Relation.CHANGED: 1}, False)]
    assert window.session.complete


def test_every_action_is_in_a_menu_with_a_tip_and_keys_clash_nowhere(window: MainWindow):
    in_menus = [
        name for _, entries in MENUS for e in entries for name in (e[1] if isinstance(e, tuple) else (e,)) if name
    ]
    assert sorted(in_menus) == sorted(spec.id for spec in SPECS)
    keys = [key for spec in SPECS for key in spec.keys]
    assert len(keys) == len(set(keys))
    assert all(spec.tip for spec in SPECS)
    page = keys_page("#000000")
    assert "Alt+Down" in page
    assert "Go to the next conflict" in page


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_keys_page_and_about(window: MainWindow, qtbot: QtBot):
    window.actions_["about"].trigger()
    assert "0.1.0" in window.notice.text.text()
    window.actions_["keys"].trigger()
    assert window._keys_page.isVisible()
    window._keys_page.close()


def test_the_paste_dialog_takes_what_is_entered(qtbot: QtBot):
    dialog = PasteDialog("")
    qtbot.addWidget(dialog)
    assert not dialog.add.isEnabled()
    dialog.text.setPlainText("Words")
    dialog.outlet.setText(" Coast Wire ")
    assert dialog.add.isEnabled()
    assert dialog.pasted() == Pasted("Words", "Coast Wire", "")
    dialog.published.setText("last Tuesday")
    assert not dialog.add.isEnabled()
    assert "year-month-day" in dialog.hint.text()
    dialog.published.setText("2026-03-03T14:20")
    assert dialog.add.isEnabled()


def test_colours_are_chosen_and_remembered(window: MainWindow, theme):
    window.actions_["theme_dark"].trigger()
    assert theme.dark
    assert window.session.preferences.theme == "dark"
    assert window._store.load().theme == "dark"
    window.actions_["theme_light"].trigger()


def test_every_control_has_a_name_to_be_read_aloud(reading: MainWindow):
    buttons = reading.findChildren(QAbstractButton)
    nameless = [button for button in buttons if not (button.accessibleName() or button.text() or button.toolTip())]
    own = [button for button in nameless if not button.objectName().startswith("qt_")]
    assert own == []


def test_the_window_is_built_from_stored_preferences(qtbot: QtBot, qapp: QApplication, home: Path):
    from gui.app import build

    window = build(qapp)
    qtbot.addWidget(window)
    assert isinstance(window.jobs, JobRunner)
    assert isinstance(window.session, Session)
    window.show()
    window.session.prefer(zoom=3)
    window.close()
    again = build(qapp)
    qtbot.addWidget(again)
    assert again.session.preferences.zoom == 3


@pytest.mark.screen
def test_the_window_shows_on_a_real_display(reading: MainWindow, qtbot: QtBot):
    screen = reading.screen()
    grabbed = screen.grabWindow(reading.winId()).toImage()
    colours = {grabbed.pixelColor(x, y).name() for x in range(0, 1200, 7) for y in range(0, 780, 7)}
    assert len(colours) > 20


@pytest.mark.screen
def test_a_key_from_the_display_moves_the_selection(reading: MainWindow, qtbot: QtBot):
    reading.activateWindow()
    qtbot.waitUntil(reading.isActiveWindow, timeout=3000)
    press(reading, qtbot, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert reading.session.selection.link is not None


def test_files_and_texts_are_asked_for_by_key(reading: MainWindow, answers: Answers, qtbot: QtBot):
    control = Qt.KeyboardModifier.ControlModifier
    for key in (Qt.Key.Key_O, Qt.Key.Key_V):
        press(reading, qtbot, key, control)
    assert answers.asked == ["files", "text"]


def test_a_comparison_is_not_lost_to_a_file_that_cannot_be_read(reading: MainWindow, story: Story, tmp_path: Path):
    reading.operations.open_files([tmp_path / "missing.txt"], new=True)
    assert reading.session.articles == story.articles
    assert reading.notice.isVisible()


def test_reading_that_was_stopped_goes_on(window: MainWindow, files, monkeypatch: pytest.MonkeyPatch):
    def stopped(_paths, _progress):
        raise Cancelled

    monkeypatch.setattr("core.importers.read_files", stopped)
    window.operations.open_files(files)
    assert not window.session.articles
    monkeypatch.undo()
    window.notice.offer.click()
    assert len(window.session.articles) == 2


def test_a_rule_is_switched_off_and_the_marks_follow(window: MainWindow, files):
    window.operations.open_files(files)
    rules = {reason.rule for link in window.session.survey.links.values() for reason in link.reasons}
    assert "number.differs" in rules
    window.session.switch_rule("number.differs", on=False)
    assert window.session.complete
    rules = {reason.rule for link in window.session.survey.links.values() for reason in link.reasons}
    assert "number.differs" not in rules


def test_remarks_on_files_that_were_read_are_told(window: MainWindow, story: Story, monkeypatch: pytest.MonkeyPatch):
    remark = Problem("one.txt", "one.txt has characters that make no sense.", "Save it again as UTF-8.")
    monkeypatch.setattr("core.importers.read_files", lambda *_: Reading(story.articles[:1], remarks=(remark,)))
    window.operations.open_files([Path("one.txt")])
    assert "make no sense" in window.notice.text.text()
    assert len(window.session.articles) == 1


def test_the_shares_of_the_window_are_remembered(qtbot: QtBot, qapp: QApplication, story: Story):
    from gui.app import build

    window = build(qapp)
    qtbot.addWidget(window)
    window.show()
    window.session.set_articles(story.articles)
    window.leaves.turn_to("show_table")
    window.page.shares["across"].setSizes([400, 900])
    shares = window.page.shares["across"].sizes()
    window.close()
    again = build(qapp)
    qtbot.addWidget(again)
    again.show()
    again.session.set_articles(story.articles)
    assert again.leaves.name == "show_table"
    assert again.page.shares["across"].sizes()[0] == pytest.approx(shares[0], abs=4)
    again.close()
