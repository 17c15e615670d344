"""The person and the organization of an item, as cards of its sidebar."""

from __future__ import annotations

from dataclasses import dataclass

from kartotek.contacts import queries as contacts
from kartotek.pipeline.shown import Ref
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class Cards:
    """What is known at once of whom an item is about."""

    person: contacts.PersonPage | None
    organization: contacts.OrganizationPage | None


def cards_of(person: Ref | None, organization: Ref | None, *, viewer: Viewer) -> Cards:
    """Return the cards of contacts that the viewer is known to see."""
    return Cards(
        person=contacts.person(person.id, viewer=viewer) if person else None,
        organization=contacts.organization(organization.id, viewer=viewer)
        if organization
        else None,
    )
