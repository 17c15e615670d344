"""Notes on a record: written in the composer, changed, pinned and taken back in History."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from kartotek.activities import operations, queries
from kartotek.flows import written_changes
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.records.facts import was_of
from kartotek.web.records.kinds import record_of
from kartotek.web.records.side import SCREEN, hung_on, side_answer, side_context
from kartotek.web.viewer import KartotekRequest


class NoteForm(forms.Form):
    """A note as it is written: as text, and where there are scripts as HTML too."""

    text = forms.CharField(required=False, strip=True)
    html = forms.CharField(required=False, strip=False)
    is_pinned = forms.BooleanField(required=False)


class PinForm(forms.Form):
    """Whether a note is pinned."""

    is_pinned = forms.BooleanField(required=False)


def _note_context(
    request: KartotekRequest, kind: str, record_id: int, note_id: int
) -> dict[str, object]:
    note = queries.note(note_id, viewer=request.viewer)
    return {"kind": kind, "record_id": record_id, "note": note}


@require_POST
@form_part(SCREEN, "composer", side_context)
def note(request: KartotekRequest, kind: str, record_id: int) -> HttpResponse:
    """Write a note on a record."""
    record_of(kind, record_id, viewer=request.viewer)
    written = cleaned(NoteForm(request.POST))
    made = written_changes.create_note(
        by=request.viewer, at=timezone.now(), **written, **hung_on(kind, record_id)
    )
    answer = side_answer(request, kind, record_id, with_composer=True)
    return said_of_blind(request, answer, made.pk, made.html)


@require_http_methods(["GET", "POST"])
@form_part("records/note.html", "note_edit", _note_context)
def note_edit(request: KartotekRequest, kind: str, record_id: int, note_id: int) -> HttpResponse:
    """Change a note: a dialog, then the working side anew."""
    record_of(kind, record_id, viewer=request.viewer)
    if request.method == "GET":
        context = _note_context(request, kind, record_id, note_id)
        if request.htmx:
            return render.part(request, "records/note.html", "note_edit", context)
        return render.page(request, "records/note.html", context)
    written = cleaned(NoteForm(request.POST))
    seen = was_of(request, "text")
    edited = written_changes.edit_note(
        note_id=note_id, by=request.viewer, at=timezone.now(), was=seen, **written
    )
    answer = render.close_dialog(side_answer(request, kind, record_id))
    return said_of_blind(request, answer, edited.pk, edited.html)


@require_POST
def note_pin(request: KartotekRequest, kind: str, record_id: int, note_id: int) -> HttpResponse:
    """Pin a note to Focus, or take the pin out."""
    is_pinned = cleaned(PinForm(request.POST))["is_pinned"]
    operations.pin_note(note_id=note_id, is_pinned=is_pinned, by=request.viewer, at=timezone.now())
    return side_answer(request, kind, record_id)


@require_POST
def note_delete(request: KartotekRequest, kind: str, record_id: int, note_id: int) -> HttpResponse:
    """Delete a note, with Undo."""
    written_changes.delete_note(note_id=note_id, by=request.viewer, at=timezone.now())
    undo = reverse("records:note_restore", args=(kind, record_id, note_id))
    return render.toast(request, side_answer(request, kind, record_id), _("Note deleted"), undo)


@require_POST
def note_restore(request: KartotekRequest, kind: str, record_id: int, note_id: int) -> HttpResponse:
    """Bring a deleted note back."""
    written_changes.restore_note(note_id=note_id, by=request.viewer, at=timezone.now())
    return side_answer(request, kind, record_id)


def said_of_blind(
    request: KartotekRequest, answer: HttpResponse, note_id: int, html: str
) -> HttpResponse:
    """Return the answer, with a word about who is mentioned and may not see the note."""
    blind = queries.mentioned_blind(note_id, html, viewer=request.viewer)
    if not blind:
        return answer
    text = ngettext(
        "%(names)s may not see this record and is not told.",
        "%(names)s may not see this record and are not told.",
        len(blind),
    )
    return render.toast(request, answer, text % {"names": ", ".join(blind)})
