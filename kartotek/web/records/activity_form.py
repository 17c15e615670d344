"""An activity as it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from kartotek.activities.operations.values import LONGEST_MINUTES
from kartotek.errors import Invalid
from kartotek.web.forms import cleaned
from kartotek.web.numbers import record_number, record_numbers
from kartotek.web.viewer import KartotekRequest

ITEMS = ("deal", "lead", "project")

# What the dialog compares with what is there: who edits saw these.
COMPARED = ("title", "type", "due_on", "due_time", "duration_minutes", "location", "note")


class TimeForm(forms.Form):
    """When something takes place, and for how long."""

    due_on = forms.DateField(
        required=False, error_messages={"invalid": _("Type the day as year-month-day.")}
    )
    due_time = forms.TimeField(
        required=False, error_messages={"invalid": _("Type the time as hours:minutes.")}
    )
    duration_minutes = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=LONGEST_MINUTES,
        error_messages={
            "invalid": _("Type the duration as a number of minutes."),
            "min_value": _("It would end before it begins."),
            "max_value": _("Give the duration in minutes, up to a month."),
        },
    )


class CallForm(TimeForm):
    """What a call was about, and with whom; without a title it is called a call."""

    title = forms.CharField(required=False, max_length=500)
    note = forms.CharField(required=False)
    person_id = forms.IntegerField(required=False)


class ActivityForm(CallForm):
    """What is to do, when, where and with whom; without a title it is called as its type."""

    type = forms.CharField(max_length=64)
    location = forms.CharField(required=False, max_length=500)
    guests = forms.CharField(required=False)

    def clean_guests(self) -> list[str]:
        """Return the guests one by one, as they were typed."""
        return split_guests(self.cleaned_data["guests"])


class WholeActivityForm(TimeForm):
    """What the dialog of an activity says once: its people, guests and item are read apart."""

    title = forms.CharField(required=False, max_length=500)
    type = forms.CharField(max_length=64)
    note = forms.CharField(required=False)
    location = forms.CharField(required=False, max_length=500)
    owner_id = forms.IntegerField(required=False)
    organization_id = forms.IntegerField(required=False)
    is_busy = forms.BooleanField(required=False)


def split_guests(typed: str) -> list[str]:
    """Return the guests of a line one by one."""
    return [one.strip() for one in typed.replace(";", ",").split(",") if one.strip()]


def typed_activity(request: KartotekRequest) -> dict[str, Any]:
    """Return what the dialog of an activity says, as the operations take it.

    Raises:
        Invalid: a value cannot be read.
    """
    given = cleaned(WholeActivityForm(request.POST))
    # A form without the picker leaves what it does not show as it is.
    sent = {name: value for name, value in given.items() if name in request.POST}
    if "has_details" in request.POST:
        sent |= {"is_busy": given["is_busy"], "organization_id": given["organization_id"]}
        sent |= _guests(request) | _item(request)
    if "has_details" in request.POST or request.POST.get("person"):
        sent |= _people(request)
    return sent


def _people(request: KartotekRequest) -> dict[str, Any]:
    chosen = [*request.POST.getlist("people_ids"), request.POST.get("person_id", "")]
    named = [*request.POST.getlist("new_people")]
    if not request.POST.get("person_id"):
        named.append(request.POST.get("person", ""))
    return {
        "people_ids": record_numbers(chosen),
        "new_people": [one.strip() for one in named if one.strip()],
    }


def _guests(request: KartotekRequest) -> dict[str, Any]:
    typed = split_guests(request.POST.get("guest", ""))
    return {"guests": [*request.POST.getlist("guests"), *typed]}


def _item(request: KartotekRequest) -> dict[str, Any]:
    """Return the item that was chosen in place of the one that was shown.

    Raises:
        Invalid: something was typed that is no item.
    """
    shown, chosen = request.POST.get("item_shown", ""), request.POST.get("item_id", "")
    typed = request.POST.get("item", "").strip()
    if typed and not chosen:
        text = _now("Choose one from the list.")
        raise Invalid(text, {"item": text})
    if shown == chosen:
        return {}
    cleared = {f"{kind}_id": None for kind in ITEMS if shown.startswith(f"{kind}-")}
    return cleared | item_field(chosen)


def item_field(word: str) -> dict[str, Any]:
    """Return the argument for an item named as `deal-4`; nothing for what names none."""
    kind, _dash, text = word.partition("-")
    number = record_number(text)
    return {f"{kind}_id": number} if kind in ITEMS and number is not None else {}


def seen_by_editor(request: KartotekRequest) -> Mapping[str, str]:
    """Return the marks of what the editor saw, by field."""
    return {
        name: request.POST[f"was_{name}"] for name in COMPARED if request.POST.get(f"was_{name}")
    }
