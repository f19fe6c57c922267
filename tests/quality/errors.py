"""The worst errors of each kind on the stories that no model was trained on: ``python -m tests.quality.errors``.

Prints them with their texts; ``--write`` puts them into ``tests/quality/ERRORS.md`` by story and link alone, for the
texts are not part of the project, each with the stage at which it went wrong and with what would mend it.
"""

# ruff: noqa: T201 - a script that prints its findings

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.alignment import Aligned, align, nearest
from core.calibration import calibration
from core.candidates import TermIndex
from core.claims import find_claims
from core.comparison import in_reading_order
from core.matching import Side
from core.memory import Memory
from core.model import Claim, Link, Relation, Span
from core.pipeline import analyse
from core.progress import Progress
from core.segmenting import segment
from core.terms import terms_of
from tests.quality.stories import GoldLink, Story, covers, covers_link, stories
from tests.quality.training.stories import held_out

WORST = 20
MENDS = {
    "no claim holds it": "cut claims otherwise: a fragment, a caption, or two sentences of one quotation",
    "no candidate": "knowledge: the two share neither words nor, for the sentence encoder, meaning; a larger encoder",
    "not asked": "a better rank among rivals: what the pronouns and “the company” stand for",
    "called unrelated": "a better relation model: more stories with rephrased partners, a larger base",
    "wrong relation": "a better relation model; for figures and dates, what exactly is counted and when",
    "false conflict": "who, where and when of both sides in full: the slot is another one",
}


@dataclass(frozen=True)
class Error:
    """One error: its kind, where it stands, what it should be and is, how surely, and the two texts."""

    kind: str
    place: str
    stage: str
    gold: str
    called: str
    confidence: float
    texts: tuple[str, str]


def errors_of(story: Story, memory: Memory) -> Iterator[Error]:
    """Yield what is wrong with the comparison of a story."""
    found = analyse(story.articles, memory=memory)
    claims = {claim.id: claim for claim in found.claims}
    files = {article.id: article.source_file for article in story.articles}
    texts = {article.source_file: article.text for article in story.articles}
    stage_of = _Stages(story, memory)
    for number, gold in enumerate(story.links, 1):
        hits = [k for k in found.links if covers_link(gold, claims[k.a], claims[k.b], files)]
        said = gold.a[1].of(texts[gold.a[0]]), gold.b[1].of(texts[gold.b[0]])
        place = f"{story.name} link {number}"
        if not hits:
            yield Error(f"missed: {gold.relation}", place, stage_of(gold), _told(gold), "–", 0.0, said)
        elif all(k.relation != gold.relation for k in hits):
            best = max(hits, key=lambda k: k.confidence)
            kind = f"{gold.relation} called {best.relation}"
            yield Error(kind, place, "wrong relation", _told(gold), best.relation, best.confidence, said)
    for link in found.links:
        if link.relation is Relation.CONFLICTS and not _is_gold(story, link, claims, files):
            ends = claims[link.a], claims[link.b]
            place = " – ".join([story.name, *(f"{files[end.article]} ¶{end.paragraph}" for end in ends)])
            said = ends[0].text, ends[1].text
            yield Error("false conflict", place, "false conflict", "–", link.reasons[0].rule, link.confidence, said)


class _Stages:
    """Tells at which stage a gold link was lost."""

    def __init__(self, story: Story, memory: Memory) -> None:
        weights = calibration()
        articles = in_reading_order(story.articles)
        self._sides = [Side(c, terms_of(c), a) for a in articles for c in find_claims(a, segment(a))]
        self._files = {a.id: a.source_file for a in articles}
        index = TermIndex([s.terms for s in self._sides])
        self._candidates = align(self._sides, index, weights, Progress(), memory.meanings(self._sides))
        levels = weights.thresholds
        self._asked = nearest(
            self._sides, self._candidates, int(levels["asked_rank"]), levels["asked"], levels["asked"]
        )

    def __call__(self, gold: GoldLink) -> str:
        if not all(any(self._holds(side, end) for side in self._sides) for end in (gold.a, gold.b)):
            return "no claim holds it"
        if not self._among(gold, self._candidates):
            return "no candidate"
        return "called unrelated" if self._among(gold, self._asked) else "not asked"

    def _holds(self, side: Side, end: tuple[str, Span]) -> bool:
        return self._files[side.claim.article] == end[0] and covers(side.claim, end[1])

    def _among(self, gold: GoldLink, pairs: Sequence[Aligned]) -> bool:
        return any(
            covers_link(gold, self._sides[one.first].claim, self._sides[one.second].claim, self._files) for one in pairs
        )


def _is_gold(story: Story, link: Link, claims: dict[str, Claim], files: dict[str, str]) -> bool:
    return any(g.relation == "conflicts" for g in story.gold_of(claims[link.a], claims[link.b], files))


def _told(gold: GoldLink) -> str:
    return f"{gold.relation} ({gold.kind})" if gold.kind else gold.relation


def main() -> None:
    """Print the worst errors of each kind, or write them down without their texts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=Path, default=Path("../shared/training/stories"))
    parser.add_argument("--write", action="store_true", help="write tests/quality/ERRORS.md, without texts")
    arguments = parser.parse_args()
    memory, kinds = Memory(), defaultdict(list)
    for story in stories(arguments.stories):
        if story.name in held_out():
            for error in errors_of(story, memory):
                kinds[error.kind].append(error)
    lines = _report(kinds)
    if arguments.write:
        Path(__file__).with_name("ERRORS.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return
    for kind, found in sorted(kinds.items()):
        print(f"==== {kind}: {len(found)}")
        for error in sorted(found, key=lambda e: -e.confidence)[:WORST]:
            print(f"{error.place} | {error.stage} | {error.gold} | {error.called} {error.confidence:.2f}")
            print("    A", " ".join(error.texts[0].split()), "\n    B", " ".join(error.texts[1].split()))


def _report(kinds: dict[str, list[Error]]) -> list[str]:
    lines = [
        "# Errors",
        "",
        "Written by `python -m tests.quality.errors --write`: the twenty worst of each kind, on the",
    ]
    lines += ["stories that no model was trained on.", ""]
    for kind, found in sorted(kinds.items()):
        lines += [
            f"## {kind}: {len(found)}",
            "",
            "| where | stage | should be | is | sure of it |",
            "|---|---|---|---|---|",
        ]
        worst = sorted(found, key=lambda e: (-e.confidence, e.place))[:WORST]
        lines += [f"| {e.place} | {e.stage} | {e.gold} | {e.called} | {e.confidence:.2f} |" for e in worst]
        lines += ["", *(f"* {stage}: {MENDS[stage]}" for stage in sorted({e.stage for e in worst})), ""]
    return lines[:-1]


if __name__ == "__main__":
    main()
