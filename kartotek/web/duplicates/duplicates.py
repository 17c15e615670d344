"""The pairs that may be one, with their reasons, and the merges that can be undone."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from kartotek.contacts import queries
from kartotek.users.permissions import Permission
from kartotek.users.viewer import Viewer
from kartotek.web import render
from kartotek.web.duplicates.asked import kind_of, number_of
from kartotek.web.duplicates.compare import card_of
from kartotek.web.lists.nav import nav_of
from kartotek.web.viewer import KartotekRequest

SCREEN = "duplicates/duplicates.html"
SHOWN = ("all", "certain", "likely", "apart", "merged")
A_PAGE = 20


@require_GET
def duplicates(request: KartotekRequest) -> HttpResponse:
    """Show pairs of people or organizations, a page at a time, or what was merged lately."""
    context = context_of(request)
    if request.htmx and number_of(request.GET, "after"):
        return render.part(request, SCREEN, "pairs", context)
    return render.page(request, SCREEN, context)


def context_of(request: KartotekRequest) -> dict[str, object]:
    """Return what the page takes."""
    asked, viewer = request.GET, request.viewer
    kind = kind_of(asked)
    show = asked.get("show", "")
    show = show if show in SHOWN else SHOWN[0]
    about_id = number_of(asked, "about") or None
    page = queries.pairs(
        kind,
        viewer=viewer,
        which=show,
        about_id=about_id,
        after=number_of(asked, "after"),
        limit=A_PAGE,
    )
    merges = queries.recent_merges(kind, viewer=viewer, at=timezone.now())
    return {
        "kind": kind,
        "show": show,
        "cards": [card_of(pair) for pair in page.rows],
        "after": page.after,
        "about": _about(kind, about_id, viewer),
        "merges": merges if show == "merged" else [],
        "count": queries.count_pairs(kind, viewer=viewer),
        "certain_count": queries.count_pairs(kind, viewer=viewer, which="certain"),
        "job": queries.newest_job(kind, "merge", viewer=viewer),
        "search": queries.newest_job("person", "find", viewer=viewer),
        "may_merge": viewer.may(Permission.MERGE),
        "nav": nav_of(kind, viewer, current="duplicates"),
    }


def _about(kind: str, record_id: int | None, viewer: Viewer) -> queries.Side | None:
    """Return the record whose pairs alone are shown, where the viewer sees it."""
    if record_id is None:
        return None
    return queries.sides(kind, [record_id], viewer=viewer).get(record_id)
