"""The people of an organization beyond the first few, and whom its picker offers."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kartotek.contacts import queries
from kartotek.contacts.queries import Narrowing
from kartotek.pipeline.deals.queries import counts_by_person
from kartotek.users.paging import Page
from kartotek.web import render
from kartotek.web.picking import typed_in
from kartotek.web.viewer import KartotekRequest

# So many of them stand in the sidebar before one asks for all.
SHOWN_FIRST = 3
A_PAGE = 50


@require_GET
def people(request: KartotekRequest, organization_id: int) -> HttpResponse:
    """Answer the people that follow those shown, by name."""
    queries.organization(organization_id, viewer=request.viewer)
    after = request.GET.get("after", "")
    page = queries.people(
        viewer=request.viewer,
        after=after,
        limit=A_PAGE,
        to=Narrowing(organization_id=organization_id),
    )
    rows = page.rows if after else page.rows[SHOWN_FIRST:]
    deals = counts_by_person([row.id for row in rows], viewer=request.viewer)
    following = Page(rows, page.next)
    return render.component(
        request, "organizations/_people.html", "people_rows", organization_id, following, deals
    )


@require_GET
def member_options(request: KartotekRequest, organization_id: int) -> HttpResponse:
    """Answer the people that the picker of the people section offers for typed text."""
    queries.organization(organization_id, viewer=request.viewer)
    typed = typed_in(request)
    found = queries.find_people(typed, viewer=request.viewer)
    context = {
        "found": found,
        "typed": typed,
        "prefix": request.GET.get("list", "members"),
        "organization_id": organization_id,
    }
    return render.part(request, "organizations/member_options.html", "options", context)
