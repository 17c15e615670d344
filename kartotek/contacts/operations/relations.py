"""What an organization is to another: said, changed, and taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kartotek.contacts.models import Organization, OrganizationRelation, Relation
from kartotek.contacts.operations.find import organization_to_change
from kartotek.errors import Invalid, Refused
from kartotek.history.operations import Event, record_all
from kartotek.users.models import Company
from kartotek.users.viewer import Viewer

# The same relation, said from the other side.
TURNED: Mapping[str, Relation] = {
    Relation.PARENT: Relation.DAUGHTER,
    Relation.DAUGHTER: Relation.PARENT,
    Relation.RELATED: Relation.RELATED,
}


class RelationCircle(Refused):
    """An organization would be above itself."""


@transaction.atomic
def relate(
    *, organization_id: int, other_id: int, relation: str, by: Viewer, at: datetime
) -> OrganizationRelation:
    """Say what `other` is to an organization; saying it again changes nothing.

    Args:
        organization_id: of an organization the viewer sees.
        other_id: of another one they see.
        relation: what the other one is: its parent, its daughter, or related.
        by: who says so.
        at: when.

    Raises:
        NotFound: one of the two is gone or not theirs to see.
        Invalid: there is no such relation, or both are the same.
        RelationCircle: the daughter is above its parent already.
    """
    _refuse_unusable(organization_id, other_id, relation)
    # A circle may close over organizations nobody has locked: one change at a time.
    Company.objects.select_for_update().get(pk=by.company_id)
    one = organization_to_change(organization_id, by=by)
    other = organization_to_change(other_id, by=by)
    held = between(one.pk, other.pk, company_id=by.company_id).first()
    if held is not None and relation_of(held, one.pk) == relation:
        return held
    if held is not None:
        _forget(held, one, other, by=by, at=at)
    above, below = (other, one) if relation == Relation.PARENT else (one, other)
    if relation != Relation.RELATED:
        _refuse_circle(above, below)
    elif above.pk > below.pk:
        above, below = below, above
    made = OrganizationRelation.objects.create(
        company_id=by.company_id,
        first=above,
        second=below,
        is_parent=relation != Relation.RELATED,
        created_at=at,
    )
    _tell("added", relation, one, other, by=by, at=at)
    return made


@transaction.atomic
def unrelate(*, organization_id: int, other_id: int, by: Viewer, at: datetime) -> str:
    """Forget what two organizations are to each other, and return what the other one was.

    Where they were nothing to each other, that is empty.

    Raises:
        NotFound: one of the two is gone or not theirs to see.
    """
    one = organization_to_change(organization_id, by=by)
    other = organization_to_change(other_id, by=by)
    held = between(one.pk, other.pk, company_id=by.company_id).first()
    return _forget(held, one, other, by=by, at=at) if held is not None else ""


def between(one_id: int, other_id: int, *, company_id: int) -> QuerySet[OrganizationRelation]:
    """Return the relation of two organizations, whichever of them comes first."""
    pair = Q(first_id=one_id, second_id=other_id) | Q(first_id=other_id, second_id=one_id)
    return OrganizationRelation.objects.filter(pair, company_id=company_id)


def relation_of(held: OrganizationRelation, organization_id: int) -> Relation:
    """Return what the other organization of a relation is to this one."""
    if not held.is_parent:
        return Relation.RELATED
    return Relation.DAUGHTER if held.first_id == organization_id else Relation.PARENT


def _forget(
    held: OrganizationRelation, one: Organization, other: Organization, *, by: Viewer, at: datetime
) -> str:
    was = relation_of(held, one.pk)
    held.delete()
    _tell("removed", was, one, other, by=by, at=at)
    return was


def _tell(
    act: str, relation: str, one: Organization, other: Organization, *, by: Viewer, at: datetime
) -> None:
    """Write it into the history of both, each from its own side."""
    sides = ((one, other, relation), (other, one, TURNED[relation]))
    events = [
        Event(
            f"organization.{said}-{act}",
            "organization",
            subject.pk,
            {"organization_id": there.pk, "name": there.name},
        )
        for subject, there, said in sides
    ]
    record_all(events, by=by, at=at)


def _refuse_unusable(organization_id: int, other_id: int, relation: str) -> None:
    if relation not in Relation.values:
        message = _("Choose what the organizations are to each other.")
        raise Invalid(message, {"relation": message})
    if organization_id == other_id:
        message = _("An organization cannot be related to itself.")
        raise Invalid(message, {"organization_id": message})


def _refuse_circle(above: Organization, below: Organization) -> None:
    """Do nothing unless `below` is already above `above`, at whatever distance.

    Raises:
        RelationCircle: it is.
    """
    reached, edge = {above.pk}, {above.pk}
    while edge:
        parents = OrganizationRelation.objects.filter(
            company_id=above.company_id, is_parent=True, second_id__in=edge
        )
        edge = set(parents.values_list("first_id", flat=True)) - reached
        reached |= edge
    if below.pk in reached:
        text = _("%(below)s is above %(above)s already, so it cannot be below it too.")
        raise RelationCircle(text % {"below": below.name, "above": above.name})
