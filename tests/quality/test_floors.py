"""Measured quality may not fall: ``floors.yaml`` is raised with the work that earns it and never lowered."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from core.memory import Memory
from core.options import AnalysisOptions
from tests.quality import measure

FLOORS = yaml.safe_load((Path(__file__).parent / "floors.yaml").read_text(encoding="utf-8"))
OPTIONS = AnalysisOptions()


@pytest.fixture(scope="module")
def memory() -> Memory:
    return Memory()


def hold(found: dict, floors: dict) -> None:
    fallen = {name: found[name] for name, least in floors.get("least", {}).items() if found[name] < least}
    risen = {name: found[name] for name, most in floors.get("most", {}).items() if found[name] > most}
    assert not fallen, f"below the floor: {fallen}"
    assert not risen, f"above the ceiling: {risen}"


@pytest.mark.timeout(900)
def test_story_sets_hold_their_floors(shared: Path, memory: Memory) -> None:
    hold(measure.story_figures(OPTIONS, memory), FLOORS["stories"])


@pytest.mark.timeout(900)
def test_real_coverage_gets_few_conflict_marks(shared: Path, memory: Memory) -> None:
    hold(measure.trio_figures(OPTIONS, memory, measure.TRIOS), FLOORS["basil"])


@pytest.mark.timeout(900)
def test_sets_of_pairs_hold_their_floors(shared: Path, memory: Memory) -> None:
    found = dict(measure.pair_figures(OPTIONS, memory, measure.SAMPLE))
    for name, floors in FLOORS["pairs"].items():
        hold(found[name], floors)
    assert all(figures["unexplained"] == 0 for figures in found.values())
