"""Contacts in rows, the last twelve months in columns, and who is to hear from us."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_GET

from kartotek.fields import queries as fields
from kartotek.flows.timeline import MODELS, Asked, count_late, months_until
from kartotek.flows.timeline import timeline as page_of_timeline
from kartotek.users import queries as users
from kartotek.web.lists.nav import nav_of
from kartotek.web.numbers import record_number
from kartotek.web.render import page, part
from kartotek.web.timeline.words import FREQUENCIES, ICONS, WORDS
from kartotek.web.viewer import KartotekRequest

SCREEN = "timeline/timeline.html"


@require_GET
def timeline(request: KartotekRequest) -> HttpResponse:
    """Show a page of it, or the rows that follow."""
    context = timeline_context(request)
    if request.htmx and request.GET.get("after"):
        return part(request, SCREEN, "rows", context)
    return page(request, SCREEN, context)


def timeline_context(request: KartotekRequest) -> dict[str, Any]:
    """Return what the page takes."""
    viewer, asked, at = request.viewer, request.GET, timezone.now()
    kind = asked.get("kind", "")
    kind = kind if kind in MODELS else "person"
    late_count = count_late(kind, viewer=viewer, at=at)
    show = asked.get("show", "") or ("due" if late_count else "all")
    wanted = Asked(
        kind=kind,
        is_due=show == "due",
        owner_id=record_number(asked.get("owner", "")),
        label_id=record_number(asked.get("label", "")),
        after=asked.get("after", ""),
    )
    found = page_of_timeline(wanted, viewer=viewer, at=at)
    # The newest stands first, so that a narrow screen shows it without scrolling.
    months = reversed(months_until(at.date()))
    return {
        "kind": kind,
        "show": show,
        "late_count": late_count,
        "rows": found.rows,
        "next": found.next,
        "months": [(one, date_format(date(*one, 1), "M Y")) for one in months],
        "icons": ICONS,
        "words": WORDS,
        "frequencies": FREQUENCIES,
        "owners": users.colleagues(viewer=viewer),
        "labels": [(one.id, one.name) for one in fields.labels(kind, viewer=viewer)],
        "owner_id": wanted.owner_id or "",
        "label_id": wanted.label_id or "",
        "nav": nav_of(kind, viewer, current="timeline"),
    }
