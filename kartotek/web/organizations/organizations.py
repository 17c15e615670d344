"""The organizations list: sorted, narrowed, a page at a time."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kartotek.contacts import queries
from kartotek.contacts.queries import Narrowing
from kartotek.pipeline.deals.queries import counts_by_organization
from kartotek.web import render
from kartotek.web.people.nav import narrowing_of, nav_of, sorts_of
from kartotek.web.people.people import count_text, narrowed
from kartotek.web.viewer import KartotekRequest

SCREEN = "organizations/organizations.html"


@require_GET
def organizations(request: KartotekRequest) -> HttpResponse:
    """Show a page of organizations, the list anew as it is narrowed, or the rows that follow."""
    narrowing = narrowing_of(request.GET)
    context = _rows(request, narrowing)
    if request.htmx and request.GET.get("after"):
        return render.part(request, SCREEN, "rows", context)
    tally = queries.count_organizations(viewer=request.viewer, to=narrowing)
    context |= {"tally": tally, "count_text": count_text(tally)}
    if request.htmx:
        return narrowed(request, SCREEN, "organization_list", context)
    return render.page(request, SCREEN, context | nav_of("organization", request.viewer, tally))


def _rows(request: KartotekRequest, narrowing: Narrowing) -> dict[str, object]:
    sort = request.GET.get("sort", "name")
    page = queries.organizations(
        viewer=request.viewer, sort=sort, after=request.GET.get("after", ""), to=narrowing
    )
    ids = [row.id for row in page.rows]
    return {
        "page": page,
        "narrowing": narrowing,
        "sorts": sorts_of(sort, ("name", "owner", "updated")),
        "deals": counts_by_organization(ids, viewer=request.viewer),
    }
