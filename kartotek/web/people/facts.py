"""The facts of a person that are edited one at a time."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kartotek.contacts.queries import PersonPage
from kartotek.web.records.facts import Fact, visibility_options

LABELS = {
    "first_name": _("First name"),
    "last_name": _("Last name"),
    "job_title": _("Job title"),
    "birthday": _("Birthday"),
    "postal_address": _("Postal address"),
    "messenger": _("Messenger"),
    "notes": _("Notes"),
}
INPUTS = {"birthday": "date", "postal_address": "area", "notes": "area"}
LONGEST = {"job_title": 255, "messenger": 255, "notes": 100_000}


def details_of(found: PersonPage) -> list[Fact]:
    """Return the facts of the details section."""
    return [
        Fact(
            name,
            label,
            getattr(found, name),
            _edit_url(found, name),
            input=INPUTS.get(name, "text"),
            longest=LONGEST.get(name, 500),
        )
        for name, label in LABELS.items()
    ]


def visible_to(found: PersonPage) -> Fact:
    """Return the fact that says who sees a person."""
    return Fact(
        "visibility",
        _("Visible to"),
        found.visibility,
        _edit_url(found, "visibility"),
        input="select",
        options=visibility_options(),
    )


def owner(found: PersonPage, owners: list[tuple[int, str]]) -> Fact:
    """Return the fact that says who owns a person."""
    return Fact(
        "owner_id",
        _("Owner"),
        found.owner_id,
        _edit_url(found, "owner_id"),
        input="select",
        options=owners,
    )


def _edit_url(found: PersonPage, name: str) -> str:
    return reverse("people:fact", args=(found.id, name))
