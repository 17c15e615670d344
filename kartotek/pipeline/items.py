"""An item by its kind: a deal, a lead or a project."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kartotek.pipeline.deals import queries as deals
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads import queries as leads
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.linkable import DEAL, KINDS, LEAD, PROJECT, Counts, Linkable
from kartotek.pipeline.projects import queries as projects
from kartotek.pipeline.projects.models import Project
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import OwnedQuerySet

__all__ = ["DEAL", "KINDS", "LEAD", "PROJECT", "Counts", "Linkable", "find"]

_READS: Mapping[str, Callable[..., list[Linkable]]] = {
    DEAL: deals.linkable_by_ids,
    LEAD: leads.linkable_by_ids,
    PROJECT: projects.linkable_by_ids,
}


def find(kind: str, item_id: int, *, viewer: Viewer) -> Linkable | None:
    """Return a living item that the viewer sees, or None."""
    known: Mapping[str, OwnedQuerySet[Deal] | OwnedQuerySet[Lead] | OwnedQuerySet[Project]] = {
        DEAL: Deal.objects.alive(),
        LEAD: Lead.objects.alive(),
        PROJECT: Project.objects.alive(),
    }
    if kind not in known or not known[kind].visible_to(viewer).filter(pk=item_id).exists():
        return None
    found = _READS[kind]([item_id], company_id=viewer.company_id)
    return found[0] if found else None
