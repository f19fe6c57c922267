"""Zip containers with the same bytes every time: no dates, entries in the order given."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_NO_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip entry can have
_LARGEST = 400 * 2**20  # bytes unpacked; a note of a thousand articles stays well below


def pack(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip container of named entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in entries:
            entry = zipfile.ZipInfo(name, _NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # else the bytes would tell the machine they were made on
            container.writestr(entry, data)
    return out.getvalue()


def steady(data: bytes) -> bytes:
    """Return a zip container with the same entries and nothing of when it was made."""
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        return pack([(name, container.read(name)) for name in container.namelist()])


def unpack(data: bytes, name: str) -> bytes:
    """Return one entry of a zip container; ValueError if there is none, or it is larger than any note."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            if container.getinfo(name).file_size > _LARGEST:
                raise ValueError(f"{name} is too large")
            return container.read(name)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError) as error:
        raise ValueError(str(error)) from error
