"""Deleting people and organizations, and bringing them back."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.db import transaction

from kartotek.contacts.models import Organization, Person
from kartotek.contacts.operations.find import organization_to_change, person_to_change
from kartotek.history.operations import record
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.viewer import Viewer

R = TypeVar("R", Person, Organization)


@transaction.atomic
def delete_person(*, person_id: int, by: Viewer, at: datetime) -> Person:
    """Delete a person; it can be restored.

    Raises:
        NotFound: there is no such person, or it is deleted already.
        NotPermitted: `by` may not delete records, or may only change their own.
    """
    person = person_to_change(person_id, by=by)
    refuse_unless(by, Permission.DELETE)
    return _mark(person, at, by=by, at=at)


@transaction.atomic
def restore_person(*, person_id: int, by: Viewer, at: datetime) -> Person:
    """Bring a deleted person back, with everything that hung on it; twice is once.

    Raises:
        NotFound: there is no such person.
    """
    return _mark(person_to_change(person_id, by=by, with_deleted=True), None, by=by, at=at)


@transaction.atomic
def delete_organization(*, organization_id: int, by: Viewer, at: datetime) -> Organization:
    """Delete an organization; its people stay, and it can be restored.

    Raises:
        NotFound: there is no such organization, or it is deleted already.
        NotPermitted: `by` may not delete records, or may only change their own.
    """
    organization = organization_to_change(organization_id, by=by)
    refuse_unless(by, Permission.DELETE)
    return _mark(organization, at, by=by, at=at)


@transaction.atomic
def restore_organization(*, organization_id: int, by: Viewer, at: datetime) -> Organization:
    """Bring a deleted organization back; the people it had are in it again.

    Raises:
        NotFound: there is no such organization.
    """
    organization = organization_to_change(organization_id, by=by, with_deleted=True)
    return _mark(organization, None, by=by, at=at)


def _mark(subject: R, deleted_at: datetime | None, *, by: Viewer, at: datetime) -> R:
    if subject.is_deleted == (deleted_at is not None):
        return subject
    subject.save(update_fields=subject.touch(at, deleted_at=deleted_at))
    word = "restored" if deleted_at is None else "deleted"
    record(f"{subject.subject_type}.{word}", subject=subject, by=by, at=at, name=subject.name)
    return subject
