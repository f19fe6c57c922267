"""What two analysts have of one thing, put together so that nothing of either is lost.

Of two words that exclude each other one stands, and the other is kept in writing: in the note of the judgement or the
link, or as a note of its own on the article.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from core.model import Article
from core.workspace.judgements import (
    About,
    Bounds,
    Correction,
    Judgement,
    ManualLink,
    Note,
    Restored,
    Ruling,
    SourceGrade,
    Status,
)
from core.workspace.withholding import withheld_text

_SAID_BY = ("author", "time")


@dataclass(frozen=True, slots=True)
class Joined:
    """What stands, and the notes that keep the rest."""

    record: Any
    notes: tuple[Note, ...] = ()


def alike(mine: Any, theirs: Any) -> bool:
    """Tell whether two records say the same, whoever said it and when."""
    names = [field.name for field in fields(mine) if field.name not in _SAID_BY]
    return all(getattr(mine, name) == getattr(theirs, name) for name in names)


def word(record: Judgement | ManualLink | SourceGrade | Correction) -> str:
    """Return what an analyst says in a word or two: a relation or "rejected", a grade, what is corrected."""
    if isinstance(record, ManualLink):
        return record.relation.value
    if isinstance(record, SourceGrade):
        return f"{record.reliability or '–'}{record.credibility or '–'}"
    if isinstance(record, Correction):
        return ", ".join(f"{field} “{value or 'nothing'}”" for field, value in sorted(record.values.items()))
    if record.ruling is Ruling.REJECT:
        return "rejected"
    return str(record.says or "the same")


def excludes(mine: Any, theirs: Any) -> bool:
    """Tell whether one of two records cannot be had without the other giving way."""
    if isinstance(mine, Judgement):
        return bool(mine.ruling and theirs.ruling and word(mine) != word(theirs))
    if isinstance(mine, ManualLink):
        return word(mine) != word(theirs)
    return isinstance(mine, SourceGrade | Correction) and not alike(mine, theirs)


def joined(mine: Any, theirs: Any, take_theirs: bool, name: str) -> Joined:
    """Return two records of one id as one; ``name`` is what the other analyst is called where nobody is named."""
    if isinstance(mine, Article):
        return Joined(theirs if withheld_text(mine) and not withheld_text(theirs) else mine)
    if isinstance(mine, Restored):
        return Joined(replace(mine, spans=tuple(sorted({*mine.spans, *theirs.spans}))))
    if isinstance(mine, Bounds):
        return _cut(mine, theirs, name)
    if isinstance(mine, Note):
        return Joined(mine, () if alike(mine, theirs) else (_beside(theirs),))
    if isinstance(mine, Judgement | ManualLink):
        return Joined(_spoken(mine, theirs, take_theirs, name))
    if isinstance(mine, SourceGrade | Correction) and not alike(mine, theirs):
        kept, other = (theirs, mine) if take_theirs else (mine, theirs)
        return Joined(kept, (_remembered(other, name),))
    return Joined(mine)


def about_note(values: Mapping[str, str], author: str) -> Note:
    """Return a note of what another analyst calls the whole: title, question, bottom line."""
    lines = [f"{author} has another {name.replace('_', ' ')}: {value}" for name, value in sorted(values.items())]
    text = "\n\n".join(lines)
    return Note(_id("whole", text), text, author=author)


def _spoken(mine: Any, theirs: Any, take_theirs: bool, name: str) -> Any:
    """Return two judgements, or two links made by hand, as one."""
    ruled = isinstance(mine, Judgement) and mine.ruling is None and theirs.ruling is not None
    base, other = (theirs, mine) if take_theirs or ruled else (mine, theirs)
    said = other.note.strip()
    if excludes(mine, theirs):
        said = f"{other.author or name}: {word(other)}." + (f" {said}" if said else "")
    note = base.note if not said or said in base.note else "\n\n".join(part for part in (base.note, said) if part)
    more: dict[str, Any] = {"note": note, "tags": tuple(dict.fromkeys((*base.tags, *other.tags)))}
    if isinstance(base, Judgement):
        more |= {
            "confidence": base.confidence or other.confidence,
            "importance": base.importance or other.importance,
            "status": base.status if base.status is not Status.OPEN else other.status,
        }
    return replace(base, **more)


def _cut(mine: Bounds, theirs: Bounds, name: str) -> Joined:
    """Return both analysts' claims of an article; of two that overlap mine stands, and theirs is kept in writing."""
    free = [span for span in theirs.spans if not any(span.overlaps(one) for one in mine.spans)]
    given_up = [span for span in theirs.spans if span not in free and span not in mine.spans]
    text = f"{name} cut claims otherwise, at {', '.join(f'{span.start}–{span.end}' for span in given_up)}."
    note = Note(_id(mine.id, text), text, About.ARTICLE, article=mine.id, author=name)
    return Joined(replace(mine, spans=tuple(sorted((*mine.spans, *free)))), (note,) if given_up else ())


def _beside(theirs: Note) -> Note:
    """Return another analyst's wording of a note as a note of its own."""
    return replace(theirs, id=_id(theirs.id, theirs.text, *map(str, (*theirs.anchors, *theirs.cites))))


def _remembered(other: SourceGrade | Correction, name: str) -> Note:
    """Return a grade or a correction that did not stand as a note on its article."""
    who = other.author or name
    if isinstance(other, SourceGrade):
        text = f"{who} graded this source {word(other)}." + (f" {other.note}" if other.note else "")
    else:
        text = f"{who} corrected this to {word(other)}."
    return Note(_id(other.id, text), text, About.ARTICLE, article=other.id, author=who, time=other.time)


def _id(*parts: str) -> str:
    return f"merged-{hashlib.sha256('|'.join(parts).encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
