"""What the dialogs that add a deal, a lead or a project ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kartotek.fields.queries import labels
from kartotek.pipeline.shown import Ref
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import Visibility
from kartotek.web.records.facts import AmountField
from kartotek.web.render import Typed

# What a picker's text is to a flow: a name, which counts where no record is chosen.
NAMES = {"person": "person_name", "organization": "organization_name"}


class ContactsForm(forms.Form):
    """Whom an item is about: chosen, or only named."""

    person = forms.CharField(required=False, max_length=1001)
    person_id = forms.IntegerField(required=False)
    person_address = forms.CharField(required=False, max_length=500)
    person_phone = forms.CharField(required=False, max_length=255)
    organization = forms.CharField(required=False, max_length=500)
    organization_id = forms.IntegerField(required=False)


class AddForm(ContactsForm):
    """The same with what the item is called, who sees it, and where it was opened from."""

    conversation_id = forms.IntegerField(required=False)
    also = forms.CharField(required=False, max_length=4000)
    title = forms.CharField(required=False)
    owner_id = forms.IntegerField(required=False)
    visibility = forms.TypedChoiceField(
        required=False, choices=Visibility.choices, coerce=int, empty_value=None
    )
    label_ids = forms.TypedMultipleChoiceField(required=False, coerce=int)

    def __init__(self, *args: Any, viewer: Viewer, kind: str, **kwargs: Any) -> None:
        """Offer the labels that records of the kind can have."""
        super().__init__(*args, **kwargs)
        known = [(one.id, one.name) for one in labels(kind, viewer=viewer)]
        field = self.fields["label_ids"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = known
        field.error_messages["invalid_choice"] = _("This label is gone.")

    def clean_also(self) -> list[int]:
        """Return the further conversations it was opened from."""
        typed = self.cleaned_data["also"].split(",")
        return [int(one) for one in typed if one.isascii() and one.isdecimal() and len(one) < 16]


class WorthForm(AddForm):
    """The same of a deal or lead, with what it may bring."""

    amount = AmountField(required=False)
    currency = forms.CharField(required=False, max_length=3)
    expected_close_on = forms.DateField(required=False)


def given(typed: dict[str, Any]) -> dict[str, Any]:
    """Return what was typed under the names that flows know it by."""
    return {NAMES.get(name, name): value for name, value in typed.items()}


def contact_values(person: Ref | None, organization: Ref | None) -> Typed:
    """Return the contacts of an item as their fields take them."""
    return Typed(
        {
            "person": person.name if person else "",
            "person_id": person.id if person else None,
            "organization": organization.name if organization else "",
            "organization_id": organization.id if organization else None,
        }
    )
