"""The parts of rows and pages that deals, leads and projects share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from kartotek.contacts.models import Organization, Person
from kartotek.users.models import User
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import seen_by


@dataclass(frozen=True, slots=True)
class Ref:
    """A record as a link shows it."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in one currency (ISO 4217)."""

    amount: Decimal
    currency: str


def shows(path: str, viewer: Viewer) -> ExpressionWrapper[Q]:
    """Return whether the contact at `path` is there and the viewer sees it.

    Args:
        path: the foreign key, such as `person`.
        viewer: who is asking.
    """
    alive = Q(**{f"{path}__isnull": False, f"{path}__deleted_at": None})
    return ExpressionWrapper(alive & seen_by(viewer, f"{path}__"), output_field=BooleanField())


def person_seen(viewer: Viewer) -> Exists:
    """Return whether a row's `person_id` is a living person that the viewer sees."""
    return Exists(Person.objects.alive().visible_to(viewer).filter(pk=OuterRef("person_id")))


def organization_seen(viewer: Viewer) -> Exists:
    """Return whether a row's `organization_id` is a living one that the viewer sees."""
    seen = Organization.objects.alive().visible_to(viewer)
    return Exists(seen.filter(pk=OuterRef("organization_id")))


def ref_to(contact: Person | Organization | User | None, *, is_shown: bool = True) -> Ref | None:
    """Return a record as a link, or nothing when there is none to show."""
    return Ref(contact.pk, contact.name) if contact is not None and is_shown else None


def sums(rows: Iterable[tuple[str, Decimal | None]]) -> tuple[Money, ...]:
    """Return one sum a currency, the largest first; what has no amount adds nothing."""
    totals: dict[str, Decimal] = {}
    for currency, amount in rows:
        if amount:
            totals[currency] = totals.get(currency, Decimal(0)) + amount
    ordered = sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Money(amount, currency) for currency, amount in ordered)
