"""Labels of a record: put on, taken off, and made new, all in one popover."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from kartotek.fields import operations, queries
from kartotek.fields.models import Tone
from kartotek.users.permissions import Permission
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.jinja import record_url
from kartotek.web.records.kinds import record_of
from kartotek.web.records.label_changes import change_label, label_context, settings_address
from kartotek.web.records.side import side_pieces
from kartotek.web.viewer import KartotekRequest

SCREEN = "records/labels.html"
CARE = "records/label_care.html"


class LabelForm(forms.Form):
    """A label that is put on or taken off, or the name of a new one."""

    label_id = forms.IntegerField(required=False)
    is_on = forms.BooleanField(required=False)
    name = forms.CharField(required=False)
    tone = forms.ChoiceField(required=False, choices=Tone.choices)


def picker_context(request: KartotekRequest, kind: str, record_id: int) -> dict[str, object]:
    """Return what the picker of a record's labels takes."""
    record_of(kind, record_id, viewer=request.viewer)
    held = queries.labels_of(kind, [record_id], viewer=request.viewer).get(record_id, [])
    return {
        "kind": kind,
        "record_id": record_id,
        "choices": [(one, one in held) for one in queries.labels(kind, viewer=request.viewer)],
        "tones": Tone.choices,
        "may_care": request.viewer.may(Permission.MANAGE_LABELS),
    }


def care_context(request: KartotekRequest, kind: str, record_id: int) -> dict[str, object]:
    """Return what taking care of the labels of a record's kind takes."""
    more = {"record_id": record_id, "action": reverse("records:label_care", args=(kind, record_id))}
    return label_context(request, kind) | more


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "label_choices", picker_context)
def labels(request: KartotekRequest, kind: str, record_id: int) -> HttpResponse:
    """Show the picker, or put a label on a record or take one off."""
    if request.method == "GET":
        context = picker_context(request, kind, record_id)
        if request.htmx:
            return render.part(request, SCREEN, "label_picker", context)
        return render.page(request, SCREEN, context)
    _change(request, kind, record_id)
    if not request.htmx:
        return render.redirect(request, record_url(kind, record_id))
    return _answer(request, kind, record_id)


def _change(request: KartotekRequest, kind: str, record_id: int) -> None:
    """Carry out what was chosen; a new label is made and put on."""
    typed = cleaned(LabelForm(request.POST))
    subject = record_of(kind, record_id, viewer=request.viewer)
    by, at = request.viewer, timezone.now()
    if typed["label_id"] is None:
        operations.add_new_label(
            subject=subject, name=typed["name"], tone=typed["tone"], by=by, at=at
        )
    elif typed["is_on"]:
        operations.put_on(label_id=typed["label_id"], subject=subject, by=by, at=at)
    else:
        operations.take_off(label_id=typed["label_id"], subject=subject, by=by, at=at)


@require_http_methods(["GET", "POST"])
@form_part(CARE, "label_rows", care_context)
def care(request: KartotekRequest, kind: str, record_id: int) -> HttpResponse:
    """Show the labels of a kind to be changed, in the popover of a record's; or change one."""
    record_of(kind, record_id, viewer=request.viewer)
    if request.method == "GET":
        if request.htmx:
            return render.part(request, CARE, "label_care", care_context(request, kind, record_id))
        return render.redirect(request, settings_address(kind))
    said = change_label(request, kind)
    if not request.htmx:
        return said.on(request, render.redirect(request, record_url(kind, record_id)))
    context = care_context(request, kind, record_id)
    rows = render.draw_part(request, CARE, "label_rows", context)
    pieces = [render.in_place("#label_rows", rows), *_shown(request, kind, record_id)]
    return said.on(request, render.answer(*pieces))


def _shown(request: KartotekRequest, kind: str, record_id: int) -> list[SafeString]:
    """Return the labels of a record, and its Focus and History, anew."""
    held = queries.labels_of(kind, [record_id], viewer=request.viewer).get(record_id, [])
    line = render.draw(request, "records/_labels.html", "label_marks", kind, record_id, held)
    return [
        render.in_place(f"#labels-{kind}-{record_id}", line),
        *side_pieces(request, kind, record_id),
    ]


def _answer(request: KartotekRequest, kind: str, record_id: int) -> HttpResponse:
    context = picker_context(request, kind, record_id)
    return render.answer(
        render.in_place(
            "#label_choices", render.draw_part(request, SCREEN, "label_choices", context)
        ),
        *_shown(request, kind, record_id),
    )
