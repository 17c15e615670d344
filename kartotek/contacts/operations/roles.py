"""Further organizations of a person: what somebody is there beside where they work."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.contacts.models import Organization, Person, PersonRole
from kartotek.contacts.operations.find import organization_to_change, person_to_change
from kartotek.contacts.operations.values import clean
from kartotek.errors import Invalid
from kartotek.history.operations import Event, record_all
from kartotek.users.viewer import Viewer


@transaction.atomic
def give_role(
    *, person_id: int, organization_id: int, role: str, by: Viewer, at: datetime
) -> PersonRole:
    """Put a person on a further organization, or change what they are there.

    Args:
        person_id: of a person the viewer sees.
        organization_id: of an organization they see, not the person's primary one.
        role: such as former or board member; may be empty.
        by: who says so.
        at: when.

    Raises:
        NotFound: the person or organization is gone or not theirs to see.
        Invalid: the role is too long, or the organization is the primary one.
    """
    person = person_to_change(person_id, by=by)
    organization = organization_to_change(organization_id, by=by)
    kept = clean(PersonRole, {"role": role})["role"]
    if person.organization_id == organization.pk:
        message = _("%(person)s is in this organization already.") % {"person": person.name}
        raise Invalid(message, {"organization_id": message})
    held, is_new = PersonRole.objects.get_or_create(
        company_id=by.company_id,
        person=person,
        organization=organization,
        defaults={"role": kept, "created_at": at},
    )
    if not is_new and held.role == kept:
        return held
    if not is_new:
        held.role = kept
        held.save(update_fields=["role"])
    _tell("role-given", person, organization, kept, by=by, at=at)
    return held


@transaction.atomic
def take_role(*, person_id: int, organization_id: int, by: Viewer, at: datetime) -> str | None:
    """Take a person off a further organization, and return what they were there.

    None where they were not on it.

    Raises:
        NotFound: the person or organization is gone or not theirs to see.
    """
    person = person_to_change(person_id, by=by)
    organization = organization_to_change(organization_id, by=by)
    held = PersonRole.objects.filter(
        company_id=by.company_id, person=person, organization=organization
    ).first()
    if held is None:
        return None
    was = held.role
    held.delete()
    _tell("role-taken", person, organization, was, by=by, at=at)
    return was


def _tell(
    act: str, person: Person, organization: Organization, role: str, *, by: Viewer, at: datetime
) -> None:
    """Write it into the history of both."""
    act = f"{act}-as" if role else act
    events = [
        Event(
            f"person.{act}", "person", person.pk, {"organization_id": organization.pk, "role": role}
        ),
        Event(
            f"organization.{act}",
            "organization",
            organization.pk,
            {"person_id": person.pk, "role": role},
        ),
    ]
    record_all(events, by=by, at=at)
