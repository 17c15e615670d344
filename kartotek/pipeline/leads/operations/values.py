"""What may be written on a lead, and the form it is kept in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict

from django.utils.translation import gettext as _

from kartotek.history.meanwhile import Was
from kartotek.pipeline import checks
from kartotek.users.viewer import Viewer


class LeadValues(TypedDict, total=False):
    """What a person can write on a lead; what is left out stays as it is.

    No owner, visibility, currency or source means the same as leaving it out.
    """

    title: str
    amount: Decimal | None
    currency: str
    person_id: int | None
    organization_id: int | None
    owner_id: int | None
    visibility: int | None
    expected_close_on: date | None
    source_name: str
    is_seen: bool


class LeadEdit(LeadValues, total=False):
    """What is written anew; `was` marks what the editor saw (kartotek.history.meanwhile)."""

    was: Was


_CHECKS: Mapping[str, Callable[[Any, Viewer], Any]] = {
    "title": lambda value, _by: checks.checked_title(value),
    "amount": lambda value, _by: checks.checked_amount(value),
    "currency": lambda value, _by: checks.checked_currency(value),
    "person_id": lambda value, by: checks.checked_person(value, by=by),
    "organization_id": lambda value, by: checks.checked_organization(value, by=by),
    "owner_id": lambda value, by: checks.checked_owner(value, by=by),
    "visibility": lambda value, _by: checks.checked_visibility(value),
    "expected_close_on": lambda value, _by: checks.checked_day(value, "expected_close_on"),
    "source_name": lambda value, _by: checks.checked_line(value, "source_name", 64),
    "is_seen": lambda value, _by: value,
}


def checked(values: LeadValues, *, by: Viewer) -> dict[str, Any]:
    """Return the values as they are kept.

    Raises:
        Invalid: one of them cannot be used.
    """
    return {
        name: _CHECKS[name](value, by)
        for name, value in values.items()
        if not checks.is_left_open(name, value)
    }


def refuse_nobody(person_id: int | None, organization_id: int | None) -> None:
    """Let a lead pass that belongs to somebody.

    Raises:
        Invalid: it has neither a person nor an organization.
    """
    if person_id is None and organization_id is None:
        raise checks.invalid("person_id", _("A lead needs a person or an organization."))
