"""The record an operation is about, locked, or a refusal."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kartotek.contacts.models import Organization, Person
from kartotek.errors import Invalid, NotFound, WasDeleted
from kartotek.users.permissions import refuse_unless_editable
from kartotek.users.viewer import Viewer


def person_to_change(person_id: int, *, by: Viewer, with_deleted: bool = False) -> Person:
    """Return the person, locked until the transaction ends.

    Raises:
        NotFound: there is no such person, or it is not theirs to see.
        WasDeleted: it is deleted (unless `with_deleted`).
        OwnedByAnother: it is a colleague's, and `by` may only change their own.
    """
    people = Person.objects.visible_to(by)
    person = people.select_for_update(of=("self",)).filter(pk=person_id).first()
    if person is None:
        raise NotFound(_("This person is gone."))
    if person.is_deleted and not with_deleted:
        raise WasDeleted(_("This person was deleted."), "person", person_id)
    refuse_unless_editable(by, person.owner_id)
    return person


def organization_to_change(
    organization_id: int, *, by: Viewer, with_deleted: bool = False
) -> Organization:
    """Return the organization, locked until the transaction ends.

    Raises:
        NotFound: there is no such organization, or it is not theirs to see.
        WasDeleted: it is deleted (unless `with_deleted`).
        OwnedByAnother: it is a colleague's, and `by` may only change their own.
    """
    known = Organization.objects.visible_to(by)
    organization = known.select_for_update(of=("self",)).filter(pk=organization_id).first()
    if organization is None:
        raise NotFound(_("This organization is gone."))
    if organization.is_deleted and not with_deleted:
        raise WasDeleted(_("This organization was deleted."), "organization", organization_id)
    refuse_unless_editable(by, organization.owner_id)
    return organization


def refuse_unknown_organization(organization_id: int | None, *, by: Viewer) -> None:
    """Do nothing if a person can be put into this organization; None is nowhere.

    Raises:
        Invalid: there is no such organization, or it is not theirs to see.
    """
    if organization_id is None:
        return
    known = Organization.objects.alive().visible_to(by).filter(pk=organization_id)
    if not known.exists():
        message = _("This organization is gone.")
        raise Invalid(message, {"organization_id": message})
