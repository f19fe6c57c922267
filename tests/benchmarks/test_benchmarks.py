from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from tests.benchmarks.__main__ import BENCHMARKS
from tests.benchmarks.scale import exponent
from tests.benchmarks.texts import story
from tests.conftest import REPOSITORY


def call(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.benchmarks", *arguments]
    return subprocess.run(command, check=False, cwd=REPOSITORY, capture_output=True, text=True)


def test_benchmarks_are_listed():
    assert [line.split()[0] for line in call("list").stdout.splitlines()] == list(BENCHMARKS)
    for name in BENCHMARKS:
        assert (REPOSITORY / "tests" / "benchmarks" / f"{name}.py").exists()


def test_an_unknown_benchmark_is_refused():
    assert call("sideways").returncode == 2


def test_texts_are_the_same_every_time_and_differ_from_one_another():
    first, second = story(2, 300), story(2, 300)
    assert first == second
    assert first[0][1] != first[1][1]
    assert story(1, 300, seed=2) != story(1, 300, seed=1)


def test_texts_are_as_long_as_asked_for_and_never_repeat_a_sentence():
    for _, text in story(3, 1000):
        assert 1000 <= len(text.split()) <= 1150
        sentences = [sentence for part in text.split("\n\n")[2:] for sentence in part.split(". ")]
        assert len(set(sentences)) > 0.95 * len(sentences)


def test_articles_share_some_of_their_places():
    def places(text: str) -> set[str]:
        return set(re.findall(r"(?:in|In|near) ([A-Z]\w+)", text))

    (_, a), (_, b) = story(2, 1000)
    assert 3 <= len(places(a) & places(b)) < 0.6 * len(places(a))


def test_the_exponent_of_a_power_is_its_exponent():
    assert exponent([(x, 3 * x**1.5) for x in (2, 10, 50)]) == pytest.approx(1.5)


@pytest.mark.bench
def test_figures_are_written_with_the_machine_they_were_taken_on(tmp_path):
    """No bound on the times: other tests run beside this one."""
    file = tmp_path / "startup.json"
    assert call("startup", "--json", str(file)).returncode == 0
    written = json.loads(file.read_text())
    assert written["name"] == "startup"
    assert "cores" in written["machine"]
    assert set(written["figures"]) == {"version_s", "window_s", "bare_s", "ratio"}
    assert all(figure > 0 for figure in written["figures"].values())
