"""A person or an organization with its labels."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Unpack

from django.db import transaction

from kartotek.contacts.models import Organization, Person
from kartotek.contacts.operations import OrganizationFields, PersonFields
from kartotek.fields.operations import set_labels
from kartotek.flows import contact_changes
from kartotek.users.viewer import Viewer


@transaction.atomic
def open_person(
    *,
    by: Viewer,
    at: datetime,
    since: datetime | None = None,
    label_ids: Collection[int] | None = None,
    **given: Unpack[PersonFields],
) -> Person:
    """Add a person with labels.

    Raises:
        Invalid: no name, a value that does not fit, an unknown organization, owner or label.
    """
    person = contact_changes.add_person(by=by, at=at, since=since, **given)
    if label_ids is not None:
        set_labels(label_ids=label_ids, subject=person, by=by, at=at)
    return person


@transaction.atomic
def set_person(
    *,
    person_id: int,
    by: Viewer,
    at: datetime,
    label_ids: Collection[int] | None = None,
    **given: Unpack[PersonFields],
) -> Person:
    """Change what is given of a person; labels that are given replace all there are.

    Raises:
        NotFound: there is no such person, or it is not theirs to see.
        Invalid: no name is left, a value does not fit, an unknown organization, owner or label.
    """
    person = contact_changes.edit_person(person_id=person_id, by=by, at=at, **given)
    if label_ids is not None:
        set_labels(label_ids=label_ids, subject=person, by=by, at=at)
    return person


@transaction.atomic
def open_organization(
    *,
    by: Viewer,
    at: datetime,
    since: datetime | None = None,
    label_ids: Collection[int] | None = None,
    **given: Unpack[OrganizationFields],
) -> Organization:
    """Add an organization with labels.

    Raises:
        Invalid: no name, a value that does not fit, an unknown owner or label.
    """
    organization = contact_changes.add_organization(by=by, at=at, since=since, **given)
    if label_ids is not None:
        set_labels(label_ids=label_ids, subject=organization, by=by, at=at)
    return organization


@transaction.atomic
def set_organization(
    *,
    organization_id: int,
    by: Viewer,
    at: datetime,
    label_ids: Collection[int] | None = None,
    **given: Unpack[OrganizationFields],
) -> Organization:
    """Change what is given of an organization; labels that are given replace all there are.

    Raises:
        NotFound: there is no such organization, or it is not theirs to see.
        Invalid: no name is left, a value does not fit, an unknown owner or label.
    """
    organization = contact_changes.edit_organization(
        organization_id=organization_id, by=by, at=at, **given
    )
    if label_ids is not None:
        set_labels(label_ids=label_ids, subject=organization, by=by, at=at)
    return organization
