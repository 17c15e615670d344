"""The people list: sorted, narrowed, a page at a time."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kartotek.activities.queries import next_due
from kartotek.contacts import queries
from kartotek.contacts.queries import Narrowing, Tally
from kartotek.pipeline.deals.queries import counts_by_person
from kartotek.web import render
from kartotek.web.people.nav import narrowing_of, nav_of, sorts_of
from kartotek.web.viewer import KartotekRequest
from kartotek.web.words import number

SCREEN = "people/people.html"


@require_GET
def people(request: KartotekRequest) -> HttpResponse:
    """Show a page of people, the list anew as it is narrowed, or the rows that follow."""
    narrowing = narrowing_of(request.GET)
    context = _rows(request, narrowing)
    if request.htmx and request.GET.get("after"):
        return render.part(request, SCREEN, "rows", context)
    tally = queries.count_people(viewer=request.viewer, to=narrowing)
    context |= {"tally": tally, "count_text": count_text(tally)}
    if request.htmx:
        return narrowed(request, SCREEN, "people_list", context)
    return render.page(request, SCREEN, context | nav_of("person", request.viewer, tally))


def _rows(request: KartotekRequest, narrowing: Narrowing) -> dict[str, object]:
    sort = request.GET.get("sort", "name")
    page = queries.people(
        viewer=request.viewer, sort=sort, after=request.GET.get("after", ""), to=narrowing
    )
    ids = [row.id for row in page.rows]
    return {
        "page": page,
        "narrowing": narrowing,
        "sorts": sorts_of(sort, ("name", "organization", "owner", "updated")),
        "deals": counts_by_person(ids, viewer=request.viewer),
        "next_due": next_due("person", ids, viewer=request.viewer),
    }


def count_text(tally: Tally) -> str:
    """Return how many rows a list has, in words: 1,284, or 47 of 1,284."""
    if tally.shown == tally.total:
        return number(tally.total)
    return _("%(shown)s of %(total)s") % {
        "shown": number(tally.shown),
        "total": number(tally.total),
    }


def narrowed(
    request: KartotekRequest, screen: str, block: str, context: dict[str, object]
) -> HttpResponse:
    """Return a list anew with its count, while somebody types what it is narrowed to."""
    count = format_html('<span class="count" id="page-count">{}</span>', context["count_text"])
    return render.answer(
        render.in_place(f"#{block}", render.draw_part(request, screen, block, context)),
        render.in_place("#page-count", count),
    )
