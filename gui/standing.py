"""Where a mark stands with the analyst: judged and how, or found by the program alone."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
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


def standings(judged: Judged, links: Iterable[Link], known: Container[str]) -> Standings:
    """Return where each of these links, whose ids are ``known``, stands.

    What was said is looked through, not the links: there are tens of thousands of those, and few are judged.
    """
    from core.workspace.judged import BY_HAND
    from core.workspace.judgements import Ruling, Subject

    of_ruling = {
        Ruling.ACCEPT: Standing.ACCEPTED,
        Ruling.REJECT: Standing.REJECTED,
        Ruling.RETYPE: Standing.RETYPED,
    }
    workspace = judged.workspace
    found: dict[str, Standing] = {}
    of_matters = False
    for key, judgement in workspace.judgements.items():
        if judgement.ruling is not None and key in known:
            found[key] = of_ruling[judgement.ruling]
        of_matters = of_matters or (judgement.ruling is not None and judgement.subject is Subject.CLUSTER)
    for link in links if of_matters or workspace.manual_links else ():
        if link.id not in found:
            whole = judged.of_link(link) if of_matters else None
            if whole is not None and whole.ruling is not None:
                found[link.id] = of_ruling[whole.ruling]
            elif any(reason.rule == BY_HAND for reason in link.reasons[:1]):
                found[link.id] = Standing.BY_HAND
    return MappingProxyType(found) if found else NONE
