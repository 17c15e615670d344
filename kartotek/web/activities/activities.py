"""The activities page: what is to do, late, for today, for this week, and done."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from kartotek.activities import queries
from kartotek.activities.queries import Asked, Span
from kartotek.web import render
from kartotek.web.records.timeline import ICONS
from kartotek.web.viewer import KartotekRequest

SCREEN = "activities/activities.html"

TITLES: dict[Span, Promise] = {
    Span.TO_DO: _("To do"),
    Span.OVERDUE: _("Overdue"),
    Span.TODAY: _("Today"),
    Span.WEEK: _("This week"),
    Span.DONE: _("Done"),
}


@dataclass(frozen=True)
class Choice:
    """A list one can choose, with how many activities it holds."""

    span: Span
    text: Promise
    count: int | None


@require_GET
def activities(request: KartotekRequest) -> HttpResponse:
    """Show a page of activities, or the rows that follow one."""
    context = list_context(request, request.GET)
    if request.htmx and request.GET.get("after"):
        return render.part(request, SCREEN, "rows", context)
    return render.page(request, SCREEN, context)


def list_context(request: KartotekRequest, asked: QueryDict) -> dict[str, object]:
    """Return what the list shows for a query string."""
    chosen = asked.get("show", "")
    span = Span(chosen) if chosen in set(Span) else Span.TO_DO
    is_own = asked.get("of") != "everyone"
    owner_id = request.viewer.user_id if is_own else None
    today = timezone.localdate()
    counts = queries.count_activities(viewer=request.viewer, today=today, owner_id=owner_id)
    page = queries.activities(
        Asked(span, today, owner_id), viewer=request.viewer, after=asked.get("after", "")
    )
    return {
        "page": page,
        "span": span,
        "is_own": is_own,
        "choices": [Choice(one, text, counts.get(one)) for one, text in TITLES.items()],
        "icons": ICONS,
    }


def asked_on_screen(request: KartotekRequest) -> QueryDict:
    """Return the query string of the list that a request was sent from."""
    return QueryDict(urlsplit(request.htmx.current_url or "").query)
