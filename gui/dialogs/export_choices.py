"""The choices for a note: its form, sections, detail, unjudged marks, full texts, the time, own forms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.errors import ParallaxError
from core.exporters import EXPORTERS, Exporter
from core.exporters.templates import in_folder
from core.note_options import Detail, NoteChoice, NoteOptions
from gui.dialogs.section_list import SectionList
from gui.panels.choice import Choice
from gui.theme import Theme

_USUAL = "markdown"
_DETAILS = {
    Detail.BRIEF: "Brief: quotations and verdicts",
    Detail.STANDARD: "Standard: the reasons too",
    Detail.FULL: "Full: all scores",
}
_UNJUDGED = {
    None: "Listed until the first is judged",
    False: "Left out, and counted",
    True: "Under a heading of their own",
}


class ExportChoices(QWidget):
    """What is chosen stands in ``choice``; ``exporter`` is the form it names."""

    changed = Signal()
    failed = Signal(str)
    """The folder of own forms cannot be read."""

    def __init__(
        self,
        choice: NoteChoice,
        theme: Theme,
        which_folder: Callable[[str], Path | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._which_folder = which_folder
        self._templates = choice.templates
        self._forms: list[Exporter] = []
        self.form = _choices("Form of the note", theme)
        self.detail, self.unjudged = _choices("How much detail", theme), _choices("Marks that nobody judged", theme)
        for detail, words in _DETAILS.items():
            self.detail.addItem(words, detail)
        for unjudged, words in _UNJUDGED.items():
            self.unjudged.addItem(words, unjudged)
        self.sections = SectionList(self)
        self.up, self.down = QPushButton("Move &up", self), QPushButton("Move &down", self)
        self.full_texts = QCheckBox("Annex the articles' full te&xts", self)
        self.stamped = QCheckBox("Write the ti&me of the export", self)
        self.own = QPushButton("Own fo&rms…", self)
        self.own.setToolTip("Choose the folder of your own forms: brief.md.j2 in it becomes the form brief")
        self._lay_out()
        order = (self.form, self.own, self.sections, self.up, self.down, self.detail, self.unjudged, self.full_texts)
        for one, other in pairwise((*order, self.stamped)):
            self.setTabOrder(one, other)
        self._show(choice)
        self.form.currentIndexChanged.connect(self._form_changed)
        for box in (self.detail, self.unjudged):
            box.currentIndexChanged.connect(self.changed)
        for tick in (self.full_texts, self.stamped):
            tick.toggled.connect(self.changed)
        self.sections.changed.connect(self.changed)
        self.up.clicked.connect(lambda: self.sections.shift(-1))
        self.down.clicked.connect(lambda: self.sections.shift(1))
        self.own.clicked.connect(self._choose_folder)

    @property
    def exporter(self) -> Exporter:
        """The form that is chosen."""
        return self._forms[self.form.currentIndex()]

    @property
    def choice(self) -> NoteChoice:
        """All that is chosen."""
        options = NoteOptions(
            self.sections.chosen(),
            Detail(self.detail.currentData()),
            self.unjudged.currentData(),
            self.full_texts.isChecked(),
        )
        return NoteChoice(options, self.exporter.name, self.stamped.isChecked(), self._templates)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("&Form", self.form)
        form.addRow("", self.own)
        self._of_notes = QWidget(self)
        notes = QVBoxLayout(self._of_notes)
        notes.setContentsMargins(0, 0, 0, 0)
        notes.setSpacing(8)
        title = QLabel("&Sections", self)
        title.setBuddy(self.sections)
        title.setObjectName("sectionTitle")
        moves = QHBoxLayout()
        moves.addWidget(self.up)
        moves.addWidget(self.down)
        moves.addStretch(1)
        more = QFormLayout()
        more.setSpacing(8)
        more.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        more.addRow("De&tail", self.detail)
        more.addRow("Un&judged", self.unjudged)
        notes.addWidget(title)
        notes.addWidget(self.sections, 1)
        notes.addLayout(moves)
        notes.addLayout(more)
        notes.addWidget(self.full_texts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(form)
        layout.addWidget(self._of_notes, 1)
        layout.addWidget(self.stamped)
        self._filler = QWidget(self)
        layout.addWidget(self._filler, 1)

    def _show(self, choice: NoteChoice) -> None:
        self.sections.show_sections(choice.options.sections)
        self.detail.setCurrentIndex(list(_DETAILS).index(choice.options.detail))
        self.unjudged.setCurrentIndex(list(_UNJUDGED).index(choice.options.unjudged))
        self.full_texts.setChecked(choice.options.full_texts)
        self.stamped.setChecked(choice.stamped)
        try:
            own = in_folder(Path(choice.templates)) if choice.templates else ()
        except ParallaxError:
            own, self._templates = (), None  # the folder of another machine, or one that is gone
        self._list_forms(own, choice.form or _USUAL)

    def _list_forms(self, own: Sequence[Exporter], current: str) -> None:
        usual = sorted(EXPORTERS, key=lambda form: not form.note)
        self._forms = [*own, *usual]
        with QSignalBlocker(self.form):
            self.form.clear()
            for form in self._forms:
                self.form.addItem(f"{form.label} ({form.suffixes[0]})")
            names = [form.name for form in self._forms]
            self.form.setCurrentIndex(names.index(current if current in names else _USUAL))
        self._fit()

    def _form_changed(self) -> None:
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        """Show the choices that count for the form."""
        self._of_notes.setVisible(self.exporter.note)
        self.stamped.setVisible(self.exporter.note or self.exporter.read is not None)
        self._filler.setVisible(not self.exporter.note)

    def _choose_folder(self) -> None:
        folder = self._which_folder(self._templates or "")
        if folder is None:
            return
        try:
            own = in_folder(folder)
        except ParallaxError as error:
            self.failed.emit(str(error))
            return
        if not own:
            self.failed.emit(f"There is no form in {folder.name}: its name would end in .j2, such as brief.md.j2.")
            return
        self._templates = str(folder)
        self._list_forms(own, own[0].name)
        self.changed.emit()


def _choices(name: str, theme: Theme) -> Choice:
    box = Choice(theme)
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(24)
    return box
