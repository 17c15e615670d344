"""What a change of activities leads to where it was made: a record's page, the list or the week."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpResponse
from django.urls import reverse

from kartotek.web import render
from kartotek.web.activities.activities import SCREEN, asked_on_screen, list_context
from kartotek.web.activities.calendar import SCREEN as CALENDAR
from kartotek.web.activities.calendar import calendar_context
from kartotek.web.numbers import record_number
from kartotek.web.records.side import side_answer
from kartotek.web.viewer import KartotekRequest


def changed_answer(request: KartotekRequest) -> HttpResponse:
    """Return the parts that changed on the page a request was sent from, or where it leads."""
    kind, _dash, text = request.GET.get("on", "").partition("-")
    record_id = record_number(text)
    if kind and record_id is not None:
        return side_answer(request, kind, record_id)
    if not request.htmx:
        return render.redirect(request, "activities:activities")
    page = _page(request)
    # Links that are drawn anew keep what the page was asked for.
    request.GET = asked_on_screen(request)  # type: ignore[assignment]
    if page == "activities:calendar":
        context = calendar_context(request, request.GET)
        return render.parts(request, CALENDAR, ["calendar"], context)
    if page != "activities:activities":
        response = HttpResponse()
        response["HX-Trigger"] = "record:added"
        return response
    context = list_context(request, request.GET)
    return render.parts(request, SCREEN, ["activity_list"], context)


def _page(request: KartotekRequest) -> str:
    """Return the name of the page that a request was sent from; nothing for none of these."""
    path = urlsplit(request.htmx.current_url or "").path
    pages = ("activities:activities", "activities:calendar")
    return next((page for page in pages if reverse(page) == path), "")
