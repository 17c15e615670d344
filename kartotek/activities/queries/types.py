"""The types of activities: how each is called and drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kartotek.activities.models import Activity, ActivityType, BuiltIn, Icon
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer

# How the first types are called where a company has no row for them.
BUILT_IN: Final[Mapping[str, str | Promise]] = {
    BuiltIn.CALL: _("Call"),
    BuiltIn.MEETING: _("Meeting"),
    BuiltIn.TASK: _("Task"),
    BuiltIn.DEADLINE: _("Deadline"),
    BuiltIn.EMAIL: _("Email"),
    BuiltIn.LUNCH: _("Lunch"),
}


@dataclass(frozen=True)
class TypeRow:
    """A type of activity ready to be shown; `icon` is a word of the API."""

    id: int
    key: str
    name: str
    icon: str
    position: int
    is_active: bool
    is_own: bool
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class Look:
    """How a type is called and drawn."""

    name: str
    icon: str


def types(*, viewer: Viewer, with_inactive: bool = False) -> list[TypeRow]:
    """Return the types of activities one can plan, in the company's order."""
    found = _in_order(with_inactive=with_inactive, company_id=viewer.company_id)
    return [type_row(one) for one in found]


@prepared
def _in_order(*, with_inactive: bool, company_id: int) -> QuerySet[ActivityType]:
    found = ActivityType.objects.filter(company_id=company_id)
    if not with_inactive:
        found = found.filter(is_active=True)
    return found.order_by("position", "id")


def type_row(one: ActivityType) -> TypeRow:
    """Return a type as a row."""
    return TypeRow(
        id=one.pk,
        key=one.key,
        name=one.name,
        icon=one.icon,
        position=one.position,
        is_active=one.is_active,
        is_own=one.is_own,
        created_at=one.created_at,
        updated_at=one.updated_at,
    )


def uses_of_types(*, viewer: Viewer) -> dict[str, int]:
    """Return how many living activities have each type, by its key."""
    living = Activity.objects.alive().filter(company_id=viewer.company_id)
    return dict(living.values_list("type").annotate(found=Count("pk")).order_by())


def looks(company_id: int) -> Mapping[str, Look]:
    """Return how every type of a company looks, also those not used any more, by its key."""
    known = {key: Look(str(name), key) for key, name in BUILT_IN.items()}
    return known | {key: Look(name, icon) for key, name, icon in _kept(company_id=company_id)}


@prepared
def _kept(*, company_id: int) -> QuerySet[ActivityType, tuple[str, str, str]]:
    types = ActivityType.objects.filter(company_id=company_id)
    return types.values_list("key", "name", "icon")


def look_of(known: Mapping[str, Look], key: str) -> Look:
    """Return how a type looks; one that is gone is called by its key."""
    return known.get(key) or Look(key, Icon.CALENDAR.value)
