"""Judging by key: verdicts, what is said besides, links by hand, and what the window shows of it."""

from __future__ import annotations

import dataclasses
import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from core.model import Relation
from core.workspace import open_workspace
from core.workspace.constraints import decisions
from core.workspace.judgements import Level, Ruling, Status, Subject
from gui.looking import Passage
from gui.main_window import MainWindow
from gui.ready import make_ready
from gui.standing import Standing
from tests.gui.conftest import Story, within

UNSUPPORTED = ("This plugin does not support",)
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


def press(window: MainWindow, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    qtbot.keyClick(window.view.columns[0].text, key, modifier)


def standing(window: MainWindow, story: Story, name: str) -> Standing | None:
    return window.session.survey.standings.get(story.links[name].id)


def select(window: MainWindow, story: Story, name: str) -> None:
    window.session.select_link(story.links[name].id)


def judgement(window: MainWindow, story: Story, name: str):
    return window.session.workspace.judgements[story.links[name].id]


def popped_up(window: MainWindow, qtbot: QtBot) -> QMenu:
    qtbot.waitUntil(lambda: any(menu.isVisible() for menu in window.view.findChildren(QMenu)))
    return next(menu for menu in window.view.findChildren(QMenu) if menu.isVisible())


def test_verdicts_are_one_key_each_and_lead_on(reading: MainWindow, story: Story, qtbot: QtBot):
    assert reading.claims.progress.text() == "0 of 6 pairs judged"
    press(reading, qtbot, Qt.Key.Key_N)
    assert reading.session.selection.link == story.links["captain"]
    press(reading, qtbot, Qt.Key.Key_A)
    assert standing(reading, story, "captain") is Standing.ACCEPTED
    assert reading.session.selection.link == story.links["dead"]
    press(reading, qtbot, Qt.Key.Key_R)
    assert standing(reading, story, "dead") is Standing.REJECTED
    assert judgement(reading, story, "dead").marked is Relation.CHANGED
    assert reading.session.selection.row.id == "sank"
    press(reading, qtbot, Qt.Key.Key_A, SHIFT)
    assert reading.claims.progress.text() == "5 of 6 pairs judged"
    assert reading.session.selection.link == story.links["vessel"]
    press(reading, qtbot, Qt.Key.Key_R, SHIFT)
    assert "All 6 pairs" in reading.status._said.text()
    assert reading.session.selection.link == story.links["vessel"]


def test_what_was_judged_is_undone_and_done_again_by_key(reading: MainWindow, story: Story, qtbot: QtBot):
    control = Qt.KeyboardModifier.ControlModifier
    select(reading, story, "captain")
    press(reading, qtbot, Qt.Key.Key_A)
    assert reading.actions_["undo"].text() == "&Undo: accepted a pair"
    press(reading, qtbot, Qt.Key.Key_Z, control)
    assert standing(reading, story, "captain") is None
    press(reading, qtbot, Qt.Key.Key_Z, control | SHIFT)
    assert standing(reading, story, "captain") is Standing.ACCEPTED


def test_a_verdict_is_taken_back_and_the_note_stays(reading: MainWindow, story: Story, qtbot: QtBot):
    select(reading, story, "captain")
    reading.judging.say(reading.judging.record(Subject.LINK), note="Ask the owner.")
    press(reading, qtbot, Qt.Key.Key_A)
    select(reading, story, "captain")
    press(reading, qtbot, Qt.Key.Key_Backspace)
    assert standing(reading, story, "captain") is None
    assert judgement(reading, story, "captain").note == "Ask the owner."
    press(reading, qtbot, Qt.Key.Key_Backspace)
    assert "not judged yet" in reading.status._said.text()
    select(reading, story, "dead")
    press(reading, qtbot, Qt.Key.Key_R)
    select(reading, story, "dead")
    press(reading, qtbot, Qt.Key.Key_Backspace)
    assert story.links["dead"].id not in reading.session.workspace.judgements


@pytest.mark.qt_log_ignore(*UNSUPPORTED)
def test_a_pair_is_retyped_by_letters(reading: MainWindow, story: Story, qtbot: QtBot):
    select(reading, story, "captain")
    press(reading, qtbot, Qt.Key.Key_T)
    qtbot.keyClick(popped_up(reading, qtbot), Qt.Key.Key_H)
    assert standing(reading, story, "captain") is Standing.RETYPED
    assert reading.session.survey.links[story.links["captain"].id].relation is Relation.CHANGED
    assert reading.session.survey.totals[Relation.CHANGED] == 2
    select(reading, story, "sank ab")
    press(reading, qtbot, Qt.Key.Key_T)
    menu = popped_up(reading, qtbot)
    qtbot.keyClick(menu, Qt.Key.Key_C)
    kinds = next(m for m in menu.findChildren(QMenu) if m.isVisible())
    qtbot.keyClick(kinds, Qt.Key.Key_D)
    said = judgement(reading, story, "sank ab")
    assert (said.ruling, said.relation, said.kind) == (Ruling.RETYPE, Relation.CONFLICTS, "date")
    assert reading.session.survey.row_of(story.links["sank ab"].id).kind == "date"
    reading.session.undo()
    assert reading.session.survey.totals[Relation.CONFLICTS] == 0


def test_notes_tags_and_the_rest_are_written_by_keyboard(reading: MainWindow, story: Story, qtbot: QtBot):
    select(reading, story, "captain")
    press(reading, qtbot, Qt.Key.Key_M)
    assert reading.form.note.hasFocus()
    qtbot.keyClicks(reading.form.note, "Ask the owner. A R T N")
    qtbot.keyClick(reading.form.note, Qt.Key.Key_Escape)
    assert reading.view.columns[0].text.hasFocus()
    assert reading.session.selection.link == story.links["captain"]
    press(reading, qtbot, Qt.Key.Key_NumberSign)
    qtbot.keyClicks(reading.form.tags, "crew, #bridge, crew")
    qtbot.keyClick(reading.form.tags, Qt.Key.Key_Return)
    reading.form.status.setFocus()
    qtbot.keyClick(reading.form.status, Qt.Key.Key_Down)
    reading.form.status.activated.emit(reading.form.status.currentIndex())
    reading.form.importance.setCurrentIndex(3)
    reading.form.importance.activated.emit(3)
    said = judgement(reading, story, "captain")
    assert (said.note, said.tags) == ("Ask the owner. A R T N", ("crew", "bridge"))
    assert said.status is Status.TIME
    assert said.importance is Level.HIGH
    assert said.ruling is None
    assert reading.session.opened.can_undo() == "Changed the importance of a pair"


def test_what_is_typed_is_kept_when_one_looks_elsewhere(reading: MainWindow, story: Story, qtbot: QtBot):
    select(reading, story, "captain")
    press(reading, qtbot, Qt.Key.Key_M)
    qtbot.keyClicks(reading.form.note, "Of the captain.")
    select(reading, story, "dead")
    assert reading.form.note.toPlainText() == ""
    assert judgement(reading, story, "captain").note == "Of the captain."
    qtbot.keyClicks(reading.form.note, "Of the dead.")
    path = reading.session.opened.path
    reading.operations.open_files([path.with_name("other.txt")], new=True)
    assert judgement(reading, story, "dead").note == "Of the dead."
    qtbot.keyClicks(reading.form.note, " Twice.")
    reading.close()
    with open_workspace(path) as again:
        assert again.workspace.judgements[story.links["dead"].id].note == "Of the dead. Twice."


def test_what_is_typed_on_one_workspace_is_never_kept_in_another(reading: MainWindow, story: Story, tmp_path, qtbot):
    open_workspace(tmp_path / "other.parallax", create=True).close()
    select(reading, story, "captain")
    press(reading, qtbot, Qt.Key.Key_M)
    qtbot.keyClicks(reading.form.note, "Of the captain.")
    path = reading.session.opened.path
    reading.operations.open_files([tmp_path / "other.parallax"], new=True)
    assert not reading.session.workspace.judgements
    assert reading.session.opened.can_undo() is None
    with open_workspace(path) as left:
        assert left.workspace.judgements[story.links["captain"].id].note == "Of the captain."


def test_a_matter_has_a_record_of_its_own(reading: MainWindow, story: Story, qtbot: QtBot):
    select(reading, story, "sank ab")
    reading.actions_["show_matter"].trigger()
    reading.matter_form.note.setFocus()
    qtbot.keyClicks(reading.matter_form.note, "Three voices.")
    reading.matter_form.keep()
    (said,) = reading.session.workspace.judgements.values()
    assert (said.subject, said.note, len(said.anchors)) == (Subject.CLUSTER, "Three voices.", 3)
    assert "0 of 3 pairs judged" in reading.matter_form.verdict.text()


def test_only_what_waits_is_shown_and_one_goes_through_it(reading: MainWindow, story: Story, qtbot: QtBot):
    press(reading, qtbot, Qt.Key.Key_N, SHIFT)
    press(reading, qtbot, Qt.Key.Key_N)
    for left in range(5, -1, -1):
        press(reading, qtbot, Qt.Key.Key_A)
        assert len(reading.session.survey.links) == left
    assert reading.claims.progress.text() == "6 of 6 pairs judged"
    assert [chip.text() for chip in reading.active_filters.chips] == ["Not judged"]
    reading.active_filters.chips[0].click()
    assert len(reading.session.survey.links) == 6
    assert not reading.actions_["unjudged_only"].isChecked()


@pytest.mark.qt_log_ignore(*UNSUPPORTED)
def test_two_selections_are_linked_by_hand(reading: MainWindow, story: Story, qtbot: QtBot):
    first, second = reading.view.columns[0].text, reading.view.columns[2].text
    press(reading, qtbot, Qt.Key.Key_L)
    assert "Select words" in reading.status._said.text()
    first.setTextCursor(first._cursor(within(story.claims["captain a"], "not on the bridge.")[0]))
    press(reading, qtbot, Qt.Key.Key_L)
    assert "another article" in reading.status._said.text()
    second.setTextCursor(second._cursor(within(story.claims["bought c"], "The owner bought")[0]))
    reading.view.activate(2)
    qtbot.keyClick(second, Qt.Key.Key_L)
    qtbot.keyClick(popped_up(reading, qtbot), Qt.Key.Key_A)
    (link,) = reading.session.workspace.manual_links.values()
    assert {link.a.quote, link.b.quote} == {"not on the bridge.", "The owner bought"}
    shown = next(k for k, v in reading.session.survey.standings.items() if v is Standing.BY_HAND)
    assert {reading.session.survey.links[shown].a, reading.session.survey.links[shown].b} == {
        story.claims["captain a"].id,
        story.claims["bought c"].id,
    }
    assert decisions(reading.session.workspace)
    reading.session.select_link(shown)
    press(reading, qtbot, Qt.Key.Key_Backspace)
    assert not reading.session.workspace.manual_links


def test_a_verdict_without_selection_says_how_to_begin(reading: MainWindow):
    reading.judging.accept()
    assert "Select a mark first" in reading.status._said.text()
    assert not reading.actions_["accept"].isEnabled()


def test_machine_found_and_judged_look_different(reading: MainWindow, story: Story, qtbot: QtBot):
    def looks() -> tuple[bytes, ...]:
        qtbot.wait(20)
        parts = reading.view, reading.claims.list.viewport(), reading.form
        return tuple(bytes(part.grab().toImage().constBits()) for part in parts)

    select(reading, story, "captain")
    seen = [looks()]
    for how in ("accept", "reject"):
        getattr(reading.judging, how)()
        select(reading, story, "captain")
        seen.append(looks())
    for part in range(3):
        assert len({each[part] for each in seen}) == 3, part
    spoken = reading.claims.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "rejected" in spoken
    reading.actions_["show_table"].trigger()
    model = reading.claims_table.model
    assert model.index(0, 5).data() == "Rejected"
    assert not model.index(0, 5).data(Qt.ItemDataRole.DecorationRole).isNull()
    assert "(rejected)" in reading.view.columns[0].overview.spoken_items()[2][0]


def test_a_rejected_pair_stays_to_be_seen_when_it_is_compared_anew(reading: MainWindow, story: Story, qtbot: QtBot):
    select(reading, story, "dead")
    reading.judging.reject()
    links = tuple(link for name, link in story.links.items() if name != "dead")
    reading.session.set_comparison(dataclasses.replace(story.comparison, links=links), complete=True)
    link = reading.session.survey.links[story.links["dead"].id]
    assert link.reasons[0].text == "You said that these are not about the same."
    assert standing(reading, story, "dead") is Standing.REJECTED
    reading.session.select_link(link.id)
    assert "You rejected this" in reading.form.verdict.text()


def test_a_judgement_is_obeyed_by_the_next_run(window: MainWindow, tmp_path, qtbot: QtBot):
    for number, dead in enumerate(("Twelve", "Fifteen")):
        text = f"Ferry lost\nOutlet {number}\n3 March 2026\n\nThe ferry sank off Varda. {dead} people were killed.\n"
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    window.operations.open_files(sorted(tmp_path.glob("?.txt")), new=True)
    window.session.next_conflict()
    link = window.session.selection.link
    window.judging.reject()
    assert window.operations.comparing._soon.isActive()
    window.operations.comparing.compare()
    assert link.id not in {other.id for other in window.session.comparison.links}
    assert window.session.survey.standings[link.id] is Standing.REJECTED
    window.session.undo()
    window.operations.comparing.compare()
    assert link.id in {other.id for other in window.session.comparison.links}


@pytest.mark.parametrize("what", ["accept", "take_back", "next_unjudged", "link"])
def test_the_keys_are_off_where_nothing_is_open(window: MainWindow, what: str):
    assert not window.actions_[what].isEnabled()


def test_a_passage_is_trimmed_before_it_is_linked(reading: MainWindow, story: Story):
    one = within(story.claims["captain a"], " not on ")[0]
    other = within(story.claims["sank b"], " Varda ")[0]
    a, b = story.articles[0].id, story.articles[1].id
    reading.judging.link_by_hand(Passage(a, one), Passage(b, other), Relation.RELATED)
    (link,) = reading.session.workspace.manual_links.values()
    assert {link.a.quote, link.b.quote} == {"not on", "Varda"}


def test_a_passage_is_parted_from_its_matter(reading: MainWindow, story: Story, qtbot: QtBot):
    select(reading, story, "sank ab")
    reading.view.columns[2].text.setFocus()
    qtbot.keyClick(reading.view.columns[2].text, Qt.Key.Key_X)
    assert reading.actions_["undo"].text() == "&Undo: split a matter"
    apart = {said.id: said for said in reading.session.workspace.judgements.values()}
    assert set(apart) == {story.links["sank ac"].id, story.links["sank bc"].id}
    assert {said.ruling for said in apart.values()} == {Ruling.REJECT}
    assert {said.marked for said in apart.values()} == {Relation.AGREES}
    assert standing(reading, story, "sank ab") is None
    reading.session.undo()
    reading.actions_["show_matter"].trigger()
    reading.matter.table.setCurrentIndex(reading.matter.model.index(1, 0))
    reading.matter.table.setFocus()
    qtbot.keyClick(reading.matter.table, Qt.Key.Key_X)
    assert set(reading.session.workspace.judgements) == {story.links["sank ab"].id, story.links["sank bc"].id}


def test_two_matters_are_joined(reading: MainWindow, story: Story, qtbot: QtBot):
    select(reading, story, "captain")
    press(reading, qtbot, Qt.Key.Key_J)
    assert "other matter" in reading.status._said.text()
    select(reading, story, "vessel")
    press(reading, qtbot, Qt.Key.Key_J)
    (said,) = decisions(reading.session.workspace)
    assert {said.a, said.b} == {story.claims["captain a"].id, story.claims["bought c"].id}
    assert reading.actions_["undo"].text() == "&Undo: merged 2 matters"


def test_letters_choose_from_the_forms_lists_and_are_no_verdicts(reading: MainWindow, story: Story, qtbot: QtBot):
    select(reading, story, "captain")
    reading.actions_["show_pair"].trigger()
    reading.form.status.setFocus()
    qtbot.keyClick(reading.form.status, Qt.Key.Key_T)
    assert reading.form.status.currentText() == "True conflict"
    qtbot.keyClick(reading.form.status, Qt.Key.Key_A)
    assert standing(reading, story, "captain") is None


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_judged_shows_as_it_would_afresh_and_is_undone_and_done_again(
    reading: MainWindow, story: Story, seed: int
):
    session, judging, chance = reading.session, reading.judging, random.Random(seed)
    a, b, c = (Passage(story.claims[n].article, story.claims[n].span) for n in ("built a", "dead b", "sank c"))
    acts = (
        *(judging.accept, judging.reject, judging.accept_matter, judging.reject_matter, judging.take_back),
        *(judging.next, session.undo, session.redo),
        lambda: judging.retype(chance.choice(list(Relation)), chance.choice((None, "date", "place"))),
        lambda: judging.say(judging.record(Subject.LINK), note=str(chance.random())),
        lambda: judging.say(judging.record(Subject.CLUSTER), importance=chance.choice(list(Level))),
        lambda: session.show_only(dataclasses.replace(session.filter, judged=chance.choice((None, True, False)))),
        lambda: judging.link_by_hand(a, chance.choice((b, c)), chance.choice(list(Relation))),
        lambda: judging.merge(session.survey.rows[0], session.survey.rows[-1]),
    )
    begun = session.workspace
    for _ in range(60):
        if session.survey.links:
            session.select_link(chance.choice(list(session.survey.links)))
        if session.selection.link or session.survey.links:
            chance.choice(acts)()
        else:
            session.show_only(dataclasses.replace(session.filter, judged=None))
        afresh = make_ready(story.comparison, session.filter, session.workspace).survey
        assert session.survey.rows == afresh.rows
        assert session.survey.standings == afresh.standings
        assert session.survey.totals == afresh.totals
        assert (session.survey.judged, session.survey.to_judge) == (afresh.judged, afresh.to_judge)
    while session.redo():
        pass
    end = session.workspace
    while session.opened.can_undo() and session.workspace != begun:
        session.undo()
    assert session.workspace == begun
    while session.redo():
        pass
    assert session.workspace == end
