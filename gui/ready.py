"""A comparison with all that is looked up in it, under a filter and as it was judged."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.comparison import Index
from core.model import Comparison
from gui.filtering import Filter
from gui.marks import Basis, Survey, survey
from gui.restating import restated
from gui.standing import standings

if TYPE_CHECKING:
    from core.workspace import Workspace
    from core.workspace.judged import Judged


@dataclass(frozen=True, slots=True)
class Ready:
    """Made in the background, as it takes a second for 50,000 links; another filter or judgement takes far less."""

    comparison: Comparison
    index: Index
    basis: Basis
    judged: Judged
    workspace: Workspace
    filter: Filter
    survey: Survey

    def under(self, chosen: Filter, workspace: Workspace) -> Ready:
        """Return the same under another filter, with what has been said since."""
        if chosen == self.filter and workspace is self.workspace:
            return self
        from core.workspace.judged import as_judged, restated_since

        basis, judged = self.basis, self.judged.after(workspace)
        changed = restated_since(self.workspace, judged)
        if changed is None:
            basis = Basis(as_judged(workspace, self.comparison))
        elif changed:
            basis = restated(basis, changed)
        found = _survey(basis, chosen, judged)
        return replace(self, basis=basis, judged=judged, workspace=workspace, filter=chosen, survey=found)


def make_ready(comparison: Comparison, chosen: Filter, workspace: Workspace | None = None) -> Ready:
    """Prepare a comparison to be shown under a filter, as it was judged in a workspace."""
    from core.workspace.judged import Judged, as_judged

    workspace = workspace or nothing_said()
    basis, judged = Basis(as_judged(workspace, comparison)), Judged(workspace, comparison)
    return Ready(comparison, Index(comparison), basis, judged, workspace, chosen, _survey(basis, chosen, judged))


def _survey(basis: Basis, chosen: Filter, judged: Judged) -> Survey:
    return survey(basis, chosen, standings(judged, (placed.link for placed in basis.links), basis.groups))


@functools.cache
def nothing_said() -> Workspace:
    """Return the workspace of those who have none."""
    from core.workspace import Workspace

    return Workspace()
