from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import Cancelled, WriteError
from core.exporters import EXPORTERS
from core.exporters.writing import write_note
from core.progress import Progress
from core.verify import State
from tests import comparisons


@pytest.mark.parametrize("form", [form for form in EXPORTERS if form.read], ids=lambda form: form.name)
def test_what_was_written_is_read_back_and_stands(form, tmp_path: Path):
    comparison = comparisons.ferry()
    written = write_note(form, comparison, None, tmp_path / "note.any")
    assert written.path.read_bytes() == form.render(comparison)
    assert written.report is not None
    assert written.report.fine
    assert written.report.count(State.OK) == len(written.report.checks) > 4


def test_tables_are_written_and_not_checked(tmp_path: Path):
    assert write_note(EXPORTERS["csv"], comparisons.ferry(), None, tmp_path / "t.csv").report is None
    assert (tmp_path / "t.csv").stat().st_size > 100


def test_what_cannot_be_written_is_said_in_a_sentence_and_leaves_nothing(tmp_path: Path):
    with pytest.raises(WriteError, match="There is no folder"):
        write_note(EXPORTERS["markdown"], comparisons.ferry(), None, tmp_path / "none" / "note.md")
    if Path("/dev/full").exists():
        with pytest.raises(WriteError, match="cannot be written"):
            write_note(EXPORTERS["markdown"], comparisons.ferry(), None, Path("/dev/full"))
    assert list(tmp_path.iterdir()) == []


def test_work_that_was_stopped_writes_nothing(tmp_path: Path):
    progress = Progress(lambda stage, _done, _total: progress.cancel() if stage == "making the note" else None)
    with pytest.raises(Cancelled):
        write_note(EXPORTERS["markdown"], comparisons.ferry(), None, tmp_path / "note.md", progress=progress)
    assert list(tmp_path.iterdir()) == []
