"""Lists, filter, inspector, notices and status, each in step with the session."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.model import Problem, Relation, Span
from gui.jobs import JobRunner
from gui.messages import Messages
from gui.panels.claims import ClaimsPanel
from gui.panels.filters import FilterBar
from gui.panels.inspector import InspectorPanel, marked_up
from gui.panels.notice import NoticeBar
from gui.panels.rows import VALUE
from gui.panels.sources import SourcesPanel, eye_box
from gui.panels.status import HONESTY, StatusBar
from gui.session import Session
from gui.theme import Theme
from tests.gui.conftest import Story


@pytest.fixture
def full(session: Session, story: Story) -> Session:
    session.set_articles(story.articles)
    session.set_comparison(story.comparison, complete=True)
    return session


class TestClaims:
    def test_rows_and_panes_are_in_step(self, qtbot: QtBot, full: Session, theme: Theme, story: Story):
        panel = ClaimsPanel(full, theme)
        qtbot.addWidget(panel)
        panel.list.setCurrentIndex(panel.model.index(1))
        assert full.selection.link == story.links["dead"]
        full.select_link(story.links["sank ac"].id)
        assert panel.list.currentIndex().row() == 2
        full.select_link(None)
        assert not panel.list.currentIndex().isValid()

    def test_every_row_can_be_read_aloud_and_painted(self, qtbot: QtBot, full: Session, theme: Theme):
        panel = ClaimsPanel(full, theme)
        qtbot.addWidget(panel)
        panel.resize(260, 500)
        panel.grab()
        spoken = panel.model.index(2).data(Qt.ItemDataRole.AccessibleTextRole)
        assert spoken == "agrees, meaning, articles A B C: The ferry sank at dawn off Varda."

    def test_the_filter_shortens_the_list(self, qtbot: QtBot, full: Session, theme: Theme):
        panel = ClaimsPanel(full, theme)
        qtbot.addWidget(panel)
        full.show_relations({Relation.AGREES})
        assert panel.model.rowCount() == 1
        full.show_relations(())
        assert "filter" in panel.plain_word.text()


class TestFilters:
    def test_chips_count_and_filter(self, qtbot: QtBot, full: Session, theme: Theme):
        bar = FilterBar(full, theme)
        qtbot.addWidget(bar)
        bar.grab()
        assert bar.chips[Relation.AGREES].accessibleName() == "Show agreements, 3"
        qtbot.mouseClick(bar.chips[Relation.AGREES], Qt.MouseButton.LeftButton)
        assert Relation.AGREES not in full.shown
        assert bar.chips[Relation.AGREES].accessibleName() == "Show agreements, 3"
        full.show_relations(Relation)
        assert bar.chips[Relation.AGREES].isChecked()

    def test_the_keyboard_reaches_them(self, qtbot: QtBot, full: Session, theme: Theme):
        bar = FilterBar(full, theme)
        qtbot.addWidget(bar)
        qtbot.keyClick(bar.chips[Relation.RELATED], Qt.Key.Key_Space)
        assert Relation.RELATED not in full.shown


class TestSources:
    def test_the_eye_and_the_space_key_hide_and_show(self, qtbot: QtBot, full: Session, theme: Theme, story: Story):
        panel = SourcesPanel(full, theme)
        qtbot.addWidget(panel)
        panel.resize(260, 400)
        panel.show()
        second = story.articles[1].id
        eye = eye_box(panel.visualRect(panel.model().index(1, 0))).center().toPoint()
        qtbot.mouseClick(panel.viewport(), Qt.MouseButton.LeftButton, pos=eye)
        assert full.hidden == {second}
        panel.setCurrentIndex(panel.model().index(1, 0))
        qtbot.keyClick(panel, Qt.Key.Key_Space)
        assert full.hidden == set()

    def test_delete_asks_to_take_an_article_out(self, qtbot: QtBot, full: Session, theme: Theme, story: Story):
        panel = SourcesPanel(full, theme)
        qtbot.addWidget(panel)
        panel.setCurrentIndex(panel.model().index(2, 0))
        with qtbot.waitSignal(panel.remove_asked) as asked:
            qtbot.keyClick(panel, Qt.Key.Key_Delete)
        assert asked.args == [story.articles[2].id]

    def test_rows_tell_everything_in_words(self, qtbot: QtBot, full: Session, theme: Theme, story: Story):
        panel = SourcesPanel(full, theme)
        qtbot.addWidget(panel)
        panel.resize(260, 400)
        panel.grab()
        index = panel.model().index(0, 0)
        assert index.data(VALUE) == story.articles[0]
        spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
        assert spoken.startswith("A, Coast Wire, Ferry 🚢 sinks off Varda, 3 Mar 2026, 08:10")
        assert spoken.endswith("1 conflict, 1 change over time, 2 agreements, 1 related passage")


class TestInspector:
    def test_both_passages_their_places_and_reasons(self, qtbot: QtBot, full: Session, theme: Theme, story: Story):
        panel = InspectorPanel(full, theme)
        qtbot.addWidget(panel)
        assert panel.currentIndex() == 0
        full.select_link(story.links["dead"].id)
        assert panel.currentIndex() == 1
        claim = story.claims["dead a"]
        assert f"¶1 s1, {claim.start}–{claim.end}" in panel.a.source.text()
        assert "Coast Wire" in panel.a.source.text()
        assert "3 Mar 2026, 14:20" in panel.b.source.text()
        assert ">twelve</b>" in panel.a.words.text()
        assert "attributed to police" in panel.a.standing.text()
        assert panel.a.standing.text().endswith("reported")
        assert "number.test" in panel.why.reasons.text()
        assert "Change over time" in panel.why.title.text()

    def test_scores_are_folded_away(self, qtbot: QtBot, full: Session, theme: Theme, story: Story):
        panel = InspectorPanel(full, theme)
        qtbot.addWidget(panel)
        full.select_link(story.links["captain"].id)
        assert panel.why.scores.isHidden()
        panel.why.unfold.click()
        assert not panel.why.scores.isHidden()
        assert "similarity 0.81" in panel.why.scores.text()

    def test_the_pairs_of_a_matter_are_leafed_through(self, qtbot: QtBot, full: Session, theme: Theme, story: Story):
        panel = InspectorPanel(full, theme)
        qtbot.addWidget(panel)
        full.select_link(story.links["sank ab"].id)
        assert panel.why.pair.text().strip() == "Pair 1 of 3"
        panel.why.following.click()
        assert full.selection.link == story.links["sank ac"]
        assert panel.why.previous.isEnabled()

    def test_text_of_articles_is_never_taken_for_markup(self):
        shown = marked_up("<b>&amp;</b> 12", (Span(0, 3),), (Span(13, 15),), "#ffffff", "#000000")
        assert "&lt;b&gt;" in shown
        assert "&amp;amp;" in shown
        assert "<b style='background-color:#ffffff'>12</b>" in shown


class TestNoticesAndStatus:
    def test_problems_are_listed_a_line_each(self, qtbot: QtBot, theme: Theme):
        messages = Messages()
        host = QWidget()
        qtbot.addWidget(host)
        bar = NoticeBar(messages, theme, host)
        messages.problems([Problem("a.pdf", "It is no text.", "Save it as text."), Problem("b", "Empty.", "Look.")], 3)
        assert not bar.isHidden()
        text = bar.text.text()
        assert "2 of 3 files could not be read." in text
        assert "a.pdf: It is no text." in text
        assert "Save it as text." in text
        messages.clear()
        assert bar.isHidden()

    def test_the_foot_is_honest_and_can_stop_the_work(self, qtbot: QtBot):
        jobs, messages = JobRunner(serial=True), Messages()
        bar = StatusBar(jobs, messages)
        qtbot.addWidget(bar)
        assert bar.honesty.text() == HONESTY
        assert bar._busy.isHidden()
        jobs.busy_changed.emit(True)
        jobs.progressed.emit("reading claims", 2, 5)
        assert not bar._busy.isHidden()
        assert bar.stage.text() == "Reading claims · 2 of 5"
        assert bar.bar.value() == 2
        messages.status("Wrote note.md")
        assert bar._said.text() == "Wrote note.md"
        bar.resize(300, 30)
        bar.grab()

    @pytest.mark.qt_log_ignore("This plugin does not support")
    def test_a_click_on_a_row_brings_the_menu_of_an_article(self, qtbot: QtBot, full: Session, theme: Theme):
        panel = SourcesPanel(full, theme)
        qtbot.addWidget(panel)
        panel.resize(260, 400)
        panel.show()
        panel._show_menu(QPoint(20, 20))
        menu = next(child for child in panel.children() if child.metaObject().className() == "QMenu")
        assert [action.text() for action in menu.actions()] == ["Hide its pane", "Take out of the comparison"]  # type: ignore[attr-defined]
        menu.close()  # type: ignore[attr-defined]
