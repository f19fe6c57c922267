"""What is filtered out, a chip for each filter that drops it, so that nothing is ever missing without a word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from core.model import Relation
from gui import wordings
from gui.filtering import ALL
from gui.marks import TELLING
from gui.panels.status import ElidedLabel
from gui.session import Session
from gui.theme import Theme

_LONGEST = 34  # characters on a chip


class ActiveFilters(QWidget):
    """Hidden while everything shows."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self.setObjectName("filters")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Filters in use")
        self.chips: list[QToolButton] = []
        self.said = ElidedLabel()
        self.said.setObjectName("muted")
        self.all = QToolButton(self)
        self.all.setObjectName("link")
        self.all.setText("Show all")
        self.all.setAccessibleName("Drop all filters")
        self.all.clicked.connect(self.drop_all)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 4, 16, 6)
        self._row.setSpacing(6)
        self._row.addWidget(self.all)
        self._row.addWidget(self.said, 1)
        session.comparison_changed.connect(self.follow)
        session.options_changed.connect(self.follow)
        theme.changed.connect(self._draw)
        self._shown: list[str] = []
        self.follow()

    def drop_all(self) -> None:
        """Show everything again."""
        self._session.show_only(ALL)
        self._session.set_options(replace(self._session.options, rules_off=()))

    def follow(self) -> None:
        """Show the filters that are in use."""
        drops = list(self._drops())
        if [text for text, _ in drops] != self._shown:
            self._shown = [text for text, _ in drops]
            self._make_chips(drops)
        self.setVisible(bool(drops) and bool(self._session.articles))
        total, left = sum(self._session.survey.totals.values()), len(self._session.survey.links)
        if self._session.comparison is None:
            self.said.setText("")
        elif total and not left:
            self.said.setText(f"These filters hide all {total} marked pairs.")
        else:
            self.said.setText(f"{left} of {total} marked pairs show.")

    def _make_chips(self, drops: list[tuple[str, Callable[[], None]]]) -> None:
        focused = next((place for place, chip in enumerate(self.chips) if chip.hasFocus()), None)
        for chip in self.chips:
            self._row.removeWidget(chip)
            chip.setParent(None)
            chip.deleteLater()
        self.chips = []
        for place, (text, drop) in enumerate(drops):
            chip = QToolButton(self)
            chip.setObjectName("filterChip")
            chip.setText(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")
            chip.setToolTip(f"{text}\nClick to drop this filter.")
            chip.setAccessibleName(f"Drop the filter: {text}")
            chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            chip.setIconSize(QSize(14, 14))
            chip.clicked.connect(drop)
            self._row.insertWidget(place, chip)
            self.chips.append(chip)
        if focused is not None:
            (self.chips[min(focused, len(self.chips) - 1)] if self.chips else self.all).setFocus()
        self._draw()

    def _draw(self) -> None:
        for chip in self.chips:
            chip.setIcon(self._theme.icon("x", self._theme.scheme.muted))

    def _drops(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """Yield every filter in use as a text and what drops it."""
        session, chosen = self._session, self._session.filter

        def without(**changes: object) -> Callable[[], None]:
            return lambda: session.show_only(replace(session.filter, **changes))  # type: ignore[arg-type]

        hidden = [self._theme.sign(relation).chip for relation in TELLING if relation not in chosen.relations]
        if hidden:
            yield f"Without: {', '.join(hidden)}", without(relations=frozenset(Relation))
        if chosen.kinds:
            yield f"Only: {', '.join(kind.capitalize() for kind in sorted(chosen.kinds))}", without(kinds=frozenset())
        if chosen.least:
            yield f"Confidence at least {chosen.least:.2f}", without(least=0.0)
        if chosen.articles:
            letters = sorted(session.label(article) for article in chosen.articles)
            between = f"Between {' and '.join(letters)}" if len(letters) == 2 else f"With {', '.join(letters)}"
            yield between, without(articles=frozenset())
        if chosen.judged is not None:
            yield "Judged" if chosen.judged else "Not judged", without(judged=None)
        for rule in session.options.rules_off:
            yield f"Switched off: {wordings.rule(rule)}", self._switch_on(rule)

    def _switch_on(self, rule: str) -> Callable[[], None]:
        return lambda: self._session.switch_rule(rule, on=True)
