"""The selected pair of passages: both quotations with their sources, word by word, and why they are marked."""

from __future__ import annotations

import html
from itertools import pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.model import Claim, Link, Span
from core.wording import Change, compare_words
from gui import wordings
from gui.session import Session
from gui.theme import Theme

_CHOOSE = (
    "<p style='font-size:large'>Click a mark to see both passages here, word by word, and why they are marked.</p>"
    "<p>Alt+↓ goes to the next mark, Alt+C to the next conflict, Alt+→ to the next article.</p>"
)
_NOTHING = "What two reports share or dispute is explained here as soon as something is marked."

# Reasons that say that two passages are about one thing, not what is remarkable about them.
_UNTYPED = frozenset({"wording", "meaning"})


class Quotation(QFrame):
    """One side of the pair: who says it where and when, the passage itself, and how firmly it is said."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self.setObjectName("quotation")
        self.source, self.words, self.standing = QLabel(self), QLabel(self), QLabel(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(6)
        for label in (self.source, self.words, self.standing):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.RichText)
            interaction = Qt.TextInteractionFlag
            label.setTextInteractionFlags(interaction.TextSelectableByMouse | interaction.TextSelectableByKeyboard)
            layout.addWidget(label)
        self.standing.setObjectName("muted")
        layout.addStretch(1)

    def show_claim(self, claim: Claim, link: Link, same: tuple[Span, ...], telling: tuple[Span, ...]) -> None:
        """Show a claim; words that both sides share recede, words that a reason rests on have a ground.

        The spans are of the claim's own text.
        """
        session, scheme = self._session, self._theme.scheme
        assert session.index is not None
        article = session.index.article(claim.article)
        letter, place = session.index.citation(claim.id).split(" ", 1)
        self.source.setText(
            f"<b>{letter}&nbsp; {html.escape(article.name)}</b><br>"
            f"<span style='color:{scheme.muted};font-size:small'>{wordings.moment(article.published)} · "
            f"{html.escape(place)}</span>"
        )
        font = QFont(self._theme.prose_font(session.preferences.zoom))
        font.setPointSizeF(font.pointSizeF() - 0.5)
        self.words.setFont(font)
        ground = self._theme.look(link.relation).strong
        self.words.setText(marked_up(claim.text, same, telling, ground, scheme.muted))
        self.words.setAccessibleName(f"Passage in {article.name}: {claim.text}")
        self.standing.setText(html.escape(_standing(claim)))


def marked_up(text: str, same: tuple[Span, ...], telling: tuple[Span, ...], ground: str, muted: str) -> str:
    """Return text as HTML with some spans muted and some bold on a coloured ground; spans may overlap."""
    bounds = sorted({0, len(text), *(bound for span in (*same, *telling) for bound in (span.start, span.end))})
    pieces = []
    for start, end in pairwise(bounds):
        words = html.escape(text[start:end])
        here = Span(start, end)
        if any(span.contains(here) for span in telling):
            words = f"<b style='background-color:{ground}'>{words}</b>"
        elif any(span.contains(here) for span in same):
            words = f"<span style='color:{muted}'>{words}</span>"
        pieces.append(words)
    return "".join(pieces).replace("\n", " ")


def _standing(claim: Claim) -> str:
    who = claim.attribution
    if who is None:
        said = "in the outlet's own words"
    else:
        unnamed = "" if who.named else ", not named"
        said = f"attributed to {who.source} (“{who.verb}”{unnamed})"
    return f"{claim.kind.capitalize()}, {said} · {claim.certainty}"


class Reasons(QWidget):
    """What the pair is, why, and, folded away, the scores behind it."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self.title, self.meaning, self.reasons, self.scores = (QLabel(self) for _ in range(4))
        self.previous, self.following = QToolButton(self), QToolButton(self)
        self.pair = QLabel(self)
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
        for label in (self.title, self.meaning, self.reasons, self.scores):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.title.setWordWrap(False)
        self.meaning.setObjectName("muted")
        self.scores.setObjectName("muted")
        self.pair.setObjectName("muted")
        heading = QHBoxLayout()
        heading.setContentsMargins(0, 0, 0, 0)
        heading.setSpacing(0)
        heading.addWidget(self.title, 1)
        for part in (self.pair, self.previous, self.following):
            heading.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 2, 4, 6)
        layout.setSpacing(6)
        layout.addLayout(heading)
        layout.addWidget(self.meaning)
        layout.addWidget(self.reasons)
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
        self.reasons.setText(
            "".join(
                f"<p style='margin-top:0;margin-bottom:6px'>{html.escape(reason.text)} "
                f"<span style='color:{scheme.muted};font-size:small'>({html.escape(reason.rule)})</span></p>"
                for reason in link.reasons
            )
        )
        parts = "".join(f"<br>{html.escape(name)} {value:.2f}" for name, value in link.evidence)
        self.scores.setText(f"similarity {link.similarity:.2f}<br>confidence {link.confidence:.2f}{parts}")
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

    def _turn(self, step: int) -> None:
        row, link = self._session.selection.row, self._session.selection.link
        if row and link:
            ids = [other.id for other in row.links]
            self._session.select_link(ids[max(0, min(ids.index(link.id) + step, len(ids) - 1))])

    def _fold(self, unfolded: bool) -> None:
        self.scores.setVisible(unfolded)
        self.unfold.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)


class InspectorPanel(QStackedWidget):
    """Follows the session's selection."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("inspector")
        self.setAccessibleName("Selected passages")
        self.empty = QLabel(self)
        self.empty.setObjectName("muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.a, self.b = Quotation(session, theme, self), Quotation(session, theme, self)
        self.why = Reasons(session, theme, self)
        inside = QWidget()
        layout = QHBoxLayout(inside)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        for part in (self.a, self.b, self.why):
            layout.addWidget(part, 1)
        scroll = QScrollArea(self)
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.addWidget(self.empty)
        self.addWidget(scroll)
        session.selection_changed.connect(self.refresh)
        session.comparison_changed.connect(self.refresh)
        session.preferences_changed.connect(self.refresh)
        theme.changed.connect(self.refresh)
        self.refresh()

    def minimumSizeHint(self) -> QSize:
        return QSize(300, 96)

    def refresh(self) -> None:
        """Show what is selected."""
        link, index = self._session.selection.link, self._session.index
        self.empty.setText(_CHOOSE if self._session.survey.links else _NOTHING)
        self.setCurrentIndex(0 if link is None or index is None else 1)
        if link is None or index is None:
            return
        a, b = index.claim(link.a), index.claim(link.b)
        shared = [piece for piece in compare_words(a.text, b.text) if piece.change is Change.SAME]
        typed = [reason for reason in link.reasons if reason.kind not in _UNTYPED]
        spans = [span for reason in typed for span in reason.a], [span for reason in typed for span in reason.b]
        self.a.show_claim(a, link, tuple(piece.a for piece in shared), _within(a, spans[0]))
        self.b.show_claim(b, link, tuple(piece.b for piece in shared), _within(b, spans[1]))
        self.why.show_link(link)


def _within(claim: Claim, spans: list[Span]) -> tuple[Span, ...]:
    """Return spans of the article as spans of the claim's text, leaving out what lies outside it."""
    return tuple(
        Span(max(span.start, claim.start) - claim.start, min(span.end, claim.end) - claim.start)
        for span in spans
        if span.overlaps(claim.span)
    )
