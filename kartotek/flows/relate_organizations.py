"""Two organizations belong together: one of them may be added while it is said.

known or added -> related -> told in the history of both
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kartotek.contacts import operations
from kartotek.contacts.models import OrganizationRelation, PersonRole
from kartotek.flows.contact_changes import organization_called
from kartotek.users.viewer import Viewer


@transaction.atomic
def relate_organizations(
    *,
    organization_id: int,
    other_id: int | None,
    name: str,
    relation: str,
    by: Viewer,
    at: datetime,
) -> OrganizationRelation:
    """Say what another organization is to this one; one that is only named is added first.

    Raises:
        NotFound: one of the two is gone or not theirs to see.
        Invalid: there is no name, no such relation, or both are the same.
        RelationCircle: the daughter is above its parent already.
    """
    if other_id is None:
        other_id = organization_called(name, by=by, at=at).pk
    return operations.relate(
        organization_id=organization_id, other_id=other_id, relation=relation, by=by, at=at
    )


@transaction.atomic
def give_role(
    *, person_id: int, organization_id: int | None, name: str, role: str, by: Viewer, at: datetime
) -> PersonRole:
    """Put a person on a further organization; one that is only named is added first.

    Raises:
        NotFound: the person or organization is gone or not theirs to see.
        Invalid: there is no name, the role is too long, or it is the primary organization.
    """
    if organization_id is None:
        organization_id = organization_called(name, by=by, at=at).pk
    return operations.give_role(
        person_id=person_id, organization_id=organization_id, role=role, by=by, at=at
    )
