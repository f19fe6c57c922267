"""A workspace file whose first bytes are damaged: a copy gets those that are the same in every file."""

from __future__ import annotations

from pathlib import Path

from core.workspace import layout

_PAGE = layout.PAGE_SIZE
_TELLING = b"CREATE TABLE judgements"  # the schema stands on the first page, behind the header
WHY = "The file's beginning is damaged; it was put right in a copy, for reading only."


def mended(path: Path) -> bytes | None:
    """Return a file's bytes with a sound header, None if the file is no workspace, or damaged further than that.

    Offsets and meanings: https://sqlite.org/fileformat2.html#the_database_header.
    """
    try:
        data = bytearray(path.read_bytes())
    except OSError:
        return None
    if _TELLING not in data[100:_PAGE]:
        return None
    data[0:16] = layout.MAGIC
    data[16:18] = _PAGE.to_bytes(2, "big")
    data[18:24] = bytes((2, 2, 0, 64, 32, 32))  # write-ahead log, no reserved room, payload fractions
    data[28:32] = (len(data) // _PAGE).to_bytes(4, "big")
    data[44:48] = (4).to_bytes(4, "big")  # schema format
    data[52:60] = (1).to_bytes(8, "big")  # no automatic vacuum; UTF-8
    data[60:64] = layout.VERSION.to_bytes(4, "big")
    data[64:68] = bytes(4)
    data[68:72] = layout.APPLICATION.to_bytes(4, "big")
    data[92:96] = data[24:28]  # the page count above is that of the last change
    return bytes(data)
