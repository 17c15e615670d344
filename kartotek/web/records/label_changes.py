"""Taking care of labels, wherever it is done: in the popover of a record, or in the settings."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kartotek.fields import operations, queries
from kartotek.fields.models import Tone
from kartotek.users.permissions import Permission
from kartotek.web import render
from kartotek.web.forms import cleaned
from kartotek.web.numbers import record_number
from kartotek.web.viewer import KartotekRequest


class CareForm(forms.Form):
    """A label with its new name and colour, or to be deleted; without one, a new label."""

    label_id = forms.IntegerField(required=False)
    name = forms.CharField(required=False)
    tone = forms.ChoiceField(required=False, choices=Tone.choices)
    is_deleted = forms.BooleanField(required=False)


@dataclass(frozen=True)
class Said:
    """What a change is answered with beside the labels anew; nothing where they say it."""

    text: str = ""
    undo_url: str = ""

    def on(self, request: KartotekRequest, response: HttpResponse) -> HttpResponse:
        """Return the answer with what is said about the change."""
        if not self.text:
            return response
        return render.toast(request, response, self.text, self.undo_url)


def label_context(request: KartotekRequest, kind: str) -> dict[str, object]:
    """Return what the rows of a kind's labels take."""
    typed = request.POST.get("label_id", "")
    return {
        "kind": kind,
        "labels": queries.counted_labels(kind, viewer=request.viewer),
        "tones": Tone.choices,
        "may_care": request.viewer.may(Permission.MANAGE_LABELS),
        "wrong_id": record_number(typed) or 0,
    }


def change_label(request: KartotekRequest, kind: str) -> Said:
    """Carry out what was typed for a label, and return what to say of it."""
    typed = cleaned(CareForm(request.POST))
    by, at = request.viewer, timezone.now()
    if typed["label_id"] is None:
        operations.add_label(on=kind, name=typed["name"], tone=typed["tone"], by=by, at=at)
        return Said()
    if typed["is_deleted"]:
        gone = operations.delete_label(label_id=typed["label_id"], by=by, at=at)
        text = ngettext(
            "Label %(name)s deleted, from %(count)s record",
            "Label %(name)s deleted, from %(count)s records",
            gone.count,
        )
        undo = reverse("settings:label_return", args=(gone.id,))
        return Said(text % {"name": gone.name, "count": gone.count}, undo)
    edited = operations.edit_label(
        label_id=typed["label_id"], name=typed["name"], tone=typed["tone"], by=by, at=at
    )
    return Said(_("Label %(name)s saved") % {"name": edited.name})


def settings_address(kind: str) -> str:
    """Return where the labels of a kind are kept in the settings."""
    return reverse("settings:labels_of", args=(kind,))
