"""The order in which marks are judged, and which one is next."""

from __future__ import annotations

from collections.abc import Sequence

from core.model import Link
from gui.marks import Survey, telling


def order(survey: Survey) -> tuple[str, ...]:
    """Return the ids of all links that show, matter by matter as the list has them, the most telling of each first."""
    return tuple(link.id for row in survey.rows for link in sorted(row.links, key=telling))


def next_unjudged(survey: Survey, ordered: Sequence[str], after: str | None) -> Link | None:
    """Return the next link that waits for a judgement, from the last one round to the first; None if there is none.

    ``ordered`` may be older than the survey: what shows no more is passed over.
    """
    at = ordered.index(after) + 1 if after in ordered else 0
    around = (*ordered[at:], *ordered[:at])
    waiting = (survey.links[link] for link in around if link in survey.links and link not in survey.standings)
    return next(waiting, None)
