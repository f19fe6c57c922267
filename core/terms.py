"""What a claim says, as comparable terms: stems, canonical names and figures, each with the span it comes from.

The shadow copy in which "Kiev", "Kyiv" and "Ukraine's capital" style variants, "a dozen" and 12, "supplies" and
"supplied" meet. It never touches the stored text.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from core.lexicon import english
from core.model import Claim, NameMention, Quantity, Span
from core.tokens import normal, tokenise


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """One comparable term and where its words stand in the article."""

    form: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where its words stand."""
        return Span(self.start, self.end)


@dataclass(frozen=True)
class Terms:
    """The terms of one claim in text order."""

    sequence: tuple[Term, ...]

    @cached_property
    def forms(self) -> frozenset[str]:
        """The distinct forms."""
        return frozenset(t.form for t in self.sequence)

    @cached_property
    def plain(self) -> frozenset[str]:
        """The distinct forms that are no known names: what is said, rather than of whom."""
        return frozenset(f for f in self.forms if not f.startswith("@"))

    @cached_property
    def ordered(self) -> tuple[str, ...]:
        """The distinct forms in a fixed order, so that sums over them come out the same in every run."""
        return tuple(sorted(self.forms))

    @cached_property
    def in_order(self) -> tuple[str, ...]:
        """The forms in text order."""
        return tuple(t.form for t in self.sequence)

    @cached_property
    def joined(self) -> str:
        """The forms in text order as one string, for fuzzy comparison."""
        return " ".join(self.in_order)

    @cached_property
    def neighbours(self) -> frozenset[tuple[str, str]]:
        """Pairs of adjacent forms."""
        return frozenset(pairwise(self.in_order))

    @cached_property
    def placed(self) -> tuple[tuple[str, Span], ...]:
        """Each form with the place where it stands, in text order."""
        return tuple((t.form, t.span) for t in self.sequence)

    def spans_of(self, forms: Set[str]) -> tuple[Span, ...]:
        """Return where the given forms stand."""
        return tuple(span for form, span in self.placed if form in forms)


def terms_of(claim: Claim) -> Terms:
    """Return the comparable terms of a claim; function words and time words are left out."""
    stop = english().stop_words
    found: list[Term] = []
    taken: list[Span] = [d.span for d in claim.dates]
    for quantity in claim.quantities:
        found.append(Term(figure_form(quantity), quantity.start, quantity.end))
        taken.append(quantity.span)
    for name in claim.names:
        if not _overlaps_any(taken, name.start, name.end):
            found.extend(Term(form, name.start, name.end) for form in name_forms(name))
            taken.append(name.span)
    offset = claim.start
    for token in tokenise(claim.text):
        if not token.is_word or token.lower in stop:
            continue
        start, end = token.start + offset, token.end + offset
        if _overlaps_any(taken, start, end):
            continue
        form = normal(token.text)
        if len(form) > 1:
            found.append(Term(form, start, end))
    return Terms(tuple(sorted(found, key=lambda t: (t.start, t.form))))


def _overlaps_any(taken: Sequence[Span], start: int, end: int) -> bool:
    return any(span.start < end and start < span.end for span in taken)


def figure_form(quantity: Quantity) -> str:
    """Return the term of a figure; equal figures in one unit are equal terms however they are written."""
    return f"#{quantity.value:.6g}{quantity.unit or ''}"


def name_forms(name: NameMention) -> tuple[str, ...]:
    """Return the terms of a name: one for a known name, its parts for another, so that a bare surname still meets."""
    if name.kind in ("person", "other"):
        return tuple(dict.fromkeys(normal(part) for part in name.canonical.split("-")))
    return (f"@{name.stands_for or name.canonical}",)
