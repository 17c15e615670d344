"""Labels of a record: put on, taken off, and made new, all in one popover."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kartotek.fields import operations, queries
from kartotek.fields.models import Tone
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.jinja import record_url
from kartotek.web.records.kinds import record_of
from kartotek.web.records.side import side_pieces
from kartotek.web.viewer import KartotekRequest

SCREEN = "records/labels.html"


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
    }


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


def _answer(request: KartotekRequest, kind: str, record_id: int) -> HttpResponse:
    context = picker_context(request, kind, record_id)
    held = queries.labels_of(kind, [record_id], viewer=request.viewer).get(record_id, [])
    line = render.draw(request, "records/_labels.html", "label_marks", kind, record_id, held)
    return render.answer(
        render.in_place(
            "#label_choices", render.draw_part(request, SCREEN, "label_choices", context)
        ),
        render.in_place(f"#labels-{kind}-{record_id}", line),
        *side_pieces(request, kind, record_id),
    )
