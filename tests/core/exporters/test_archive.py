from __future__ import annotations

import io
import zipfile

import pytest

from core.exporters import archive


def test_a_container_holds_its_entries_in_order_and_no_date():
    data = archive.pack([("b.txt", b"two"), ("a.txt", b"one")])
    container = zipfile.ZipFile(io.BytesIO(data))
    assert container.namelist() == ["b.txt", "a.txt"]
    assert {entry.date_time for entry in container.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert archive.unpack(data, "a.txt") == b"one"


def test_a_container_made_at_another_time_becomes_the_same():
    def made(year: int) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as container:
            container.writestr(zipfile.ZipInfo("a", (year, 1, 1, 0, 0, 0)), b"x")
        return archive.steady(out.getvalue())

    assert made(2001) == made(2020)


def test_what_is_no_container_or_too_large_is_refused(monkeypatch):
    with pytest.raises(ValueError, match="zip"):
        archive.unpack(b"no zip", "a")
    with pytest.raises(ValueError, match="There is no item"):
        archive.unpack(archive.pack([("a", b"")]), "b")
    monkeypatch.setattr(archive, "_LARGEST", 10)
    with pytest.raises(ValueError, match="too large"):
        archive.unpack(archive.pack([("a", b"x" * 11)]), "a")
