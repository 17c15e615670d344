"""The preview of a merge, and the merge."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kartotek.contacts import queries
from kartotek.flows import merge_contacts
from kartotek.users.permissions import Permission
from kartotek.web import render
from kartotek.web.duplicates.asked import ids_of, kind_of, number_of
from kartotek.web.duplicates.preview import lines_of, moves_of
from kartotek.web.lists.nav import nav_of
from kartotek.web.viewer import KartotekRequest

SCREEN = "duplicates/merge.html"
PAGES = {"person": "people:person", "organization": "organizations:organization"}


@require_http_methods(["GET", "POST"])
def merge(request: KartotekRequest) -> HttpResponse:
    """Show what would become of the records, or merge them and open the one that stays."""
    if request.method == "GET":
        return render.page(request, SCREEN, _context(request))
    kind, ids = kind_of(request.POST), ids_of(request.POST)
    survivor_id = _primary(request.POST, ids)
    act = merge_contacts.merge_all(
        kind=kind, survivor_id=survivor_id, loser_ids=ids, by=request.viewer, at=timezone.now()
    )
    response = render.redirect(request, PAGES[kind], survivor_id)
    return render.toast(
        request, response, _merged(kind, ids), reverse("duplicates:undo", args=(act,))
    )


def _context(request: KartotekRequest) -> dict[str, object]:
    kind, ids = kind_of(request.GET), ids_of(request.GET)
    survivor_id = _primary(request.GET, ids)
    shown = merge_contacts.preview(
        kind=kind, survivor_id=survivor_id, loser_ids=ids, viewer=request.viewer
    )
    ordered = [survivor_id, *shown.loser_ids]
    sides = queries.sides(kind, ordered, viewer=request.viewer)
    return {
        "kind": kind,
        "ids": ",".join(str(pk) for pk in ids),
        "survivor": sides[survivor_id],
        "sides": [sides[pk] for pk in ordered],
        "lines": lines_of(kind, ordered, shown, viewer=request.viewer),
        "moves": moves_of(shown),
        "losing": [one.name for one in shown.losing],
        "gaining": [one.name for one in shown.gaining],
        "may_merge": request.viewer.may(Permission.MERGE),
        "nav": nav_of(kind, request.viewer, current="duplicates"),
    }


def _primary(asked: QueryDict, ids: Sequence[int]) -> int:
    """Return who stays: who was chosen, else the first."""
    chosen = number_of(asked, "primary")
    return chosen if chosen in ids else ids[0]


def _merged(kind: str, ids: Sequence[int]) -> str:
    count = {"count": len(ids)}
    if kind == "person":
        return _("%(count)s people are one now") % count
    return _("%(count)s organizations are one now") % count
