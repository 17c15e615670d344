"""A record beside its list."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kartotek.activities.queries import focus_of
from kartotek.contacts import queries
from kartotek.pipeline.deals import queries as deals
from kartotek.pipeline.leads import queries as leads
from kartotek.pipeline.projects import queries as projects
from kartotek.web import render
from kartotek.web.lists.kinds import checked_kind
from kartotek.web.records.sections import sections_of
from kartotek.web.viewer import KartotekRequest

SCREEN = "lists/panel.html"
MOST_ACTIVITIES = 5


def panel_context(request: KartotekRequest, kind: str, record_id: int) -> dict[str, object]:
    """Return what the panel of a record takes.

    Raises:
        NotFound: there is no such record, or it is not theirs to see.
    """
    viewer = request.viewer
    if checked_kind(kind) == "deal":
        return {
            "kind": kind,
            "record": deals.deal(record_id, viewer=viewer),
            "focus": focus_of(kind, record_id, viewer=viewer, limit=MOST_ACTIVITIES),
        }
    if kind in {"lead", "project"}:
        read = leads.lead if kind == "lead" else projects.project
        return {
            "kind": kind,
            "record": read(record_id, viewer=viewer),
            "focus": focus_of(kind, record_id, viewer=viewer, limit=MOST_ACTIVITIES),
        }
    record = (
        queries.person(record_id, viewer=viewer)
        if kind == "person"
        else queries.organization(record_id, viewer=viewer)
    )
    return {
        "kind": kind,
        "record": record,
        "sections": sections_of(kind, record_id, viewer=viewer),
        "focus": focus_of(kind, record_id, viewer=viewer, limit=MOST_ACTIVITIES),
        "people": queries.people_of(record_id, viewer=viewer, limit=5)
        if kind == "organization"
        else [],
    }


@require_GET
def panel(request: KartotekRequest, kind: str, record_id: int) -> HttpResponse:
    """Answer a record as it stands beside its list."""
    context = panel_context(request, kind, record_id)
    if request.htmx:
        return render.component(request, "lists/_panel.html", "panel_of", context)
    return render.page(request, SCREEN, {"panel": context})
