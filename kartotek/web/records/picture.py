"""The picture of a person or organization: shown, changed in a dialog, removed with Undo."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kartotek.contacts import operations
from kartotek.contacts.models import Organization, Person
from kartotek.contacts.operations.picture import MOST_BYTES
from kartotek.contacts.queries.picture import picture_of
from kartotek.lib.pictures import MEDIA_TYPE
from kartotek.web import render
from kartotek.web.files import as_picture
from kartotek.web.forms import cleaned, form_part
from kartotek.web.jinja import record_url
from kartotek.web.records.kinds import record_of
from kartotek.web.viewer import KartotekRequest

SCREEN = "records/picture.html"


class PictureForm(forms.Form):
    """A picture as it is uploaded."""

    picture = forms.FileField(error_messages={"required": gettext_lazy("Choose a picture first.")})


def picture_context(request: KartotekRequest, kind: str, record_id: int) -> dict[str, object]:
    """Return what the dialog takes."""
    found = record_of(kind, record_id, viewer=request.viewer)
    held = found.picture if isinstance(found, Person | Organization) else ""
    return {"kind": kind, "record_id": record_id, "name": str(found), "picture": held}


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "picture_edit", picture_context)
def picture(request: KartotekRequest, kind: str, record_id: int) -> HttpResponse:
    """Show the dialog, or give the record the picture that was chosen."""
    if request.method == "GET":
        context = picture_context(request, kind, record_id)
        if request.htmx:
            return render.part(request, SCREEN, "picture_edit", context)
        return render.page(request, SCREEN, context)
    given = cleaned(PictureForm(request.POST, request.FILES))["picture"]
    operations.set_picture(
        kind=kind,
        record_id=record_id,
        raw=given.read(MOST_BYTES + 1),
        by=request.viewer,
        at=timezone.now(),
    )
    return render.redirect(request, record_url(kind, record_id))


@require_GET
def picture_shown(request: KartotekRequest, kind: str, record_id: int, key: str) -> HttpResponse:
    """Answer the picture of a record; a browser may keep it, as its address names its content."""
    raw = picture_of(kind, record_id, key, viewer=request.viewer)
    response = as_picture(raw, MEDIA_TYPE)
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


@require_POST
def picture_removal(request: KartotekRequest, kind: str, record_id: int) -> HttpResponse:
    """Take the picture away, with Undo."""
    had = picture_context(request, kind, record_id)["picture"]
    operations.remove_picture(kind=kind, record_id=record_id, by=request.viewer, at=timezone.now())
    response = render.redirect(request, record_url(kind, record_id))
    if not had:
        return response
    undo = reverse("records:picture_return", args=(kind, record_id, had))
    return render.toast(request, response, _("Picture removed"), undo)


@require_POST
def picture_return(request: KartotekRequest, kind: str, record_id: int, key: str) -> HttpResponse:
    """Give the record a picture again that it had."""
    operations.bring_picture_back(
        kind=kind, record_id=record_id, name=key, by=request.viewer, at=timezone.now()
    )
    return render.redirect(request, record_url(kind, record_id))
