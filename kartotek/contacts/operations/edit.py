"""Changing what is known of people and organizations."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar, Unpack

from django.db import transaction

from kartotek.contacts.models import Organization, Person
from kartotek.contacts.operations.addresses import reached_by, set_addresses, set_phones
from kartotek.contacts.operations.find import (
    organization_to_change,
    person_to_change,
    refuse_unknown_organization,
)
from kartotek.contacts.operations.keys import keep_keys
from kartotek.contacts.operations.values import (
    DERIVED,
    OrganizationEdit,
    PersonEdit,
    address_line,
    clean,
    organization_name,
    ownership,
    person_name,
)
from kartotek.history.meanwhile import refuse_changed
from kartotek.history.operations import changes, record
from kartotek.users.viewer import Viewer

R = TypeVar("R", Person, Organization)


@transaction.atomic
def edit_person(*, person_id: int, by: Viewer, at: datetime, **given: Unpack[PersonEdit]) -> Person:
    """Change what is given of a person and leave the rest; saying what is already so does nothing.

    Args:
        person_id: of a person the viewer sees.
        by: who changes it.
        at: when.
        **given: what changes; `addresses` and `phones` replace all there are.

    Raises:
        NotFound: there is no such person.
        ChangedMeanwhile: a field is no longer what the editor saw.
        Invalid: no name is left, a value does not fit, an unknown organization or owner.
    """
    person = person_to_change(person_id, by=by)
    was = given.pop("was", {})
    lists = {name: seen for name, seen in was.items() if name in {"addresses", "phones"}}
    refuse_changed(person, lists, {}, current={name: reached_by(person, name) for name in lists})
    changed: dict[str, list[Any]] = {}
    if "addresses" in given:
        changed |= set_addresses(person, given.pop("addresses"))
    if "phones" in given:
        changed |= set_phones(person, given.pop("phones"))
    kept = _kept(Person, dict(given), by=by)
    kept |= person_name(kept, person)
    refuse_changed(person, {name: was[name] for name in was.keys() - lists.keys()}, kept)
    refuse_unknown_organization(kept.get("organization_id"), by=by)
    return _write(person, kept, changed, by=by, at=at)


@transaction.atomic
def edit_organization(
    *, organization_id: int, by: Viewer, at: datetime, **given: Unpack[OrganizationEdit]
) -> Organization:
    """Change what is given of an organization and leave the rest.

    Args:
        organization_id: of an organization the viewer sees.
        by: who changes it.
        at: when.
        **given: what changes.

    Raises:
        NotFound: there is no such organization.
        ChangedMeanwhile: a field is no longer what the editor saw.
        Invalid: no name is left, a value does not fit, an unknown owner.
    """
    organization = organization_to_change(organization_id, by=by)
    was = given.pop("was", {})
    kept = _kept(Organization, dict(given), by=by)
    kept |= organization_name(kept) | address_line(kept, organization)
    refuse_changed(organization, was, kept)
    return _write(organization, kept, {}, by=by, at=at)


def _kept(
    model: type[Person] | type[Organization], given: dict[str, Any], *, by: Viewer
) -> dict[str, Any]:
    owned = ownership(given, by=by)
    rest = {name: value for name, value in given.items() if name not in {"owner_id", "visibility"}}
    return clean(model, rest) | owned


def _write(
    subject: R, kept: dict[str, Any], changed: dict[str, list[Any]], *, by: Viewer, at: datetime
) -> R:
    """Save what differs and write it into history; nothing is written when nothing differs."""
    differs = changes(subject, kept)
    if not differs and not changed:
        return subject
    subject.save(update_fields=subject.touch(at, **{name: kept[name] for name in differs}))
    keep_keys(subject.subject_type, [subject.pk], company_id=subject.company_id)
    told = {name: pair for name, pair in differs.items() if name not in DERIVED} | changed
    record(f"{subject.subject_type}.edited", subject=subject, by=by, at=at, changes=told)
    return subject
