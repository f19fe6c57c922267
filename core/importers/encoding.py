"""Bytes to text: the one place where a file's encoding is decided, and where bytes that are no text are refused."""

from __future__ import annotations

import codecs
import re

from core.errors import ReadError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
_MOJIBAKE = ("â€", "Ã©", "Ã¤", "Ã¶", "Ã¼", "Ã¨", "Â\xa0", "Ð°", "Ð¾")
"""What the commonest letters and marks of UTF-8 become when they are read as Windows-1252."""
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
SHAPELESS = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphens, spaces without width and byte order marks: places to break a line, not letters."""
_LONE_SURROGATES = re.compile(r"[\ud800-\udfff]")
_SAMPLE = 200_000
"""Bytes from which an unknown encoding is told: charset-normalizer needs some 0.2 s for them."""
_MAX_BROKEN = 0.05
"""Share of undecodable or control characters past which bytes are no text: damaged mails stay well under 0.02."""


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """Return the text of a file's bytes, without byte order mark and with lines ended by ``\\n``.

    Tried in turn: byte order mark, UTF-8, the encoding that the file declares, the likeliest by its letters, UTF-8 with
    the broken bytes replaced. ReadError if the bytes are empty or no text.
    """
    if not data.strip():
        raise ReadError(f"{name} is empty.", "Save the article again, or leave this file out.")
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise ReadError(f"{name} is {kind}, not text.", "Open it in its program and save it as text or HTML.")
    text = _decoded(data, declared)
    sample = text[:_SAMPLE]
    broken = len(_CONTROLS.findall(sample)) + sample.count("\ufffd")
    if broken > len(sample) * _MAX_BROKEN:
        raise ReadError(
            f"{name} is not text: {broken * 100 // len(sample)} % of its characters cannot be read.",
            "Save the article as text (UTF-8) or HTML and read that file.",
        )
    return normalised(text)


def normalised(text: str) -> str:
    """Return a text as it is stored: lines ended by ``\\n``, no control characters, none without any shape."""
    text = SHAPELESS.sub("", _LINE_ENDS.sub("\n", text))
    return _LONE_SURROGATES.sub("\ufffd", _CONTROLS.sub(" ", text))


def is_mojibake(text: str) -> bool:
    """Tell whether a text was once decoded in the wrong encoding and saved so (``donâ€™t``)."""
    return sum(text.count(mark) for mark in _MOJIBAKE) * 1000 >= len(text)


def _decoded(data: bytes, declared: str | None) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    for candidate in ("utf-8", declared):
        text = _attempt(data, candidate)
        if text is not None:
            return text
    if data.count(b"\x00") > len(data) * _MAX_BROKEN:
        wide = "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be"
        return data.decode(wide, "replace")
    likely = None if _mostly_utf8(data) else _attempt(data, _likeliest(data[:_SAMPLE]))
    return data.decode("utf-8", "replace") if likely is None else likely


def _attempt(data: bytes, encoding: str | None) -> str | None:
    if encoding is None:
        return None
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _mostly_utf8(data: bytes) -> bool:
    """Tell whether bytes are UTF-8 with a few broken places: most letters past ASCII decode."""
    text = data[:_SAMPLE].decode("utf-8", "replace")
    good = sum(1 for letter in text if "\x7f" < letter != "\ufffd")
    return good > 3 * text.count("\ufffd")


def _likeliest(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(_LEGACY)).best()
    return best.encoding if best else "cp1252"


_LEGACY = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "iso8859_15", "koi8_r", "mac_roman",
    "shift_jis", "euc_jp", "euc_kr", "gb18030", "big5",
)  # fmt: skip
"""Encodings in which news has been saved; more candidates only make short texts come out in the wrong one."""
