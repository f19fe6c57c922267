"""Pairs of single statements, judged without articles around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.calibration import calibration
from core.candidates import TermIndex
from core.claims import text_hash, whole_claim
from core.facts.names import Gazetteer, gazetteer_with
from core.matching import Side, evidence_of, similarity_of
from core.memory import Memory
from core.model import Article
from core.options import AnalysisOptions
from core.relations import Judgement, Pair, judge
from core.terms import terms_of


@dataclass(frozen=True, slots=True)
class StatementPair:
    """Two statements to be judged; dates are ISO 8601 and may be None."""

    a: str
    b: str
    a_date: str | None = None
    b_date: str | None = None


def judge_statements(
    pairs: Sequence[StatementPair], options: AnalysisOptions | None = None, memory: Memory | None = None
) -> list[Judgement]:
    """Judge pairs of statements, each statement taken as one claim, in the order of the pairs."""
    options = options or AnalysisOptions()
    weights = calibration()
    return [
        judge(pair, weights.thresholds_alone, options.rules_off, weights.weighing_alone)
        for pair in statement_pairs(pairs, options, memory if memory is not None else Memory())
    ]


def statement_pairs(pairs: Sequence[StatementPair], options: AnalysisOptions, memory: Memory) -> list[Pair]:
    """Return pairs of statements ready to be judged: with the evidence of their alignment and the models' opinion."""
    known, weights = gazetteer_with(options.names_file), calibration()
    sides = [(_side(p.a, p.a_date, 0, known), _side(p.b, p.b_date, 1, known)) for p in pairs]
    with_meaning = options.semantics == "auto" and bool(pairs)
    meanings = memory.meanings([side for both in sides for side in both]) if with_meaning else None
    found = []
    for n, (one, other) in enumerate(sides):
        index = TermIndex([one.terms, other.terms])
        cosines = None if meanings is None else meanings.cosines(2 * n, 2 * n + 1)
        evidence = evidence_of(one, other, index, cosines)
        similarity = similarity_of(weights.alignment(with_meaning).alone.odds(evidence))
        found.append(Pair(one, other, evidence, similarity, index, weights.strengths))
    if not with_meaning:
        return found
    return [replace(pair, opinion=said) for pair, said in zip(found, memory.opinions(found), strict=True)]


def _side(text: str, published: str | None, place: int, known: Gazetteer) -> Side:
    article = Article(id=f"statement-{place}", source_file="", sha256=text_hash(text), text=text, published=published)
    claim = whole_claim(article, known)
    return Side(claim, terms_of(claim), article)
