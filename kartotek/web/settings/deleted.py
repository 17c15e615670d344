"""The deleted records that can still be restored, by kind."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from kartotek.search.deleted import KEPT_DAYS, KINDS, count_deleted
from kartotek.search.deleted import deleted as deleted_of
from kartotek.web import render
from kartotek.web.viewer import KartotekRequest

SCREEN = "settings/deleted.html"

NAMES = {
    "person": _("People"),
    "organization": _("Organizations"),
    "deal": _("Deals"),
    "lead": _("Leads"),
    "project": _("Projects"),
    "activity": _("Activities"),
    "note": _("Notes"),
    "file": _("Files"),
}


@require_GET
def deleted(request: KartotekRequest) -> HttpResponse:
    """Show a page of the deleted records of one kind, or the rows that follow."""
    counts = count_deleted(viewer=request.viewer)
    asked = request.GET.get("type", "")
    filled = [kind for kind in KINDS if counts[kind]]
    kind = asked if asked in KINDS else next(iter(filled), KINDS[0])
    text = request.GET.get("text", "").strip()
    after = request.GET.get("after", "")
    context = {
        "kind": kind,
        "kinds": [(one, NAMES[one], counts[one]) for one in KINDS],
        "text": text,
        "page": deleted_of(kind, viewer=request.viewer, at=timezone.now(), text=text, after=after),
        "kept_days": KEPT_DAYS,
        "here": request.get_full_path(),
    }
    if request.htmx and after:
        return render.part(request, SCREEN, "rows", context)
    return render.page(request, SCREEN, context)
