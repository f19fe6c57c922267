"""Examples from written stories and from judged pairs of real news, and which of them are held out.

A story's judgements name clauses. The program compares clauses and sentences, with what stands before them, so each
judgement is shown in all these forms: another one in each round.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from core.memory import Memory, question
from core.model import Span
from core.semantics.encoder import Encoder
from core.semantics.pair_model import PairInput, swapped
from tests.quality.asked import asked_pairs
from tests.quality.stories import stories as compared_stories
from tests.quality.training.edits import Editor
from tests.quality.training.examples import MATERIAL, Example

HELD_OUT_STORIES = 9
HELD_OUT_EVENTS = 0.15  # share of the events of the judged real pairs
NEAREST = 3  # sentences of the other article that are taken as negatives for a sentence without partner
LEAST_ASKED = 0.02  # similarity from which the program asks about a pair
APART = 0.25  # cosine below which a pair without link is unrelated
UNSURE = 0.5  # weight of a judgement that its reader was not sure of
NEGATIVES = 0.5  # pairs without link for each with one, in a round
ASKED_NEGATIVES = 1.0  # … of pairs as the program asks for them
REPHRASED = 0.3  # share of agreements that are made into a conflict by an edit of one side
STRANGERS = 0.25  # pairs of two different stories for each judgement: they are unrelated, however they differ
_TELLING = ("conflicts", "changed", "agrees", "related", "unrelated")
_SENTENCE = re.compile(r"[^\s].*?(?:[.!?][\"”’')]*(?=\s|$)|$)", re.MULTILINE)


@dataclass(frozen=True)
class Side:
    """A stretch of an article: a quoted clause or a whole sentence."""

    file: str
    span: Span


@dataclass(frozen=True)
class Judged:
    """A pair of stretches and what a careful reader says of it."""

    a: Side
    b: Side
    allowed: tuple[str, ...]


@dataclass(frozen=True)
class Story:
    """One story: texts and dates by file, sentences by file, judgements, and pairs that have no link."""

    name: str
    texts: Mapping[str, str]
    dates: Mapping[str, str | None]
    sentences: Mapping[str, tuple[Span, ...]]
    judged: tuple[Judged, ...]
    negatives: tuple[Judged, ...]


def held_out() -> tuple[str, ...]:
    """Return the names of the stories that no model is trained on, chosen by a hash of their names."""
    names = [folder.name for folder in (MATERIAL / "stories").iterdir()]
    return tuple(sorted(sorted(names, key=_hash)[:HELD_OUT_STORIES]))


def stories(encoder: Encoder, held: bool) -> list[Story]:
    """Return the stories that are held out, or the others."""
    chosen = held_out()
    folders = sorted((MATERIAL / "stories").iterdir())
    return [_read(folder, encoder) for folder in folders if (folder.name in chosen) is held]


def asked(memory: Memory) -> list[Example]:
    """Return the pairs of the stories that are not held out as the program asks for them: its claims and contexts."""
    chosen, examples = held_out(), []
    for story in compared_stories(MATERIAL / "stories"):
        if story.name not in chosen:
            for pair, relation in asked_pairs(story, memory, LEAST_ASKED):
                open_relation = ("related", "unrelated") if relation == "unrelated" else (relation,)
                examples.append(Example(question(pair), open_relation))
    return examples


def round_of_asked(found: Sequence[Example], rng: random.Random) -> list[Example]:
    """Return all asked pairs that have a link and a fresh draw of those that have none, each in either direction."""
    linked = [one for one in found if len(one.allowed) == 1]
    others = [one for one in found if len(one.allowed) > 1]
    drawn = linked + rng.sample(others, min(len(others), round(ASKED_NEGATIVES * len(linked))))
    return [Example(swapped(one.pair), one.allowed) if rng.random() < 0.5 else one for one in drawn]


def round_of(found: Sequence[Story], rng: random.Random) -> list[Example]:
    """Return every judgement of the stories in one form each, with a fresh draw of negatives and of typed edits."""
    positives = [(story, judged) for story in found for judged in story.judged]
    negatives = [(story, judged) for story in found for judged in story.negatives]
    drawn = rng.sample(negatives, min(len(negatives), round(NEGATIVES * len(positives))))
    examples = [_formed(story, judged, rng) for story, judged in positives + drawn]
    texts = [span.of(story.texts[file]) for story in found for file in story.texts for span in story.sentences[file]]
    by_story = [[span.of(s.texts[file]) for file in s.texts for span in s.sentences[file]] for s in found]
    for _ in range(round(STRANGERS * len(positives))):
        one, other = rng.sample(by_story, 2)
        examples.append(Example(PairInput(rng.choice(one), rng.choice(other)), ("unrelated",)))
    editor = Editor(texts)
    for text in rng.sample(texts, len(texts) // 4):
        examples += editor.minimal(text, rng)
    for story, judged in positives:
        if judged.allowed == ("agrees",):
            a, b = (side.span.of(story.texts[side.file]) for side in (judged.a, judged.b))
            for pair in ((a, b), (b, a)):
                edited = editor.rephrased(*pair, rng) if rng.random() < REPHRASED else None
                if edited:
                    examples.append(edited)
    return examples


def plain(found: Sequence[Story], context: bool) -> list[tuple[PairInput, tuple[str, ...]]]:
    """Return judgements and negatives as the program would ask for them: as quoted, with dates."""
    return [
        (_pair(story, judged.a, judged.b, context, dated=True), judged.allowed)
        for story in found
        for judged in (*story.judged, *story.negatives)
    ]


def real_pairs(held: bool) -> list[tuple[PairInput, str, float, tuple[str, str] | None]]:
    """Return judged pairs of real news: sentences with the ones before, relation, weight and the spans that matter."""
    found = []
    for file in sorted((MATERIAL / "realpairs").glob("*.gold.jsonl")):
        gold = {row["id"]: row for row in _rows(file)}
        for row in _rows(file.with_name(file.name.replace("gold", "pairs"))):
            if (int(_hash(row["event"])[:8], 16) / 2**32 < HELD_OUT_EVENTS) is not held or row["id"] not in gold:
                continue
            a, b, judged = row["a"], row["b"], gold[row["id"]]
            pair = PairInput(a["text"], b["text"], a["before"], b["before"], a["date"], b["date"])
            spans = (judged["a_span"], judged["b_span"]) if judged.get("a_span") and judged.get("b_span") else None
            found.append((pair, judged["relation"], 1.0 if judged["sure"] else UNSURE, spans))
    return found


def round_of_real(rng: random.Random) -> list[Example]:
    """Return every judged real pair that is not held out in one form each, some as clauses."""
    examples = []
    for pair, relation, weight, spans in real_pairs(held=False):
        clauses = spans is not None and rng.random() < 0.35
        a, b = spans if clauses and spans else (pair.a, pair.b)
        contexts = (pair.a, pair.b) if clauses else (pair.a_context, pair.b_context)
        contexts = contexts if rng.random() < 0.6 else ("", "")
        dates = (pair.a_date, pair.b_date) if rng.random() < 0.7 else (None, None)
        formed = PairInput(a, b, *contexts, *dates)
        examples.append(Example(swapped(formed) if rng.random() < 0.5 else formed, (relation,), weight))
    return examples


def _formed(story: Story, judged: Judged, rng: random.Random) -> Example:
    a, b = (side if rng.random() < 0.7 else _whole(story, side) for side in (judged.a, judged.b))
    allowed = judged.allowed
    if (a, b) != (judged.a, judged.b):
        allowed = _told(story.judged, a, b) or allowed
    pair = _pair(story, a, b, rng.random() < 0.6, rng.random() < 0.7)
    return Example(swapped(pair) if rng.random() < 0.5 else pair, allowed)


def _pair(story: Story, a: Side, b: Side, context: bool, dated: bool) -> PairInput:
    texts = [side.span.of(story.texts[side.file]) for side in (a, b)]
    contexts = [_context(story, side) if context else "" for side in (a, b)]
    dates = [story.dates[side.file] if dated else None for side in (a, b)]
    return PairInput(*texts, *contexts, *dates)


def _context(story: Story, side: Side) -> str:
    """Return the sentence that a clause stands in, or the one before a whole sentence."""
    text, sentences = story.texts[side.file], story.sentences[side.file]
    around = next((span for span in sentences if span.contains(side.span) and len(side.span) < 0.8 * len(span)), None)
    before = [span for span in sentences if span.end <= side.span.start]
    return around.of(text) if around else before[-1].of(text) if before else ""


def _whole(story: Story, side: Side) -> Side:
    for span in story.sentences[side.file]:
        if span.contains(side.span):
            return Side(side.file, span)
    return side


def _told(judged: Sequence[Judged], a: Side, b: Side) -> tuple[str, ...] | None:
    """Return the most telling judgement between any clauses of two stretches."""
    found = {relation for one in judged if _meets(one, a, b) for relation in one.allowed}
    return next(((relation,) for relation in _TELLING if relation in found), None)


def _meets(judged: Judged, a: Side, b: Side) -> bool:
    return any(
        one.file == x.file and other.file == y.file and one.span.overlaps(x.span) and other.span.overlaps(y.span)
        for one, other in ((judged.a, judged.b), (judged.b, judged.a))
        for x, y in ((a, b),)
    )


def _read(folder: Path, encoder: Encoder) -> Story:
    gold: dict[str, Any] = yaml.safe_load((folder / "gold.yaml").read_text(encoding="utf-8"))
    texts = {article["file"]: (folder / article["file"]).read_text(encoding="utf-8") for article in gold["articles"]}
    dates = {article["file"]: _date(article.get("published")) for article in gold["articles"]}
    sentences = {file: tuple(_sentences(text)) for file, text in texts.items()}

    def side(node: Mapping[str, str]) -> Side:
        start = texts[node["file"]].index(node["quote"])
        return Side(node["file"], Span(start, start + len(node["quote"])))

    linked = [Judged(side(link["a"]), side(link["b"]), (link["relation"],)) for link in gold["links"]]
    linked += [Judged(side(trap["a"]), side(trap["b"]), (trap["truly"],)) for trap in gold.get("traps") or ()]
    story = Story(folder.name, texts, dates, sentences, tuple(linked), ())
    lone = [side(only) for only in gold.get("only_in") or ()]
    exhaustive = [tuple(pair) for pair in gold.get("exhaustive") or ()]
    return Story(
        folder.name, texts, dates, sentences, tuple(linked), tuple(_unlinked(story, exhaustive, lone, encoder))
    )


def _unlinked(
    story: Story, exhaustive: Sequence[tuple[str, ...]], lone: Sequence[Side], encoder: Encoder
) -> Iterator[Judged]:
    """Yield near pairs without link: of exhaustively judged articles, and of what only one article says."""
    whole = {file: [Side(file, span) for span in spans if len(span) > 20] for file, spans in story.sentences.items()}
    quoted: dict[str, list[Side]] = {file: [] for file in story.texts}
    for judged in story.judged:
        for side in (judged.a, judged.b):
            if side not in quoted[side.file]:
                quoted[side.file].append(side)
    asked = [(whole[a] + quoted[a], whole[b] + quoted[b]) for a, b in exhaustive]
    asked += [([side], whole[file]) for side in lone for file in story.texts if file != side.file]
    for ones, others in asked:
        cosines = _vectors(story, ones, encoder) @ _vectors(story, others, encoder).T
        for row, one in enumerate(ones):
            for column in np.argsort(-cosines[row])[: NEAREST + 1]:
                other = others[int(column)]
                if not any(_meets(judged, one, other) for judged in story.judged):
                    near = cosines[row, column] >= APART
                    yield Judged(one, other, ("related", "unrelated") if near else ("unrelated",))


def _vectors(story: Story, sides: Sequence[Side], encoder: Encoder) -> np.ndarray:
    return encoder.vectors([side.span.of(story.texts[side.file]) for side in sides])


def _sentences(text: str) -> Iterator[Span]:
    yield from (Span(*found.span()) for found in _SENTENCE.finditer(text))


def _date(published: object) -> str | None:
    return str(published) if published else None


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _hash(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()
