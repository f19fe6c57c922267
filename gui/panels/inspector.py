"""Two passages of the selected matter word by word, and why they are marked."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QWidget

from core.equalities import equalities
from core.model import Claim, Link, Span
from core.wording import Change, compare_words
from gui.filtering import UNTYPED
from gui.panels.judgement import JudgementForm
from gui.panels.quotation import Quotation
from gui.panels.reasons import Reasons
from gui.session import Session
from gui.theme import Theme

_CHOOSE = (
    "<p style='font-size:large'>Click a mark to see both passages here, word by word, and why they are marked.</p>"
    "<p>Alt+↓ goes to the next mark, Alt+C to the next conflict, N to the next pair that is not judged.</p>"
)
_WIDE = 130  # letters, from which on all parts stand side by side
_ANY = 16_777_215  # the width that Qt takes for no limit
_NOTHING = "What two reports share or dispute is explained here as soon as something is marked."
_HIDDEN = "The filters hide every mark. Drop one of them, or show all marks (Shift+F8)."


class InspectorPanel(QStackedWidget):
    """Follows the session's selection; any two passages of the matter can be set against one another."""

    def __init__(
        self, session: Session, theme: Theme, form: JudgementForm | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._form = session, form
        self.setAccessibleName("Selected passages")
        self.empty = QLabel(self)
        self.empty.setObjectName("muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.a, self.b = Quotation(session, theme, "First", self), Quotation(session, theme, "Second", self)
        self.why = Reasons(session, theme, self)
        self._pair: tuple[str, str] | None = None
        inside = QWidget()
        layout = QHBoxLayout(inside)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(12)
        for part in (self.a, self.b):
            layout.addWidget(part, 1)
        # Where there is little room, what is judged stands below why it is marked.
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(12)
        self._beside.addWidget(self.why, 1)
        if form is not None:
            form.setMinimumWidth(form.widths()[0])
            self._beside.addWidget(form)
        layout.addLayout(self._beside, 2 if form is not None else 1)
        scroll = QScrollArea(self)
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if form is not None:
            # A moment later, for a leaf that has just been turned to is not laid out yet.
            self._due = QTimer(self, singleShot=True, interval=0)
            self._due.timeout.connect(lambda: scroll.ensureWidgetVisible(form.focusWidget() or form))
            form.entered.connect(self._due.start)
        self.addWidget(self.empty)
        self.addWidget(scroll)
        self.a.chosen.connect(lambda claim: self.compare(claim, self._ends()[1]))
        self.b.chosen.connect(lambda claim: self.compare(self._ends()[0], claim))
        session.selection_changed.connect(self._selected)
        session.comparison_changed.connect(self.refresh)
        session.preferences_changed.connect(self.refresh)
        theme.changed.connect(self._redraw)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        direction, wide = QBoxLayout.Direction, self.width() >= _WIDE * self.fontMetrics().averageCharWidth()
        self._beside.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        if self._form is not None:
            self._form.setMaximumWidth(self._form.widths()[1] if wide else _ANY)

    def minimumSizeHint(self) -> QSize:
        return QSize(300, 96)

    def compare(self, a: str, b: str) -> None:
        """Set two passages of the selected matter against one another, by claim id, whether they are linked or not."""
        row = self._session.selection.row
        if row is None or a == b:
            self.refresh()
            return
        link = next((link for link in row.links if {link.a, link.b} == {a, b}), None)
        self._pair = (a, b)
        if link and link != self._session.selection.link:
            self._session.select_link(link.id)
        else:
            self.refresh()

    def compare_with(self, claim: str) -> None:
        """Set a passage against the first one of the pair, or against the second one if it is the first."""
        if self._session.selection.link:
            a, b = self._ends()
            self.compare(b if claim == a else a, claim)

    def refresh(self) -> None:
        """Show what is selected."""
        session = self._session
        row, link, index = session.selection.row, session.selection.link, session.index
        hidden = bool(session.survey.totals)
        self.empty.setText(_CHOOSE if session.survey.links else _HIDDEN if hidden else _NOTHING)
        self.setCurrentIndex(0 if link is None or row is None or index is None else 1)
        if link is None or row is None or index is None:
            session.light(())
            return
        known = {claim.id: claim for claim in row.claims}
        a, b = (known[end] for end in self._ends())
        self.a.offer(row.claims, a)
        self.b.offer(row.claims, b)
        between = next((other for other in row.links if {other.a, other.b} == {a.id, b.id}), None)
        self._show(a, b, between)

    def _show(self, a: Claim, b: Claim, link: Link | None) -> None:
        pieces = compare_words(a.text, b.text)
        same = [piece for piece in pieces if piece.change is Change.SAME]
        equal = [(_own(a, one), _own(b, other)) for one, other in equalities(a, b)]
        telling = _telling(link, a, b)
        relation = link.relation if link else None
        self.a.show_claim(
            a,
            relation,
            [piece.a for piece in same],
            telling[0],
            [piece.a for piece in pieces if piece.change is Change.REMOVED],
            [one for one, _ in equal],
        )
        self.b.show_claim(
            b,
            relation,
            [piece.b for piece in same],
            telling[1],
            [piece.b for piece in pieces if piece.change is Change.ADDED],
            [other for _, other in equal],
        )
        if link:
            self.why.show_link(link)
        else:
            self.why.show_unlinked(a.article == b.article)
        self.why.show_equalities([(one.of(a.text), other.of(b.text)) for one, other in equal])

    def _ends(self) -> tuple[str, str]:
        """Return the two passages that are compared: those the analyst chose, or else the selected link's."""
        row, link = self._session.selection.row, self._session.selection.link
        assert link is not None
        members = {claim.id for claim in row.claims} if row else set()
        return self._pair if self._pair and set(self._pair) <= members else (link.a, link.b)

    def _selected(self) -> None:
        link = self._session.selection.link
        if self._pair and (link is None or {link.a, link.b} != set(self._pair)):
            self._pair = None
        self.refresh()

    def _redraw(self) -> None:
        self.why.setProperty("link", "")
        self.refresh()


def _telling(link: Link | None, a: Claim, b: Claim) -> tuple[list[Span], list[Span]]:
    """Return the words of both claims that the typed reasons rest on, as spans of the claims' texts."""
    spans: dict[str, list[Span]] = {a.id: [], b.id: []}
    for reason in link.reasons if link else ():
        if link and reason.kind not in UNTYPED:
            spans[link.a] += reason.a
            spans[link.b] += reason.b
    return _within(a, spans[a.id]), _within(b, spans[b.id])


def _within(claim: Claim, spans: list[Span]) -> list[Span]:
    """Return spans of the article as spans of the claim's text, leaving out what lies outside it."""
    return [_own(claim, span) for span in spans if span.overlaps(claim.span)]


def _own(claim: Claim, span: Span) -> Span:
    return Span(max(span.start, claim.start) - claim.start, min(span.end, claim.end) - claim.start)
