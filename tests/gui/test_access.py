"""Everything can be reached by keyboard, seen to be reached, and read aloud."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QMenu, QWidget
from pytestqt.qtbot import QtBot

from gui.actions import MENUS, SPECS
from gui.main_window import MainWindow
from tests.gui.conftest import Story

LEAVES = (
    *("show_pair", "show_matter", "show_table", "find_claim", "show_outlets"),
    "show_notes",
    "show_summary",
    "show_history",
)


@pytest.fixture(params=LEAVES)
def whole(request: pytest.FixtureRequest, reading: MainWindow, story: Story, qtbot: QtBot) -> MainWindow:
    """The window with a mark selected, all bars open, and one of the leaves below the articles."""
    reading.session.select_link(story.links["dead"].id)
    reading.actions_["filters"].trigger()
    reading.actions_["find"].trigger()
    reading.find_bar.query.setText("ferry")
    reading.find_bar.look()
    reading.actions_[request.param].trigger()
    qtbot.wait(30)
    return reading


def focusable(window: QWidget) -> list[QWidget]:
    """Every widget that the keyboard can be brought to now."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    ]


def shown(window: MainWindow) -> list[QWidget]:
    """Every visible control and list, whether the keyboard gets there or not."""
    return [widget for widget in window.findChildren(QWidget) if widget.isVisible() and _is_told(widget)]


def _is_told(widget: QWidget) -> bool:
    told = (QAccessible.Role.Button, QAccessible.Role.CheckBox, QAccessible.Role.Slider, QAccessible.Role.ComboBox)
    found = QAccessible.queryAccessibleInterface(widget)
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) or (found is not None and found.role() in told)


def name(widget: QWidget) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name) if found else ""


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}"


def actions_of(menu: QMenu) -> Iterator[str]:
    for action in menu.actions():
        if below := action.menu():
            assert isinstance(below, QMenu)
            yield from actions_of(below)
        elif action.objectName():
            yield action.objectName()


def test_every_action_has_a_key_a_menu_entry_and_a_name(window: MainWindow):
    in_menus = []
    for top in window.menuBar().actions():
        menu = top.menu()
        assert isinstance(menu, QMenu)
        in_menus += list(actions_of(menu))
    for spec in SPECS:
        action = window.actions_[spec.id]
        assert not action.shortcut().isEmpty(), spec.id
        assert in_menus.count(spec.id) == 1, spec.id
        assert action.text(), spec.id
        assert action.statusTip(), spec.id
        assert action.toolTip().endswith(")"), spec.id


def test_no_two_actions_share_a_key_and_every_key_is_one(window: MainWindow):
    keys = [QKeySequence(key).toString() for spec in SPECS for key in spec.keys]
    assert all(keys)
    assert len(keys) == len(set(keys))


def test_no_two_entries_of_a_menu_share_a_letter(window: MainWindow):
    texts = {spec.id: spec.text for spec in SPECS}
    for title, entries in MENUS:
        letters = [_letter(entry[0] if isinstance(entry, tuple) else texts[entry]) for entry in entries if entry]
        assert len(letters) == len(set(letters)), (title, letters)
        for entry in entries:
            if isinstance(entry, tuple):
                below = [_letter(texts[each]) for each in entry[1]]
                assert len(below) == len(set(below)), (entry[0], below)


def _letter(text: str) -> str:
    return text[text.index("&") + 1].casefold()


def test_every_control_has_a_name(whole: MainWindow):
    assert [described(widget) for widget in shown(whole) if not name(widget)] == []


def test_welcome_page_has_names(window: MainWindow):
    assert [described(widget) for widget in shown(window) if not name(widget)] == []


def test_every_row_of_every_list_can_be_read_aloud(whole: MainWindow):
    for view in whole.findChildren(QAbstractItemView):
        model = view.model()
        if not view.isVisible() or model is None:
            continue
        root = view.rootIndex()
        columns = 1 if isinstance(view, QListView) else model.columnCount(root)
        for row in range(model.rowCount(root)):
            spoken = [
                model.index(row, column).data(role)
                for column in range(columns)
                for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)
            ]
            assert any(spoken), (view.accessibleName(), row)


def test_tab_reaches_every_control_and_it_is_seen_where_the_keyboard_is(whole: MainWindow, qtbot: QtBot):
    wanted = focusable(whole)
    start = whole.filters.chips[next(iter(whole.filters.chips))]
    start.setFocus(Qt.FocusReason.TabFocusReason)
    reached: list[QWidget] = []
    unseen = []
    before = QImage()
    while (widget := QApplication.focusWidget()) is not None and widget not in reached:
        reached.append(widget)
        picture = whole.grab().toImage()
        if picture == before:
            unseen.append(described(widget))
        before = picture
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
        assert len(reached) < 200
    assert reached[0] is QApplication.focusWidget()
    assert [described(widget) for widget in wanted if widget.isVisible() and widget not in reached] == []
    assert unseen == []
