"""Where leads come from: the sources of a company, in order."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from kartotek.pipeline.leads.models import Lead, LeadSource
from kartotek.users.viewer import Viewer


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as pickers and the settings show it."""

    id: int
    name: str
    lead_count: int = 0


def sources(*, viewer: Viewer) -> list[SourceRow]:
    """Return the sources in order."""
    found = LeadSource.objects.filter(company_id=viewer.company_id).order_by("position", "pk")
    return [SourceRow(pk, name) for pk, name in found.values_list("pk", "name")]


def sources_counted(*, viewer: Viewer) -> list[SourceRow]:
    """Return the sources in order, each with how many leads the viewer sees of it."""
    leads = Lead.objects.alive().visible_to(viewer).order_by()
    counts = dict(leads.values_list("source_name").annotate(count=Count("pk")))
    return [SourceRow(one.id, one.name, counts.get(one.name, 0)) for one in sources(viewer=viewer)]
