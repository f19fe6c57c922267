"""Measure quality on the benchmark and write it down: ``python -m tests.quality.measure [--all] [--write]``.

Scores are computed by the benchmark's own scripts from ``../shared/bench``. By default each set of pairs is sampled,
as the floors are; ``--all`` takes every pair. ``--write`` puts the table into ``tests/quality/FIGURES.md``.
"""

# ruff: noqa: T201 - a script that prints its findings

from __future__ import annotations

import argparse
import importlib.util
import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from core.exporters import EXPORTERS
from core.importers import read_files
from core.memory import Memory
from core.model import Article, Relation
from core.options import AnalysisOptions
from core.pipeline import analyse
from core.statements import StatementPair, judge_statements
from tests.quality.training.examples import MATERIAL
from tests.quality.training.stories import held_out

BENCH = Path(__file__).parents[3] / "shared" / "bench"
SAMPLE = 120  # pairs of a set that the floors are measured on, evenly spread over the set
TRIOS = 12  # events of real news on which conflict marks are counted
STORY_FIGURES = (
    *("alignment_recall", "link_precision", "relation_accuracy", "conflict_precision_full", "conflict_recall"),
    *("trap_false_alarm_rate", "only_in_false_match_rate"),
)
PAIR_FIGURES = ("auc_same", "auc_conflict", "conflict_r", "false_on_same", "unexplained")


def scorer(name: str) -> ModuleType:
    """Return one of the benchmark's scoring scripts as a module."""
    spec = importlib.util.spec_from_file_location(name, BENCH / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def story_figures(
    options: AnalysisOptions, memory: Memory, folder: Path = BENCH / "stories", names: Collection[str] = ()
) -> dict[str, float]:
    """Return the figures over the story sets of a folder, all or those named."""
    scoring = scorer("score_stories")
    folders = [path for path in scoring.story_dirs(folder) if not names or path.name in names]

    def compare(story: Any) -> tuple[dict[str, Any], None]:
        comparison = analyse(read_files(story.files).articles, options, memory=memory)
        return json.loads(EXPORTERS["json"].render(comparison)), None

    result = scoring.score_all([scoring.Story(path) for path in folders], compare)
    assert not result["problems"], result["problems"]
    return {name: result["overall"][name] for name in STORY_FIGURES}


def pair_figures(options: AnalysisOptions, memory: Memory, most: int | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the figures of each set of pairs, of at most so many pairs spread evenly over the set."""
    scoring = scorer("score_pairs")
    for file in sorted((BENCH / "pairs").glob("*.jsonl")):
        gold = scoring.read(file)
        gold = gold[:: max(1, len(gold) // most)][:most] if most else gold
        judged = judge_statements([StatementPair(g["a"], g["b"]) for g in gold], options, memory)
        rows = [
            {
                "id": g["id"],
                "relation": j.relation.value if j.relation else "unrelated",
                "agrees": j.agrees,
                "conflicts": j.conflicts,
                "reasons": j.reasons,
            }
            for g, j in zip(gold, judged, strict=True)
        ]
        yield file.name.split(".")[0], scoring.score(gold, rows)


def trio_figures(options: AnalysisOptions, memory: Memory, most: int | None) -> dict[str, float]:
    """Return how many conflict marks real article pairs of one event get, where about one in forty is a true one."""
    folders = sorted(p for p in (BENCH / "articles" / "basil").iterdir() if p.is_dir())[:most]
    marks = pairs = 0
    for folder in folders:
        articles = [_article(json.loads(p.read_text(encoding="utf-8"))) for p in sorted(folder.glob("*.json"))]
        found = analyse(articles, options, memory=memory)
        marks += sum(k.relation is Relation.CONFLICTS for k in found.links)
        pairs += len(articles) * (len(articles) - 1) // 2
    return {"conflicts_per_pair": round(marks / pairs, 4)}


def _article(row: Mapping[str, Any]) -> Article:
    return Article(
        id=row["id"], source_file=row["id"], sha256="", text=row["text"], outlet=row["outlet"], published=row["date"]
    )


def measured(options: AnalysisOptions, most: int | None, trios: int | None) -> dict[str, dict[str, Any]]:
    """Return all figures by set."""
    memory = Memory()
    found: dict[str, dict[str, Any]] = {"stories": story_figures(options, memory)}
    found["basil"] = trio_figures(options, memory, trios)
    for name, figures in pair_figures(options, memory, most):
        found[name] = {key: figures[key] for key in PAIR_FIGURES if figures[key] is not None}
        found[name].update(figures["recall_by_type"] if name == "bump_minimal" else {})
    return found


def table(found: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the figures as Markdown."""
    lines = ["| set | figure | value |", "|---|---|---|"]
    lines += [f"| {name} | {key} | {value:.3f} |" for name, row in found.items() for key, value in row.items()]
    return "\n".join(lines)


def main() -> None:
    """Measure and print, and write the table if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="every pair and every event, not a sample")
    parser.add_argument("--write", action="store_true", help="write the table to tests/quality/FIGURES.md")
    parser.add_argument("--semantics", choices=("off", "auto"), default="auto")
    parser.add_argument(
        "--held-out", action="store_true", help="only the training stories that no model saw: to choose thresholds by"
    )
    arguments = parser.parse_args()
    if arguments.held_out:
        found = story_figures(
            AnalysisOptions(semantics=arguments.semantics), Memory(), MATERIAL / "stories", held_out()
        )
        print(table({"held-out stories": found}))
        return
    most, trios = (None, None) if arguments.all else (SAMPLE, TRIOS)
    text = table(measured(AnalysisOptions(semantics=arguments.semantics), most, trios))
    print(text)
    if arguments.write:
        head = "# Measured quality\n\nWritten by `python -m tests.quality.measure --write`.\n\n"
        (Path(__file__).parent / "FIGURES.md").write_text(head + text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
