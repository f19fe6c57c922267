"""How dates, lengths and counts are put into words, the same everywhere in the window."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from core import resources
from core.comparison import word_count
from core.model import Article, Claim, Relation
from gui.marks import TELLING, Row
from gui.session import Session
from gui.standing import Standing
from gui.theme import design

if TYPE_CHECKING:
    from core.workspace.judgements import SourceGrade

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment(stamp: str | None) -> str:
    """Return an ISO date or time as "3 Mar 2026, 14:20", to the precision it has; what is no date stays."""
    if not stamp:
        return "No date found"
    try:
        read = datetime.fromisoformat(stamp)
    except ValueError:
        return stamp
    day = f"{read.day} {_MONTHS[read.month - 1]} {read.year}"
    return f"{day}, {read:%H:%M}" if "T" in stamp or " " in stamp else day


def said_at(stamp: str) -> str:
    """Return when something was said, which a workspace notes in UTC, as the time of where one is."""
    try:
        return moment(datetime.fromisoformat(stamp).astimezone().strftime("%Y-%m-%dT%H:%M"))
    except ValueError:
        return stamp


def number_of(number: int, one: str) -> str:
    """Return "1 mark" or "1,234 marks"."""
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def words(article: Article) -> str:
    """Return the length of the kept text, such as "412 words"."""
    return number_of(word_count(article), "word")


def length_and_time(article: Article) -> str:
    """Return "3 Mar 2026, 14:20 · 412 words"."""
    updated = f" · updated {moment(article.updated)}" if article.updated else ""
    return f"{moment(article.published)}{updated} · {words(article)}"


def graded(grade: SourceGrade | None) -> str:
    """Return an Admiralty grade as "B2", with a dash for the half that is not given; nothing for none."""
    if grade is None or not (grade.reliability or grade.credibility):
        return ""
    return f"{grade.reliability or '–'}{grade.credibility or '–'}"


def counted(counts: Mapping[Relation, int]) -> str:
    """Return "2 conflicts, 1 agreement", or "nothing marked"."""
    signs = design().signs
    parts = [
        f"{counts[relation]} {signs[relation].one if counts[relation] == 1 else signs[relation].many}"
        for relation in TELLING
        if counts.get(relation)
    ]
    return ", ".join(parts) if parts else "nothing marked"


def opening(claim: Claim, length: int = 160) -> str:
    """Return the first words of a claim on one line."""
    line = " ".join(claim.text.split())
    return line if len(line) <= length else f"{line[:length].rsplit(' ', 1)[0]} …"


def why(session: Session, link_id: str) -> str:
    """Return a link in one line: "≠ A–C: The dead are 12 in one and 21 in the other"; empty if there is none such."""
    link = session.survey.links.get(link_id)
    if link is None or session.index is None:
        return ""
    letters = "–".join(session.label(session.index.claim(end).article) for end in (link.a, link.b))
    sign = design().signs[link.relation]
    said = f" ({verdict})" if (verdict := judged(session.survey.standings.get(link.id))) else ""
    return f"{sign.sign} {letters}{said}: {link.reasons[0].text if link.reasons else sign.meaning}"


def judged(standing: Standing | None) -> str:
    """Return what the analyst said of a mark in a word or two, nothing if nobody judged it."""
    return design().verdicts[standing].one if standing else ""


def row_judged(row: Row) -> str:
    """Return "accepted", "2 of 3 judged" where some pairs of a matter still wait, or nothing."""
    if row.standing or not row.judged:
        return judged(row.standing)
    return f"{row.judged} of {len(row.links)} judged"


@functools.cache
def _rules() -> Mapping[str, str]:
    check = resources.Checker("resources/rules.yaml")
    found = {name: check.text(node, path) for name, node, path in check.entries(resources.load("rules.yaml"), "$")}
    check.done()
    return MappingProxyType(found)


def rule(name: str) -> str:
    """Return what a rule looks for in plain words, or its name if nobody has put it into words."""
    return _rules().get(name, name)
