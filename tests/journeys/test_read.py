from __future__ import annotations

import hashlib
import json

import pytest

from tests import schemas


def test_articles_are_read_and_cleaned(call, articles, tmp_path):
    done = call("read", *articles, "-o", tmp_path / "out.json")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    found = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    schemas.validate(found, "articles")
    assert found["problems"] == []
    assert [article["source_file"] for article in found["articles"]] == [path.name for path in articles]
    for article in found["articles"]:
        assert article["sha256"] == hashlib.sha256(article["text"].encode()).hexdigest()
        assert all(article[field] is not None for field in article["metadata_from"])


def test_metadata_say_where_they_were_read(call, articles):
    courier, _, post = json.loads(call("read", *articles).stdout)["articles"]
    assert courier["published"] == "2026-03-03"
    assert post["published"].startswith("2026-03-04T08:30")
    assert {"published", "outlet"} <= set(courier["metadata_from"]) & set(post["metadata_from"])


def test_problems_are_in_the_result_and_on_standard_error(call, articles):
    done = call("read", *articles, "gone.txt")
    assert done.returncode == 1
    found = json.loads(done.stdout)
    schemas.validate(found, "articles")
    assert [problem["file"] for problem in found["problems"]] == ["gone.txt"]
    assert found["problems"][0]["what"] in done.stderr.decode()
    assert found["problems"][0]["hint"] in done.stderr.decode()


def test_nothing_readable_ends_with_status_3_and_says_so_in_the_result(call):
    done = call("read", "gone.txt")
    assert done.returncode == 3
    assert json.loads(done.stdout)["articles"] == []


@pytest.mark.parametrize("name", ["ünï – “quoted”.txt", "a b.txt", "-dash.txt"])
def test_odd_file_names_are_no_trouble(call, tmp_path, name):
    (tmp_path / name).write_text("The bridge in Ruse was closed on Monday.", encoding="utf-8")
    done = call("read", "--", name, PYTHONUTF8="1")
    assert done.returncode == 0
    assert json.loads(done.stdout.decode())["articles"][0]["source_file"] == name


def test_output_is_utf8_whatever_the_locale(call, tmp_path):
    (tmp_path / "a.txt").write_text("Die Brücke in Orșova wurde geschlossen.", encoding="utf-8")
    done = call("read", "a.txt", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert "Brücke in Orșova" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    "data",
    [
        b"\x00" * 1000,
        b"\xff\xfe\x00",
        b"a" * 300_000,
        b"<html>" * 5000,
        b"%PDF-1.7 \x80\x81",
        b"PK\x03\x04rubbish",
        "\u202eevil\u2066".encode(),
        b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><p>&a; is a text of several words.</p>",
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md", "a"])
def test_hostile_files_are_read_or_refused_in_words(call, tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    done = call("read", name)
    found = json.loads(done.stdout)
    schemas.validate(found, "articles")
    assert done.returncode == (0 if found["articles"] else 3)
    assert b"root:" not in done.stdout
