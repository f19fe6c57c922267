"""What the analyst looks at, as values: a pair within its matter, some words, words that were found."""

from __future__ import annotations

import json
from dataclasses import dataclass

from core.model import Link, Span
from gui.marks import Row


@dataclass(frozen=True, slots=True)
class Selection:
    """The matter and, within it, the pair of passages that the analyst looks at."""

    row: Row | None = None
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words of an article."""

    article: str
    span: Span


@dataclass(frozen=True, slots=True)
class Finding:
    """Passages that were looked for, in the order in which they are walked, and the place of the one looked at."""

    passages: tuple[Passage, ...] = ()
    at: int = -1

    @property
    def current(self) -> Passage | None:
        """The passage looked at, if any."""
        return self.passages[self.at] if 0 <= self.at < len(self.passages) else None


PASSAGE = "application/x-parallax-passage"  # what words of an article carry besides themselves when they are copied


def packed(passage: Passage) -> bytes:
    """Return a passage as it travels beside copied words."""
    return json.dumps([passage.article, passage.span.start, passage.span.end]).encode()


def unpacked(data: bytes) -> Passage | None:
    """Return the passage that copied words come from; None if the data tell of none."""
    try:
        article, start, end = json.loads(data)
        return Passage(str(article), Span(int(start), int(end)))
    except (ValueError, TypeError):
        return None
