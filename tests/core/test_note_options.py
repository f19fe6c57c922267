from __future__ import annotations

import random

from core.note_options import NoteChoice, NoteOptions, Section, clock, ordered


def test_sections_that_were_not_chosen_follow_those_they_usually_follow():
    assert ordered(()) == tuple(Section)
    mine = (Section.LOG, Section.BOTTOM_LINE)
    found = ordered(mine)
    assert set(found) == set(Section)
    assert [section for section in found if section in mine] == list(mine)
    assert found.index(Section.SOURCES) == found.index(Section.BOTTOM_LINE) + 1
    shuffled = random.Random(3).sample(list(Section), len(Section))
    assert ordered(shuffled) == tuple(shuffled)


def test_only_a_stamped_choice_has_the_time():
    assert NoteChoice().at("2026-03-03 14:20+00:00") == NoteOptions()
    assert NoteChoice(stamped=True).at("2026-03-03 14:20+00:00").timestamp == "2026-03-03 14:20+00:00"


def test_the_time_has_its_zone():
    assert clock()[-6] in "+-"
