"""One article in the comparison: header, text, overview strip, and the note that a claim is not found here."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEasingCurve, QEvent, QObject, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.model import Article
from gui.compare.overview import Overview
from gui.compare.pane_header import PaneHeader
from gui.compare.text_pane import TextPane
from gui.marks import Mark
from gui.theme import Theme

# Where a passage that is brought into sight comes to rest, as a share of the pane's height.
RESTING_PLACE = 0.3


class Column(QFrame):
    """A pane with all that belongs to it."""

    activated = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.article: Article | None = None
        self.header = PaneHeader(theme, self)
        self.text = TextPane(theme, self)
        self.overview = Overview(theme, self.text.verticalScrollBar(), self)
        self._absent = QLabel("Not found in this article", self.text)
        self._absent.setObjectName("absent")
        self._absent.hide()
        self._glide = QVariantAnimation(self)
        self._glide.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._glide.valueChanged.connect(lambda value: self.text.verticalScrollBar().setValue(round(value)))
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.text, 1)
        body.addWidget(self.overview)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addLayout(body, 1)
        self.text.installEventFilter(self)

    @property
    def article_id(self) -> str:
        return self.article.id if self.article else ""

    def show_article(self, article: Article, font: QFont) -> None:
        """Show an article's text; header and marks come with the comparison."""
        self.article = article
        self.text.show_article(article, font)

    def typeset(self, font: QFont) -> None:
        """Set everything anew, in another size or in other colours."""
        self.text.typeset(font)
        self.overview.forget_picture()
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

    def show_absent(self, absent: bool) -> None:
        """Say, or stop saying, that what is selected has no counterpart here."""
        self._absent.setVisible(absent)
        self._place_absent()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.activated.emit(self.article_id)
        elif event.type() == QEvent.Type.Resize:
            self._place_absent()
        return super().eventFilter(watched, event)

    def _place_absent(self) -> None:
        self._absent.adjustSize()
        area = self.text.rect()
        self._absent.move((area.width() - self._absent.width()) // 2, area.height() - self._absent.height() - 14)
        self._absent.raise_()
        self._absent.setAlignment(Qt.AlignmentFlag.AlignCenter)
