from __future__ import annotations

from PySide6.QtCore import QSize, QStringListModel, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from gui.panels.row_list import RowList
from gui.panels.rows import Index, RowDelegate
from gui.theme import Theme


class Counting(RowDelegate):
    """Counts how many rows are asked for their height."""

    asked = 0

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt names it
        self.asked += 1
        return QSize(100, 2 * option.fontMetrics.height())


def shown(qtbot: QtBot, theme: Theme, rows: int) -> tuple[RowList, Counting]:
    delegate = Counting(theme)
    view = RowList(delegate)
    qtbot.addWidget(view)
    view.setModel(QStringListModel([f"row {number}" for number in range(rows)], view))
    view.resize(200, 300)
    view.show()
    return view, delegate


def test_no_row_is_measured_by_itself(qtbot: QtBot, theme: Theme):
    _, few = shown(qtbot, theme, 10)
    view, many = shown(qtbot, theme, 5000)
    view.scrollToBottom()
    assert many.asked == few.asked


def test_rows_grow_with_the_type(qtbot: QtBot, theme: Theme):
    view, _ = shown(qtbot, theme, 3)
    before = view.rowHeight(0)
    font = QFont(view.font())
    font.setPointSizeF(font.pointSizeF() * 2)
    view.setFont(font)
    assert view.rowHeight(0) > 1.5 * before


def test_home_and_end_go_to_the_first_and_last_row(qtbot: QtBot, theme: Theme):
    view, _ = shown(qtbot, theme, 50)
    view.setCurrentIndex(view.model().index(20, 0))
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.currentIndex().row() == 49
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.currentIndex().row() == 0
