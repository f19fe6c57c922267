"""The one road for what the window has to say: notices that do not block, status lines, and reports of failures."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType

from PySide6.QtCore import QObject, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from core.errors import ParallaxError
from core.model import Problem
from core.version import VERSION


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be done about a notice, by a button with this text."""

    text: str
    do: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be read and closed: a headline, and a line for each (what, hint) below it."""

    headline: str
    lines: tuple[tuple[str, str], ...] = ()
    serious: bool = True
    offer: Offer | None = None


class Messages(QObject):
    """Widgets and operations say things here; the window's notice bar and status bar show them."""

    noticed = Signal(object)
    status_changed = Signal(str)
    cleared = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window: QWidget | None = None
        self._report: QMessageBox | None = None

    def belong_to(self, window: QWidget) -> None:
        """Show reports on top of this window."""
        self._window = window

    def status(self, text: str) -> None:
        """Say something in passing."""
        self.status_changed.emit(text)

    def clear(self) -> None:
        """Take away the notice that shows."""
        self.cleared.emit()

    def error(self, error: BaseException) -> None:
        """Tell of something that did not work: in plain words if the user can mend it, else as a report."""
        if isinstance(error, ParallaxError):
            self.noticed.emit(Notice(error.message, (("", error.hint),)))
        else:
            self.report(type(error), error, error.__traceback__)

    def reading(self, problems: Sequence[Problem], remarks: Sequence[Problem], files: int) -> None:
        """List, a line each, the files that could not be read and those that were, but perhaps not as one thinks."""
        many = f"{len(problems)} of {files} files" if files > 1 else "The file"
        headline = f"{many} could not be read." if problems else "Read, but please look at this:"
        lines = (
            (p.what if p.what.startswith(p.file) else f"{p.file}: {p.what}", p.hint) for p in (*problems, *remarks)
        )
        self.noticed.emit(Notice(headline, tuple(lines), serious=bool(problems)))

    def report(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Show a failure nobody expected as a report that can be copied; the window stays open."""
        text = failure_report(kind, error, trace)
        print(text, file=sys.stderr)  # noqa: T201 - also for those who started it from a terminal
        if self._report is not None or QGuiApplication.instance() is None:
            return
        box = QMessageBox(self._window)
        self._report = box
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Parallax")
        box.setText("Something went wrong that Parallax was not prepared for.")
        box.setInformativeText(
            "Your files are untouched and you can go on. If it happens again, copy the report and send it to "
            "whoever looks after Parallax for you. It holds no text of your articles."
        )
        box.setDetailedText(text)
        copy = box.addButton("Copy report", QMessageBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        box.addButton(QMessageBox.StandardButton.Close)
        box.finished.connect(self._report_closed)
        box.setModal(False)
        box.show()

    def ask(self, question: str, hint: str, yes: str, no: str) -> bool:
        """Ask a question that has to be answered before anything else; the safe answer is ``no``."""
        box = QMessageBox(QMessageBox.Icon.Warning, "Parallax", question, parent=self._window)
        box.setInformativeText(hint)
        agreed = box.addButton(yes, QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(no, QMessageBox.ButtonRole.RejectRole))
        box.exec()
        answer = box.clickedButton() is agreed
        box.deleteLater()
        return answer

    def _report_closed(self) -> None:
        if self._report is not None:
            self._report.deleteLater()
            self._report = None


def failure_report(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> str:
    """Return versions and traceback as text."""
    lines = traceback.format_exception(kind, error, trace)
    return (
        f"Parallax {VERSION}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}\n\n"
        f"{''.join(lines)}"
    )
