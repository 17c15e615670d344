"""Comments on a note: written below it, changed in a dialog, taken back with Undo."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kartotek.activities import queries
from kartotek.flows import written_changes
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.jinja import record_url
from kartotek.web.records.kinds import record_of
from kartotek.web.records.notes import said_of_blind
from kartotek.web.viewer import KartotekRequest

SCREEN = "records/comment.html"


class CommentForm(forms.Form):
    """A comment as it is written: as text, and where there are scripts as HTML too."""

    text = forms.CharField(required=False, strip=True)
    html = forms.CharField(required=False, strip=False)


def _context(
    request: KartotekRequest, kind: str, record_id: int, note_id: int
) -> dict[str, object]:
    record_of(kind, record_id, viewer=request.viewer)
    note = queries.note(note_id, viewer=request.viewer)
    return {"kind": kind, "record_id": record_id, "note": note, "shows": "comment"}


def _edit_context(
    request: KartotekRequest, kind: str, record_id: int, comment_id: int
) -> dict[str, object]:
    record_of(kind, record_id, viewer=request.viewer)
    comment = queries.comment(comment_id, viewer=request.viewer)
    return {"kind": kind, "record_id": record_id, "comment": comment, "shows": "edit"}


@require_http_methods(["GET", "POST"])
def comment(request: KartotekRequest, kind: str, record_id: int, note_id: int) -> HttpResponse:
    """Answer the box for a comment on a note, or write one."""
    if request.method == "GET":
        context = _context(request, kind, record_id, note_id)
        if request.htmx:
            return render.part(request, SCREEN, "comment_on", context)
        return render.page(request, SCREEN, context)
    return _write(request, kind, record_id, note_id)


@form_part(SCREEN, "comment_on", _context)
def _write(request: KartotekRequest, kind: str, record_id: int, note_id: int) -> HttpResponse:
    record_of(kind, record_id, viewer=request.viewer)
    made = written_changes.create_comment(
        note_id=note_id,
        by=request.viewer,
        at=timezone.now(),
        **cleaned(CommentForm(request.POST)),
    )
    answer = _card_answer(request, kind, record_id, note_id)
    return said_of_blind(request, answer, note_id, made.html)


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "comment_edit", _edit_context)
def comment_edit(
    request: KartotekRequest, kind: str, record_id: int, comment_id: int
) -> HttpResponse:
    """Change a comment: a dialog, then its note anew."""
    if request.method == "GET":
        context = _edit_context(request, kind, record_id, comment_id)
        if request.htmx:
            return render.part(request, SCREEN, "comment_edit", context)
        return render.page(request, SCREEN, context)
    edited = written_changes.edit_comment(
        comment_id=comment_id,
        by=request.viewer,
        at=timezone.now(),
        **cleaned(CommentForm(request.POST)),
    )
    answer = render.close_dialog(_card_answer(request, kind, record_id, edited.note_id))
    return said_of_blind(request, answer, edited.note_id, edited.html)


@require_POST
def comment_delete(
    request: KartotekRequest, kind: str, record_id: int, comment_id: int
) -> HttpResponse:
    """Delete a comment, with Undo."""
    gone = written_changes.delete_comment(
        comment_id=comment_id, by=request.viewer, at=timezone.now()
    )
    undo = reverse("records:comment_restore", args=(kind, record_id, comment_id))
    answer = _card_answer(request, kind, record_id, gone.note_id)
    return render.toast(request, answer, _("Comment deleted"), undo)


@require_POST
def comment_restore(
    request: KartotekRequest, kind: str, record_id: int, comment_id: int
) -> HttpResponse:
    """Bring a deleted comment back."""
    back = written_changes.restore_comment(
        comment_id=comment_id, by=request.viewer, at=timezone.now()
    )
    return _card_answer(request, kind, record_id, back.note_id)


def _card_answer(request: KartotekRequest, kind: str, record_id: int, note_id: int) -> HttpResponse:
    """Return the note anew, with what is said of it now."""
    if not request.htmx:
        return render.redirect(request, f"{record_url(kind, record_id)}?show=notes#note-{note_id}")
    note = queries.note(note_id, viewer=request.viewer)
    card = render.draw(
        request, "records/_notes.html", "note_card", kind, record_id, note, request.viewer
    )
    return render.answer(render.in_place(f"#note-card-{note_id}", card))
