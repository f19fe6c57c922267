"""One side of the compared pair: which passage, who says it where and when, word by word, and how firmly."""

from __future__ import annotations

import html
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from core.model import Claim, Relation, Span
from gui import wordings
from gui.panels.choice import Choice
from gui.session import Session
from gui.theme import Theme

_BESIDE = 120  # characters of its sentence that show before and behind a passage


class Quotation(QFrame):
    """A passage of the matter, to be chosen at its head."""

    chosen = Signal(str)
    """Another passage is to be compared, by claim id."""

    def __init__(self, session: Session, theme: Theme, which: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self.setObjectName("quotation")
        self.which = Choice(theme, self)
        self.which.setAccessibleName(f"{which} passage of the comparison")
        self.which.setToolTip("Choose any passage of this matter to compare")
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.which.setMinimumContentsLength(8)
        self.which.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.which.activated.connect(lambda place: self.chosen.emit(self.which.itemData(place)))
        self.source, self.words, self.standing = QLabel(self), QLabel(self), QLabel(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 10)
        layout.setSpacing(6)
        layout.addWidget(self.which)
        for label in (self.source, self.words, self.standing):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.RichText)
            interaction = Qt.TextInteractionFlag
            label.setTextInteractionFlags(interaction.TextSelectableByMouse | interaction.TextSelectableByKeyboard)
            layout.addWidget(label)
        self.source.setObjectName("muted")
        self.standing.setObjectName("muted")
        layout.addStretch(1)

    def offer(self, claims: Sequence[Claim], chosen: Claim) -> None:
        """Let one of these passages be chosen; one of them is."""
        assert self._session.index is not None
        self.which.clear()
        for claim in claims:
            letter, place = self._session.index.citation(claim.id).split(" ", 1)
            name = self._session.index.article(claim.article).name
            self.which.addItem(f"{letter}  {name}  {place.split(',')[0]}", claim.id)
            self.which.setItemData(self.which.count() - 1, wordings.opening(claim), Qt.ItemDataRole.ToolTipRole)
        self.which.setCurrentIndex(next(at for at, claim in enumerate(claims) if claim.id == chosen.id))
        self.which.setEnabled(len(claims) > 1)

    def show_claim(
        self,
        claim: Claim,
        relation: Relation | None,
        same: Sequence[Span],
        telling: Sequence[Span],
        only_here: Sequence[Span] = (),
        equal: Sequence[Span] = (),
    ) -> None:
        """Show a claim; words that both sides share recede, words that a reason rests on have a ground.

        Words that only this side has are underlined, words that mean the same as others over there carry a sign. The
        spans are of the claim's own text.
        """
        session, scheme = self._session, self._theme.scheme
        assert session.index is not None
        article = session.index.article(claim.article)
        citation = session.index.citation(claim.id).split(" ", 1)[1]
        self.source.setText(
            f"<span style='font-size:small'>{wordings.moment(article.published)} · {html.escape(citation)}</span>"
        )
        font = QFont(self._theme.prose_font(session.preferences.zoom))
        font.setPointSizeF(font.pointSizeF() - 0.5)
        self.words.setFont(font)
        ground = self._theme.look(relation).strong if relation else scheme.hover
        before, after = context(claim, article.text)
        aside = f"<i style='color:{scheme.faint}'>{{}}</i>"
        self.words.setText(
            (aside.format(html.escape(before)) if before else "")
            + marked_up(claim.text, same, telling, ground, scheme.muted, only_here, equal)
            + (aside.format(html.escape(after)) if after else "")
        )
        self.words.setAccessibleName(f"Passage in {article.name}: {claim.text}")
        self.standing.setText(html.escape(standing(claim)))


def context(claim: Claim, text: str) -> tuple[str, str]:
    """Return what the sentence around a claim says before and behind it, shortened to whole words."""
    around = next((span for span in claim.context if span.contains(claim.span)), claim.span)
    before, after = text[around.start : claim.start], text[claim.end : around.end]
    if len(before) > _BESIDE:
        before = "… " + before[-_BESIDE:].split(" ", 1)[-1]
    if len(after) > _BESIDE:
        after = after[:_BESIDE].rsplit(" ", 1)[0] + " …"
    return before.replace("\n", " "), after.replace("\n", " ")


def marked_up(
    text: str,
    same: Sequence[Span],
    telling: Sequence[Span],
    ground: str,
    muted: str,
    only_here: Sequence[Span] = (),
    equal: Sequence[Span] = (),
) -> str:
    """Return text as HTML: muted, bold on a ground, underlined or with a sign of equality; spans may overlap."""
    every = (*same, *telling, *only_here, *equal)
    bounds = sorted({0, len(text), *(bound for span in every for bound in (span.start, span.end))})
    pieces = []
    for start, end in pairwise(bounds):
        words = html.escape(text[start:end])
        here = Span(start, end)
        if any(span.contains(here) for span in telling):
            words = f"<b style='background-color:{ground}'>{words}</b>"
        elif any(span.contains(here) for span in (*same, *equal)):
            words = f"<span style='color:{muted}'>{words}</span>"
        elif any(span.contains(here) for span in only_here):
            words = f"<u>{words}</u>"
        if any(span.end == end and span.start <= start for span in equal):
            words += "<sup>=</sup>"
        pieces.append(words)
    return "".join(pieces).replace("\n", " ")


def standing(claim: Claim) -> str:
    """Return who says so and how firmly: "Statement, attributed to police (“said”) · reported"."""
    return f"{claim.kind.capitalize()}, {who_says(claim)} · {claim.certainty}"


def who_says(claim: Claim) -> str:
    """Return who says so: "attributed to police (“said”)"."""
    who = claim.attribution
    if who is None:
        return "in the outlet's own words"
    unnamed = "" if who.named else ", not named"
    return f"attributed to {who.source} (“{who.verb}”{unnamed})"
