"""An activity as it is typed."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kartotek.activities.models import ActivityType


class ActivityForm(forms.Form):
    """What is to do and when; without a title it is called as its type."""

    title = forms.CharField(required=False, max_length=500)
    type = forms.ChoiceField(choices=ActivityType.choices)
    due_on = forms.DateField(
        required=False, error_messages={"invalid": _("Type the day as year-month-day.")}
    )
    due_time = forms.TimeField(
        required=False, error_messages={"invalid": _("Type the time as hours:minutes.")}
    )
    duration_minutes = forms.IntegerField(required=False, min_value=0, max_value=60 * 24 * 31)
    note = forms.CharField(required=False)


class OwnedActivityForm(ActivityForm):
    """An activity of which the owner, and the person it is about, can be chosen too."""

    owner_id = forms.IntegerField(required=False)
    person_id = forms.IntegerField(required=False)
