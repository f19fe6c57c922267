"""Where a mark stands with the analyst: judged and how, or found by the program alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from core.model import Link

if TYPE_CHECKING:
    from core.workspace.judged import Judged


class Standing(StrEnum):
    """What the analyst said of a mark; one that is only machine-found has none."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    RETYPED = "retyped"
    BY_HAND = "by_hand"


Standings = Mapping[str, Standing]
"""By the ids of links; those that nobody judged are not in it."""

NONE: Standings = MappingProxyType({})


def standings(judged: Judged, links: Iterable[Link]) -> Standings:
    """Return where each of these links stands."""
    from core.workspace.judged import BY_HAND
    from core.workspace.judgements import Ruling

    of_ruling = {
        Ruling.ACCEPT: Standing.ACCEPTED,
        Ruling.REJECT: Standing.REJECTED,
        Ruling.RETYPE: Standing.RETYPED,
    }
    if not judged.workspace.judgements and not judged.workspace.manual_links:
        return NONE
    found: dict[str, Standing] = {}
    for link in links:
        judgement = judged.of_link(link)
        if judgement is not None and judgement.ruling is not None:
            found[link.id] = of_ruling[judgement.ruling]
        elif any(reason.rule == BY_HAND for reason in link.reasons[:1]):
            found[link.id] = Standing.BY_HAND
    return MappingProxyType(found)
