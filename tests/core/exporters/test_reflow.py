from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.exporters.reflow import follows

STORED = "At least 12 well-known people, “so far”."
WORDS = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x24F, exclude_characters='"\x7f'), min_size=1).filter(
    lambda word: word.isprintable() and not word.isspace() and not any(one.isspace() or one == "\u00ad" for one in word)
)


@pytest.mark.parametrize(
    "page",
    [
        f'{STORED}"',
        f'{STORED}" and more',
        STORED.replace(" ", "\n", 2) + '"',
        STORED.replace("well-", "well-\n") + '"',
        STORED.replace("12 ", "12 \n") + '"',
        STORED.replace("least", "le\u200b\nast") + '"',
    ],
)
def test_a_line_of_a_page_may_end_anywhere(page):
    length = follows(page, STORED, reflowed=True)
    assert length is not None
    assert page[length - 1] == '"'


@pytest.mark.parametrize("at", range(len(STORED)))
def test_any_one_character_less_or_other_is_found(at):
    less = STORED[:at] + STORED[at + 1 :]
    other = STORED[:at] + "§" + STORED[at + 1 :]
    more = STORED[:at] + "§" + STORED[at:]
    for wrong in (less, other, more):
        assert follows(f'{wrong}"', STORED, reflowed=True) is None
        assert follows(f'{wrong}"', STORED, reflowed=False) is None


def test_spaces_count_between_latin_words():
    assert follows('At  least"', "At least", reflowed=True) is None
    assert follows('Atleast"', "At least", reflowed=True) is None
    assert follows('At least"', "Atleast", reflowed=True) is None


def test_words_written_from_right_to_left_may_come_in_either_order():
    stored = "שלום 12 עולם"
    assert follows('עולם 12 שלום"', stored, reflowed=True) is not None
    assert follows('עולם 13 שלום"', stored, reflowed=True) is None
    assert follows('עולם 12 שלומם"', stored, reflowed=True) is None


def test_letters_that_a_font_lacks_may_be_anything_but_gone():
    assert follows('before \0\0 after"', "before 中文 after", reflowed=True) is not None
    assert follows('before after"', "before 中文 after", reflowed=True) is None


def test_what_a_font_draws_alike_is_alike():
    assert follows('caf\u00e9 a-b 5 \u03bcm"', "cafe\u0301 a\u2011b 5 \u00b5m", reflowed=True) is not None
    assert follows('nb\u00a0space"', "nb space", reflowed=True) is not None
    assert follows('so\u00adft 7\u2060"', "soft 7", reflowed=True) is not None


def test_white_space_at_the_edge_of_a_quotation_counts():
    assert follows('safe."', "safe.\n", reflowed=True) is None
    assert follows('safe. "', "safe. ", reflowed=True) is not None
    assert follows('safe."', " safe.", reflowed=True) is None


def test_a_text_that_is_not_reflowed_has_to_be_the_same():
    assert follows('a\tb  c"', "a\tb  c", reflowed=False) == 7
    assert follows('a b c"', "a\tb  c", reflowed=False) is None


@settings(deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=8), st.integers(0, 7))
def test_any_words_are_found_however_the_lines_break(words, at):
    broken = [("\n" if place == at else " ") + word for place, word in enumerate(words)]
    page = "".join(broken)[1:] + '"'
    assert follows(page, " ".join(words), reflowed=True) == len(page)
