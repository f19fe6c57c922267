"""Words looked for in all texts: how often in each article, and the way from one to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from gui import wordings
from gui.actions import Actions
from gui.looking import Finding, Passage
from gui.noting import matching
from gui.searching import search
from gui.session import Session
from gui.theme import Theme

_REST_MS = 120  # after the last key, before the texts are searched
_MOST_COUNTS = 8  # articles that get a button of their own


class FindBar(QWidget):
    """Looks while one types; Enter goes on, Shift+Enter back, Escape closes. The notes are looked through too."""

    notes_asked = Signal(str)
    """The notes that hold these words are to be shown."""

    def __init__(self, session: Session, theme: Theme, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self.setObjectName("filters")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Find in all articles")
        self.query = QLineEdit(self)
        self.query.setPlaceholderText("Find in all articles")
        self.query.setAccessibleName("Words to find in all articles")
        clearable(self.query)
        self.query.setMaximumWidth(320)
        self.query.setMinimumWidth(140)
        self.query.installEventFilter(self)
        self.case = self._switch("case-sensitive", "Match case")
        self.whole = self._switch("whole-word", "Whole words only")
        self.previous, self.following = self._of(actions, "find_previous"), self._of(actions, "find_next")
        self.said = QLabel(self)
        self.said.setAccessibleName("Number of places found")
        self._counts = QWidget(self)
        self._counts_row = QHBoxLayout(self._counts)
        self._counts_row.setContentsMargins(0, 0, 0, 0)
        self._counts_row.setSpacing(2)
        self.close_button = QToolButton(self)
        self.close_button.setAccessibleName("Close the search")
        self.close_button.setToolTip("Close the search (Escape)")
        self.close_button.clicked.connect(self.close_search)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 5, 10, 5)
        layout.setSpacing(4)
        layout.addWidget(self.query, 1)
        for part in (self.case, self.whole, self.previous, self.following):
            layout.addWidget(part)
        layout.addSpacing(8)
        layout.addWidget(self.said)
        layout.addWidget(self._counts)
        layout.addStretch(1)
        layout.addWidget(self.close_button)
        self._due = QTimer(self, singleShot=True, interval=_REST_MS)
        self._due.timeout.connect(self.look)
        self.query.textChanged.connect(self._due.start)
        self.case.toggled.connect(self.look)
        self.whole.toggled.connect(self.look)
        session.articles_changed.connect(self._articles_changed)
        session.finding_changed.connect(self._say)
        theme.changed.connect(self._draw)
        self._from = ("", 0)
        self._searched: list[str] = []
        self._looked = self._mine = False
        self._draw()
        self._say()
        self.hide()

    def open_search(self, words: str, reading_at: tuple[str, int]) -> None:
        """Show the bar, with the words that were selected if any; looking starts where the analyst is reading."""
        self._from = reading_at
        self.show()
        if words:
            self.query.setText(words)
        self.query.selectAll()
        self.query.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.look()

    def close_search(self) -> None:
        """Hide the bar and let go of what was found."""
        self._due.stop()
        self.hide()
        if self._looked:
            self._looked = False
            self._session.find(())

    def look(self) -> None:
        """Find the words as they stand in the field now."""
        self._due.stop()
        if self.isHidden():
            return
        articles = self._session.articles
        self._searched = self._ids()
        found = search(articles, self.query.text(), self.case.isChecked(), self.whole.isChecked())
        order = {article.id: place for place, article in enumerate(articles)}
        start = order.get(self._from[0], 0), self._from[1]
        # Only what has a pane is looked at while one types: panes do not come and go with every letter.
        seen = [at for at, passage in enumerate(found) if passage.article not in self._session.hidden]
        after = (at for at in seen if (order[found[at].article], found[at].span.start) >= start)
        self._find(found, next(after, seen[0] if seen else -1))

    def step(self, direction: int) -> None:
        """Go to the next (1) or previous (-1) place, from the last on to the first."""
        if self._due.isActive():
            self.look()
            return
        finding = self._session.finding
        if finding.passages:
            at = finding.at if finding.at >= 0 or direction > 0 else 0
            self._find(finding.passages, (at + direction) % len(finding.passages))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in enter:
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        return super().eventFilter(watched, event)

    def _articles_changed(self) -> None:
        if not self.isHidden() and self._searched != self._ids():
            self.look()
        self._say()

    def _ids(self) -> list[str]:
        return [article.id for article in self._session.articles]

    def _say(self) -> None:
        finding = self._session.finding
        if self._looked and not self._mine and finding.passages:
            # Something else was looked for meanwhile, and its places are pointed out now.
            self._looked = False
            self.hide()
        number, words = len(finding.passages), self.query.text().strip()
        self.said.setText(_place(finding) if number else "Not found" if words else "")
        for button in (self.previous, self.following):
            button.setEnabled(number > 0)
        self._show_counts(Counter(passage.article for passage in finding.passages) if words else None)

    def _show_counts(self, counts: Counter[str] | None) -> None:
        """Show how often in each article, as buttons that lead to the first place there."""
        while item := self._counts_row.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        if counts is None:
            return
        notes = len(matching(tuple(self._session.workspace.notes.values()), self.query.text()))
        if notes:
            button = self._count(f"Notes {notes}", f"In {wordings.number_of(notes, 'note')}")
            button.clicked.connect(lambda: self.notes_asked.emit(self.query.text()))
        articles = sorted(self._session.articles, key=lambda article: not counts[article.id])
        for article in sorted(articles[:_MOST_COUNTS], key=lambda article: self._ids().index(article.id)):
            times = f"{counts[article.id]} times in {article.name}"
            button = self._count(f"{self._session.label(article.id)} {counts[article.id]}", times)
            button.setEnabled(counts[article.id] > 0)
            button.clicked.connect(partial(self._go_to_first, article.id))

    def _count(self, text: str, name: str) -> QToolButton:
        button = QToolButton(self._counts)
        button.setObjectName("link")
        button.setText(text)
        button.setAccessibleName(name)
        button.setToolTip(name)
        self._counts_row.addWidget(button)
        return button

    def _go_to_first(self, article_id: str) -> None:
        passages = self._session.finding.passages
        at = next((at for at, passage in enumerate(passages) if passage.article == article_id), None)
        if at is not None:
            self._find(passages, at)

    def _find(self, passages: Sequence[Passage], at: int) -> None:
        self._looked = True
        self._mine = True
        self._session.find(passages, at)
        self._mine = False

    def _switch(self, icon: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setCheckable(True)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setProperty("icon_name", icon)
        button.setIconSize(QSize(18, 18))
        return button

    def _of(self, actions: Actions, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(actions[name])
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setAccessibleName(actions[name].statusTip())
        return button

    def _draw(self) -> None:
        scheme = self._theme.scheme
        for button in (self.case, self.whole):
            button.setIcon(self._theme.icon(button.property("icon_name"), scheme.text))
        self.close_button.setIcon(self._theme.icon("x", scheme.muted))


def clearable(field: QLineEdit) -> None:
    """Give a field a button that empties it, with a name to be read aloud."""
    field.setClearButtonEnabled(True)
    for button in field.findChildren(QToolButton):
        button.setAccessibleName("Empty this field")


def _place(finding: Finding) -> str:
    number = len(finding.passages)
    return f"{finding.at + 1} of {number}" if finding.current else f"{number} in hidden articles"
