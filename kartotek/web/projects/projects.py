"""The list of projects, by board, phase and status."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from kartotek.activities.queries import next_due
from kartotek.pipeline.projects import queries
from kartotek.pipeline.projects.queries import Narrowing
from kartotek.web import render
from kartotek.web.items import choices
from kartotek.web.items.lists import sorts_of
from kartotek.web.records.sections import owners
from kartotek.web.viewer import KartotekRequest
from kartotek.web.words import number

SCREEN = "projects/projects.html"


@require_GET
def projects(request: KartotekRequest) -> HttpResponse:
    """Show a page of projects, or the rows that follow it."""
    to = narrowing_of(request.GET)
    sort = request.GET.get("sort", "newest")
    page = queries.projects(
        viewer=request.viewer, to=to, sort=sort, after=request.GET.get("after", "")
    )
    ids = [row.id for row in page.rows]
    context = {
        "page": page,
        "to": to,
        "sorts": sorts_of(sort, queries.PROJECT_ORDERS),
        "next_due": next_due("project", ids, viewer=request.viewer),
    }
    if request.htmx and request.GET.get("after"):
        return render.part(request, SCREEN, "rows", context)
    return render.page(request, SCREEN, context | _around(request, to))


def narrowing_of(asked: QueryDict) -> Narrowing:
    """Return what a query string narrows the list to."""
    state = asked.get("state", "open")
    return Narrowing(
        state=state if state in queries.STATES else "open",
        phase_id=_number(asked.get("phase", "")),
        owner_id=_number(asked.get("owner", "")),
    )


def _around(request: KartotekRequest, to: Narrowing) -> dict[str, object]:
    """Return what stands above the rows."""
    people = owners(request.viewer)
    phases = choices.phases(request.viewer)
    count = queries.count_projects(viewer=request.viewer, to=to)
    text = ngettext("%(count)s project", "%(count)s projects", count)
    return {
        "count_text": text % {"count": number(count)},
        "phases": phases,
        "phase_name": dict(phases).get(to.phase_id or 0, ""),
        "owners": people,
        "owner_name": dict(people).get(to.owner_id or 0, ""),
        "states": [
            ("open", _("Open")),
            ("completed", _("Completed")),
            ("cancelled", _("Cancelled")),
            ("archived", _("Archived")),
            ("all", _("All")),
        ],
    }


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None
