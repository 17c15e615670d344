"""Files of a record: put there, saved, looked at, called differently and taken back."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kartotek.activities import queries
from kartotek.flows import written_changes
from kartotek.web import render
from kartotek.web.files import PDF, PICTURES, as_attachment, as_document, as_picture
from kartotek.web.forms import cleaned, form_part
from kartotek.web.records.kinds import record_of
from kartotek.web.records.side import SCREEN, hung_on, side_answer, side_context
from kartotek.web.viewer import KartotekRequest

DIALOGS = "records/file.html"


class NameForm(forms.Form):
    """What a file is called."""

    name = forms.CharField(required=False, max_length=255)


def _add_context(request: KartotekRequest, kind: str, record_id: int) -> dict[str, object]:
    record = record_of(kind, record_id, viewer=request.viewer)
    return {
        "kind": kind,
        "record_id": record_id,
        "title": str(record),
        "limit": settings.FILE_BYTES,
        "shows": "add",
    }


def _file_context(
    request: KartotekRequest, kind: str, record_id: int, file_id: int
) -> dict[str, object]:
    file = queries.file(file_id, viewer=request.viewer)
    return {
        "kind": kind,
        "record_id": record_id,
        "file": file,
        "preview": preview_of(file),
        "shows": "name",
    }


def preview_of(file: queries.FileRow) -> str:
    """Return how a file can be looked at: as `picture`, as `document`, or not at all."""
    if file.media_type in PICTURES:
        return "picture"
    return "document" if file.media_type == PDF else ""


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "composer", side_context)
def files(request: KartotekRequest, kind: str, record_id: int) -> HttpResponse:
    """Put files on a record; GET answers what shows them anew."""
    if request.method == "POST":
        _put(request, kind, record_id)
        # One of several on their way: the last one asks for the page's parts.
        if "alone" in request.GET:
            return HttpResponse(status=204)
    return side_answer(request, kind, record_id)


@require_http_methods(["GET", "POST"])
@form_part(DIALOGS, "file_add", _add_context)
def file_add(request: KartotekRequest, kind: str, record_id: int) -> HttpResponse:
    """Show the dialog that takes files, or put them on the record."""
    if request.method == "GET":
        context = _add_context(request, kind, record_id)
        if request.htmx:
            return render.part(request, DIALOGS, "file_add", context)
        return render.page(request, DIALOGS, context)
    _put(request, kind, record_id)
    return render.close_dialog(side_answer(request, kind, record_id))


@require_GET
def file(request: KartotekRequest, file_id: int) -> HttpResponse:
    """Answer a file, to be saved."""
    row = queries.file(file_id, viewer=request.viewer)
    content = queries.content_of(row, viewer=request.viewer)
    return as_attachment(content, row.name, row.media_type)


@require_GET
def file_shown(request: KartotekRequest, file_id: int) -> HttpResponse:
    """Answer a picture or a PDF, to be looked at in place."""
    row = queries.file(file_id, viewer=request.viewer)
    preview = preview_of(row)
    if not preview:
        raise Http404
    content = queries.content_of(row, viewer=request.viewer)
    return as_document(content) if preview == "document" else as_picture(content, row.media_type)


@require_GET
def file_preview(request: KartotekRequest, kind: str, record_id: int, file_id: int) -> HttpResponse:
    """Show a file in a dialog."""
    context = _file_context(request, kind, record_id, file_id)
    if request.htmx:
        return render.part(request, DIALOGS, "file_preview", context)
    return render.page(request, DIALOGS, context | {"shows": "preview"})


@require_http_methods(["GET", "POST"])
@form_part(DIALOGS, "file_name", _file_context)
def file_name(request: KartotekRequest, kind: str, record_id: int, file_id: int) -> HttpResponse:
    """Call a file differently: a dialog, then the working side anew."""
    if request.method == "GET":
        context = _file_context(request, kind, record_id, file_id)
        if request.htmx:
            return render.part(request, DIALOGS, "file_name", context)
        return render.page(request, DIALOGS, context)
    name = cleaned(NameForm(request.POST))["name"]
    written_changes.rename_file(file_id=file_id, name=name, by=request.viewer, at=timezone.now())
    return render.close_dialog(side_answer(request, kind, record_id))


@require_POST
def file_delete(request: KartotekRequest, kind: str, record_id: int, file_id: int) -> HttpResponse:
    """Delete a file, with Undo."""
    gone = written_changes.delete_file(file_id=file_id, by=request.viewer, at=timezone.now())
    undo = reverse("records:file_restore", args=(kind, record_id, file_id))
    text = _("%(name)s deleted") % {"name": gone.name}
    return render.toast(request, side_answer(request, kind, record_id), text, undo)


@require_POST
def file_restore(request: KartotekRequest, kind: str, record_id: int, file_id: int) -> HttpResponse:
    """Bring a deleted file back."""
    written_changes.restore_file(file_id=file_id, by=request.viewer, at=timezone.now())
    return side_answer(request, kind, record_id)


def _put(request: KartotekRequest, kind: str, record_id: int) -> None:
    record_of(kind, record_id, viewer=request.viewer)
    written_changes.create_files(
        files=request.FILES.getlist("files"),
        by=request.viewer,
        at=timezone.now(),
        **hung_on(kind, record_id),
    )
