from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ReadError
from core.importers.encoding import decode, is_mojibake, normalised

GERMAN = "Der Minister sagte am Dienstag, die Brücke über die Oder müsse für größere Schiffe geöffnet werden. " * 3
RUSSIAN = "Министр заявил во вторник, что мост через реку будет закрыт для движения до конца недели. " * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "cp1252", "iso-8859-1"])
def test_german_text_is_read_in_any_usual_encoding(encoding: str) -> None:
    assert decode(GERMAN.encode(encoding), "a.txt") == GERMAN


def test_a_legacy_encoding_of_another_script_is_told_by_its_letters() -> None:
    assert decode(RUSSIAN.encode("cp1251"), "a.txt") == RUSSIAN


def test_the_declared_encoding_comes_before_a_guess() -> None:
    text = "Łódź"
    assert decode(text.encode("iso-8859-2"), "a.html", declared="iso-8859-2") == text


def test_an_unknown_declared_encoding_is_passed_over() -> None:
    assert decode(GERMAN.encode("cp1252"), "a.html", declared="x-user-defined") == GERMAN


def test_a_few_broken_bytes_do_not_make_a_text_unreadable() -> None:
    text = decode(GERMAN.encode() + b"\xff\xfe broken " + GERMAN.encode(), "a.txt")
    assert text.count("Brücke") == 6
    assert "\ufffd" in text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"%PDF-1.7 x", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (bytes(range(256)) * 20, "not text"),
    ],
)
def test_what_is_no_text_is_refused_with_what_and_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode(data, "a.txt")
    assert words in caught.value.message
    assert caught.value.message.startswith("a.txt is ")
    assert caught.value.hint.endswith(".")


def test_line_ends_and_marks_are_made_one() -> None:
    assert normalised("\ufeffa\r\nb\rc\u2028d\x0ce\x00f") == "a\nb\nc\nd\ne f"


def test_what_only_says_where_a_line_may_break_is_left_out() -> None:
    assert normalised("state\u00adment of\u200b the\u2060 \ufeffministry") == "statement of the ministry"


@given(st.text())
def test_a_stored_text_can_be_written_as_utf8_and_is_not_changed_by_a_second_pass(text: str) -> None:
    stored = normalised(text)
    assert stored.encode("utf-8").decode("utf-8") == stored
    assert "\r" not in stored
    assert normalised(stored) == stored


def test_text_decoded_wrongly_before_is_pointed_out() -> None:
    broken = ("It wasn’t so, she said – and that’s it. " * 5).encode().decode("cp1252", "replace")
    assert is_mojibake(broken)
    assert not is_mojibake(GERMAN)
