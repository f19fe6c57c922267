"""The list of articles: what is open, which have a pane, what is marked in each."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QMenu, QStyleOptionViewItem, QWidget

from core.model import Article
from gui import wordings
from gui.compare.pane_header import paint_badge
from gui.marks import TELLING
from gui.panels.rows import VALUE, Index, RowDelegate, paint_line, paint_lines, resized
from gui.session import Session
from gui.theme import Theme


def row_height(metrics: QFontMetrics) -> int:
    """Return the height of a row, in pixels: four lines and the room around them."""
    return 4 * metrics.height() + 16


class SourcesModel(QAbstractListModel):
    """The session's articles; the check mark says whether an article has a pane."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        session.articles_changed.connect(self._reset)
        session.comparison_changed.connect(self._counts_changed)
        self._articles = session.articles

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self._articles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        article = self._articles[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return article.name
        if role == VALUE:
            return article
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Unchecked if article.id in self._session.hidden else Qt.CheckState.Checked
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{article.title or 'No headline found'}\nfrom {article.source_file}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            counts = self._session.survey.counts.get(article.id, {})
            return (
                f"{self._session.label(article.id)}, {article.name}, {article.title or 'no headline'}, "
                f"{wordings.length_and_time(article)}, {wordings.counted(counts)}"
            )
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self._session.hide(self._articles[index.row()].id, Qt.CheckState(value) is Qt.CheckState.Unchecked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def _reset(self) -> None:
        if self._articles == self._session.articles:
            self._counts_changed()
            return
        self.beginResetModel()
        self._articles = self._session.articles
        self.endResetModel()

    def _counts_changed(self) -> None:
        if self._articles and self._articles == self._session.articles:
            self.dataChanged.emit(self.index(0), self.index(len(self._articles) - 1))


class _SourceDelegate(RowDelegate):
    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(theme)
        self._session = session

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(180, row_height(option.fontMetrics))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        article: Article = index.data(VALUE)
        scheme = self.theme.scheme
        painter.save()
        box = self.paint_ground(painter, option)
        font: QFont = option.font
        hidden = article.id in self._session.hidden
        painter.setFont(font)
        line = option.fontMetrics.height()
        badge = QRectF(box.left(), box.top(), line + 3, line + 3)
        left = badge.right() + 9
        paint_badge(painter, self.theme, badge, self._session.label(article.id), muted=hidden)
        name = QRectF(left, box.top(), box.right() - left - 25, line + 2)
        paint_line(
            painter,
            article.name,
            name,
            resized(font, 0, QFont.Weight.DemiBold),
            scheme.muted if hidden else scheme.text,
        )
        eye = self.theme.icon("eye-off" if hidden else "eye", scheme.faint if hidden else scheme.muted)
        eye.paint(painter, eye_box(option.rect).toRect())
        facts = QRectF(left, name.bottom(), box.right() - left, line)
        title = QRectF(left, facts.bottom() + 1, box.right() - left, 2 * line)
        small = resized(font, -0.5)
        paint_lines(
            painter, article.title or "No headline found", title, small, scheme.muted if hidden else scheme.text, 2
        )
        self._paint_facts(painter, article, facts, small)
        painter.restore()

    def _paint_facts(self, painter: QPainter, article: Article, box: QRectF, font: QFont) -> None:
        counts = self._session.survey.counts.get(article.id, {})
        date = wordings.moment(article.published).split(",")[0]
        left = box.left() + paint_line(painter, date, box, font, self.theme.scheme.muted) + 10
        for relation in TELLING:
            if counts.get(relation):
                text = f"{self.theme.sign(relation).sign}\u2009{counts[relation]}"
                space = QRectF(left, box.top(), box.right() - left, box.height())
                ink = self.theme.look(relation).ink
                left += paint_line(painter, text, space, resized(font, 0, QFont.Weight.DemiBold), ink) + 8


def eye_box(row: Any) -> QRectF:
    """Return where a row's eye is, by which its pane is hidden and shown."""
    return QRectF(row.right() - 34, row.top() + 10, 18, 18)


class SourcesPanel(QListView):
    """Choose an article to bring the keyboard to its pane; Space hides and shows a pane, Delete takes it out."""

    remove_asked = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setAccessibleName("Articles")
        self.setAccessibleDescription("Space hides or shows a pane, Delete takes an article out of the comparison.")
        self._model = SourcesModel(session)
        self.setModel(self._model)
        self._delegate = _SourceDelegate(session, theme)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        theme.changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        article = self._current()
        if article and event.key() == Qt.Key.Key_Delete:
            self.remove_asked.emit(article.id)
        elif article and event.key() == Qt.Key.Key_Space:
            self._session.hide(article.id, article.id not in self._session.hidden)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and eye_box(self.visualRect(index)).adjusted(-6, -6, 6, 6).contains(event.position()):
            article: Article = index.data(VALUE)
            self._session.hide(article.id, article.id not in self._session.hidden)
            return
        super().mouseReleaseEvent(event)

    def _current(self) -> Article | None:
        index = self.currentIndex()
        return index.data(VALUE) if index.isValid() else None

    def _show_menu(self, point: Any) -> None:
        index = self.indexAt(point)
        if not index.isValid():
            return
        article: Article = index.data(VALUE)
        menu = QMenu(self)
        hidden = article.id in self._session.hidden
        toggle = menu.addAction("Show its pane" if hidden else "Hide its pane")
        toggle.triggered.connect(lambda: self._session.hide(article.id, not hidden))
        remove = menu.addAction("Take out of the comparison")
        remove.triggered.connect(lambda: self.remove_asked.emit(article.id))
        menu.popup(self.viewport().mapToGlobal(point))
