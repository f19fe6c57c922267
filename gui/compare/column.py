"""One article in the comparison: header, text, overview strip, and the note that a claim is not found here."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEasingCurve, QEvent, QObject, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from core.comparison import word_count
from core.model import Article, Claim
from gui import wordings
from gui.compare.faces import Face
from gui.compare.overview import Overview
from gui.compare.pane_header import PaneHeader
from gui.compare.text_pane import TextPane
from gui.marks import Mark
from gui.theme import Theme

# Where a passage that is brought into sight comes to rest, as a share of the pane's height.
RESTING_PLACE = 0.3
_AROUND_OFFER = 52  # pixels that margins and the button's own padding take


class Column(QFrame):
    """A pane with all that belongs to it."""

    activated = Signal(str)
    nearest_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.article: Article | None = None
        self._filled, self._text = True, ""
        self.header = PaneHeader(theme, self)
        self.text = TextPane(theme, self)
        self.overview = Overview(theme, self.text.verticalScrollBar(), self)
        self.absent = Absent(self.text)
        self.absent.nearest.clicked.connect(lambda: self.nearest_asked.emit(self.article_id))
        self._face = Face(theme)
        self._face.asked.connect(self._look_inside)
        self._glide = QVariantAnimation(self)
        self._glide.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._glide.valueChanged.connect(lambda value: self.text.verticalScrollBar().setValue(round(value)))
        reading = QWidget()
        body = QHBoxLayout(reading)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.text, 1)
        body.addWidget(self.overview)
        self._faces = QStackedWidget(self)
        self._faces.addWidget(reading)
        self._faces.addWidget(self._face)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self._faces, 1)
        self.text.installEventFilter(self)

    @property
    def article_id(self) -> str:
        return self.article.id if self.article else ""

    def show_article(self, article: Article, font: QFont) -> None:
        """Show an article's text; header and marks come with the comparison."""
        self.expect(article)
        self.fill(font)

    def expect(self, article: Article) -> None:
        """Be the pane of an article whose text is filled in a moment later."""
        self.article, self._filled = article, False

    def fill(self, font: QFont) -> None:
        """Show the text of the expected article, if it does not show already."""
        article = self.article
        if self._filled or article is None:
            return
        self._filled = True
        bar, cursor = self.text.verticalScrollBar(), self.text.textCursor()
        reading, at = bar.value(), cursor.position()
        self.text.show_article(article, font)
        if article.text == self._text:
            # Only what is known of it has changed: one goes on reading where one was.
            cursor.setPosition(at)
            self.text.setTextCursor(cursor)
            bar.setValue(reading)
        self._text = article.text
        bare = not word_count(article)
        self._faces.setCurrentIndex(int(bare))
        if bare:
            aside = bool(article.removed)
            self._face.say(
                "No text to read",
                "Everything in this file was set aside as not being part of an article."
                if aside
                else "The file was read, but there are no words in it.",
                icon="info",
                button="Show what was set aside" if aside else "",
            )

    def _look_inside(self) -> None:
        self._faces.setCurrentIndex(0)
        self.text.unfold(True)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def typeset(self, font: QFont) -> None:
        """Set everything anew, in another size or in other colours."""
        self.text.typeset(font)
        self.overview.forget_picture()
        self.header.draw_icons()
        self.header.update()

    def refresh_overview(self, marks: tuple[Mark, ...]) -> None:
        """Bring the strip in line with the layout of the text."""
        self.overview.show_marks(marks, self.text.extents(), self.text.document().size().height())

    def point_out(self, claims: Iterable[str]) -> None:
        """Show in the strip where these claims are."""
        extents = self.text.extents()
        self.overview.show_selected(tuple(extents[claim] for claim in claims if claim in extents))

    @property
    def gliding(self) -> bool:
        return self._glide.state() == QVariantAnimation.State.Running

    def glide_to(self, y: float, duration_ms: int) -> None:
        """Bring a height of the document to the resting place, unless it is in the upper part of the pane already."""
        bar = self.text.verticalScrollBar()
        view = self.text.viewport().height()
        target = max(0.0, min(y - view * RESTING_PLACE, float(bar.maximum())))
        self._glide.stop()
        if bar.value() + view * 0.12 <= y <= bar.value() + view * 0.6:
            return
        if duration_ms <= 0 or not self.isVisible():
            bar.setValue(round(target))
            return
        self._glide.setDuration(duration_ms)
        self._glide.setStartValue(float(bar.value()))
        self._glide.setEndValue(target)
        self._glide.start()

    def show_absent(self, absent: bool, nearest: Claim | None = None) -> None:
        """Say, or stop saying, that what is selected has no counterpart here, and offer the nearest passage."""
        self.absent.offer(nearest)
        self.absent.setVisible(absent)
        self._place_absent()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.activated.emit(self.article_id)
        elif event.type() == QEvent.Type.Resize:
            self._place_absent()
        return super().eventFilter(watched, event)

    def _place_absent(self) -> None:
        area = self.text.rect()
        self.absent.fit(area.width() - 24)
        self.absent.move((area.width() - self.absent.width()) // 2, area.height() - self.absent.height() - 14)
        self.absent.raise_()


class Absent(QFrame):
    """Says that the selected matter is not found in an article, and offers what comes nearest."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("absent")
        self._label = QLabel("Not found in this article")
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nearest = QPushButton()
        self.nearest.setObjectName("link")
        self.nearest.setAccessibleName("Look at the nearest passage")
        self.nearest.setToolTip("Look at the passage that comes nearest (Ctrl+J)")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 2, 8, 2)
        layout.setSpacing(0)
        layout.addWidget(self._label)
        layout.addWidget(self.nearest, 0, Qt.AlignmentFlag.AlignHCenter)
        self._words = ""
        self.hide()

    def fit(self, width: int) -> None:
        """Take no more than this width: what is offered shortens."""
        room = max(min(width, 420) - _AROUND_OFFER, 40)
        elide = Qt.TextElideMode.ElideRight
        self.nearest.setText(self.nearest.fontMetrics().elidedText(self._words, elide, room))
        self.setMaximumWidth(max(width, 40))
        self.adjustSize()

    def offer(self, nearest: Claim | None) -> None:
        """Offer a passage, or none."""
        self.nearest.setVisible(nearest is not None)
        self._words = f"Nearest: {wordings.opening(nearest)}" if nearest else ""
        if nearest:
            self.nearest.setAccessibleName(f"Not found in this article. Nearest passage: {nearest.text}")
