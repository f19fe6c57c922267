from __future__ import annotations

from tests.core.workspace import fuzz


def test_damaged_files_are_opened_as_far_as_they_can_be_or_refused_in_a_sentence(tmp_path):
    counts = fuzz.run(80, 4, tmp_path)
    assert set(counts) == {"whole", "damage told", "refused"}
    assert counts["damage told"] > 10
    assert counts["refused"] > 5
