"""The page the window opens on: three ways in, what was compared last, and what a mark means."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gui import drafts, icons
from gui.illustration import Illustration
from gui.preferences import MOST_RECENT
from gui.session import Session
from gui.theme import Theme

_WIDTH = 720
_SIDE = 16


class Card(QToolButton):
    """A large button for one way in."""

    def __init__(self, action: QAction, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self.setObjectName("card")
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(action.trigger)
        self._icon = QLabel(self)
        heading, words = QLabel(title, self), QLabel(text, self)
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        hint = QLabel(key, self)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() + 1)
        font.setWeight(QFont.Weight.DemiBold)
        heading.setFont(font)
        words.setWordWrap(True)
        words.setObjectName("muted")
        hint.setObjectName("muted")
        top = QHBoxLayout()
        top.addWidget(self._icon)
        top.addStretch(1)
        top.addWidget(hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_SIDE, 14, _SIDE, 14)
        layout.setSpacing(6)
        layout.addLayout(top)
        layout.addSpacing(4)
        layout.addWidget(heading)
        layout.addWidget(words)
        layout.addStretch(1)
        self._words = words
        # What the words have above and below them: icon or key, heading, gaps and margins.
        self._above = max(24, hint.sizeHint().height()) + heading.sizeHint().height() + 4 + 4 * 6 + 2 * 14
        for label in (self._icon, heading, words, hint):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMinimumHeight(138)
        self.setMinimumWidth(190)
        self.draw()

    def draw(self) -> None:
        """Draw the icon in the colours in use."""
        self._icon.setPixmap(self._action.icon().pixmap(24, 24))

    def sizeHint(self) -> QSize:
        return QSize(228, 138)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the words need, which the system may set large."""
        super().resizeEvent(event)
        words = self._words.heightForWidth(event.size().width() - 2 * _SIDE)
        self._words.setMinimumHeight(words)
        self.setMinimumHeight(max(138, words + self._above))


class WelcomePage(QScrollArea):
    """Inviting and calm; files can be dropped anywhere on it, as on the whole window."""

    recent_chosen = Signal(tuple)

    def __init__(
        self, session: Session, theme: Theme, actions: dict[str, QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._theme, self._drafts = session, theme, actions["drafts"]
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cards = (
            Card(
                actions["open"], "Open articles", "Two or more reports of one story: text, Markdown or saved web pages."
            ),
            Card(actions["paste"], "Paste an article", "From the clipboard, one report at a time."),
            Card(actions["sample"], "See the sample", "Three invented reports of one event, with all kinds of marks."),
        )
        middle = QWidget(self)
        middle.setFixedWidth(_WIDTH)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 24, 0, 24)
        column.setSpacing(0)
        column.addWidget(Illustration(theme, middle), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(28)
        column.addLayout(self._heading())
        column.addSpacing(26)
        row = QHBoxLayout()
        row.setSpacing(14)
        for card in self.cards:
            row.addWidget(card, 1)
            card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column.addLayout(row)
        column.addSpacing(22)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        column.addLayout(self._recent)
        column.addSpacing(14)
        column.addWidget(self._note())
        page = QWidget()
        page.setObjectName("welcome")
        layout = QVBoxLayout(page)
        layout.addStretch(2)
        layout.addWidget(middle, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.setWidget(page)
        session.preferences_changed.connect(self.show_recent)
        theme.changed.connect(self._draw)
        self.show_recent()

    def show_recent(self) -> None:
        """List the comparisons of before whose files still exist, and drafts that a program's sudden end left out."""
        while item := self._recent.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        entries = [entry for entry in self._session.preferences.recent if all(Path(name).is_file() for name in entry)]
        others = [(str(path),) for path in drafts.left() if (str(path),) not in entries]
        entries += others[: max(MOST_RECENT - len(entries), 1)]
        if not entries:
            return
        title = QLabel("Recent comparisons", self)
        title.setObjectName("sectionTitle")
        self._recent.addWidget(title)
        for entry in entries:
            self._recent.addWidget(self._recent_button(entry), 0, Qt.AlignmentFlag.AlignLeft)
        if any(other not in entries for other in others):
            self._recent.addWidget(self._drafts_button(), 0, Qt.AlignmentFlag.AlignLeft)

    def _drafts_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("link")
        button.setText("All drafts…")
        button.setToolTip(self._drafts.toolTip())
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(self._drafts.trigger)
        return button

    def _recent_button(self, entry: tuple[str, ...]) -> QToolButton:
        names = [Path(name).stem for name in entry]
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        button = QToolButton(self)
        button.setObjectName("link")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIcon(self._theme.icon("history", self._theme.scheme.muted))
        button.setText(", ".join(names[:3]) + more)
        button.setToolTip("\n".join(entry))
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self.recent_chosen.emit(tuple(Path(name) for name in entry)))
        return button

    def _heading(self) -> QHBoxLayout:
        mark = QLabel(self)
        mark.setPixmap(icons.draw("parallax", "#000000", 56))
        title, words = QLabel("Parallax", self), QLabel(self)
        font = QFont(self._theme.prose_font(0))
        font.setPointSizeF(font.pointSizeF() * 2.2)
        title.setFont(font)
        words.setText(
            "Read the coverage of one story side by side.\nSee where outlets agree, where they conflict, and why."
        )
        words.setWordWrap(True)
        large = QFont(self.font())
        large.setPointSizeF(large.pointSizeF() + 1.5)
        words.setFont(large)
        words.setObjectName("muted")
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(title)
        lines.addWidget(words)
        heading = QHBoxLayout()
        heading.setSpacing(18)
        heading.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        heading.addLayout(lines, 1)
        return heading

    def _note(self) -> QLabel:
        note = QLabel(
            "Drop files anywhere on this window. Everything stays on this computer: Parallax opens no connection."
        )
        note.setObjectName("muted")
        note.setWordWrap(True)
        return note

    def _draw(self) -> None:
        for card in self.cards:
            card.draw()
        self.show_recent()
