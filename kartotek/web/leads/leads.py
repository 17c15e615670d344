"""The inbox of leads and its archive."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from kartotek.fields.queries import labels_of
from kartotek.pipeline.leads import queries
from kartotek.pipeline.leads.queries import Narrowing
from kartotek.web import render
from kartotek.web.items import choices
from kartotek.web.items.lists import sorts_of
from kartotek.web.numbers import record_number
from kartotek.web.records.sections import owners
from kartotek.web.viewer import KartotekRequest
from kartotek.web.words import number

SCREEN = "leads/leads.html"


@require_GET
def leads(request: KartotekRequest) -> HttpResponse:
    """Show a page of leads, the most urgent first, or the rows that follow it."""
    to = narrowing_of(request.GET)
    sort = request.GET.get("sort") or usual_order(to)
    page = queries.leads(
        viewer=request.viewer,
        to=to,
        today=timezone.localdate(),
        sort=sort,
        after=request.GET.get("after", ""),
    )
    ids = [row.id for row in page.rows]
    context = {
        "page": page,
        "to": to,
        "sorts": sorts_of(sort, queries.LEAD_ORDERS),
        "labels": labels_of("lead", ids, viewer=request.viewer),
        "is_urgent": sort.removeprefix("-") not in queries.LEAD_ORDERS,
    }
    if request.htmx and request.GET.get("after"):
        return render.part(request, SCREEN, "rows", context)
    return render.page(request, SCREEN, context | _around(request, to))


def narrowing_of(asked: QueryDict) -> Narrowing:
    """Return what a query string narrows the list to."""
    state = asked.get("state", "open")
    return Narrowing(
        state=state if state in queries.STATES else "open",
        owner_id=_number(asked.get("owner", "")),
        label_id=_number(asked.get("label", "")),
        source_name=asked.get("source", ""),
    )


def usual_order(to: Narrowing) -> str:
    """Return the order of a tab: what is archived is urgent no more."""
    return queries.URGENCY if to.state == "open" else "newest"


def _around(request: KartotekRequest, to: Narrowing) -> dict[str, object]:
    """Return what stands above the rows."""
    people = owners(request.viewer)
    count = queries.count_leads(viewer=request.viewer, to=to)
    text = ngettext("%(count)s lead", "%(count)s leads", count)
    return {
        "count_text": text % {"count": number(count)},
        "owners": people,
        "owner_name": dict(people).get(to.owner_id or 0, ""),
        "all_labels": choices.lead_labels(request.viewer),
        "sources": choices.sources(request.viewer, beside=to.source_name),
        "states": [("open", _("Inbox")), ("archived", _("Archived"))],
    }


def _number(text: str) -> int | None:
    return record_number(text)
