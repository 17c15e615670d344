"""The labels of the company, by the kind of record they are for."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kartotek.errors import NotFound
from kartotek.fields import operations
from kartotek.web import render
from kartotek.web.forms import form_part
from kartotek.web.records.label_changes import change_label, label_context, settings_address
from kartotek.web.viewer import KartotekRequest

SCREEN = "settings/labels.html"

KINDS = {
    "person": gettext_lazy("People"),
    "organization": gettext_lazy("Organizations"),
    "deal": gettext_lazy("Deals"),
    "lead": gettext_lazy("Leads"),
    "project": gettext_lazy("Projects"),
}


def labels_context(request: KartotekRequest, on: str = "person") -> dict[str, object]:
    """Return what the page takes.

    Raises:
        NotFound: records of this kind have no labels.
    """
    if on not in KINDS:
        raise NotFound(_("There is nothing here."))
    return label_context(request, on) | {"kinds": KINDS, "action": settings_address(on)}


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "label_rows", labels_context)
def labels(request: KartotekRequest, on: str = "person") -> HttpResponse:
    """Show the labels of a kind, or change one."""
    context = labels_context(request, on)
    if request.method == "GET":
        return render.page(request, SCREEN, context)
    said = change_label(request, on)
    if not request.htmx:
        return said.on(request, render.redirect(request, settings_address(on)))
    return said.on(
        request, render.parts(request, SCREEN, ["label_rows"], labels_context(request, on))
    )


@require_POST
def label_return(request: KartotekRequest, label_id: int) -> HttpResponse:
    """Bring a deleted label back, on the records it was on."""
    back = operations.restore_label(label_id=label_id, by=request.viewer, at=timezone.now())
    text = _("Label %(name)s is back on its records") % {"name": back.name}
    return render.toast(request, render.redirect(request, _place(request, back.on)), text)


def _place(request: KartotekRequest, on: str) -> str:
    """Return the page of ours that asked, which shows the label again; else the settings."""
    asked = request.headers.get("HX-Current-URL", "")
    return asked if asked.startswith(request.build_absolute_uri("/")) else settings_address(on)
