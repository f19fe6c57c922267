"""The window in which a note is chosen, looked at, written and checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from core.errors import ParallaxError
from core.exporters import Exporter
from core.exporters.writing import Written, write_note
from core.model import Comparison
from core.note_options import NoteChoice, clock
from core.progress import Progress
from core.verify import State
from core.workspace import Workspace
from gui.dialogs.export_choices import ExportChoices
from gui.dialogs.export_preview import ExportPreview, inks_of
from gui.jobs import Job, JobRunner
from gui.previewing import Preview, preview
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.exporting import Asks

_REST_MS = 200  # after the last change, before the preview is made anew
_CHOICES_LETTERS = 55  # wide
_OF_SCREEN = 0.95


@dataclass(frozen=True, slots=True)
class Material:
    """What a note is made of, and the name that is suggested for it, without an ending."""

    comparison: Comparison
    workspace: Workspace
    suggestion: Path


class ExportDialog(QDialog):
    """Choices at the left, the preview beside them, what came of writing below. Stays open until it is closed."""

    wanted = Signal(object)
    """The NoteChoice with which a note is being written."""
    wrote = Signal(object)
    """The path of a note that was written."""

    def __init__(
        self, material: Material, theme: Theme, asks: Asks, serial: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._material, self._theme, self._asks = material, theme, asks
        self._jobs = JobRunner(self, serial=serial)
        self._written: Path | None = None
        self.setWindowTitle("Export")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.resize(QSize(1120, 780).boundedTo(self.screen().availableSize() * _OF_SCREEN))
        self.setMinimumSize(760, 520)
        self.choices = ExportChoices(
            material.workspace.note_choice,
            theme,
            lambda folder: asks.which_folder(folder, "Folder of your own forms"),
            self,
        )
        self.choices.setFixedWidth(_CHOICES_LETTERS * self.fontMetrics().averageCharWidth())
        self.preview = ExportPreview(theme, self)
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.said.setAccessibleName("What came of it")
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.working = QProgressBar(self)
        self.working.setRange(0, 0)
        self.working.setTextVisible(False)
        self.working.setAccessibleName("Working")
        self.stop, self.open_folder = QPushButton("S&top", self), QPushButton("Open the f&older", self)
        self.write, self.leave = QPushButton("&Write…", self), QPushButton("&Close", self)
        self.write.setDefault(True)
        self._lay_out()
        self._due = QTimer(self, singleShot=True, interval=0 if serial else _REST_MS)
        self._due.timeout.connect(self._make_preview)
        self.choices.changed.connect(self._due.start)
        self.choices.failed.connect(self._say_trouble)
        theme.changed.connect(self._due.start)
        self._jobs.busy_changed.connect(self._show_working)
        self.write.clicked.connect(self._write)
        self.stop.clicked.connect(self._jobs.cancel)
        self.open_folder.clicked.connect(self._open_folder)
        self.leave.clicked.connect(self.reject)
        self._show_working(False)
        self.open_folder.hide()
        self.choices.form.setFocus()
        self._due.start()

    def _lay_out(self) -> None:
        frame = QFrame(self)
        frame.setObjectName("quotation")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(1, 1, 1, 6)
        inner.addWidget(self.preview)
        self.preview.remark.setContentsMargins(12, 0, 12, 2)
        across = QHBoxLayout()
        across.setSpacing(18)
        across.addWidget(self.choices)
        across.addWidget(frame, 1)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.said, 1)
        below.addWidget(self.working)
        for button in (self.stop, self.open_folder, self.leave, self.write):
            below.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(14)
        layout.addLayout(across, 1)
        layout.addLayout(below)

    def _make_preview(self) -> None:
        material, exporter, inks = self._material, self.choices.exporter, inks_of(self._theme.scheme)
        options = self.choices.choice.at(clock())

        def work(progress: Progress, _partial: Callable[[Any], None]) -> Preview:
            return preview(exporter, material.comparison, material.workspace, options, inks, progress)

        self._jobs.start(Job(work, self.preview.show_preview, self._fail))

    def _write(self) -> None:
        choice, exporter = self.choices.choice, self.choices.exporter
        suffix = exporter.suffixes[0]
        suggestion = self._material.suggestion
        kind = f"{exporter.label} (*{suffix})"
        answer = self._asks.where_to(str(suggestion.with_name(suggestion.name + suffix)), (kind,), "Write the note")
        if answer is None:
            return
        self._due.stop()
        self.wanted.emit(choice)
        self._start_writing(exporter, choice, _ended(answer[0], exporter))

    def _start_writing(self, exporter: Exporter, choice: NoteChoice, target: Path) -> None:
        material, options = self._material, choice.at(clock())
        self.said.setText("")
        self.open_folder.hide()

        def work(progress: Progress, _partial: Callable[[Any], None]) -> Written:
            return write_note(exporter, material.comparison, material.workspace, target, options, progress)

        self._jobs.start(Job(work, self._tell, self._fail, stopped=lambda: self._say_trouble("Stopped.")))

    def _tell(self, written: Written) -> None:
        """Say what was written and whether its quotations stand."""
        self._written = written.path
        self.said.setText(told(written))
        self.open_folder.show()
        self.open_folder.setFocus()
        self.wrote.emit(written.path)

    def _fail(self, error: BaseException) -> None:
        if not isinstance(error, ParallaxError):
            self.reject()
            raise error
        self._say_trouble(str(error))

    def _say_trouble(self, words: str) -> None:
        self.said.setText(words)

    def _show_working(self, busy: bool) -> None:
        self.working.setVisible(busy)
        self.stop.setVisible(busy)
        self.write.setEnabled(not busy)

    def _open_folder(self) -> None:
        if self._written is not None:
            self._asks.show_folder(self._written)

    def done(self, result: int) -> None:
        """Stop what still runs, and close."""
        self._due.stop()
        self._jobs.shut_down()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._due.stop()
        self._jobs.shut_down()
        super().closeEvent(event)


def told(written: Written) -> str:
    """Return what came of writing a note, in a sentence or two."""
    report = written.report
    if report is None:
        return f"Wrote {written.path.name}. Tables and forms of your own carry no quotations that can be checked."
    checked = len(report.checks)
    stand = report.count(State.OK)
    if not checked:
        return f"Wrote {written.path.name}. It quotes nothing."
    lines = [f"Wrote {written.path.name}. {stand:,} of {checked:,} quotations stand."]
    return " ".join(lines if report.fine else [*lines, *list(report.lines())[1:4]])


def _ended(path: Path, exporter: Exporter) -> Path:
    """Return a path that ends as the form's files do."""
    known = any(path.name.lower().endswith(suffix) for suffix in exporter.suffixes)
    return path if known else path.with_name(path.name + exporter.suffixes[0])
