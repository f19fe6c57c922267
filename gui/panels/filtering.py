"""The row of filters below the toolbar: confidence, kinds of difference, articles."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from gui.panels.choice import Choice
from gui.panels.confidence import STEPS, ConfidenceSlider
from gui.session import Session
from gui.theme import Theme

_LONGEST_WAIT_MS = 250


class ChoiceButton(QToolButton):
    """A button with a menu of things to be ticked; nothing ticked stands for all."""

    def __init__(
        self,
        name: str,
        choices: Callable[[], Iterable[tuple[str, str]]],
        chosen: Callable[[], frozenset[str]],
        choose: Callable[[frozenset[str]], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._choices, self._chosen, self._choose = name, choices, chosen, choose
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setObjectName("choice")
        menu = QMenu(name, self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)
        self.follow()

    def follow(self) -> None:
        """Say on the button how much is chosen."""
        number = len(self._chosen())
        text = f"{self._name}: {number or 'all'}"
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(f"Choose which {self._name.lower()} show; none ticked shows all")

    def _fill(self) -> None:
        menu, chosen = self.menu(), self._chosen()
        menu.clear()
        for value, text in self._choices():
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(value in chosen)
            action.toggled.connect(lambda on, value=value: self._toggle(value, on))
        if not menu.actions():
            menu.addAction("Nothing to choose from yet").setEnabled(False)

    def _toggle(self, value: str, on: bool) -> None:
        self._choose(self._chosen() | {value} if on else self._chosen() - {value})


class FilterRow(QWidget):
    """In step with the session's filter. The slider is followed as fast as the marks can be painted."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("filters")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Filters")
        self._label, self.confidence = QLabel(self), ConfidenceSlider(theme, self)
        self._label.setBuddy(self.confidence)
        self.kinds = ChoiceButton(
            "Kinds", self._kinds, lambda: session.filter.kinds, lambda kinds: self._apply(kinds=kinds), self
        )
        self.articles = ChoiceButton(
            "Articles",
            self._articles,
            lambda: session.filter.articles,
            lambda articles: self._apply(articles=articles),
            self,
        )
        self.judged = Choice(theme, self)
        self.judged.setAccessibleName("Show by whether you judged it")
        for text, value in (("Judged or not", None), ("Not judged", False), ("Judged", True)):
            self.judged.addItem(text, value)
        self.judged.activated.connect(lambda: self._apply(judged=self.judged.currentData()))
        self._label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 16, 4)
        layout.setSpacing(10)
        layout.addWidget(self._label)
        layout.addWidget(self.confidence, 1)
        layout.addSpacing(10)
        layout.addWidget(self.kinds)
        layout.addWidget(self.articles)
        layout.addWidget(self.judged)
        layout.addStretch(1)
        self.confidence.setMaximumWidth(420)
        # Steps that come faster than they can be shown are taken together.
        self._due = QTimer(self, singleShot=True, interval=0)
        self._due.timeout.connect(self._threshold)
        self.confidence.valueChanged.connect(self._moved)
        session.comparison_changed.connect(self._follow)
        self._follow()

    def _moved(self) -> None:
        self._say()
        if not self._due.isActive():
            self._due.start()

    def _threshold(self) -> None:
        start = time.monotonic()
        self._apply(least=self.confidence.value() / STEPS)
        self._due.setInterval(min(round((time.monotonic() - start) * 1000), _LONGEST_WAIT_MS))

    def _apply(self, **changes: object) -> None:
        self._session.show_only(replace(self._session.filter, **changes))  # type: ignore[arg-type]

    def _kinds(self) -> Iterable[tuple[str, str]]:
        numbers = sorted(self._session.survey.kinds.items(), key=lambda item: (-item[1], item[0]))
        return [(kind, f"{kind.capitalize()}  ({number})") for kind, number in numbers]

    def _articles(self) -> Iterable[tuple[str, str]]:
        label = self._session.label
        return [(article.id, f"{label(article.id)}  {article.name}") for article in self._session.articles]

    def _follow(self) -> None:
        self.confidence.show_histogram(self._session.survey.histogram)
        if not self._due.isActive():
            with QSignalBlocker(self.confidence):
                self.confidence.setValue(round(self._session.filter.least * STEPS))
        self.kinds.follow()
        self.articles.follow()
        self.judged.setCurrentIndex(self.judged.findData(self._session.filter.judged))
        self._say()

    def _say(self) -> None:
        least = self.confidence.value() / STEPS
        self._label.setText(f"Confidence at least {least:.2f}")
