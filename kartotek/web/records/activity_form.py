"""An activity as it is typed."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class TimeForm(forms.Form):
    """When something takes place, and for how long."""

    due_on = forms.DateField(
        required=False, error_messages={"invalid": _("Type the day as year-month-day.")}
    )
    due_time = forms.TimeField(
        required=False, error_messages={"invalid": _("Type the time as hours:minutes.")}
    )
    duration_minutes = forms.IntegerField(required=False, min_value=0, max_value=60 * 24 * 31)


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
        typed: str = self.cleaned_data["guests"]
        return [one.strip() for one in typed.replace(";", ",").split(",") if one.strip()]


class OwnedActivityForm(ActivityForm):
    """An activity of which the owner can be chosen too."""

    owner_id = forms.IntegerField(required=False)
