"""A record beside its list, and the card that shows when one points at its name."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kartotek.activities.queries import focus_of
from kartotek.contacts import queries
from kartotek.pipeline.deals import queries as deals
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
    record = (
        queries.person(record_id, viewer=viewer)
        if checked_kind(kind) == "person"
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


@require_GET
def card(request: KartotekRequest, kind: str, record_id: int) -> HttpResponse:
    """Answer the few lines that say who or what a name is."""
    lines = _person_lines if checked_kind(kind) == "person" else _organization_lines
    context = {"kind": kind, **lines(request, record_id)}
    return render.component(request, "lists/_panel.html", "card_of", context)


def _person_lines(request: KartotekRequest, person_id: int) -> dict[str, object]:
    found = queries.person(person_id, viewer=request.viewer)
    counts = deals.counts_by_person([person_id], viewer=request.viewer)
    reached = [one.value for one in (*found.addresses[:1], *found.phones[:1])]
    sub = [found.job_title, found.organization.name if found.organization else ""]
    return {"record": found, "counts": counts[person_id], "sub": sub, "lines": reached}


def _organization_lines(request: KartotekRequest, organization_id: int) -> dict[str, object]:
    found = queries.organization(organization_id, viewer=request.viewer)
    counts = deals.counts_by_organization([organization_id], viewer=request.viewer)
    sub = [found.industry, found.city]
    return {
        "record": found,
        "counts": counts[organization_id],
        "sub": sub,
        "lines": [found.address, found.website],
    }
