"""Articles read from files come into a workspace: new ones are added, other versions take their article's place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.model import Article
from core.workspace.edits import Edit, add_articles, apply, together
from core.workspace.judgements import Workspace
from core.workspace.versions import Report, earlier_version, replace_article


@dataclass(frozen=True, slots=True)
class Intake:
    """What taking articles in changes: one edit, None if all of them were there already, and the reports."""

    edit: Edit | None
    added: tuple[Article, ...]
    replaced: tuple[Report, ...]
    known: int


def take_in(workspace: Workspace, articles: Sequence[Article], files: Sequence[str], time: str = "") -> Intake:
    """Return how articles come into a workspace; ``files`` names where each was read."""
    edits: list[Edit] = []
    added: list[Article] = []
    reports: list[Report] = []
    known = 0
    for article, file in zip(articles, files, strict=True):
        old = earlier_version(workspace, article)
        if old is not None:
            edit, report = replace_article(workspace, old, article, file, time)
            reports.append(report)
        else:
            edit = add_articles(workspace, [article], [file], time)
            added += [article] if edit.changes else []
            known += not edit.changes
        if edit.changes:
            workspace, _ = apply(workspace, edit)
            edits.append(edit)
    return Intake(together(_what(added, reports), edits) if edits else None, tuple(added), tuple(reports), known)


def _what(added: Sequence[Article], reports: Sequence[Report]) -> str:
    parts = []
    if added:
        parts.append(f"added {added[0].name if len(added) == 1 else f'{len(added)} articles'}")
    if reports:
        parts.append(f"replaced {len(reports)} by {'another version' if len(reports) == 1 else 'other versions'}")
    return " and ".join(parts).capitalize()
