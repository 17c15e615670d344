"""The list of deals: in every state, sorted, narrowed, a page at a time."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from kartotek.activities.queries import next_due
from kartotek.pipeline.deals import queries
from kartotek.pipeline.deals.queries import Narrowing
from kartotek.web import render
from kartotek.web.items.lists import sorts_of
from kartotek.web.records.sections import owners
from kartotek.web.viewer import KartotekRequest
from kartotek.web.words import number

SCREEN = "deals/deals.html"


@require_GET
def deals(request: KartotekRequest) -> HttpResponse:
    """Show a page of deals, or the rows that follow it."""
    to = narrowing_of(request.GET)
    sort = request.GET.get("sort", "newest")
    page = queries.deals(
        viewer=request.viewer, to=to, sort=sort, after=request.GET.get("after", "")
    )
    ids = [row.id for row in page.rows]
    context = {
        "page": page,
        "to": to,
        "sorts": sorts_of(sort, queries.DEAL_ORDERS),
        "next_due": next_due("deal", ids, viewer=request.viewer),
    }
    if request.htmx and request.GET.get("after"):
        return render.part(request, SCREEN, "rows", context)
    return render.page(request, SCREEN, context | _around(request, to))


def narrowing_of(asked: QueryDict) -> Narrowing:
    """Return what a query string narrows the list to."""
    state = asked.get("state", "open")
    return Narrowing(
        state=state if state in queries.STATES else "open",
        pipeline_id=_number(asked.get("pipeline", "")),
        owner_id=_number(asked.get("owner", "")),
    )


def _around(request: KartotekRequest, to: Narrowing) -> dict[str, object]:
    """Return what stands above the rows."""
    pipelines = queries.pipelines(viewer=request.viewer)
    people = owners(request.viewer)
    count = queries.count_deals(viewer=request.viewer, to=to)
    text = ngettext("%(count)s deal", "%(count)s deals", count)
    return {
        "count_text": text % {"count": number(count)},
        "pipeline": next((one for one in pipelines if one.id == to.pipeline_id), None),
        "pipelines": pipelines,
        "owners": people,
        "owner_name": dict(people).get(to.owner_id or 0, ""),
        "states": [
            ("open", _("Open")),
            ("won", _("Won")),
            ("lost", _("Lost")),
            ("archived", _("Archived")),
            ("all", _("All")),
        ],
    }


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None
