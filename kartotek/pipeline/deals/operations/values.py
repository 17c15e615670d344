"""What may be written on a deal, and the form it is kept in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypedDict

from django.utils import timezone
from django.utils.translation import gettext as _

from kartotek.history.meanwhile import Was
from kartotek.lib.text import fold, sort_key
from kartotek.pipeline import checks
from kartotek.users.viewer import Viewer


class DealValues(TypedDict, total=False):
    """What a person can write on a deal; what is left out stays as it is.

    No owner, visibility or currency means the same as leaving it out.
    """

    title: str
    amount: Decimal | None
    currency: str
    person_id: int | None
    organization_id: int | None
    owner_id: int | None
    visibility: int | None
    expected_close_on: date | None
    lost_reason: str


class DealEdit(DealValues, total=False):
    """What is written anew; `was` marks what the editor saw (kartotek.history.meanwhile)."""

    was: Was


class NewDeal(DealValues, total=False):
    """The values of a new deal; without a stage it stands in the first one."""

    stage_id: int | None


_CHECKS: Mapping[str, Callable[[Any, Viewer], Any]] = {
    "title": lambda value, _by: checks.checked_title(value),
    "amount": lambda value, _by: checks.checked_amount(value),
    "currency": lambda value, _by: checks.checked_currency(value),
    "person_id": lambda value, by: checks.checked_person(value, by=by),
    "organization_id": lambda value, by: checks.checked_organization(value, by=by),
    "owner_id": lambda value, by: checks.checked_owner(value, by=by),
    "visibility": lambda value, _by: checks.checked_visibility(value),
    "expected_close_on": lambda value, _by: checks.checked_day(value, "expected_close_on"),
    "lost_reason": lambda value, _by: checks.checked_line(value, "lost_reason", 500),
}


def checked(values: DealValues, *, by: Viewer) -> dict[str, Any]:
    """Return the values as they are kept.

    Raises:
        Invalid: one of them cannot be used.
    """
    return {
        name: _CHECKS[name](value, by)
        for name, value in values.items()
        if not checks.is_left_open(name, value)
    }


def lookups(title: str) -> dict[str, str]:
    """Return what lists of deals are sorted by, and what typed text is looked up in."""
    # Keys of the Turkish alphabet put words of other languages in their own order too.
    found = {"sort_key": sort_key(title, "tr"), "folded": fold(title)}
    return {name: text[: checks.TITLE_LENGTH] for name, text in found.items()}


def refuse_close_before_opening(expected_on: date | None, opened_at: datetime) -> None:
    """Let an expected day of closing pass that is none, or not before the deal was opened.

    It may have passed meanwhile: then the deal is late.

    Raises:
        Invalid: it lies before the opening, in the zone of the screen.
    """
    opened_on = timezone.localdate(opened_at)
    if expected_on is not None and expected_on < opened_on:
        raise checks.closed_before_opening("expected_close_on", opened_on)


def refuse_nobody(person_id: int | None, organization_id: int | None) -> None:
    """Let a deal pass that belongs to somebody.

    Raises:
        Invalid: it has neither a person nor an organization.
    """
    if person_id is None and organization_id is None:
        raise checks.invalid("person_id", _("A deal needs a person or an organization."))
