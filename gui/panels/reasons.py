"""What the selected pair is, and why: each reason lights its words in the texts and can be switched off as a rule."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from core.model import Link, Reason
from gui import stamp, wordings
from gui.looking import Passage
from gui.session import Session
from gui.theme import Theme, design

_STAMP = 16


class ReasonRow(QFrame):
    """One reason. Its words are lit in the texts while the pointer or the keyboard is on it."""

    def __init__(self, session: Session, theme: Theme, link: Link, reason: Reason, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self.reason = session, reason
        assert session.index is not None
        a, b = (session.index.claim(end).article for end in (link.a, link.b))
        self._words = (*(Passage(a, span) for span in reason.a), *(Passage(b, span) for span in reason.b))
        self.setObjectName("reason")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        plain = wordings.rule(reason.rule)
        self.setAccessibleName(f"Reason: {reason.text}")
        self.setAccessibleDescription(f"Rule: {plain}. Its words are pointed out in the texts.")
        text = QLabel(
            f"{html.escape(reason.text)}<br><span style='color:{theme.scheme.muted};font-size:small'>"
            f"{html.escape(plain)} ({html.escape(reason.rule)})</span>",
            self,
        )
        text.setTextFormat(Qt.TextFormat.RichText)
        text.setWordWrap(True)
        self.off = QToolButton(self)
        self.off.setObjectName("link")
        self.off.setText("Switch off")
        self.off.setToolTip(f"Mark nothing by this rule any more: {plain}")
        self.off.setAccessibleName(f"Switch off the rule: {plain}")
        self.off.clicked.connect(lambda: session.switch_rule(reason.rule, on=False))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 4, 4)
        layout.setSpacing(4)
        layout.addWidget(text, 1)
        layout.addWidget(self.off, 0, Qt.AlignmentFlag.AlignTop)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._session.light(self._words)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._session.light(self._words if self.hasFocus() else ())
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._session.light(self._words)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._session.light(())
        super().focusOutEvent(event)


class Reasons(QWidget):
    """What the pair is, why, and, folded away, the scores behind it."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self.title, self.meaning, self.same, self.scores = (QLabel(self) for _ in range(4))
        self.previous, self.following = QToolButton(self), QToolButton(self)
        self.pair, self.judged = QLabel(self), QLabel(self)
        self.rows: list[ReasonRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.unfold = QToolButton(self)
        self.unfold.setText("Scores")
        self.unfold.setAccessibleName("Show the scores")
        self.unfold.setCheckable(True)
        self.unfold.setArrowType(Qt.ArrowType.RightArrow)
        self.unfold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.unfold.toggled.connect(self._fold)
        self.scores.hide()
        for button, icon, name in (
            (self.previous, "chevron-up", "Previous pair"),
            (self.following, "chevron-down", "Next pair"),
        ):
            button.setProperty("icon_name", icon)
            button.setToolTip(f"{name} of this matter")
            button.setAccessibleName(f"{name} of this matter")
        self.previous.clicked.connect(lambda: self._turn(-1))
        self.following.clicked.connect(lambda: self._turn(1))
        for label in (self.title, self.meaning, self.same, self.scores):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.title.setWordWrap(False)
        for label in (self.meaning, self.scores, self.pair):
            label.setObjectName("muted")
        heading = QHBoxLayout()
        heading.setContentsMargins(0, 0, 0, 0)
        heading.setSpacing(0)
        heading.addWidget(self.title)
        heading.addSpacing(10)
        heading.addWidget(self.judged)
        heading.addSpacing(10)
        heading.addStretch(1)
        for part in (self.pair, self.previous, self.following):
            heading.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 2, 4, 6)
        layout.setSpacing(5)
        layout.addLayout(heading)
        layout.addWidget(self.meaning)
        layout.addLayout(self._list)
        layout.addWidget(self.same)
        layout.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.scores)
        layout.addStretch(1)

    def show_link(self, link: Link) -> None:
        """Show a link of the selected row."""
        sign, look, scheme = self._theme.sign(link.relation), self._theme.look(link.relation), self._theme.scheme
        self.title.setText(
            f"<span style='color:{look.ink};font-size:large'><b>{sign.sign}&nbsp; {sign.one.capitalize()}</b></span>"
        )
        self.meaning.setText(sign.meaning)
        self._show_judged(link)
        self._show_reasons(link, link.reasons)
        parts = "".join(f"<br>{html.escape(name)} {value:.2f}" for name, value in link.evidence)
        self.scores.setText(f"similarity {link.similarity:.2f}<br>confidence {link.confidence:.2f}{parts}")
        self.unfold.show()
        row = self._session.selection.row
        links = row.links if row else (link,)
        at = next((place for place, other in enumerate(links) if other.id == link.id), 0)
        self.pair.setText(f"Pair {at + 1} of {len(links)} ")
        for widget in (self.pair, self.previous, self.following):
            widget.setVisible(len(links) > 1)
        for button in (self.previous, self.following):
            button.setIcon(self._theme.icon(button.property("icon_name"), scheme.muted))
        self.previous.setEnabled(at > 0)
        self.following.setEnabled(at + 1 < len(links))

    def _show_judged(self, link: Link) -> None:
        standing = self._session.survey.standings.get(link.id)
        self.judged.setVisible(standing is not None)
        if standing is not None:
            scheme = self._theme.scheme
            picture = stamp.drawn(standing, _STAMP, self.devicePixelRatioF(), scheme.text, scheme.surface)
            self.judged.setPixmap(picture)
            self.judged.setToolTip(design().verdicts[standing].said)

    def show_unlinked(self, one_article: bool) -> None:
        """Say that the two passages belong to one matter without being marked as a pair."""
        self.title.setText("<span style='font-size:large'><b>Not marked as a pair</b></span>")
        self.meaning.setText(
            "Both stand in one article, and only passages of different articles are marked."
            if one_article
            else "They belong to one matter through other passages. Nothing was found between these two themselves, or "
            "a filter hides it."
        )
        for row in self.rows:
            row.deleteLater()
        self.rows = []
        for widget in (self.judged, self.pair, self.previous, self.following, self.unfold, self.scores):
            widget.hide()
        self.unfold.setChecked(False)

    def show_equalities(self, pairs: list[tuple[str, str]]) -> None:
        """Name the words that differ and mean the same."""
        said = ", ".join(f"“{html.escape(one)}” = “{html.escape(other)}”" for one, other in pairs)
        self.same.setText(f"The same in other words: {said}" if pairs else "")
        self.same.setVisible(bool(pairs))

    def _show_reasons(self, link: Link, reasons: tuple[Reason, ...]) -> None:
        if [row.reason for row in self.rows] == list(reasons) and self.property("link") == link.id:
            return
        self.setProperty("link", link.id)
        self._session.light(())
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [ReasonRow(self._session, self._theme, link, reason, self) for reason in reasons]
        for row in self.rows:
            self._list.addWidget(row)

    def _turn(self, step: int) -> None:
        row, link = self._session.selection.row, self._session.selection.link
        if row and link:
            ids = [other.id for other in row.links]
            self._session.select_link(ids[max(0, min(ids.index(link.id) + step, len(ids) - 1))])

    def _fold(self, unfolded: bool) -> None:
        self.scores.setVisible(unfolded)
        self.unfold.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
