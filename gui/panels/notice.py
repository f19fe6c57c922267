"""The bar under the toolbar that tells of problems without getting in the way."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QToolButton, QWidget

from gui.messages import Messages, Notice
from gui.theme import Theme

_MOST_HEIGHT = 150


class NoticeBar(QFrame):
    """Shows the latest notice until it is closed."""

    def __init__(self, messages: Messages, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("notice")
        self.setAccessibleName("Notice")
        self._icon, self.text = QLabel(self), QLabel()
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea(self)
        self._scroll.setWidget(self.text)
        self._scroll.setWidgetResizable(True)
        self._scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.offer = QPushButton("Go on", self)
        self.offer.clicked.connect(self._accept)
        self._close = QToolButton(self)
        self._close.setToolTip("Close this notice")
        self._close.setAccessibleName("Close this notice")
        self._close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 10, 10, 10)
        layout.setSpacing(12)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self.offer, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        messages.noticed.connect(self.show_notice)
        messages.cleared.connect(self.hide)
        theme.changed.connect(self._draw)
        self._notice = Notice("")
        self._draw()
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Show this notice instead of the one before."""
        self._notice = notice
        self._draw()
        self.show()
        wanted = self.text.heightForWidth(max(self.width() - 110, 300)) + 4
        self._scroll.setFixedHeight(min(wanted, _MOST_HEIGHT))

    def _accept(self) -> None:
        offer = self._notice.offer
        self.hide()
        if offer:
            offer.do()

    def _draw(self) -> None:
        if not self._notice.headline:
            return  # rich text and icons are not worked out for nothing while the program starts
        scheme = self._theme.scheme
        lines = "".join(
            f"<p style='margin-top:4px;margin-bottom:0'>{html.escape(what)} "
            f"<span style='color:{scheme.muted}'>{html.escape(hint)}</span></p>"
            for what, hint in self._notice.lines
        )
        self.text.setText(f"<b>{html.escape(self._notice.headline)}</b>{lines}")
        offer = self._notice.offer
        self.offer.setVisible(offer is not None)
        self.offer.setText(offer.text if offer else "Go on")
        said = (words for line in self._notice.lines for words in line)
        self.setAccessibleDescription(" ".join((self._notice.headline, *said)))
        name = "triangle-alert" if self._notice.serious else "info"
        self._icon.setPixmap(self._theme.icon(name, scheme.accent).pixmap(20, 20))
        self._close.setIcon(self._theme.icon("x", scheme.muted))
