"""A list as a file: its visible columns, comma-separated."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kartotek.search.lists.asking import Asking
from kartotek.search.lists.export import exported
from kartotek.search.lists.queries import Listing
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.web import render
from kartotek.web.lists.kinds import checked_kind
from kartotek.web.lists.selection import selected
from kartotek.web.lists.state import state_of
from kartotek.web.numbers import record_numbers
from kartotek.web.viewer import KartotekRequest

FILES = {
    "person": "people",
    "organization": "organizations",
    "deal": "deals",
    "lead": "leads",
    "project": "projects",
}


class Line:
    """What a csv writer writes to: hands every line on."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


@require_http_methods(["GET", "POST"])
def export(request: KartotekRequest, kind: str) -> HttpResponseBase:
    """Answer a list as a file; a POST leads to the file of what is selected."""
    refuse_unless(request.viewer, Permission.EXPORT)
    if request.method == "POST":
        return _lead_to_file(request, checked_kind(kind))
    state = state_of(checked_kind(kind), request.GET, viewer=request.viewer)
    wanted = state.wanted
    if "ids" in request.GET:
        numbers = request.GET["ids"].split(".")
        wanted = replace(wanted, ids=tuple(record_numbers(numbers)))
    listing = Listing(wanted, Asking.now(request.viewer, timezone.now()))
    response = StreamingHttpResponse(_lines(listing), content_type="text/csv; charset=utf-8")
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="{FILES[kind]}-{day}.csv"'
    return response


def _lead_to_file(request: KartotekRequest, kind: str) -> HttpResponse:
    query = request.POST.get("query", "")
    wanted = selected(request, kind)
    ids = "" if wanted.ids is None else f"&ids={'.'.join(map(str, wanted.ids))}"
    return render.redirect(request, f"{reverse('lists:export', args=(kind,))}?{query}{ids}")


def _lines(listing: Listing) -> Iterator[str]:
    writer = csv.writer(Line())
    # A mark that tells spreadsheets that the file is UTF-8.
    yield "\N{ZERO WIDTH NO-BREAK SPACE}"
    for row in exported(listing):
        yield writer.writerow(row)
